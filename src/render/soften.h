// Dots as soft as the photo they lie in.
#pragma once

#include "render/splats.h"

namespace hd {

/// Draws a splat as a lens draws it whose blur has this standard deviation, photo px (vision/sharpness.h). It takes the
/// same light as before: its edge softens first, then it grows and pales; its veil reaches farther.
void soften(Splat& splat, double sigmaPx);

}  // namespace hd
