// How much of a pixel a soft ellipse covers: the area average over the pixel's square, for dots of
// any size against the pixel and any foreshortening.
//
// The pixel is cut into chords at a few heights (a Gauss rule over the part of the pixel's rows that
// the ellipse really crosses, so that a dot much smaller than a pixel is sampled as well as a large
// one). Along a chord u is a parabola and coverage is a difference of two clipped parabolas, whose
// integral between the pixel's sides is closed form. Summed over the pixels of a row the chords
// telescope, so the covered area is conserved wherever the dot lies. The shader has the same lines.
#pragma once

#include <array>

#include "render/overlap.h"

namespace hd {

/// Heights and weights on [-1, 1]: the 5-point Gauss-Legendre rule after the substitution
/// t -> t (3 - t^2) / 2, which flattens the square-root ends of an ellipse's chords.
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
    rule.height[i] = static_cast<float>(t[i] * (3.0 - t[i] * t[i]) / 2.0);
    rule.weight[i] = static_cast<float>(w[i] * 1.5 * (1.0 - t[i] * t[i]));
  }
  return rule;
}
inline constexpr ChordRule kChordRule = makeChordRule();

/// Output px diameters (smaller one) between which the overlap factor goes from the dot's mean to
/// evaluation in place.
inline constexpr float kShareUntilPx = 1.5f;
inline constexpr float kInPlaceFromPx = 4.0f;

}  // namespace hd
