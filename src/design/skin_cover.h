// The skin between hair, as the design keeps it: looked up by the pattern, corrected with a brush.
#pragma once

#include "core/polygon.h"
#include "design/design.h"
#include "scalp/scalp_map.h"

namespace hd {

/// Share of skin at a place of the map, 0 hair .. 1 skin, smooth between the cells' centres; 1 outside of the grid
/// and where there is none. The same to the bit everywhere.
double skinShown(const SkinCover& cover, Vec2 posMapMm);

/// Marks a round spot as skin or as hair; what lies outside of the grid stays. True when something changed.
bool paintSkinCover(SkinCover& cover, Vec2 centreMapMm, double radiusMapMm, bool skin);

/// The cover between its cells over a box of the map: nothing but skin, nothing but hair, or something between.
enum class CoverWithin { skin, hair, mixed };
CoverWithin coverWithin(const SkinCover& cover, const Box2& areaMapMm);
/// Equal for covers that are the same there to the bit.
uint64_t coverFingerprint(const SkinCover& cover, const Box2& areaMapMm);

/// A grid over the whole scalp, all skin, for the dots of every zone. `map` is that of a head.
SkinCover blankScalpCover(const ScalpMap& map, double cellMm);

/// A grid over the box of all visible zones for hair that stays, all skin: at most kMaxCoverCells cells of
/// `cellMm` or, where that is too many, larger ones. Empty when there is no such zone.
SkinCover blankSkinCover(const Design& design, double cellMm);

}  // namespace hd
