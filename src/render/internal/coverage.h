// How much of a pixel a soft ellipse covers: the area average over the pixel's square, for dots of
// any size against the pixel and any foreshortening.
//
// Coverage is the difference of two capped parabolas in u, (1 + soft - u) and (1 - soft - u), each
// cut off at 0. Each is integrated over the pixel by chords at a few heights: a Gauss rule over the
// part of the pixel's rows that the parabola really reaches, so that a dot much smaller than a pixel
// is sampled as well as a large one. Along a chord the integral between the pixel's sides is closed
// form. Summed over the pixels of a row the chords telescope, so the covered area is conserved
// wherever the dot lies. The shader has the same lines.
#pragma once

#include <array>

#include "render/overlap.h"

namespace hd {

/// Heights and weights on [-1, 1]: the 3-point Gauss-Legendre rule after the substitution
/// t -> 1.04 t - 0.04 t^3, which suits the steep ends of (1 - y^2)^1.5: a soft dot's area is right to
/// 1e-3 wherever it lies (hard-edged ones: 3e-3), mean darkening over all zooms to 1e-3. Five points
/// gain a factor of ten that nobody sees, for two thirds more work.
inline constexpr int kChords = 3;
struct ChordRule {
  std::array<float, kChords> height;
  std::array<float, kChords> weight;
};
constexpr ChordRule makeChordRule() {
  constexpr double t[kChords] = {-0.7745966692414834, 0.0, 0.7745966692414834};
  constexpr double w[kChords] = {5.0 / 9.0, 8.0 / 9.0, 5.0 / 9.0};
  ChordRule rule{};
  for (int i = 0; i < kChords; ++i) {
    rule.height[i] = static_cast<float>(t[i] * (1.04 - 0.04 * t[i] * t[i]));
    rule.weight[i] = static_cast<float>(w[i] * (1.04 - 0.12 * t[i] * t[i]));
  }
  return rule;
}
inline constexpr ChordRule kChordRule = makeChordRule();

/// Output px diameters (smaller one) between which the overlap factor goes from the dot's mean to
/// evaluation in place.
inline constexpr float kShareUntilPx = 0.5f;
inline constexpr float kInPlaceFromPx = 2.0f;

}  // namespace hd
