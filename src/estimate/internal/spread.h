// How uncertain the area of each zone is, from what the fit of the head says about itself.
#pragma once

#include <vector>

#include "design/design.h"
#include "scalp/scalp_map.h"

namespace hd {

/// Relative standard error of each zone's skin area. Where the design carries alternatives of head
/// and camera, a zone's area is worked out on each of them: zones placed by anatomy keep their
/// anatomical place, zones drawn on the photo keep their place in the photo. Otherwise the view's
/// own figure holds for all zones.
std::vector<double> zoneAreaRelativeSd(const Design& design, const ScalpMap& map);

}  // namespace hd
