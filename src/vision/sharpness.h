// How sharp a photo is: dots have to be drawn as soft as the camera drew everything else.
#pragma once

#include "image/image.h"

namespace hd {

/// A photo is looked at in its middle, at most so far across: a page cannot hand over all pixels of a large one.
inline constexpr int kSharpnessSidePx = 1280;

/// Standard deviation of the blur in a photo, px, beyond what a pixel's own square does; 0 where the picture is as
/// sharp as its pixels or has too few edges to tell. Taken from its sharpest steps from dark to light – eyes, ears,
/// collar, outline – in linear light, where lenses blur. Sharpening counts as sharpness.
double photoBlurPx(const ImageRgb8& image);

}  // namespace hd
