#include "vision/sharpness.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/math.h"
#include "image/colour.h"

namespace hd {
namespace {

/// Steps of less linear light than this are texture or noise.
constexpr float kLeastStep = 0.06f;
/// A step's sides are even for this many times its width, within this share of it: lines are no steps.
constexpr float kEven = 0.2f;
constexpr int kMostWidthPx = 24;
/// Slopes of less than so many times the noise are noise.
constexpr float kOverNoise = 6.0f;
/// Of all steps the sharpest, but for a few that noise made sharp.
constexpr double kPercentile = 0.15;
constexpr size_t kLeastSteps = 40;
/// Variance that a pixel's square and the difference of two pixels add.
constexpr double kPixelVariance = 1.0 / 6.0;

ImageRgb8 middleOf(const ImageRgb8& image) {
  ImageRgb8 out{std::min(image.width, kSharpnessSidePx), std::min(image.height, kSharpnessSidePx), {}};
  const int left = (image.width - out.width) / 2, top = (image.height - out.height) / 2;
  out.rgb.reserve(3 * static_cast<size_t>(out.width) * static_cast<size_t>(out.height));
  for (int y = 0; y < out.height; ++y) {
    const auto row = image.rgb.begin() + 3 * (static_cast<ptrdiff_t>(top + y) * image.width + left);
    out.rgb.insert(out.rgb.end(), row, row + 3 * static_cast<ptrdiff_t>(out.width));
  }
  return out;
}

float light(const ImageRgb8& image, int x, int y) {
  const uint8_t* p = &image.rgb[3 * (static_cast<size_t>(y) * image.width + x)];
  return 0.2126f * linearFromSrgb8(p[0]) + 0.7152f * linearFromSrgb8(p[1]) + 0.0722f * linearFromSrgb8(p[2]);
}

/// Standard deviation of the noise in a line, from how pixels differ from the mean of their neighbours: half of a photo's
/// pixels lie where nothing else makes them differ.
float noiseOf(const std::vector<float>& line) {
  std::vector<float> off;
  for (size_t i = 1; i + 1 < line.size(); ++i) off.push_back(std::fabs(line[i] - 0.5f * (line[i - 1] + line[i + 1])));
  if (off.empty()) return 0.0f;
  const auto middle = off.begin() + static_cast<std::ptrdiff_t>(off.size() / 2);
  std::nth_element(off.begin(), middle, off.end());
  return 1.4826f * *middle / 1.2247f;
}

/// Widths of the steps along one line of pixels; `across` tells the slope the other way, so that slanted ones are left out.
template <class Across>
void addSteps(const std::vector<float>& line, Across across, std::vector<float>& widths) {
  const int n = static_cast<int>(line.size());
  const float noise = noiseOf(line), least = std::max(kLeastStep / kMostWidthPx, kOverNoise * noise);
  for (int i = 2; i + 3 < n; ++i) {
    const float slope = line[static_cast<size_t>(i) + 1] - line[static_cast<size_t>(i)];
    const float size = std::fabs(slope);
    if (size < least) continue;
    const auto at = [&](int k) { return line[static_cast<size_t>(k)]; };
    if (std::fabs(at(i) - at(i - 1)) > size || std::fabs(at(i + 2) - at(i + 1)) >= size) continue;  // the steepest place only
    int from = i, to = i + 1;
    const float sign = slope > 0 ? 1.0f : -1.0f;
    while (from > 0 && to - from < kMostWidthPx && sign * (at(from) - at(from - 1)) > 0.06f * size) --from;
    while (to + 1 < n && to - from < kMostWidthPx && sign * (at(to + 1) - at(to)) > 0.06f * size) ++to;
    const float step = std::fabs(at(to) - at(from));
    if (step < kLeastStep || to - from >= kMostWidthPx) continue;
    const int beside = to - from;
    if (from - beside < 0 || to + beside >= n) continue;
    float uneven = 0.0f;
    for (int k = 1; k <= beside; ++k) uneven = std::max({uneven, std::fabs(at(from - k) - at(from)), std::fabs(at(to + k) - at(to))});
    if (uneven > kEven * step || std::fabs(across(i)) > 0.2f * size) continue;
    // The slope of a blurred step is largest in its middle: step / (sigma sqrt(2 pi)).
    // The steepest of some places is steeper by noise: by more than a difference of two varies.
    widths.push_back(step / ((size - 1.8f * noise) * 2.5066283f));
  }
}

}  // namespace

double photoBlurPx(const ImageRgb8& whole) {
  if (whole.width > kSharpnessSidePx || whole.height > kSharpnessSidePx) return photoBlurPx(middleOf(whole));
  const ImageRgb8& image = whole;
  std::vector<float> widths, line;
  // Five lines together are less noisy, and no softer across a step that stands on them.
  constexpr int kBeside = 2;
  const auto mean = [&](int x, int y, int dx, int dy) {
    float sum = 0.0f;
    for (int k = -kBeside; k <= kBeside; ++k) sum += light(image, x + k * dx, y + k * dy);
    return sum / (2 * kBeside + 1);
  };
  // Some thousand lines are plenty.
  const int stride = std::max(2, std::max(image.width, image.height) / 500);
  for (int y = kBeside; y + kBeside < image.height; y += stride) {
    line.resize(static_cast<size_t>(image.width));
    for (int x = 0; x < image.width; ++x) line[static_cast<size_t>(x)] = mean(x, y, 0, 1);
    addSteps(
        line, [&](int x) { return 0.25f * (light(image, x, y + 2) - light(image, x, y - 2)); }, widths);
  }
  for (int x = kBeside; x + kBeside < image.width; x += stride) {
    line.resize(static_cast<size_t>(image.height));
    for (int y = 0; y < image.height; ++y) line[static_cast<size_t>(y)] = mean(x, y, 1, 0);
    addSteps(
        line, [&](int y) { return 0.25f * (light(image, x + 2, y) - light(image, x - 2, y)); }, widths);
  }
  if (widths.size() < kLeastSteps) return 0.0;
  const auto place = widths.begin() + static_cast<std::ptrdiff_t>(kPercentile * static_cast<double>(widths.size()));
  std::nth_element(widths.begin(), place, widths.end());
  return std::sqrt(std::max(static_cast<double>(*place) * *place - kPixelVariance, 0.0));
}

}  // namespace hd
