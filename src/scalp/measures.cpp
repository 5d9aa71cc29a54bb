#include <cassert>

#include "scalp/anatomy.h"

namespace hd {

double midFrontalHeightMm(const ScalpMap& map, Vec2 midFrontalMapMm) {
  assert(!map.isFlat());
  return map.geodesicMm(map.toMap(map.head().landmark(Landmark::glabella)), midFrontalMapMm);
}

}  // namespace hd
