// The density of a design at a point, exactly and as areas.
//
// The engine samples a rasterised copy; this is the reference it is checked against, and what the
// estimate integrates.
#pragma once

#include <vector>

#include "design/design.h"
#include "scalp/scalp_map.h"

namespace hd {

/// Per zone: how much skin it rules after later zones, masks and the hairline took theirs.
struct ZoneTally {
  double areaCm2 = 0.0;  ///< skin where this zone is the topmost one
  double dots = 0.0;     ///< integral of the density over that skin
};

/// Area and expected dots of every zone by quadrature on the map, independent of the point set.
std::vector<ZoneTally> tallyZones(const Design& design, const ScalpMap& map);

}  // namespace hd
