// The skin between hair, as the design keeps it: looked up by the pattern, corrected with a brush.
#pragma once

#include "design/design.h"

namespace hd {

/// Share of skin at a place of the map, 0 hair .. 1 skin, smooth between the cells' centres; 1 outside of the grid
/// and where there is none. The same to the bit everywhere.
double skinShown(const SkinCover& cover, Vec2 posMapMm);

/// Marks a round spot as skin or as hair; what lies outside of the grid stays. True when something changed.
bool paintSkinCover(SkinCover& cover, Vec2 centreMapMm, double radiusMapMm, bool skin);

/// A grid over the box of all visible zones for hair that stays, all skin: at most kMaxCoverCells cells of
/// `cellMm` or, where that is too many, larger ones. Empty when there is no such zone.
SkinCover blankSkinCover(const Design& design, double cellMm);

}  // namespace hd
