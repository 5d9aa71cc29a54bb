// The plan in numbers: area, dots, hours, sessions and cost, each with its range.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/interval.h"
#include "design/design.h"
#include "scalp/scalp_map.h"

namespace hd {

struct ZoneEstimate {
  std::string name;
  Interval areaCm2;
  Interval dots;
  double densityPerCm2 = 0.0;
};

struct Estimate {
  Interval areaCm2;
  Interval dots;
  Interval hours;
  Interval sessions;
  Interval cost;              ///< in `currency`
  Interval touchUpCost;       ///< one touch-up, in `currency`
  std::string currency;
  std::vector<ZoneEstimate> zones;
  std::vector<std::string> reasons;  ///< the "why": one plain sentence each
};

/// The estimate of a design. `dotCount` and `dotsPerZone` are the real dots where they have been
/// made (makeDots), so that the number shown is the number drawn.
Estimate estimateDesign(const Design& design, const ScalpMap& map, const std::vector<uint32_t>& dotsPerZone);

/// The contract's JSON: {"area_cm2":{"value","low","high"},"dots":…,"hours":…,"sessions":…,
/// "cost":{"currency",…},"zones":[…]}.
std::string estimateToJson(const Estimate& estimate);

}  // namespace hd
