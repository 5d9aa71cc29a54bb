#include <algorithm>
#include <cmath>
#include <cstdio>

#include "design/limits.h"
#include "design/templates.h"

namespace hd {
namespace {

Error corners(const char* problem) { return {"zone.corners", problem}; }

Status checkPhotoPolygon(const View& view, std::span<const Vec2> polygonPx) {
  if (polygonPx.size() < 3) return corners("a zone needs at least three corners");
  if (polygonPx.size() > kMaxOutlinePoints / 4) return corners("a zone has too many corners; at most 1024 are allowed");
  for (size_t i = 0; i < polygonPx.size(); ++i) {
    const Vec2 p = polygonPx[i];
    if (p == polygonPx[(i + 1) % polygonPx.size()]) return corners("two neighbouring corners of a zone are the same point");
    if (!(p.x >= 0 && p.y >= 0 && p.x <= view.photoWidthPx && p.y <= view.photoHeightPx))
      return Error{"zone.outside", "corner " + std::to_string(i + 1) + " of a zone lies outside of the photo, which is " +
                                       std::to_string(view.photoWidthPx) + " x " + std::to_string(view.photoHeightPx) + " px"};
  }
  if (selfIntersects(polygonPx)) return corners("the edges of a zone cross each other; give the corners in order around it");
  if (std::fabs(signedArea(polygonPx)) < 1e-9) return corners("the corners of a zone lie on one line");
  return Done{};
}

}  // namespace

Result<Zone> zoneFromPhotoPolygon(const View& view, const ScalpMap& map, std::span<const Vec2> polygonPx,
                                  double densityPerCm2) {
  if (Status fine = checkPhotoPolygon(view, polygonPx); !fine) return fine.error();
  Zone zone;
  zone.name = "Zone";
  zone.drawnOnPhoto = true;
  zone.densityPerCm2 = densityPerCm2;
  if (view.kind == ViewKind::flat) {
    for (Vec2 p : polygonPx) zone.outlineMapMm.push_back(p * view.mmPerPx);
    return zone;
  }
  // Straight in the photo is curved on the scalp: a point every 2 mm follows it to a few hundredths.
  constexpr double kStepMm = 2.0;
  double lengthPx = 0.0;
  for (size_t i = 0; i < polygonPx.size(); ++i) lengthPx += glm::length(polygonPx[(i + 1) % polygonPx.size()] - polygonPx[i]);
  const double stepPx = std::max(kStepMm / view.mmPerPx, lengthPx / (kMaxOutlinePoints / 2.0));
  for (Vec2 p : densifyClosed(polygonPx, stepPx)) {
    const std::optional<Vec2> q = unprojectToMap(view, map, p);
    if (!q || !map.covers(*q)) {
      char text[160];
      std::snprintf(text, sizeof text, "a zone leaves the head at photo pixel (%.0f, %.0f); keep its corners and edges on the scalp", p.x, p.y);
      return Error{"zone.off_scalp", text};
    }
    zone.outlineMapMm.push_back(*q);
  }
  return zone;
}

}  // namespace hd
