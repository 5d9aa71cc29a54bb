// Where things are on any head: Norwood regions and hairline templates in anatomical directions.
//
// Laid down in anatomical directions (head_model.h), so that one description serves the fitted
// head, the sample heads' true geometry and the tests.
#pragma once

#include <string_view>
#include <vector>

#include "core/vec.h"
#include "scalp/scalp_map.h"

namespace hd {

/// Hairline shapes a person can start from.
enum class HairlineTemplate { natural, round, straight, winged, widowsPeak, mature };
std::string_view hairlineTemplateName(HairlineTemplate t);  ///< "natural", …, "widows-peak", "mature"
std::vector<HairlineTemplate> allHairlineTemplates();

/// Control points of a hairline from the person's right temporal point over the mid-frontal point
/// to the left one, as anatomical directions; odd in number, mirror-symmetric.
std::vector<Vec3> hairlineDirections(HairlineTemplate t);

/// The whole curve through hairlineDirections(), finely sampled; the Norwood regions' front edge is
/// this curve of the natural template.
std::vector<Vec3> hairlineCurve(HairlineTemplate t);

/// True when anatomical direction `q` lies in the bald region of Norwood stage 1..7 behind the
/// reference hairline (template natural). Stage 1 has none. Mirror-symmetric.
bool inNorwoodRegion(int stage, Vec3 q);

/// Outlines (closed, anatomical directions, counter-clockwise seen from outside) of that region;
/// none for stage 1, two where the crown is an island of its own. The front part's outline runs
/// along the reference hairline.
std::vector<std::vector<Vec3>> norwoodOutlines(int stage);

/// Outline of all hair-bearing skin (closed, counter-clockwise seen from outside): the reference
/// hairline, temples, sideburns, round the ears, nape; about 500 cm2 on the average head.
std::vector<Vec3> scalpOutline();

/// Height of a mid-frontal point: mm along the skin from the glabella to `midFrontalMapMm`.
/// A flat map has no glabella: misuse.
double midFrontalHeightMm(const ScalpMap& map, Vec2 midFrontalMapMm);

}  // namespace hd
