// Zones and masks as the tools make and change them.
#pragma once

#include <string>
#include <vector>

#include "design/design.h"

namespace hd {

/// Name for a new hand-drawn zone: "Zone 2" where "Zone 1" exists.
std::string newZoneName(const Design& design, const char* stem);

/// A drawn zone with the defaults of the facts: soft edge, healed dot size, the shade of the others.
Zone drawnZone(const Design& design, std::vector<Vec2> outlineMapMm, double densityPerCm2, const char* stem);

/// Replaces the zones that hang on the hairline or came from a stage by those of another stage, and
/// keeps drawn ones on top. Sessions are planned anew unless they were chosen.
void setNorwood(Design& design, const ScalpMap& map, int stage);

}  // namespace hd
