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

std::vector<float> blurWeights(double sigmaPx) {
  const int radius = std::min(static_cast<int>(std::ceil(3.0 * sigmaPx)), kMostBlurRadius);
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
  std::vector<float> source(static_cast<size_t>(width) * height * 4), other(source.size());
  for (size_t p = 0; p < inside.size(); ++p)
    for (size_t c = 0; c < 4; ++c) source[4 * p + c] = !inside[p] ? 0.0f : c < 3 ? rgb[3 * p + c] : 1.0f;
  const auto along = [&](const std::vector<float>& from, std::vector<float>& to, int count, size_t step, int lines,
                         size_t lineStep) {
    for (int line = 0; line < lines; ++line)
      for (int i = 0; i < count; ++i) {
        float sum[4] = {0, 0, 0, 0};
        for (int k = std::max(-radius, -i); k <= std::min(radius, count - 1 - i); ++k) {
          const float w = weights[static_cast<size_t>(std::abs(k))];
          const float* p = &from[line * lineStep + static_cast<size_t>(i + k) * step];
          for (int c = 0; c < 4; ++c) sum[c] += w * p[c];
        }
        std::copy_n(sum, 4, &to[line * lineStep + static_cast<size_t>(i) * step]);
      }
  };
  const size_t row = static_cast<size_t>(width) * 4;
  along(source, other, width, 4, height, row);
  along(other, source, height, row, width, 4);
  for (size_t p = 0; p < inside.size(); ++p)
    if (inside[p])
      for (size_t c = 0; c < 3; ++c) rgb[3 * p + c] = source[4 * p + c] / source[4 * p + 3];
}

}  // namespace hd
