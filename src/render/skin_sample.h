// The colour of the skin that dots lie on, taken from the photo.
#pragma once

#include <optional>
#include <span>

#include "appearance/colour_match.h"
#include "image/image.h"
#include "pattern/dots.h"
#include "scalp/view.h"

namespace hd {

/// Colour of the skin under the dots, for LookSettings::skinLinear. `image` is the photo or a
/// smaller copy of it. Absent when no dot lies in the picture.
std::optional<PatchColour> skinUnderDots(const ImageRgb8& image, std::span<const Dot> dots, const View& view,
                                         const ScalpMap& map);

/// Colour of a round patch of the image (px of the image), for taps on skin or hair.
PatchColour patchAround(const ImageRgb8& image, Vec2 centrePx, double radiusPx, PatchKind kind);

/// Shade that fits the person in the photo: the skin under the dots against the hair above and
/// before the ears, where all stages but the last keep some. Absent for flat views, when neither ear
/// is in sight, or when nothing there is darker than the skin. `image` as for skinUnderDots.
std::optional<ShadeAdvice> adviseShadeFromPhoto(const ImageRgb8& image, std::span<const Dot> dots, const View& view,
                                                const ScalpMap& map);

}  // namespace hd
