// The scale step as pure code: which points to ask for, where to put them at first, and what
// happens to a design when the head behind it is fitted anew.
#pragma once

#include <array>
#include <vector>

#include "design/design.h"
#include "scalp/fit.h"
#include "scalp/head_side.h"

namespace hd {

/// Landmarks that are usually visible from there, in the order in which they are asked for.
std::vector<Landmark> landmarksSeenFrom(HeadSide side);

/// Where those landmarks would lie for an average head filling the photo: a start for dragging.
Landmarks guessLandmarks(HeadSide side, int photoWidthPx, int photoHeightPx);

/// The landmarks whose bit is set.
Landmarks onlyPlaced(const Landmarks& landmarks, uint32_t placed);

/// Lets the points nobody has placed yet follow those that are: the guess is shifted (one placed
/// point), turned and scaled (two and more) onto them. So two dragged pupils bring the whole face.
void followPlaced(Landmarks& landmarks, const Landmarks& guess, uint32_t placed);

/// Landmarks of a head as a fitted view shows them; only those of `side`.
Landmarks projectedLandmarks(const HeadParams& head, const View& view, HeadSide side);

/// The points to show on a design's shot: its own, or while it has none those of the fitted head.
Landmarks shownLandmarks(const Design& design);
/// The ends of the ruler to show: the shot's own, or where it has none the known length at the forehead, or a
/// card's width in the middle.
std::array<Vec2, 2> shownRuler(const Shot& shot);
/// Makes the points and the ruler that are shown the shot's own: a hand is about to move one of them.
void keepShown(Design& design);

/// A design for a photo that has just been fitted: natural hairline and the zones of a Norwood stage,
/// so that dots show from the first second.
Design startingDesign(const PhotoInfo& photo, const HeadFit& fit, const ScalpMap& map, int norwood = 3);

/// Puts a fit into a design. What still is as a template or a Norwood stage laid it is laid anew on
/// the new head; what a person drew stays where it was in the photo (or, where the photo does not
/// show it, at the same anatomical place).
void moveToFit(Design& design, const ScalpMap& oldMap, const HeadFit& fit, const ScalpMap& newMap);

/// Makes the design flat (a close-up without a head) at a known scale. Drawn zones keep their place
/// in the photo; those that hang on a hairline go. An oval is put in the middle if nothing is left.
void moveToFlat(Design& design, const ScalpMap& oldMap, double mmPerPx);

}  // namespace hd
