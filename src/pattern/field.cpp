#include "pattern/field.h"

#include <cmath>

#include "pattern/density_field.h"

namespace hd {
namespace {

// Cells whose owner is certain need only the smooth integrals; the rest are cut finer.
constexpr double kCellMm = 2.0;
constexpr int kFineCuts = 16;
constexpr int kSmoothCuts = 2;

}  // namespace

std::vector<ZoneTally> tallyZones(const Design& design, const ScalpMap& map) {
  std::vector<ZoneTally> tally(design.zones.size());
  const DensityField field(design, map);
  if (field.box().empty()) return tally;
  const Vec2 origin = field.box().min, size = field.box().max - field.box().min;
  const int columns = static_cast<int>(std::ceil(size.x / kCellMm)), rows = static_cast<int>(std::ceil(size.y / kCellMm));
  for (int j = 0; j < rows; ++j)
    for (int i = 0; i < columns; ++i) {
      const Vec2 corner = origin + Vec2(i, j) * kCellMm;
      const bool fine = field.intricate({corner, corner + Vec2(kCellMm, kCellMm)});
      const int cuts = fine ? kFineCuts : kSmoothCuts;
      if (!fine && field.at(corner + Vec2(0.5, 0.5) * kCellMm).zone < 0) continue;
      const double step = kCellMm / cuts;
      for (int v = 0; v < cuts; ++v)
        for (int u = 0; u < cuts; ++u) {
          const Vec2 p = corner + Vec2(u + 0.5, v + 0.5) * step;
          const FieldSample s = field.at(p);
          if (s.zone < 0) continue;
          const double cm2 = step * step * 0.01 * field.scale().areaFactor(p);
          if (!s.sentinel) tally[s.zone].areaCm2 += cm2;
          tally[s.zone].dots += cm2 * s.densityPerCm2;
        }
    }
  return tally;
}

}  // namespace hd
