#include "render/cpu_raster.h"

#include <algorithm>
#include <cassert>

#include "image/colour.h"
#include "render/photo_window.h"
#include "render/tiles.h"

namespace hd {

std::vector<float> removedLight(const PreparedSplats& splats, const RasterWindow& window) {
  std::vector<float> removed(static_cast<size_t>(std::max(window.width, 0)) * std::max(window.height, 0) * 3, 0.0f);
  forTouchedTiles(splats, window, [&](const Tile& tile, std::span<const float> sums) {
    for (int y = 0; y < tile.height; ++y)
      std::copy_n(&sums[static_cast<size_t>(y) * tile.width * 3], tile.width * 3,
                  &removed[(static_cast<size_t>(tile.y + y) * window.width + tile.x) * 3]);
  });
  return removed;
}

void applySplats(std::span<uint8_t> rgb, int width, int height, int left, int top, const PreparedSplats& splats) {
  assert(rgb.size() == static_cast<size_t>(width) * height * 3);
  const RasterWindow window{static_cast<double>(left), static_cast<double>(top), 1.0, width, height};
  forTouchedTiles(splats, window, [&](const Tile& tile, std::span<const float> sums) {
    for (int y = 0; y < tile.height; ++y) {
      uint8_t* out = &rgb[(static_cast<size_t>(tile.y + y) * width + tile.x) * 3];
      const float* removed = &sums[static_cast<size_t>(y) * tile.width * 3];
      for (int i = 0; i < tile.width * 3; ++i)
        if (removed[i] > 0.0f) out[i] = srgb8FromLinear(linearFromSrgb8(out[i]) * (1.0f - removed[i]));
    }
  });
}

ImageRgb8 renderFull(const ImageRgb8& photo, std::span<const Splat> splats) {
  ImageRgb8 result = photo;
  applySplats(result.rgb, result.width, result.height, 0, 0, prepareSplats(splats));
  return result;
}

ImageRgb8 renderWindow(const ImageRgb8& photo, std::span<const Splat> splats, const RasterWindow& window,
                       uint32_t backgroundRgb) {
  PhotoWindow bare = photoWindow(photo, window);
  forTouchedTiles(prepareSplats(splats), window, [&](const Tile& tile, std::span<const float> sums) {
    for (int y = 0; y < tile.height; ++y) {
      float* out = &bare.linear[(static_cast<size_t>(tile.y + y) * window.width + tile.x) * 3];
      const float* removed = &sums[static_cast<size_t>(y) * tile.width * 3];
      for (int i = 0; i < tile.width * 3; ++i) out[i] *= 1.0f - removed[i];
    }
  });
  ImageRgb8 result{std::max(window.width, 0), std::max(window.height, 0), {}};
  result.rgb.resize(bare.linear.size());
  for (size_t p = 0; p < bare.inside.size(); ++p)
    for (int ch = 0; ch < 3; ++ch)
      result.rgb[3 * p + ch] = bare.inside[p] ? srgb8FromLinear(bare.linear[3 * p + ch])
                                              : static_cast<uint8_t>(backgroundRgb >> (16 - 8 * ch));
  return result;
}

}  // namespace hd
