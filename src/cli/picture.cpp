#include "cli/picture.h"

#include <algorithm>

#include "image/decode.h"

namespace hd::cli {

std::string encodeFor(const std::string& path, const ImageRgb8& image) {
  constexpr int kJpegQuality = 92;
  std::string name = path;
  std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const std::vector<uint8_t> bytes =
      name.ends_with(".jpg") || name.ends_with(".jpeg") ? encodeJpeg(image, kJpegQuality) : encodePng(image);
  return {bytes.begin(), bytes.end()};
}

}  // namespace hd::cli
