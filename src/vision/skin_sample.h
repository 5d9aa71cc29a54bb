// The colour of the skin that dots lie on, taken from the photo.
#pragma once

#include <optional>
#include <span>

#include "appearance/appearance.h"
#include "appearance/colour_match.h"
#include "core/result.h"
#include "image/image.h"
#include "pattern/dots.h"
#include "render/highlight.h"
#include "scalp/view.h"

namespace hd {

/// Colour of the skin under the dots, for LookSettings::skinLinear. `image` is the photo or a
/// smaller copy of it. Absent when no dot lies in the picture.
std::optional<PatchColour> skinUnderDots(const ImageRgb8& image, const Dots& dots, const View& view, const ScalpMap& map);

/// Colour of a round patch of the image (px of the image), for taps on skin or hair.
PatchColour patchAround(const ImageRgb8& image, Vec2 centrePx, double radiusPx, PatchKind kind);

/// What a tap on skin or hair picks: the patch of kTapRadiusMm around the place (at least a few pixels), as the
/// design keeps it (PhotoInfo::skin, ::hair), and how even it is.
struct Tap {
  TappedColour colour;
  PatchColour patch;  ///< `uniform` false: shadow, glare, hair or an edge lies in it; better tap elsewhere
};
inline constexpr double kTapRadiusMm = 4.0;
/// `image` is the photo or a smaller copy, `posPhotoPx` a place of the photo. Error "tap.outside" off the photo.
Result<Tap> tapColour(const ImageRgb8& image, const View& view, Vec2 posPhotoPx, PatchKind kind, double radiusMm = kTapRadiusMm);

/// A tapped colour as a patch, for adviseShade.
PatchColour patchOf(const TappedColour& colour);

/// Gives a look the skin it lies on, the tapped one or else what the photo shows under the dots, and returns the light
/// above which the picture keeps its highlights. Without either the look stays as it is.
SkinLight setSkin(LookSettings& look, const Design& design, const ImageRgb8& image, const Dots& dots, const ScalpMap& map);

/// Shade for a design: from the tapped colours, and where one is missing from what the photo shows.
std::optional<ShadeAdvice> adviseShadeFor(const Design& design, const ImageRgb8& image, const Dots& dots, const ScalpMap& map,
                                          const ShavedSides& sides = {});

/// Shade that fits the person in the photo: the skin under the dots against the hair above and
/// before the ears, where all stages but the last keep some. Absent for flat views, when neither ear
/// is in sight, or when nothing there is darker than the skin. `image` as for skinUnderDots.
std::optional<ShadeAdvice> adviseShadeFromPhoto(const ImageRgb8& image, const Dots& dots, const View& view, const ScalpMap& map);

}  // namespace hd
