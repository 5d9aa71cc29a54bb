// The reference picture: photo times dots, in linear light, on the CPU.
#pragma once

#include <span>

#include "image/image.h"
#include "render/splats.h"

namespace hd {

/// Part of the photo to draw and at which scale.
struct RasterWindow {
  double originXPx = 0, originYPx = 0;  ///< photo px at the top-left corner of the output
  double pxPerPhotoPx = 1.0;            ///< output px per photo px
  int width = 0, height = 0;            ///< output px
};

/// The whole photo at full size with the dots on it.
ImageRgb8 renderFull(const ImageRgb8& photo, std::span<const Splat> splats);
/// A window of it; below 1 px per photo px the result is the area average of the full picture.
ImageRgb8 renderWindow(const ImageRgb8& photo, std::span<const Splat> splats, const RasterWindow& window);

}  // namespace hd
