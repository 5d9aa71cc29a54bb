// Pixels of a photo, 8 bit sRGB, and how to look something up in them.
#pragma once

#include <cstdint>
#include <vector>

#include "core/vec.h"

namespace hd {

/// Interleaved 8-bit sRGB, row 0 at the top, no padding; rgb.size() == 3 * width * height.
struct ImageRgb8 {
  int width = 0;
  int height = 0;
  std::vector<uint8_t> rgb;
  bool empty() const { return rgb.empty(); }
};

}  // namespace hd
