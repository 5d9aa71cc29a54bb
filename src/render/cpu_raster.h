// The reference picture: photo times dots, in linear light, on the CPU. overlap.h tells how dots
// combine, coverage.h how one dot fills pixels.
#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "image/image.h"
#include "render/highlight.h"
#include "render/overlap.h"
#include "render/splats.h"

namespace hd {

/// Part of the photo to draw and at which scale.
struct RasterWindow {
  double originXPx = 0, originYPx = 0;  ///< photo px at the top-left corner of the output
  double pxPerPhotoPx = 1.0;            ///< output px per photo px
  int width = 0, height = 0;            ///< output px
  double blurPhotoPx = 0.0;             ///< standard deviation of the onlooker's blur (blur.h), photo px
};

/// sRGB shown where a window reaches beyond the photo.
inline constexpr uint32_t kBackgroundRgb = 0x14171A;

/// The whole photo at full size with the dots on it. `skin` keeps highlights above the dots, `blurPhotoPx` is the
/// onlooker's as in RasterWindow; `progress` is told the share that is done, 0..1, some dozen times.
ImageRgb8 renderFull(const ImageRgb8& photo, std::span<const Splat> splats, const SkinLight& skin = {}, double blurPhotoPx = 0.0,
                     const std::function<void(double)>& progress = {});
/// A window of it; below 1 px per photo px the result is the area average of the full picture.
ImageRgb8 renderWindow(const ImageRgb8& photo, std::span<const Splat> splats, const RasterWindow& window,
                       uint32_t backgroundRgb = kBackgroundRgb, const SkinLight& skin = {});

/// Darkens a piece of the photo at full size in place (export in strips): `pixels` holds width *
/// height pixels of `channels` bytes, 3 (RGB) or 4 (RGBA, alpha kept), whose top-left corner is at
/// photo px (left, top). All strips together equal renderFull; with a blur, strips that overlap by
/// blurRadius(blurPhotoPx) rows on either side do, without those rows.
void applySplats(std::span<uint8_t> pixels, int channels, int width, int height, int left, int top, const PreparedSplats& splats,
                 const SkinLight& skin = {}, double blurPhotoPx = 0.0);

/// Share of the light that dots remove in every pixel of a window, RGB interleaved, 0..1.
std::vector<float> removedLight(const PreparedSplats& splats, const RasterWindow& window);

}  // namespace hd
