// A smaller copy of a photo.
#pragma once

#include "image/image.h"

namespace hd {

/// The photo at `scale` (below 1) in width x height px: area averages in linear light, what renderWindow makes of it without
/// dots. Apart from that because programs that only shrink need none of the rasteriser.
ImageRgb8 shrunk(const ImageRgb8& photo, double scale, int width, int height);

}  // namespace hd
