// The design as a drawing for other programs: millimetres, named layers.
#pragma once

#include <string>

#include "design/design.h"
#include "pattern/dots.h"
#include "scalp/scalp_map.h"

namespace hd {

/// SVG in mm with layers as Inkscape knows them: zones, masks, flow, dots by session, hairline, and on a head the hairline
/// unrolled at 1:1 below. x to the person's left, y towards the face, on the scalp map; the drawing says how much a millimetre
/// of it is on the skin at the hairline.
std::string designToSvg(const Design& design, const ScalpMap& map, const Dots& dots);

}  // namespace hd
