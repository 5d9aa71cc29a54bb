#include "cli/args.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/nets.h"
#include "image/focal.h"
#include "text/sentence.h"
#include "vision/found_json.h"

namespace hd::cli {
namespace {

std::string foundText(const FoundHead& found) {
  const auto px = [](double v) { return quantity(v, Unit::px, 1); };
  const auto line = [](std::string_view what, const Message& words) {
    std::string text(what);
    text.resize(std::max<size_t>(15, text.size() + 1), ' ');
    return text + sentence(words) + "\n";
  };
  std::string text = sentence(Message{"find.view", {{"view", headViewName(found.view)}, {"faces", found.faces}}}) + "\n";
  for (size_t i = 0; i < kLandmarkCount; ++i) {
    if (!found.landmarks[i]) continue;
    const FoundPoint& p = *found.landmarks[i];
    text +=
        line(landmarkName(static_cast<Landmark>(i)), Message{"find.point", {{"x", px(p.px.x)}, {"y", px(p.px.y)}, {"error", px(p.sdPx)}}});
  }
  text += line("outline", Message{"find.outline", {{"count", found.outlinePx.size()}, {"error", px(found.outlineSdPx)}}});
  if (found.scale) {
    const ScaleReference& s = found.scale->reference;
    text += line("scale", Message{"find.scale",
                                  {{"kind", scaleKindName(s.kind)},
                                   {"px", px(s.px)},
                                   {"mm", quantity(s.mm, Unit::mm, 2)},
                                   {"error", quantity(100 * found.scale->relativeSd, Unit::percent, 1)}}});
  }
  if (found.hair) {
    text += line("hair", Message{"find.hair", {{"share", quantity(100 * found.hair->hairShareOfScalp, Unit::percent)}}});
    if (found.hair->norwood) text += line("stage", Message{"find.norwood", {{"stage", *found.hair->norwood}}});
  }
  return text;
}

}  // namespace

Status runFind(const std::vector<std::string>& words) {
  Result<Args> parsed = Args::parse(words, {{"--json", false}, {"--nets"}});
  if (!parsed) return parsed.error();
  Args& args = *parsed;
  const std::string path = args.onlyFile(Message{"noun.photo"});
  if (args.failed()) return args.error();
  const Result<Photo> photo = loadPhoto(path);
  if (!photo) return photo.error();
  Result<HeadFinder> finder = loadHeadFinder(args.text("--nets"));
  if (!finder) return finder.error();
  const Result<FoundHead> found = finder->find(photo->image, focalPxOf(photo->exif, photo->image.width, photo->image.height));
  if (!found) return inFile(Message{"noun.photo"}, path, found.error());
  if (args.has("--json")) return writeOut(foundToJson(*found, sentence) + "\n");
  printFindWarnings(*found);
  return writeOut(foundText(*found));
}

}  // namespace hd::cli
