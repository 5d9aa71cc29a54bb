// Starting points: a design for a photo, from a Norwood stage, a hairline template or polygons.
#pragma once

#include <span>
#include <vector>

#include "core/result.h"
#include "design/design.h"
#include "scalp/anatomy.h"
#include "scalp/fit.h"

namespace hd {

/// Default shares of the dots for 2, 3 or 4 sessions; for other counts that of the nearest.
std::vector<double> defaultSessionSplit(int count);

/// Shade and size of session 1..4 where a design says nothing: the first lightest and finest, the
/// later ones with darker accents (facts "sessions.*").
SessionStyle defaultSessionStyle(int session);
/// The style of session 1..4 of a design: its own or the default.
SessionStyle sessionStyle(const Sessions& sessions, int session);

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
/// lies beyond the photo or the scalp is cut off along its visible border, and `cut` set: of several
/// pieces the largest stays. Corners given twice in a row (a closed ring) count once. Errors:
/// "zone.corners" (fewer than three, or crossing edges), "zone.outside" (all of it off the photo),
/// "zone.off_scalp" (nothing of it lies on the scalp).
Result<Zone> zoneFromPhotoPolygon(const View& view, const ScalpMap& map, std::span<const Vec2> polygonPx, double densityPerCm2,
                                  bool* cut = nullptr);

/// Makes the zone one for this use, with the facts' density, dot size, uptake and sessions for it; outline,
/// name and shade stay.
void setZoneUse(Zone& zone, ZoneUse use);

/// A band of dots along a parting (2..256 points, map mm), `widthMm` (2..60) wide along the skin, round at its ends and
/// with a soft edge; use partLine. Errors: "part.points" (too few or off the scalp), "part.width".
Result<Zone> makePartLine(const ScalpMap& map, std::span<const Vec2> lineMapMm, double widthMm);

/// Gives all zones a shade (1..6), the one at the hairline a step lighter, so that the edge stays soft.
void setShades(std::vector<Zone>& zones, int wholeShade);

/// The hairline curve sampled finely (map mm), from the person's right to left.
std::vector<Vec2> hairlineCurve(const Hairline& hairline, double stepMm = 1.0);

}  // namespace hd
