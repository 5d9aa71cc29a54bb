// The camera's focal length in pixels, as far as the photo's own notes can be believed.
#pragma once

#include <optional>

#include "image/decode.h"

namespace hd {

/// Focal length in px of the upright photo from its 35 mm equivalent (by the diagonal, 43.27 mm).
/// Absent when there is none, or when the picture has been cropped since, so that it would mislead.
std::optional<double> focalPxOf(const ExifInfo& exif, int widthPx, int heightPx);

}  // namespace hd
