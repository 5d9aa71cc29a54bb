// Photos without what they tell beside the picture.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace hd {

/// The same picture, without EXIF, GPS, comments, thumbnails, maker's notes or anything behind its end: of a JPEG or PNG
/// only what a decoder needs for the pixels and their colours is kept. A JPEG that is to be turned upright is decoded and
/// written anew. Empty when the bytes are no picture that decodePhoto reads.
std::vector<uint8_t> withoutMetadata(std::span<const uint8_t> bytes);

}  // namespace hd
