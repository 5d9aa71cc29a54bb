#include "render/internal/photo_window.h"

#include <algorithm>
#include <cmath>

#include "image/colour.h"

namespace hd {
namespace {

/// Source pixels [first, first + count) with weights that sum to 1.
struct Taps {
  int first = 0;
  int count = 0;
  std::vector<float> weight;
};

/// Which source pixels output pixel `i` is made of along one axis of `size` source pixels.
Taps tapsOf(int i, double origin, double scale, int size) {
  Taps taps;
  if (scale >= 1.0) {
    const double at = origin + (i + 0.5) / scale - 0.5;
    const double cell = std::floor(at);
    const float f = static_cast<float>(at - cell);
    const int a = std::clamp(static_cast<int>(cell), 0, size - 1);
    const int b = std::clamp(static_cast<int>(cell) + 1, 0, size - 1);
    taps.first = a;
    if (a == b || f == 0.0f) {
      taps.count = 1;
      taps.weight = {1.0f};
    } else {
      taps.count = 2;
      taps.weight = {1.0f - f, f};
    }
    return taps;
  }
  const double from = std::clamp(origin + i / scale, 0.0, static_cast<double>(size));
  const double to = std::clamp(origin + (i + 1) / scale, 0.0, static_cast<double>(size));
  taps.first = std::min(static_cast<int>(from), size - 1);
  const int last = std::clamp(static_cast<int>(std::ceil(to)) - 1, taps.first, size - 1);
  taps.count = last - taps.first + 1;
  for (int p = taps.first; p <= last; ++p)
    taps.weight.push_back(static_cast<float>(std::max(std::min(to, p + 1.0) - std::max(from, static_cast<double>(p)), 0.0)));
  float sum = 0;
  for (const float w : taps.weight) sum += w;
  for (float& w : taps.weight) w = sum > 0 ? w / sum : 1.0f / static_cast<float>(taps.count);
  return taps;
}

}  // namespace

PhotoWindow photoWindow(const ImageRgb8& photo, const RasterWindow& window) {
  PhotoWindow result;
  const int width = std::max(window.width, 0), height = std::max(window.height, 0);
  result.linear.assign(static_cast<size_t>(width) * height * 3, 0.0f);
  result.inside.assign(static_cast<size_t>(width) * height, 0);
  if (!(window.pxPerPhotoPx > 0.0)) return result;
  const auto within = [&](int i, double origin, int size) {
    const double at = origin + (i + 0.5) / window.pxPerPhotoPx;
    return at >= 0.0 && at < size;
  };

  float linearOf[256];
  for (int i = 0; i < 256; ++i) linearOf[i] = linearFromSrgb8(static_cast<uint8_t>(i));
  std::vector<Taps> columns(width);
  int x0 = width, x1 = 0, firstColumn = photo.width, endColumn = 0;
  for (int x = 0; x < width; ++x) {
    if (!within(x, window.originXPx, photo.width)) continue;
    columns[x] = tapsOf(x, window.originXPx, window.pxPerPhotoPx, photo.width);
    x0 = std::min(x0, x);
    x1 = std::max(x1, x + 1);
    firstColumn = std::min(firstColumn, columns[x].first);
    endColumn = std::max(endColumn, columns[x].first + columns[x].count);
  }

  std::vector<float> mixed(static_cast<size_t>(photo.width) * 3);
  for (int y = 0; y < height; ++y) {
    if (!within(y, window.originYPx, photo.height) || x0 >= x1) continue;
    const Taps rows = tapsOf(y, window.originYPx, window.pxPerPhotoPx, photo.height);
    std::fill(mixed.begin() + firstColumn * 3, mixed.begin() + endColumn * 3, 0.0f);
    for (int r = 0; r < rows.count; ++r) {
      const uint8_t* source = &photo.rgb[static_cast<size_t>(rows.first + r) * photo.width * 3];
      const float w = rows.weight[r];
      for (int i = firstColumn * 3; i < endColumn * 3; ++i) mixed[i] += w * linearOf[source[i]];
    }
    float* out = &result.linear[static_cast<size_t>(y) * width * 3];
    for (int x = x0; x < x1; ++x) {
      const Taps& t = columns[x];
      for (int k = 0; k < t.count; ++k)
        for (int ch = 0; ch < 3; ++ch) out[3 * x + ch] += t.weight[k] * mixed[3 * static_cast<size_t>(t.first + k) + ch];
      result.inside[static_cast<size_t>(y) * width + x] = 1;
    }
  }
  return result;
}

ImageRgb8 imageOf(const PhotoWindow& seen, const RasterWindow& window, uint32_t backgroundRgb) {
  ImageRgb8 result{std::max(window.width, 0), std::max(window.height, 0), {}};
  result.rgb.resize(seen.linear.size());
  for (size_t p = 0; p < seen.inside.size(); ++p)
    for (int ch = 0; ch < 3; ++ch)
      result.rgb[3 * p + ch] =
          seen.inside[p] ? srgb8FromLinear(seen.linear[3 * p + ch]) : static_cast<uint8_t>(backgroundRgb >> (16 - 8 * ch));
  return result;
}

}  // namespace hd
