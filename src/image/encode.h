// Pictures to bytes.
#pragma once

#include <cstdint>
#include <vector>

#include "image/image.h"

namespace hd {

/// PNG bytes without any metadata.
std::vector<uint8_t> encodePng(const ImageRgb8& image);
/// JPEG bytes (quality 1..100) without any metadata.
std::vector<uint8_t> encodeJpeg(const ImageRgb8& image, int quality);

}  // namespace hd
