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

/// Heights and weights on [-1, 1]: the 5-point Gauss-Legendre rule after the substitution
/// t -> 1.2 t - 0.2 t^3, which flattens the steep ends of (1 - y^2)^1.5; with it the area of a dot
/// is right to 1e-4 (a plain rule: 5e-4).
inline constexpr int kChords = 5;
struct ChordRule {
  std::array<float, kChords> height;
  std::array<float, kChords> weight;
};
constexpr ChordRule makeChordRule() {
  constexpr double t[kChords] = {-0.9061798459386640, -0.5384693101056831, 0.0, 0.5384693101056831, 0.9061798459386640};
  constexpr double w[kChords] = {0.2369268850561891, 0.4786286704993665, 0.5688888888888889, 0.4786286704993665,
                                 0.2369268850561891};
  ChordRule rule{};
  for (int i = 0; i < kChords; ++i) {
    rule.height[i] = static_cast<float>(t[i] * (1.2 - 0.2 * t[i] * t[i]));
    rule.weight[i] = static_cast<float>(w[i] * (1.2 - 0.6 * t[i] * t[i]));
  }
  return rule;
}
inline constexpr ChordRule kChordRule = makeChordRule();

/// Output px diameters (smaller one) between which the overlap factor goes from the dot's mean to
/// evaluation in place.
inline constexpr float kShareUntilPx = 0.5f;
inline constexpr float kInPlaceFromPx = 2.0f;

}  // namespace hd
