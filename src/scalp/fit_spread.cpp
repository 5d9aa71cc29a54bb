// What the spread of the fit means for lengths and areas, and the fit when there is nothing to go by.
#include <algorithm>
#include <cmath>

#include "core/facts.h"
#include "scalp/fit.h"
#include "scalp/internal/fit_solve.h"
#include "scalp/surface_area.h"

namespace hd {

double scaleRelativeSd(const ScaleReference& scale) {
  std::string_view key = "scale.length_rel_sd";
  if (scale.kind == ScaleKind::card) key = "scale.card_rel_sd";
  if (scale.kind == ScaleKind::iris) key = "scale.iris_rel_sd";
  if (scale.kind == ScaleKind::ipd) key = "scale.ipd_rel_sd";
  const double thing = factValue(key), tap = 1.0 / scale.px;
  return std::sqrt(thing * thing + tap * tap);
}

double areaRelativeSd(std::span<const Vec2> polygonMapMm, const ScalpMap& map, const View& view, std::span<const FitSample> samples,
                      OutlineAnchor anchor) {
  if (samples.empty() || map.isFlat() || polygonMapMm.size() < 3) return view.areaRelSd;
  struct Corner {
    Vec3 direction;
    std::optional<Vec2> px;  // where the photo shows it; absent where it is hidden
  };
  std::vector<Corner> corners;
  std::vector<Vec3> outline;
  for (const Vec2 p : polygonMapMm) {
    const Vec3 pos = map.toScalp(p);
    Corner corner{map.head().anatomicalDirection(pos), std::nullopt};
    if (anchor == OutlineAnchor::photo && isVisible(view, map, pos, map.normal(p))) corner.px = projectPoint(view, pos);
    outline.push_back(corner.direction);
    corners.push_back(corner);
  }
  const double area = directionAreaCm2(map.head(), outline);
  if (!(area > 0.0)) return view.areaRelSd;
  double sum = 0.0;
  for (const FitSample& sample : samples) {
    const HeadModel head(sample.head);
    const Vec3 eye = cameraPositionMm(sample.camera);
    for (size_t i = 0; i < corners.size(); ++i) {
      outline[i] = corners[i].direction;
      if (!corners[i].px) continue;
      const Vec2 slope = (*corners[i].px - sample.camera.centrePx) / sample.camera.focalPx;
      const auto hit = head.intersect(eye, glm::normalize(Vec3(slope, 1.0) * sample.camera.rotation));
      if (hit) outline[i] = head.anatomicalDirection(*hit);
    }
    const double d = directionAreaCm2(head, outline) / area - 1.0;
    sum += d * d;
  }
  const double shape = factValue("fit.shape_area_rel_sd");
  return std::sqrt(sum / static_cast<double>(samples.size()) + shape * shape);
}

HeadFit assumedFit(int photoWidthPx, int photoHeightPx, std::optional<double> mmPerPx) {
  HeadFit fit;
  fit.head = peopleHead({});
  View& view = fit.view;
  view.kind = ViewKind::head;
  view.photoWidthPx = photoWidthPx;
  view.photoHeightPx = photoHeightPx;
  const HeadModel head(fit.head);
  const double distance = factValue("camera.distance_mm");
  const double faceHeight = head.landmark(Landmark::vertex).y - head.landmark(Landmark::menton).y;
  // From chin to crown the head fills two thirds of the picture's height.
  const double scale = mmPerPx.value_or(1.5 * faceHeight / std::max(1, photoHeightPx));
  const double nearest = distance - head.landmark(Landmark::glabella).z;
  view.camera.rotation = axesTurn(0.0, 0.0, 0.0);
  view.camera.focalPx = nearest / scale;
  view.camera.centrePx = 0.5 * Vec2(photoWidthPx, photoHeightPx);
  const double middleY = 0.5 * (head.landmark(Landmark::vertex).y + head.landmark(Landmark::menton).y);
  view.camera.translationMm = Vec3(0.0, middleY, distance);
  view.mmPerPx = scale;
  const Fact& length = fact("head.length_mm");
  const double sizeSd = 0.25 * (length.high - length.low) / length.value;
  view.scaleRelSd = mmPerPx ? sizeSd : factValue("fit.assumed_length_rel_sd");
  view.areaRelSd = 2.0 * view.scaleRelSd;
  view.scaleSource = mmPerPx ? "typed" : "assumed";
  return fit;
}

}  // namespace hd
