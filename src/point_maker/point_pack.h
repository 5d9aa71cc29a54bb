// From a finished set to points.bin: positions on their grid, and all of it packed.
#pragma once

#include <cstdint>
#include <vector>

#include "pattern/point_code.h"

namespace hd::tools {

/// Positions (65536ths of the torus, by rank) brought to the nearest multiples of 1 / point_code::kSide, and from there
/// moved where two would be nearer than `rho` hexagonal spacings of the higher rank.
std::vector<point_code::Point> settleOnGrid(const std::vector<uint16_t>& x, const std::vector<uint16_t>& y, double rho);

/// The bytes of points.bin. Levels must go round within their classes (sessionLevels) and jitter come from drawStep().
std::vector<uint8_t> packPointSet(const std::vector<uint16_t>& x, const std::vector<uint16_t>& y, const std::vector<uint8_t>& levels,
                                  const std::vector<uint8_t>& jitter, double rho);

}  // namespace hd::tools
