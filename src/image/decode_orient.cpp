#include <cassert>

#include "image/decode.h"

namespace hd {

ImageRgb8 applyOrientation(ImageRgb8 image, int orientation) {
  assert(orientation >= 1 && orientation <= 8);
  if (orientation <= 1 || orientation > 8 || image.empty()) return image;
  const int w = image.width, h = image.height;
  const bool transposed = orientation >= 5;
  ImageRgb8 out;
  out.width = transposed ? h : w;
  out.height = transposed ? w : h;
  out.rgb.resize(image.rgb.size());
  // Stored pixel shown at (x, y): start + x * stepX + y * stepY.
  const int64_t right = 3, down = 3 * static_cast<int64_t>(w);
  const int64_t lastX = right * (w - 1), lastY = down * (h - 1);
  int64_t start = 0, stepX = 0, stepY = 0;
  switch (orientation) {
    case 2:
      start = lastX, stepX = -right, stepY = down;
      break;  // mirrored
    case 3:
      start = lastX + lastY, stepX = -right, stepY = -down;
      break;  // upside down
    case 4:
      start = lastY, stepX = right, stepY = -down;
      break;
    case 5:
      start = 0, stepX = down, stepY = right;
      break;  // about the main diagonal
    case 6:
      start = lastY, stepX = -down, stepY = right;
      break;  // turn clockwise
    case 7:
      start = lastX + lastY, stepX = -down, stepY = -right;
      break;
    case 8:
      start = lastX, stepX = down, stepY = -right;
      break;  // turn anticlockwise
    default:
      break;
  }
  uint8_t* to = out.rgb.data();
  for (int y = 0; y < out.height; ++y) {
    const uint8_t* from = image.rgb.data() + start + y * stepY;
    for (int x = 0; x < out.width; ++x, from += stepX, to += 3) {
      to[0] = from[0];
      to[1] = from[1];
      to[2] = from[2];
    }
  }
  return out;
}

}  // namespace hd
