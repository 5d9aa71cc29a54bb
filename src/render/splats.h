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
///
/// With u = p^2 + q^2 in the coordinates of the two half axes, coverage is 1 below u = 1 - soft, 0
/// above 1 + soft and linear in u between, so that it is one half at the half axes' ellipse and its
/// integral is the area of that ellipse whatever the softness.
struct Splat {
  float x, y;                       ///< centre, photo px
  float axis0x, axis0y;             ///< first conjugate half axis of the ellipse, photo px
  float axis1x, axis1y;             ///< second one
  float soft;                       ///< half width of the soft edge in u, 0..1
  float absorbR, absorbG, absorbB;  ///< 1 - transmission, linear light, 0..1
  float veilReachPx = 0.0f;         ///< how far around it skin is darker for its sake (veil.h), photo px; 0: nowhere
  float veilShare = 0.0f;           ///< light missing there, as a share of what the splat itself takes
  /// Redness around a fresh dot rather than pigment: halos add up instead of multiplying (blood in
  /// the same skin is shared, not stacked), and dots lie on top of them.
  bool halo = false;
};

/// Splats of the visible dots of sessions 1..sessionLimit, in rank order; a dot's halo comes just
/// before it. Facing away and dots hidden by the head are left out.
std::vector<Splat> makeSplats(std::span<const Dot> dots, const View& view, const ScalpMap& map,
                              const LookSettings& look, int sessionLimit);

}  // namespace hd
