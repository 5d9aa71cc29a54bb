// The iris measured in the photo's own pixels: a circle (seen from the side: an ellipse) laid on the edge of its dark disc.
#pragma once

#include <optional>

#include "vision/internal/pyramid.h"

namespace hd {

struct IrisMeasure {
  Vec2 centrePx{0, 0};
  double diameterPx = 0;  ///< of the circle before it was foreshortened
  double centreSdPx = 0;
  double diameterSdPx = 0;  ///< of the fit, without how people differ
};

/// Fits to the limbus near a first guess. `axisPx` is the direction along the eye's slit (unit), `squeeze` how much the
/// iris is foreshortened along it (cosine of the turn). Absent when too little of the edge is seen.
std::optional<IrisMeasure> measureIris(const Pyramid& photo, Vec2 centrePx, double diameterPx, Vec2 axisPx, double squeeze);

}  // namespace hd
