// Dots as the picture sees them: ellipses in photo px with their light. Both the CPU reference and
// the GL preview draw exactly this list, so that they can only differ in rounding.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "appearance/appearance.h"
#include "pattern/dots.h"
#include "scalp/view.h"

namespace hd {

/// An elliptic soft-edged footprint in photo px.
struct Splat {
  float x, y;                       ///< centre, photo px
  float axis0x, axis0y;             ///< first conjugate half axis of the ellipse, photo px
  float axis1x, axis1y;             ///< second one
  float soft;                       ///< soft edge as a fraction of the radius, 0..1
  float absorbR, absorbG, absorbB;  ///< 1 - transmission, linear light, 0..1
};

/// Splats of the visible dots of sessions 1..sessionLimit, in rank order.
std::vector<Splat> makeSplats(std::span<const Dot> dots, const View& view, const ScalpMap& map,
                              const LookSettings& look, int sessionLimit);

}  // namespace hd
