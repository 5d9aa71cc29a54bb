// The design that a found head begins with, so that a person need not place a mark.
#pragma once

#include "core/result.h"
#include "design/design.h"
#include "scalp/fit.h"
#include "vision/find_head.h"

namespace hd {

/// Head and camera from what was found. Errors: fitHead's.
Result<HeadFit> fitFound(const FoundHead& found, const PhotoInfo& photo);

/// Puts what was found into the design's current shot, which is fitted already: points with their errors, outline, the side
/// from which the head is seen, and a cover that keeps dots off hair. Zones get the shade that suits skin and hair; with
/// `toHair` those of a stage go on to where hair is seen to begin.
void putFound(Design& design, const ScalpMap& map, const FoundHead& found, bool toHair);

/// The whole proposal: a natural hairline, and the zones of the stage that the hair looks like, at least II (kUsualNorwood
/// where that cannot be told). Sessions are as usual, not planned yet. Errors: fitHead's.
Result<Design> proposeDesign(const PhotoInfo& photo, const FoundHead& found);
inline constexpr int kUsualNorwood = 3;

/// The skin that is seen between hair, over the scalp of a fitted head, soft where hair is thin. What the photo does not show
/// is skin.
SkinCover coverOfHair(const HairFound& hair, const View& view, const ScalpMap& map);

}  // namespace hd
