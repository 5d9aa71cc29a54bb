// From splats to what is drawn: shapes as conics, and how dots that overlap share the light.
//
// Why so. The true picture multiplies: skin * product over dots of (1 - k_i a_i), a_i the coverage.
// A pixel is the area average of that, but the average of a product is not the product of averages:
// multiplying per-pixel coverages of dots that merely share a pixel leaves the skin too light, the
// more so the further one zooms out. So the product is written as a sum, which averages exactly:
//
//     1 - product = sum over i of  k_i a_i * product over j < i of (1 - k_j a_j)
//
// (each dot takes its share of the light that earlier dots left). For dots that do not overlap the
// factor is 1 and a pixel needs only their exact area coverages, added; for those that do, the few
// earlier neighbours are listed here. Where a dot is large in the output the factor is evaluated
// in place, where it is about a pixel or smaller its mean over the dot (`share`) is used. The sum
// does not depend on the order of drawing, needs one additive pass on the GPU, and its total is the
// same at every zoom.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "render/veil.h"

namespace hd {

/// A splat ready to draw; lengths in photo px. u(x, y) = alpha (x - shear y)^2 + delta y^2 about the
/// centre is 1 on the ellipse.
struct DrawSplat {
  float x, y;
  float alpha, shear, delta;
  float soft;
  float minorDiameterPx;
  uint32_t firstEarlier = 0;  ///< into PreparedSplats::earlier
  uint32_t earlierCount = 0;
  std::array<float, 3> absorb;  ///< 1 - transmission of its pigment
  std::array<float, 3> lit;     ///< light left by the veil and the halos under it, 0..1
  std::array<float, 3> share;   ///< `lit` times the mean of the earlier neighbours' product over this dot

  /// Half width and half height of the box around the soft ellipse, photo px.
  float reachX() const;
  float reachY() const;
};

struct PreparedSplats {
  std::vector<DrawSplat> splats;
  Veil veil;                      ///< light that they take beside themselves
  std::vector<uint32_t> earlier;  ///< indices of overlapping earlier splats
};

/// At most so many earlier neighbours are followed where a dot is large; `share` counts all.
inline constexpr uint32_t kMostEarlier = 24;

/// Half the edge width below which coverage would alias in u; harder edges are drawn this soft.
inline constexpr float kLeastSoft = 0.02f;

PreparedSplats prepareSplats(std::span<const Splat> splats);

/// Coverage of a splat at an offset from its centre (photo px), 0..1.
float coverageAt(const DrawSplat& splat, float dx, float dy);

}  // namespace hd
