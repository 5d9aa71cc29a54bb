// The reference picture: photo times dots, in linear light, on the CPU. overlap.h tells how dots
// combine, coverage.h how one dot fills pixels.
#pragma once

#include <cstdint>
#include <span>

#include "image/image.h"
#include "render/overlap.h"
#include "render/splats.h"

namespace hd {

/// Part of the photo to draw and at which scale.
struct RasterWindow {
  double originXPx = 0, originYPx = 0;  ///< photo px at the top-left corner of the output
  double pxPerPhotoPx = 1.0;            ///< output px per photo px
  int width = 0, height = 0;            ///< output px
};

/// sRGB shown where a window reaches beyond the photo.
inline constexpr uint32_t kBackgroundRgb = 0x14171A;

/// The whole photo at full size with the dots on it.
ImageRgb8 renderFull(const ImageRgb8& photo, std::span<const Splat> splats);
/// A window of it; below 1 px per photo px the result is the area average of the full picture.
ImageRgb8 renderWindow(const ImageRgb8& photo, std::span<const Splat> splats, const RasterWindow& window,
                       uint32_t backgroundRgb = kBackgroundRgb);

/// Darkens a piece of the photo at full size in place (export in strips): `rgb` holds width * height
/// pixels whose top-left corner is at photo px (left, top).
void applySplats(std::span<uint8_t> rgb, int width, int height, int left, int top, const PreparedSplats& splats);

/// Share of the light that dots remove in every pixel of a window, RGB interleaved, 0..1.
std::vector<float> removedLight(const PreparedSplats& splats, const RasterWindow& window);

}  // namespace hd
