// Eyes at a distance: a Gaussian blur of the finished picture in linear light.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace hd {

/// Standard deviation, photo px, of what an eye of one arc minute makes of a point at this distance.
/// One arc minute is taken as the full width at half maximum.
double acuityBlurPx(double distanceMm, double mmPerPx);

/// Widest blur drawn, output px; wider ones are drawn this wide.
inline constexpr int kMostBlurRadius = 64;

/// How far the light of a pixel spreads, output px: three sigma, at most kMostBlurRadius; 0 without a blur.
int blurRadius(double sigmaPx);

/// Weights of offsets 0..blurRadius; all 2 radius + 1 taps sum to 1.
std::vector<float> blurWeights(double sigmaPx);

/// Blurs RGB (interleaved) in place; pixels with `inside` 0 neither give nor take light.
void blurInside(std::vector<float>& rgb, std::span<const uint8_t> inside, int width, int height, double sigmaPx);

}  // namespace hd
