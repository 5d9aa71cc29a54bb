// Pictures and EXIF blocks made in memory, so that the tests need no files.
#pragma once

#include <cstdint>
#include <cstring>
#include <vector>

#include "image/decode.h"

namespace fixtures {

/// A smooth picture in which every corner has a colour of its own.
inline hd::ImageRgb8 picture(int width, int height) {
  hd::ImageRgb8 image{width, height, std::vector<uint8_t>(3 * static_cast<size_t>(width) * height)};
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      uint8_t* p = &image.rgb[3 * (static_cast<size_t>(y) * width + x)];
      p[0] = static_cast<uint8_t>(40 + 180 * x / width);
      p[1] = static_cast<uint8_t>(40 + 180 * y / height);
      p[2] = static_cast<uint8_t>(x < width / 3 && y < height / 4 ? 230 : 60);
    }
  return image;
}

/// Bytes of a TIFF block, in either byte order.
class TiffWriter {
 public:
  explicit TiffWriter(bool bigEndian) : big_(bigEndian) {
    for (int i = 0; i < 2; ++i) bytes_.push_back(big_ ? 'M' : 'I');
    u16(42);
    u32(8);
  }
  void u16(uint32_t v) {
    bytes_.push_back(static_cast<uint8_t>(big_ ? v >> 8 : v));
    bytes_.push_back(static_cast<uint8_t>(big_ ? v : v >> 8));
  }
  void u32(uint32_t v) {
    if (big_) u16(v >> 16), u16(v & 0xffff);
    else u16(v & 0xffff), u16(v >> 16);
  }
  void shortEntry(uint32_t tag, uint32_t value) { u16(tag), u16(3), u32(1), u16(value), u16(0); }
  void longEntry(uint32_t tag, uint32_t value) { u16(tag), u16(4), u32(1), u32(value); }
  const std::vector<uint8_t>& bytes() const { return bytes_; }

 private:
  bool big_;
  std::vector<uint8_t> bytes_;
};

/// An EXIF block as cameras write it: orientation, and in the sub-directory the size and focal length.
inline std::vector<uint8_t> exifBlock(int orientation, int focal35, int width, int height, bool bigEndian) {
  TiffWriter tiff(bigEndian);
  tiff.u16(2);
  tiff.shortEntry(0x0112, static_cast<uint32_t>(orientation));
  tiff.longEntry(0x8769, 8 + 2 + 2 * 12 + 4);
  tiff.u32(0);
  tiff.u16(3);
  tiff.longEntry(0xa002, static_cast<uint32_t>(width));
  tiff.longEntry(0xa003, static_cast<uint32_t>(height));
  tiff.shortEntry(0xa405, static_cast<uint32_t>(focal35));
  tiff.u32(0);
  return tiff.bytes();
}

/// The JPEG with an EXIF segment put behind its start marker.
inline std::vector<uint8_t> withExif(const std::vector<uint8_t>& jpeg, const std::vector<uint8_t>& tiff) {
  std::vector<uint8_t> out(jpeg.begin(), jpeg.begin() + 2);
  const size_t length = 2 + 6 + tiff.size();
  for (size_t byte : {size_t{0xff}, size_t{0xe1}, length >> 8, length & 0xff}) out.push_back(static_cast<uint8_t>(byte));
  for (char c : {'E', 'x', 'i', 'f', '\0', '\0'}) out.push_back(static_cast<uint8_t>(c));
  out.insert(out.end(), tiff.begin(), tiff.end());
  out.insert(out.end(), jpeg.begin() + 2, jpeg.end());
  return out;
}

inline std::vector<uint8_t> bytesOf(const char* text, size_t length) {
  return {reinterpret_cast<const uint8_t*>(text), reinterpret_cast<const uint8_t*>(text) + length};
}

/// Mean absolute difference per channel.
inline double difference(const hd::ImageRgb8& a, const hd::ImageRgb8& b) {
  if (a.width != b.width || a.height != b.height) return 255.0;
  double sum = 0.0;
  for (size_t i = 0; i < a.rgb.size(); ++i) sum += std::abs(int(a.rgb[i]) - int(b.rgb[i]));
  return sum / static_cast<double>(a.rgb.size());
}

}  // namespace fixtures
