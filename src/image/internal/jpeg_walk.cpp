#include "image/internal/jpeg_walk.h"

#include <cstring>

namespace hd {
namespace {

constexpr int kStartOfImage = 0xd8, kEndOfImage = 0xd9, kStartOfScan = 0xda, kApp1 = 0xe1;

bool isFrameHeader(int marker) { return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc; }

bool standsAlone(int marker) { return (marker >= 0xd0 && marker <= 0xd7) || marker == 0x01; }

}  // namespace

JpegWalk walkJpeg(std::span<const uint8_t> bytes) {
  JpegWalk walk;
  if (bytes.size() < 3 || bytes[0] != 0xff || bytes[1] != kStartOfImage || bytes[2] != 0xff) return walk;
  walk.isJpeg = true;
  size_t at = 2;
  while (at + 1 < bytes.size()) {
    if (bytes[at] != 0xff) {  // stray bytes between segments: skip to the next marker, as decoders do
      ++at;
      continue;
    }
    const int marker = bytes[at + 1];
    if (marker == 0xff || marker == 0x00 || marker == kStartOfImage || standsAlone(marker)) {
      at += marker == 0xff ? 1 : 2;
      continue;
    }
    at += 2;
    if (marker == kEndOfImage) {
      walk.complete = true;
      return walk;
    }
    if (at + 2 > bytes.size()) return walk;
    const size_t length = static_cast<size_t>(bytes[at]) << 8 | bytes[at + 1];
    if (length < 2 || at + length > bytes.size()) return walk;
    const std::span<const uint8_t> body = bytes.subspan(at + 2, length - 2);
    at += length;
    if (isFrameHeader(marker) && body.size() >= 6 && walk.frameMarker == 0) {
      walk.frameMarker = marker;
      walk.precisionBits = body[0];
      walk.height = body[1] << 8 | body[2];
      walk.width = body[3] << 8 | body[4];
      walk.components = body[5];
    } else if (marker == kApp1 && walk.exif.empty() && body.size() > 6 && std::memcmp(body.data(), "Exif\0\0", 6) == 0) {
      walk.exif = body.subspan(6);
    } else if (marker == kStartOfScan) {
      ++walk.scans;
      const size_t begin = at;
      while (at + 1 < bytes.size() &&
             (bytes[at] != 0xff || bytes[at + 1] == 0x00 || bytes[at + 1] == 0xff || (bytes[at + 1] >= 0xd0 && bytes[at + 1] <= 0xd7)))
        ++at;
      walk.scanBytes += static_cast<int64_t>(at - begin);
    }
  }
  return walk;
}

}  // namespace hd
