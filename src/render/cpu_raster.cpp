#include "render/cpu_raster.h"

#include <algorithm>
#include <cassert>

#include "image/colour.h"
#include "render/blur.h"
#include "render/internal/photo_window.h"
#include "render/internal/tiles.h"

namespace hd {
namespace {

/// Takes the dots' light from what the skin scatters; what it mirrors stays.
inline void darken(float* rgb, const float* removed, const SkinLight& skin) {
  const float mirrored = mirroredLight(skin, rgb[0], rgb[1], rgb[2]);
  for (int ch = 0; ch < 3; ++ch) rgb[ch] -= (rgb[ch] - mirrored) * removed[ch];
}

// Takes the dots' light from a window of linear RGB.
void darkenWindow(std::vector<float>& linear, const PreparedSplats& splats, const RasterWindow& window, const SkinLight& skin) {
  forTouchedTiles(splats, window, [&](const Tile& tile, std::span<const float> sums) {
    for (int y = 0; y < tile.height; ++y) {
      float* out = &linear[(static_cast<size_t>(tile.y + y) * window.width + tile.x) * 3];
      const float* removed = &sums[static_cast<size_t>(y) * tile.width * 3];
      for (int x = 0; x < tile.width; ++x) darken(out + 3 * x, removed + 3 * x, skin);
    }
  });
}

}  // namespace

std::vector<float> removedLight(const PreparedSplats& splats, const RasterWindow& window) {
  std::vector<float> removed(static_cast<size_t>(std::max(window.width, 0)) * std::max(window.height, 0) * 3, 0.0f);
  forTouchedTiles(splats, window, [&](const Tile& tile, std::span<const float> sums) {
    for (int y = 0; y < tile.height; ++y)
      std::copy_n(&sums[static_cast<size_t>(y) * tile.width * 3], tile.width * 3,
                  &removed[(static_cast<size_t>(tile.y + y) * window.width + tile.x) * 3]);
  });
  return removed;
}

void applySplats(std::span<uint8_t> pixels, int channels, int width, int height, int left, int top, const PreparedSplats& splats,
                 const SkinLight& skin, double blurPhotoPx) {
  assert(channels == 3 || channels == 4);
  const size_t count = static_cast<size_t>(width) * height;
  assert(pixels.size() == count * channels);
  const RasterWindow window{static_cast<double>(left), static_cast<double>(top), 1.0, width, height};
  if (blurPhotoPx > 0.0) {
    std::vector<float> linear(count * 3);
    for (size_t p = 0; p < count; ++p)
      for (size_t ch = 0; ch < 3; ++ch) linear[3 * p + ch] = linearFromSrgb8(pixels[p * channels + ch]);
    darkenWindow(linear, splats, window, skin);
    blurInside(linear, std::vector<uint8_t>(count, 1), width, height, blurPhotoPx);
    for (size_t p = 0; p < count; ++p)
      for (size_t ch = 0; ch < 3; ++ch) pixels[p * channels + ch] = srgb8FromLinear(linear[3 * p + ch]);
    return;
  }
  forTouchedTiles(splats, window, [&](const Tile& tile, std::span<const float> sums) {
    for (int y = 0; y < tile.height; ++y) {
      uint8_t* out = &pixels[(static_cast<size_t>(tile.y + y) * width + tile.x) * channels];
      const float* removed = &sums[static_cast<size_t>(y) * tile.width * 3];
      for (int x = 0; x < tile.width; ++x, out += channels, removed += 3) {
        if (removed[0] <= 0.0f && removed[1] <= 0.0f && removed[2] <= 0.0f) continue;
        float rgb[3] = {linearFromSrgb8(out[0]), linearFromSrgb8(out[1]), linearFromSrgb8(out[2])};
        darken(rgb, removed, skin);
        for (int ch = 0; ch < 3; ++ch) out[ch] = srgb8FromLinear(rgb[ch]);
      }
    }
  });
}

ImageRgb8 renderFull(const ImageRgb8& photo, std::span<const Splat> splats, const SkinLight& skin, double blurPhotoPx,
                     const std::function<void(double)>& progress) {
  constexpr int kStripRows = 256;
  ImageRgb8 result{photo.width, photo.height, {}};
  result.rgb.reserve(photo.rgb.size());
  const PreparedSplats prepared = prepareSplats(splats);
  const int margin = blurRadius(blurPhotoPx);
  const auto rowBytes = 3 * static_cast<std::ptrdiff_t>(photo.width);
  for (int top = 0; top < photo.height; top += kStripRows) {
    const int rows = std::min(kStripRows, photo.height - top);
    const int first = std::max(top - margin, 0), end = std::min(top + rows + margin, photo.height);
    std::vector<uint8_t> strip(photo.rgb.begin() + first * rowBytes, photo.rgb.begin() + end * rowBytes);
    applySplats(strip, 3, photo.width, end - first, 0, first, prepared, skin, blurPhotoPx);
    const auto inner = strip.begin() + (top - first) * rowBytes;
    result.rgb.insert(result.rgb.end(), inner, inner + rows * rowBytes);
    if (progress) progress(static_cast<double>(top + rows) / result.height);
  }
  return result;
}

ImageRgb8 renderWindow(const ImageRgb8& photo, std::span<const Splat> splats, const RasterWindow& window, uint32_t backgroundRgb,
                       const SkinLight& skin) {
  PhotoWindow bare = photoWindow(photo, window);
  darkenWindow(bare.linear, prepareSplats(splats), window, skin);
  blurInside(bare.linear, bare.inside, std::max(window.width, 0), std::max(window.height, 0), window.blurPhotoPx * window.pxPerPhotoPx);
  return imageOf(bare, window, backgroundRgb);
}

}  // namespace hd
