// The bare photo seen through a window: area average when it shrinks, bilinear when it grows, both
// in linear light.
#pragma once

#include <vector>

#include "render/cpu_raster.h"

namespace hd {

/// Linear RGB (interleaved, window.width * window.height) of the photo; alpha-like `inside` is 0 for
/// pixels whose centre lies off the photo, else 1.
struct PhotoWindow {
  std::vector<float> linear;
  std::vector<uint8_t> inside;
};
PhotoWindow photoWindow(const ImageRgb8& photo, const RasterWindow& window);
/// Its pixels as sRGB, those off the photo in `backgroundRgb`.
ImageRgb8 imageOf(const PhotoWindow& seen, const RasterWindow& window, uint32_t backgroundRgb);

}  // namespace hd
