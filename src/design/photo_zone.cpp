#include <algorithm>
#include <cmath>

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
    if (!(p.x >= 0 && p.y >= 0 && p.x <= view.photoWidthPx && p.y <= view.photoHeightPx))
      return Error{"zone.outside", "corner " + std::to_string(i + 1) + " of a zone lies outside of the photo, which is " +
                                       std::to_string(view.photoWidthPx) + " x " + std::to_string(view.photoHeightPx) + " px"};
  }
  if (selfIntersects(polygonPx)) return corners("the edges of a zone cross each other; give the corners in order around it");
  if (std::fabs(signedArea(polygonPx)) < 1e-9) return corners("the corners of a zone lie on one line");
  return Done{};
}

// A photo px inside the polygon under which there is scalp: of a grid over the polygon, the one nearest
// to the middle of all such, so that the border is met squarely from it.
template <class SkinUnder>
std::optional<Vec2> pointOnScalp(std::span<const Vec2> polygonPx, const SkinUnder& skinUnder) {
  constexpr int kGrid = 24;
  const Box2 box = boxOf(polygonPx);
  std::vector<Vec2> found;
  Vec2 sum(0.0);
  for (int j = 0; j < kGrid; ++j)
    for (int i = 0; i < kGrid; ++i) {
      const Vec2 p = box.min + (box.max - box.min) * Vec2((i + 0.5) / kGrid, (j + 0.5) / kGrid);
      if (!contains(polygonPx, p) || !skinUnder(p)) continue;
      found.push_back(p);
      sum += p;
    }
  if (found.empty()) return std::nullopt;
  const Vec2 middle = sum / static_cast<double>(found.size());
  return *std::min_element(found.begin(), found.end(), [&](Vec2 a, Vec2 b) { return glm::length(a - middle) < glm::length(b - middle); });
}

// The last photo px with scalp under it on the way from `inner`, which has, to `outer`, which has not.
template <class SkinUnder>
Vec2 borderTowards(Vec2 outer, Vec2 inner, const SkinUnder& skinUnder) {
  for (int k = 0; k < 24; ++k) {
    const Vec2 middle = 0.5 * (outer + inner);
    (skinUnder(middle) ? inner : outer) = middle;
  }
  return inner;
}

}  // namespace

Result<Zone> zoneFromPhotoPolygon(const View& view, const ScalpMap& map, std::span<const Vec2> polygonPx,
                                  double densityPerCm2, bool* cut) {
  std::vector<Vec2> ringPx;
  for (Vec2 p : polygonPx)
    if (ringPx.empty() || p != ringPx.back()) ringPx.push_back(p);
  while (ringPx.size() > 1 && ringPx.front() == ringPx.back()) ringPx.pop_back();
  if (Status fine = checkPhotoPolygon(view, ringPx); !fine) return fine.error();
  Zone zone;
  zone.name = "Zone";
  zone.drawnOnPhoto = true;
  zone.densityPerCm2 = densityPerCm2;
  if (view.kind == ViewKind::flat) {
    for (Vec2 p : ringPx) zone.outlineMapMm.push_back(p * view.mmPerPx);
    return zone;
  }
  // Straight in the photo is curved on the scalp: a point every 2 mm follows it to a few hundredths.
  constexpr double kStepMm = 2.0;
  double lengthPx = 0.0;
  for (size_t i = 0; i < ringPx.size(); ++i) lengthPx += glm::length(ringPx[(i + 1) % ringPx.size()] - ringPx[i]);
  const double stepPx = std::max(kStepMm / view.mmPerPx, lengthPx / (kMaxOutlinePoints / 2.0));
  const std::vector<Vec2> outlinePx = densifyClosed(ringPx, stepPx);
  const auto skinUnder = [&](Vec2 px) -> std::optional<Vec2> {
    const std::optional<Vec2> q = unprojectToMap(view, map, px);
    return q && map.covers(*q) ? q : std::nullopt;
  };
  const std::optional<Vec2> inner = pointOnScalp(outlinePx, skinUnder);
  if (!inner) return Error{"zone.off_scalp", "a zone lies beside the scalp; draw it where the photo shows scalp"};
  for (Vec2 p : outlinePx) {
    std::optional<Vec2> q = skinUnder(p);
    if (!q) {
      if (cut) *cut = true;
      q = skinUnder(borderTowards(p, *inner, skinUnder));
    }
    if (q) zone.outlineMapMm.push_back(*q);
  }
  if (zone.outlineMapMm.size() < 3 || std::fabs(signedArea(zone.outlineMapMm)) < 1e-6)
    return Error{"zone.off_scalp", "a zone hardly touches the scalp; draw it where the photo shows scalp"};
  return zone;
}

}  // namespace hd
