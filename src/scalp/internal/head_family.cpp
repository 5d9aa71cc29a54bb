#include "scalp/internal/head_family.h"

#include <algorithm>

namespace hd::family {
namespace {

template <size_t kCount>
void unpack(const int16_t (&from)[kCount], double unit, std::array<double, kCount>& to) {
  std::transform(from, from + kCount, to.begin(), [unit](int16_t whole) { return whole * unit; });
}

}  // namespace

const Modes& modes() {
  static const Modes kModes = [] {
    Modes out;
    unpack(kShapeModes, kShapeUnit, out.shape);
    unpack(kScaleModes, kLengthUnitMm, out.scaleMm);
    unpack(kLandmarkModes, kLengthUnitMm, out.landmarksMm);
    return out;
  }();
  return kModes;
}

}  // namespace hd::family
