// Skin between hair: where dots may go when hair stays ("density between hair", a women's part line).
//
// Hair is darker than the skin around it, and what "dark" means changes with the light over the head.
// So each pixel is compared with the brightest skin of its neighbourhood, not with one threshold; a
// neighbourhood that is hair all over is recognised by the person's skin colour.
#pragma once

#include <cstdint>
#include <vector>

#include "core/vec.h"
#include "design/design.h"
#include "image/image.h"
#include "scalp/scalp_map.h"

namespace hd {

/// How much skin a photo shows, at the resolution of the image it was found in.
struct SkinMask {
  int width = 0;
  int height = 0;
  double pxPerPhotoPx = 1.0;  ///< mask px per photo px
  std::vector<uint8_t> skin;  ///< 0 hair .. 255 skin; a user's corrections are painted into it
};

/// Finds skin in the photo or a smaller copy of it (`pxPerPhotoPx`); `skinLinear` is the colour of
/// bare skin (skinUnderDots, or a tap). Works for hair darker than the skin; for hair as light as the
/// skin everything counts as skin.
SkinMask findSkin(const ImageRgb8& image, double pxPerPhotoPx, double mmPerPhotoPx, Vec3 skinLinear);

/// Skin at a place of the photo, 0 hair .. 1 skin; 1 off the mask.
double skinAt(const SkinMask& mask, Vec2 posPhotoPx);

/// Cells of the cover unless somebody asks for others, mm.
inline constexpr double kCoverCellMm = 1.0;

/// coverFromPhoto with a mask found in the photo itself (or a copy of any size).
SkinCover coverFromWholePhoto(const Design& design, const ScalpMap& map, const ImageRgb8& photo, double cellMm = kCoverCellMm);

/// The skin between hair as the design keeps it: for each cell of a grid over the zones for hair that stays, what the
/// photo shows there. Cells that it does not show keep what `design.skinCover` says. Empty without such a zone.
SkinCover coverFromPhoto(const Design& design, const ScalpMap& map, const SkinMask& mask, double cellMm = kCoverCellMm);

}  // namespace hd
