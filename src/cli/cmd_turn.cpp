// The command that turns the head of a design: from any side, with the photos laid on it.
#include <algorithm>
#include <vector>

#include "cli/args.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/look_options.h"
#include "cli/picture.h"
#include "core/math.h"
#include "design/start.h"
#include "design/templates.h"
#include "pattern/dots.h"
#include "render/blur.h"
#include "render/cpu_raster.h"
#include "render/splats.h"
#include "render/turned_head.h"
#include "vision/skin_sample.h"

namespace hd::cli {
namespace {

constexpr double kRadians = kPi / 180.0;

// The photos of the design, by shot; empty for shots that have none.
Result<std::vector<ImageRgb8>> photosOf(const DesignFile& file, const std::string& path) {
  std::vector<ImageRgb8> images(file.design.shots.size());
  Design looking = file.design;
  for (size_t i = 0; i < images.size(); ++i) {
    looking.currentShot = static_cast<int>(i);
    if (looking.photo().file.empty()) continue;
    Result<Photo> photo = loadDesignPhoto(looking, path);
    if (!photo) return photo.error();
    images[i] = std::move(photo->image);
  }
  return images;
}

}  // namespace

Status runTurn(const std::vector<std::string>& words) {
  Result<Args> parsed = Args::parse(
      words, withLook({{"--azimuth"}, {"--elevation"}, {"--size"}, {"--plain", false}, {"--before", false}, {"--quality"}, {"-o"}}));
  if (!parsed) return parsed.error();
  Args& args = *parsed;
  const std::string file = args.onlyFile(Message{"noun.design_file"});
  const std::string output = args.required("-o");
  const double azimuth = kRadians * args.number("--azimuth", -360.0, 360.0).value_or(0.0);
  const double elevation = kRadians * args.number("--elevation", -30.0, 90.0).value_or(0.0);
  const PictureSize size = readSize(args).value_or(PictureSize{1200, 1500});
  const int quality = static_cast<int>(args.integer("--quality", 1, 100).value_or(kJpegQuality));
  const LookWishes wishes = readLook(args);
  if (args.failed()) return args.error();
  const Result<DesignFile> loaded = loadDesign(file);
  if (!loaded) return loaded.error();
  const Design& design = loaded->design;
  if (!design.head) return Error{"head.flat"};
  if (wishes.session && *wishes.session > design.sessions.count)
    return Error{"usage/session", {{"given", *wishes.session}, {"sessions", design.sessions.count}}};
  const Result<std::vector<ImageRgb8>> images =
      args.has("--plain") ? Result<std::vector<ImageRgb8>>(std::vector<ImageRgb8>(design.shots.size())) : photosOf(*loaded, file);
  if (!images) return images.error();

  const ScalpMap map = scalpMapOf(design);
  std::vector<LaidPhoto> photos;
  for (size_t i = 0; i < design.shots.size(); ++i)
    if (!(*images)[i].empty()) photos.push_back({(*images)[i], design.shots[i].view});
  const Look seen = wishes.over(loaded->look);
  LookSettings look;
  look.sessionsDone = std::min(seen.session, design.sessions.count);
  look.dayAfterLastSession = seen.day;
  look.ageing = seen.ageing;
  look.touchUps = seen.touchUps;
  if (design.photo().skin) look.skinLinear = design.photo().skin->linear;
  const View view = turnedView(map.head(), azimuth, elevation, size.widthPx, size.heightPx);
  const Vec3 tone = skinToneOf(map.head(), photos, skinOf(look));
  const TurnedHead head = drawTurnedHead(map.head(), view, photos, tone);
  if (args.has("--before")) return writeFiles({{output, encodeFor(output, head.bare, quality)}});
  const Design shown = designWithMistakes(design, map, wishes.mistakes);
  Dots dots = makeDots(shown, map);
  spoilDots(dots, shown, wishes.mistakes);
  // The skin is that of the photo that is looked at, as in "render"; without one that of the head.
  const ImageRgb8& photo = (*images)[static_cast<size_t>(design.currentShot)];
  SkinLight skinLight = setSkin(look, design, photo, dots, map);
  if (!look.skinLinear) {
    look.skinLinear = tone;
    skinLight = skinLightOf(tone);
  }
  const std::vector<Splat> splats = makeSplats(dots, view, map, look, look.sessionsDone);
  ImageRgb8 picture = renderFull(head.bare, splats, skinLight, acuityBlurPx(seen.distanceMm, view.mmPerPx));
  coverDots(head, picture);
  return writeFiles({{output, encodeFor(output, picture, quality)}});
}

}  // namespace hd::cli
