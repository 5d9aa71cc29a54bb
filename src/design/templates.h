// Starting points: a design for a photo, from a Norwood stage, a hairline template or polygons.
#pragma once

#include <vector>

#include "core/result.h"
#include "design/design.h"
#include "scalp/anatomy.h"
#include "scalp/fit.h"

namespace hd {

/// The scalp a design is drawn on.
ScalpMap scalpMapOf(const Design& design);

/// A hairline from a template, laid on the head.
Hairline makeHairline(const ScalpMap& map, HairlineTemplate t);

/// Transition, defined and core zones (and the crown where it is an island) for a Norwood stage
/// 1..7, bounded by `hairline`. Stage 1 gives none.
std::vector<Zone> makeNorwoodZones(const ScalpMap& map, int stage);

/// A zone from a polygon drawn on the photo (photo px): edges follow the photo's straight lines, so
/// they are refined before they are carried to the map. Error when a corner is off the scalp.
Result<Zone> zoneFromPhotoPolygon(const View& view, const ScalpMap& map, std::span<const Vec2> polygonPx,
                                  double densityPerCm2);

/// The hairline curve sampled finely (map mm), from the person's right to left.
std::vector<Vec2> hairlineCurve(const Hairline& hairline, double stepMm = 1.0);

}  // namespace hd
