#include "jobs/find_job.h"

#include <algorithm>
#include <utility>

#include "core/json.h"
#include "design/design_io.h"
#include "design/limits.h"
#include "text/sentence.h"
#include "vision/found_design.h"
#include "vision/found_json.h"

namespace hd {

Result<JobOutput> findHeadIn(HeadFinder& finder, const ImageRgb8& picture, const FindWishes& wishes) {
  const double factor = static_cast<double>(wishes.photo.widthPx) / picture.width;
  std::optional<double> focalPx = wishes.photo.focalPx;
  if (focalPx) *focalPx /= factor;
  Result<FoundHead> found = finder.find(picture, focalPx, wishes.face);
  if (!found) return found.error();
  if (factor != 1.0) found->enlarge(factor);
  JobOutput out;
  out.json = foundToJson(*found, sentence);
  if (found->faces == 0) return out;
  const Result<Design> design = proposeDesign(wishes.photo, *found);
  if (!design) return out;  // what was found is told all the same
  const std::string file = designToJson({*design, {}, {}});
  out.bytes.assign(file.begin(), file.end());
  return out;
}

Status FindJob::setNets(std::span<const uint8_t> netsBin) {
  Result<HeadFinder> finder = HeadFinder::fromBytes(netsBin);
  if (!finder) return finder.error();
  finder_ = std::move(*finder);
  return Done{};
}

void FindJob::begin(int widthPx, int heightPx) {
  picture_ = ImageRgb8{widthPx, heightPx, {}};
  picture_.rgb.resize(3 * static_cast<size_t>(widthPx) * static_cast<size_t>(heightPx));
}

void FindJob::rows(std::span<const uint8_t> rgba, int top) {
  uint8_t* to = picture_.rgb.data() + 3 * static_cast<size_t>(top) * static_cast<size_t>(picture_.width);
  for (size_t from = 0; from + 3 < rgba.size(); from += 4, to += 3) std::copy_n(&rgba[from], 3, to);
}

Result<JobOutput> FindJob::run(std::string_view json) {
  const ImageRgb8 picture = std::exchange(picture_, {});
  if (!finder_ || picture.empty()) return Error{"find.nobody"};
  Result<JsonDocument> document = JsonDocument::parse(json, Message{"noun.photo"});
  if (!document) return document.error();
  JsonErrors errors;
  const JsonValue root = document->root();
  FindWishes wishes;
  wishes.photo.file = root["name"].text(errors, kMaxPathBytes);
  wishes.photo.widthPx = static_cast<int>(root["width"].integer(errors, 1, kMaxPhotoSidePx));
  wishes.photo.heightPx = static_cast<int>(root["height"].integer(errors, 1, kMaxPhotoSidePx));
  if (const double focalPx = root["focal_px"].number(errors, 0, 1e6); focalPx > 0) wishes.photo.focalPx = focalPx;
  wishes.face = static_cast<int>(root["face"].integer(errors, 0, 1000));
  if (errors.any()) return errors.first();
  return findHeadIn(*finder_, picture, wishes);
}

}  // namespace hd
