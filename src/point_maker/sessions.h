// Which session does which point: levels 0..19 so that any split into sessions is a set of intervals.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "point_maker/point_grid.h"

namespace hd::tools {

inline constexpr int kSessionLevels = 20;

/// A level for every point such that, for the usual splits into 2, 3 and 4 sessions, each session's
/// share of every prefix is itself evenly spread. Splits are in twentieths and sum to kSessionLevels.
std::vector<uint8_t> sessionLevels(std::span<const TorusPoint> points, const std::vector<std::vector<int>>& splits);

}  // namespace hd::tools
