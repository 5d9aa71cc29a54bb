#include "pattern/field.h"

#include <cmath>

#include "pattern/internal/local_field.h"

namespace hd {

std::vector<ZoneTally> tallyZones(const Design& design, const ScalpMap& map) {
  constexpr double kCellMm = 3.0;
  std::vector<ZoneTally> tally(design.zones.size());
  const DensityField field(design, map);
  if (field.box().empty()) return tally;
  const Vec2 origin = field.box().min, size = field.box().max - field.box().min;
  const int columns = static_cast<int>(std::ceil(size.x / kCellMm)), rows = static_cast<int>(std::ceil(size.y / kCellMm));
  LocalField::Scratch scratch;
  for (int j = 0; j < rows; ++j)
    for (int i = 0; i < columns; ++i) {
      const Vec2 corner = origin + Vec2(i, j) * kCellMm;
      for (const ZoneShare& share : field.integrate(LocalField(field, {corner, corner + Vec2(kCellMm, kCellMm)}, scratch))) {
        tally[share.zone].areaCm2 += share.areaCm2;
        tally[share.zone].dots += share.dots;
      }
    }
  return tally;
}

}  // namespace hd
