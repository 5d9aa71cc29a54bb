#include "image/decode.h"

#include <algorithm>
#include <climits>
#include <cstring>
#include <memory>

#include "image/internal/jpeg_walk.h"
#include "image/internal/sniff.h"
#include "image/internal/stb.h"
#include "image/internal/stb_config.h"

namespace hd {
namespace {

// Progressive files come in about ten scans; thousands of empty ones would keep a decoder busy for hours.
constexpr int kMaxScans = 100;

Error truncated() { return Error{"photo.truncated"}; }
Error damaged() { return Error{"photo.damaged"}; }
Error unsupported(Message what) { return Error{"photo.unsupported", {{"what", what}}}; }

Status checkSize(int64_t width, int64_t height, int64_t maxPixels) {
  if (width <= 0 || height <= 0 || width > INT32_MAX || height > INT32_MAX) return damaged();
  if (width * height <= maxPixels) return Done{};
  const auto megapixels = [](int64_t pixels) { return quantity(static_cast<double>((pixels + 999'999) / 1'000'000), Unit::megapixels); };
  return Error{"photo.huge",
               {{"width", width}, {"height", height}, {"megapixels", megapixels(width * height)}, {"most", megapixels(maxPixels)}}};
}

Status checkJpeg(std::span<const uint8_t> bytes, int64_t maxPixels) {
  const JpegWalk walk = walkJpeg(bytes);
  if (walk.frameMarker == 0) return walk.complete ? damaged() : truncated();
  if (walk.frameMarker > 0xc2) return unsupported(Message{"noun.jpeg_rare"});
  if (walk.precisionBits != 8) return unsupported(Message{"noun.jpeg_deep"});
  if (Status size = checkSize(walk.width, walk.height, maxPixels); !size) return size;
  if (!walk.complete || walk.scans == 0) return truncated();
  if (walk.scans > kMaxScans) return unsupported(Message{"noun.jpeg_layers"});
  // Every block of 8 x 8 takes at least one bit; a file with less was cut off and closed again.
  const int64_t blocks = ((walk.width + 7) / 8) * static_cast<int64_t>((walk.height + 7) / 8);
  if (walk.scanBytes * 8 < blocks) return truncated();
  return Done{};
}

uint32_t bigEndian32(std::span<const uint8_t> bytes, size_t at) {
  return static_cast<uint32_t>(bytes[at]) << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3];
}

Status checkPng(std::span<const uint8_t> bytes, int64_t maxPixels) {
  constexpr size_t kSignature = 8, kChunkOverhead = 12;
  if (bytes.size() < kSignature + kChunkOverhead + 13) return truncated();
  if (std::memcmp(&bytes[12], "IHDR", 4) != 0) return damaged();
  if (Status size = checkSize(bigEndian32(bytes, 16), bigEndian32(bytes, 20), maxPixels); !size) return size;
  for (size_t at = kSignature; at + kChunkOverhead <= bytes.size();) {
    const size_t length = bigEndian32(bytes, at);
    if (std::memcmp(&bytes[at + 4], "IEND", 4) == 0) return Done{};
    if (length > bytes.size() - at - kChunkOverhead) return truncated();
    at += kChunkOverhead + length;
  }
  return truncated();
}

struct StbFree {
  void operator()(stbi_uc* pixels) const { stbi_image_free(pixels); }
};

// See-through pictures are laid on white, as a page would show them.
void flattenOnWhite(const stbi_uc* rgba, std::vector<uint8_t>& rgb) {
  for (size_t i = 0, n = rgb.size() / 3; i < n; ++i) {
    const int alpha = rgba[4 * i + 3];
    for (int c = 0; c < 3; ++c) rgb[3 * i + c] = static_cast<uint8_t>((rgba[4 * i + c] * alpha + 255 * (255 - alpha) + 127) / 255);
  }
}

}  // namespace

Result<Photo> decodePhoto(std::span<const uint8_t> bytes, int64_t maxPixels) {
  const FileKind kind = sniffFile(bytes);
  if (kind != FileKind::jpeg && kind != FileKind::png) return notAPhoto(kind);
  if (bytes.size() > INT_MAX) return Error{"photo.huge/file"};
  const Status checked = kind == FileKind::jpeg ? checkJpeg(bytes, maxPixels) : checkPng(bytes, maxPixels);
  if (!checked) return checked.error();

  int width = 0, height = 0, channels = 0;
  const int size = static_cast<int>(bytes.size());
  if (!stbi_info_from_memory(bytes.data(), size, &width, &height, &channels)) return damaged();
  if (Status fits = checkSize(width, height, maxPixels); !fits) return fits.error();
  // Enough for 16 bits of four channels twice over, with filter bytes, and for the file itself.
  const StbBudget budget(static_cast<size_t>(width + 16) * static_cast<size_t>(height + 16) * 16 + bytes.size() * 2 + (1 << 20));
  const bool seeThrough = channels == 2 || (channels == 4 && kind == FileKind::png);
  const std::unique_ptr<stbi_uc, StbFree> pixels(stbi_load_from_memory(bytes.data(), size, &width, &height, &channels, seeThrough ? 4 : 3));
  if (!pixels) {
    const std::string_view reason = stbi_failure_reason() ? stbi_failure_reason() : "";
    if (reason == "outofmem") return Error{"photo.huge/memory"};
    return damaged();
  }

  Photo photo;
  photo.exif = kind == FileKind::jpeg ? readExif(bytes) : ExifInfo{};
  photo.image.width = width;
  photo.image.height = height;
  photo.image.rgb.resize(3 * static_cast<size_t>(width) * static_cast<size_t>(height));
  if (seeThrough) flattenOnWhite(pixels.get(), photo.image.rgb);
  else std::memcpy(photo.image.rgb.data(), pixels.get(), photo.image.rgb.size());
  photo.image = applyOrientation(std::move(photo.image), photo.exif.orientation);
  return photo;
}

}  // namespace hd
