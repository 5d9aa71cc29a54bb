// Natively the point set is part of the program: set before main() by the one place that reads it.
#include "assets/pointsBin.h"
#include "pattern/internal/point_set_source.h"
#include "pattern/point_set.h"

namespace hd {

std::span<const uint8_t> builtInPointSet() { return {assets::pointsBin, assets::pointsBinSize}; }

}  // namespace hd
