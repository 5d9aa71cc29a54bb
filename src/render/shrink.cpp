#include "render/shrink.h"

#include "render/internal/photo_window.h"

namespace hd {

ImageRgb8 shrunk(const ImageRgb8& photo, double scale, int width, int height) {
  const RasterWindow window{0, 0, scale, width, height};
  return imageOf(photoWindow(photo, window), window, kBackgroundRgb);
}

}  // namespace hd
