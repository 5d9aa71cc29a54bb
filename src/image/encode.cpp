#include "image/encode.h"

#include <cassert>

#include "image/internal/stb_config.h"

namespace hd {
namespace {

void append(void* to, void* data, int size) {
  auto& out = *static_cast<std::vector<uint8_t>*>(to);
  const auto* bytes = static_cast<const uint8_t*>(data);
  out.insert(out.end(), bytes, bytes + size);
}

}  // namespace

std::vector<uint8_t> encodePng(const ImageRgb8& image) {
  assert(!image.empty());
  // Paeth, the best single filter for photographs; trying all five per row takes four times as long.
  stbi_write_force_png_filter = 4;
  std::vector<uint8_t> out;
  stbi_write_png_to_func(append, &out, image.width, image.height, 3, image.rgb.data(), 3 * image.width);
  return out;
}

std::vector<uint8_t> encodeJpeg(const ImageRgb8& image, int quality) {
  assert(!image.empty() && quality >= 1 && quality <= 100);
  std::vector<uint8_t> out;
  stbi_write_jpg_to_func(append, &out, image.width, image.height, 3, image.rgb.data(), quality);
  return out;
}

}  // namespace hd
