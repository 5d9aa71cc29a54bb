// The hairline laid flat: a strip of skin along it, unrolled without stretching.
//
// A strip bends in two ways: with the skull, which unrolling undoes, and within the skin, which stays (geodesic curvature).
// The curve on paper has the same length and the same bend within the surface at every place, so that paper laid along the
// hairline fits the head to the second order of the distance from it.
#pragma once

#include <optional>
#include <vector>

#include "design/design.h"
#include "scalp/scalp_map.h"

namespace hd {

/// Paper mm: x to the person's left (right on the paper, as one faces them), y towards the face (down). The middle of the
/// hairline is at 0, 0 and the face's midline runs down from there.
struct UnrolledHairline {
  std::vector<Vec2> curveMm;    ///< every half millimetre or so, from the person's right to left
  std::vector<Vec2> behindMm;   ///< where the edge is full: the curve moved back by the feather
  std::vector<Vec2> controlMm;  ///< the points that the hairline was drawn by
  double lengthMm = 0.0;        ///< along the skin
  double featherMm = 0.0;
  std::optional<double> glabellaMm;  ///< along the skin from the middle down to the glabella; absent without a head
  /// Places of the hairline above a landmark of the face.
  struct Mark {
    enum class Kind { pupil, outerEyeCorner } kind;
    Vec2 posMm;
  };
  std::vector<Mark> marks;
};

/// Absent when the design has no hairline.
std::optional<UnrolledHairline> unrollHairline(const Design& design, const ScalpMap& map);

}  // namespace hd
