#include "cli/picture.h"

#include <algorithm>

#include "image/decode.h"
#include "image/encode.h"

namespace hd::cli {

std::string encodeFor(const std::string& path, const ImageRgb8& image, int jpegQuality) {
  std::string name = path;
  std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const std::vector<uint8_t> bytes = name.ends_with(".jpg") || name.ends_with(".jpeg") ? encodeJpeg(image, jpegQuality) : encodePng(image);
  return {bytes.begin(), bytes.end()};
}

std::optional<PictureSize> readSize(Args& args) {
  constexpr int kMinSidePx = 64, kMaxSidePx = 6000;
  const std::optional<std::string> text = args.text("--size");
  if (!text) return std::nullopt;
  const size_t cross = text->find('x');
  const auto side = [&](std::string_view part) {
    const Result<double> value = numberOf("--size", part, kMinSidePx, kMaxSidePx);
    if (!value || *value != static_cast<int>(*value))
      args.fail(Message{"usage/size", {{"low", kMinSidePx}, {"high", kMaxSidePx}, {"given", *text}}});
    return value ? static_cast<int>(*value) : 0;
  };
  const int width = side(std::string_view(*text).substr(0, cross));
  return PictureSize{width, side(cross == std::string::npos ? std::string_view() : std::string_view(*text).substr(cross + 1))};
}

}  // namespace hd::cli
