// Starting points: a design for a photo, from a Norwood stage, a hairline template or polygons.
#pragma once

#include <vector>

#include "core/result.h"
#include "design/design.h"
#include "scalp/anatomy.h"
#include "scalp/fit.h"

namespace hd {

/// Default shares of the dots for 2, 3 or 4 sessions; for other counts that of the nearest.
std::vector<double> defaultSessionSplit(int count);

/// An empty design with the facts' defaults (sessions, prices): valid, flat, nothing drawn.
Design makeEmptyDesign();

/// The scalp a design is drawn on.
ScalpMap scalpMapOf(const Design& design);

/// A hairline from a template, laid on the head.
Hairline makeHairline(const ScalpMap& map, HairlineTemplate t);

/// Transition, defined and core zones (and the crown where it is an island) for a Norwood stage
/// 1..7. The first three share one outline and are told apart by their distance behind the hairline,
/// so their areas add up to the region's. In front the outline reaches beyond the reference hairline:
/// there the design's own hairline is the border, and may be moved forward. Stage 1 gives none.
std::vector<Zone> makeNorwoodZones(const ScalpMap& map, int stage);

/// A zone from a polygon drawn on the photo (photo px): edges follow the photo's straight lines, so
/// they are refined before they are carried to the map; flat views keep the corners exactly. What
/// lies beyond the scalp is cut off along its visible border, and `cut` set; corners given twice in
/// a row (a closed ring) count once. Errors: "zone.corners" (fewer than three, or crossing edges),
/// "zone.outside" (off the photo), "zone.off_scalp" (nothing of it lies on the scalp).
Result<Zone> zoneFromPhotoPolygon(const View& view, const ScalpMap& map, std::span<const Vec2> polygonPx,
                                  double densityPerCm2, bool* cut = nullptr);

/// Gives all zones a shade (1..6), the one at the hairline a step lighter, so that the edge stays soft.
void setShades(std::vector<Zone>& zones, int wholeShade);

/// The hairline curve sampled finely (map mm), from the person's right to left.
std::vector<Vec2> hairlineCurve(const Hairline& hairline, double stepMm = 1.0);

}  // namespace hd
