// The contact sheet: how the dots look, all on one page.
#include "cli/args.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/picture.h"
#include "report/gallery.h"

namespace hd::cli {

Status runGallery(const std::vector<std::string>& words) {
  Result<Args> args = Args::parse(words, {{"--skin"}, {"--shade"}, {"--patterns", false}, {"-o"}});
  if (!args) return args.error();
  const std::string output = args->required("-o");
  const int skin = static_cast<int>(args->integer("--skin", 1, 10).value_or(4));
  const int shade = static_cast<int>(args->integer("--shade", 1, 6).value_or(4));
  const std::string file = args->positionals().empty() ? std::string() : args->onlyFile(Message{"noun.design_file"});
  if (args->failed()) return args->error();
  if (args->has("--patterns")) return writeFiles({{output, encodeFor(output, makePatternSheet(skin, shade))}});
  GalleryScene scene;
  if (file.empty()) {
    scene = studioSkin(skin, shade);
  } else {
    const Result<DesignFile> loaded = loadDesign(file);
    if (!loaded) return loaded.error();
    const Result<Photo> photo = loadDesignPhoto(loaded->design, file);
    if (!photo) return photo.error();
    scene = sceneOfDesign(loaded->design, photo->image);
  }
  return writeFiles({{output, encodeFor(output, makeGallery(scene))}});
}

}  // namespace hd::cli
