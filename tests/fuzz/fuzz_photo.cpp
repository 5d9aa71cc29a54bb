// Any bytes as a photo: an answer in good time, within memory, and if it is a picture, a whole one.
#include <cstdint>
#include <cstdlib>
#include <span>

#include "image/decode.h"
#include "image/focal.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  // Small pictures, so that a million of them can be tried.
  constexpr int64_t kMaxPixels = 1 << 16;
  const std::span<const uint8_t> bytes(data, size);
  const hd::Result<hd::Photo> photo = hd::decodePhoto(bytes, kMaxPixels);
  if (!photo) {
    if (photo.error().id.empty()) std::abort();
    return 0;
  }
  const hd::ImageRgb8& image = photo->image;
  if (image.width <= 0 || image.height <= 0 || int64_t{image.width} * image.height > kMaxPixels) std::abort();
  if (image.rgb.size() != 3 * static_cast<size_t>(image.width) * static_cast<size_t>(image.height)) std::abort();
  if (photo->exif.orientation < 1 || photo->exif.orientation > 8) std::abort();
  const auto focal = hd::focalPxOf(photo->exif, image.width, image.height);
  if (focal && !(*focal > 0.0)) std::abort();
  return 0;
}
