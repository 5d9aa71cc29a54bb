#include "render/blur.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"

namespace hd {

double acuityBlurPx(double distanceMm, double mmPerPx) {
  constexpr double kArcMinuteRad = kPi / (180.0 * 60.0);
  constexpr double kSigmaPerWidth = 1.0 / 2.354820045;  // Gaussian: full width at half maximum
  return distanceMm * kArcMinuteRad * kSigmaPerWidth / mmPerPx;
}

int blurRadius(double sigmaPx) {
  return sigmaPx > 0.0 ? static_cast<int>(std::min(std::ceil(3.0 * sigmaPx), static_cast<double>(kMostBlurRadius))) : 0;
}

std::vector<float> blurWeights(double sigmaPx) {
  const int radius = blurRadius(sigmaPx);
  std::vector<float> weights;
  double sum = 0.0;
  for (int i = 0; i <= radius; ++i) {
    const double w = std::exp(-0.5 * i * i / (sigmaPx * sigmaPx));
    weights.push_back(static_cast<float>(w));
    sum += i ? 2.0 * w : w;
  }
  for (float& w : weights) w = static_cast<float>(w / sum);
  return weights;
}

void blurInside(std::vector<float>& rgb, std::span<const uint8_t> inside, int width, int height, double sigmaPx) {
  if (!(sigmaPx > 0.0)) return;
  const std::vector<float> weights = blurWeights(sigmaPx);
  const int radius = static_cast<int>(weights.size()) - 1;
  // Colour times coverage and coverage itself are blurred, then divided.
  using Pixel = float __attribute__((vector_size(16)));
  std::vector<Pixel> source(static_cast<size_t>(width) * height), other(source.size());
  for (size_t p = 0; p < inside.size(); ++p)
    if (inside[p]) source[p] = Pixel{rgb[3 * p], rgb[3 * p + 1], rgb[3 * p + 2], 1.0f};
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      Pixel sum{};
      const Pixel* middle = &source[static_cast<size_t>(y) * width + x];
      for (int k = std::max(-radius, -x); k <= std::min(radius, width - 1 - x); ++k)
        sum += weights[static_cast<size_t>(std::abs(k))] * middle[k];
      other[static_cast<size_t>(y) * width + x] = sum;
    }
  // Whole rows at a time, for memory lies that way.
  std::fill(source.begin(), source.end(), Pixel{});
  for (int y = 0; y < height; ++y)
    for (int k = std::max(-radius, -y); k <= std::min(radius, height - 1 - y); ++k) {
      const float w = weights[static_cast<size_t>(std::abs(k))];
      const Pixel* from = &other[static_cast<size_t>(y + k) * width];
      Pixel* to = &source[static_cast<size_t>(y) * width];
      for (int x = 0; x < width; ++x) to[x] += w * from[x];
    }
  for (size_t p = 0; p < inside.size(); ++p)
    if (inside[p])
      for (size_t c = 0; c < 3; ++c) rgb[3 * p + c] = source[p][c] / source[p][3];
}

}  // namespace hd
