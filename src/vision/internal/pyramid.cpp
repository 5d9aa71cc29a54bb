#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "image/colour.h"
#include "vision/internal/pyramid.h"

namespace hd {
namespace {

ImageRgb8 halved(const ImageRgb8& from) {
  ImageRgb8 to;
  to.width = from.width / 2;
  to.height = from.height / 2;
  to.rgb.resize(3 * static_cast<size_t>(to.width) * static_cast<size_t>(to.height));
  const size_t row = 3 * static_cast<size_t>(from.width);
  uint8_t* out = to.rgb.data();
  for (int y = 0; y < to.height; ++y) {
    const uint8_t* p = from.rgb.data() + 2 * static_cast<size_t>(y) * row;
    for (int x = 0; x < to.width; ++x, p += 6, out += 3)
      for (size_t k = 0; k < 3; ++k) out[k] = static_cast<uint8_t>((p[k] + p[k + 3] + p[k + row] + p[k + row + 3] + 2) / 4);
  }
  return to;
}

}  // namespace

Vec2 TurnedSquare::toPhoto(Vec2 share) const {
  const double c = detCos(turnRad), s = detSin(turnRad);
  const Vec2 at = (share - 0.5) * sidePx;
  return centrePx + Vec2(c * at.x - s * at.y, s * at.x + c * at.y);
}

Vec2 TurnedSquare::toShare(Vec2 photoPx) const {
  const double c = detCos(turnRad), s = detSin(turnRad);
  const Vec2 at = (photoPx - centrePx) / sidePx;
  return Vec2(c * at.x + s * at.y, -s * at.x + c * at.y) + 0.5;
}

Pyramid::Pyramid(const ImageRgb8& photo) {
  constexpr int kSmallest = 300;
  halves_.reserve(16);
  levels_.push_back(&photo);
  while (levels_.back()->width > kSmallest && levels_.back()->height > kSmallest) {
    halves_.push_back(halved(*levels_.back()));
    levels_.push_back(&halves_.back());
  }
}

void Pyramid::cut(const TurnedSquare& square, int side, int stride, float low, float high, std::span<float> out) const {
  const Vec2 origin = square.toPhoto({0, 0});
  cut(Place{origin, square.toPhoto({1, 0}) - origin, square.toPhoto({0, 1}) - origin}, side, stride, low, high, out);
}

void Pyramid::cutStretched(Vec2 minPx, Vec2 maxPx, int side, int stride, float low, float high, std::span<float> out) const {
  cut(Place{minPx, {maxPx.x - minPx.x, 0}, {0, maxPx.y - minPx.y}}, side, stride, low, high, out);
}

[[gnu::noinline]] void Pyramid::cut(const Place& place, int side, int stride, float low, float high, std::span<float> out) const {
  // The level where a step is between one and two pixels, and enough samples in a step to miss none.
  double step = std::max(glm::length(place.acrossPx), glm::length(place.downPx)) / side, scale = 1.0;
  size_t level = 0;
  while (level + 1 < levels_.size() && step * scale > 2.0) {
    ++level;
    scale *= 0.5;
  }
  const int samples = static_cast<int>(clamp(std::ceil(step * scale), 1.0, 8.0));
  const ImageRgb8& image = *levels_[level];
  const int width = image.width, height = image.height;
  const double inner = 1.0 / (side * samples);
  const Vec2 across = place.acrossPx * scale * inner, down = place.downPx * scale * inner;
  const Vec2 origin = place.originPx * scale + 0.5 * (across + down) - 0.5;
  const float gain = (high - low) / (255.0f * static_cast<float>(samples * samples));
  const uint8_t* rgb = image.rgb.data();
  // Coordinates are single precision relative to the row's start: exact to a thousandth of a pixel, and fast.
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      float sum[3] = {0, 0, 0};
      for (int j = 0; j < samples; ++j) {
        const Vec2 start = origin + static_cast<double>(y * samples + j) * down + static_cast<double>(x * samples) * across;
        float px = static_cast<float>(start.x), py = static_cast<float>(start.y);
        for (int i = 0; i < samples; ++i, px += static_cast<float>(across.x), py += static_cast<float>(across.y)) {
          if (!(px > -1.0f && py > -1.0f && px < static_cast<float>(width) && py < static_cast<float>(height))) continue;
          const int x0 = static_cast<int>(px + 1.0f) - 1, y0 = static_cast<int>(py + 1.0f) - 1;
          const float u = px - static_cast<float>(x0), v = py - static_cast<float>(y0);
          const float weight[4] = {(1 - u) * (1 - v), u * (1 - v), (1 - u) * v, u * v};
          if (x0 >= 0 && y0 >= 0 && x0 + 1 < width && y0 + 1 < height) {
            const uint8_t* p = rgb + 3 * (static_cast<size_t>(y0) * static_cast<size_t>(width) + static_cast<size_t>(x0));
            const uint8_t* q = p + 3 * static_cast<size_t>(width);
            for (int k = 0; k < 3; ++k)
              sum[k] += weight[0] * static_cast<float>(p[k]) + weight[1] * static_cast<float>(p[k + 3]) +
                        weight[2] * static_cast<float>(q[k]) + weight[3] * static_cast<float>(q[k + 3]);
            continue;
          }
          for (int n = 0; n < 4; ++n) {
            const int xx = x0 + (n & 1), yy = y0 + (n >> 1);
            if (xx < 0 || yy < 0 || xx >= width || yy >= height) continue;
            const uint8_t* p = rgb + 3 * (static_cast<size_t>(yy) * static_cast<size_t>(width) + static_cast<size_t>(xx));
            for (int k = 0; k < 3; ++k) sum[k] += weight[n] * static_cast<float>(p[k]);
          }
        }
      }
      float* to = out.data() + (static_cast<size_t>(y) * static_cast<size_t>(side) + static_cast<size_t>(x)) * static_cast<size_t>(stride);
      for (int k = 0; k < 3; ++k) to[k] = low + gain * sum[k];
      for (int k = 3; k < stride; ++k) to[k] = 0.0f;
    }
  }
}

Vec3 Pyramid::linearAt(Vec2 photoPx) const {
  const ImageRgb8& image = photo();
  const int x = static_cast<int>(clamp(photoPx.x, 0.0, image.width - 1.0)), y = static_cast<int>(clamp(photoPx.y, 0.0, image.height - 1.0));
  const uint8_t* p = image.rgb.data() + 3 * (static_cast<size_t>(y) * static_cast<size_t>(image.width) + static_cast<size_t>(x));
  return {linearFromSrgb8(p[0]), linearFromSrgb8(p[1]), linearFromSrgb8(p[2])};
}

float Pyramid::lumaAt(Vec2 photoPx) const {
  const ImageRgb8& image = photo();
  const double x = clamp(photoPx.x - 0.5, 0.0, image.width - 1.0), y = clamp(photoPx.y - 0.5, 0.0, image.height - 1.0);
  const int x0 = static_cast<int>(x), y0 = static_cast<int>(y);
  const int x1 = std::min(x0 + 1, image.width - 1), y1 = std::min(y0 + 1, image.height - 1);
  const auto luma = [&](int px, int py) {
    const uint8_t* p = image.rgb.data() + 3 * (static_cast<size_t>(py) * static_cast<size_t>(image.width) + static_cast<size_t>(px));
    return 0.299f * static_cast<float>(p[0]) + 0.587f * static_cast<float>(p[1]) + 0.114f * static_cast<float>(p[2]);
  };
  const auto u = static_cast<float>(x - x0), v = static_cast<float>(y - y0);
  return (luma(x0, y0) * (1 - u) + luma(x1, y0) * u) * (1 - v) + (luma(x0, y1) * (1 - u) + luma(x1, y1) * u) * v;
}

}  // namespace hd
