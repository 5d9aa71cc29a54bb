#include "design/skin_cover.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "core/polygon.h"
#include "design/limits.h"

namespace hd {

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
