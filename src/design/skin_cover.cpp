#include "design/skin_cover.h"

#include <algorithm>
#include <cmath>

#include "core/fingerprint.h"
#include "core/math.h"
#include "core/polygon.h"
#include "design/limits.h"
#include "scalp/anatomy.h"

namespace hd {
namespace {

/// Calls visit(skin) for every cell that a place of the area may take its share from; what lies beyond the grid is skin.
template <class Visit>
void forCellsAbout(const SkinCover& cover, const Box2& areaMapMm, Visit visit) {
  if (cover.skin.empty()) return;
  const auto cell = [&](double atMm, int count) { return static_cast<int>(clamp(std::floor(atMm / cover.cellMm), -1.0, count)); };
  const Vec2 from = areaMapMm.min - cover.originMapMm - 0.5 * cover.cellMm, to = areaMapMm.max - cover.originMapMm + 0.5 * cover.cellMm;
  for (int j = cell(from.y, cover.rows); j <= cell(to.y, cover.rows); ++j)
    for (int i = cell(from.x, cover.columns); i <= cell(to.x, cover.columns); ++i) {
      const bool within = i >= 0 && j >= 0 && i < cover.columns && j < cover.rows;
      visit(within ? cover.skin[static_cast<size_t>(j) * cover.columns + i] : uint8_t{255});
    }
}

}  // namespace

double skinShown(const SkinCover& cover, Vec2 posMapMm) {
  if (cover.skin.empty()) return 1.0;
  const Vec2 at = (posMapMm - cover.originMapMm) / cover.cellMm;
  if (!(at.x >= 0.0 && at.y >= 0.0 && at.x <= cover.columns && at.y <= cover.rows)) return 1.0;
  const double u = clamp(at.x - 0.5, 0.0, cover.columns - 1.0), v = clamp(at.y - 0.5, 0.0, cover.rows - 1.0);
  const int i = std::min(static_cast<int>(u), cover.columns - 2), j = std::min(static_cast<int>(v), cover.rows - 2);
  const uint8_t* row = &cover.skin[static_cast<size_t>(j) * cover.columns + i];
  return mix(mix(row[0], row[1], u - i), mix(row[cover.columns], row[cover.columns + 1], u - i), v - j) / 255.0;
}

bool paintSkinCover(SkinCover& cover, Vec2 centreMapMm, double radiusMapMm, bool skin) {
  if (cover.skin.empty()) return false;
  const uint8_t paint = skin ? 255 : 0;
  const auto first = [&](double at) { return static_cast<int>(clamp(std::floor(at / cover.cellMm), 0.0, 4096.0)); };
  const Vec2 from = centreMapMm - cover.originMapMm - Vec2(radiusMapMm), to = from + Vec2(2.0 * radiusMapMm);
  bool changed = false;
  for (int j = first(from.y); j < std::min(cover.rows, first(to.y) + 1); ++j)
    for (int i = first(from.x); i < std::min(cover.columns, first(to.x) + 1); ++i) {
      const Vec2 cell = cover.originMapMm + cover.cellMm * Vec2(i + 0.5, j + 0.5);
      uint8_t& value = cover.skin[static_cast<size_t>(j) * cover.columns + i];
      if (glm::length(cell - centreMapMm) > radiusMapMm || value == paint) continue;
      value = paint;
      changed = true;
    }
  return changed;
}

CoverWithin coverWithin(const SkinCover& cover, const Box2& areaMapMm) {
  int least = 255, most = 0;
  forCellsAbout(cover, areaMapMm, [&](uint8_t skin) {
    least = std::min<int>(least, skin);
    most = std::max<int>(most, skin);
  });
  return least == 255 ? CoverWithin::skin : most == 0 ? CoverWithin::hair : CoverWithin::mixed;
}

uint64_t coverFingerprint(const SkinCover& cover, const Box2& areaMapMm) {
  if (coverWithin(cover, areaMapMm) == CoverWithin::skin) return 0;
  Fingerprint print;
  print.addPoint(cover.originMapMm);
  print.addReal(cover.cellMm);
  forCellsAbout(cover, areaMapMm, [&](uint8_t skin) { print.add(skin); });
  return print.value();
}

SkinCover blankScalpCover(const ScalpMap& map, double cellMm) {
  Box2 box;
  for (const Vec3 q : scalpOutline()) box.add(map.toMap(map.head().surfacePoint(q)));
  SkinCover cover;
  cover.everyZone = true;
  cover.cellMm = cellMm;
  cover.originMapMm = box.min;
  cover.columns = static_cast<int>(std::ceil((box.max.x - box.min.x) / cellMm));
  cover.rows = static_cast<int>(std::ceil((box.max.y - box.min.y) / cellMm));
  cover.skin.assign(static_cast<size_t>(cover.columns) * cover.rows, 255);
  return cover;
}

SkinCover blankSkinCover(const Design& design, double cellMm) {
  SkinCover cover;
  Box2 box;
  for (const Zone& zone : design.zones)
    if (zone.visible && zone.use == ZoneUse::betweenHair)
      for (Vec2 p : zone.outlineMapMm) box.add(p);
  if (box.empty()) return cover;
  const Vec2 size = box.max - box.min;
  cover.cellMm = std::max({cellMm, size.x / 4000.0, size.y / 4000.0, std::sqrt(1.05 * size.x * size.y / kMaxCoverCells)});
  cover.originMapMm = box.min;
  cover.columns = std::max(2, static_cast<int>(std::ceil(size.x / cover.cellMm)));
  cover.rows = std::max(2, static_cast<int>(std::ceil(size.y / cover.cellMm)));
  while (static_cast<size_t>(cover.columns) * cover.rows > kMaxCoverCells) {  // long and narrow: rounding up weighs more
    cover.cellMm *= 1.05;
    cover.columns = std::max(2, static_cast<int>(std::ceil(size.x / cover.cellMm)));
    cover.rows = std::max(2, static_cast<int>(std::ceil(size.y / cover.cellMm)));
  }
  cover.skin.assign(static_cast<size_t>(cover.columns) * cover.rows, 255);
  return cover;
}

}  // namespace hd
