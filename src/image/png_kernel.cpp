#include <array>
#include <cassert>
#include <cstdlib>
#include <string_view>

#include "image/decode.h"
#include "image/deflate.h"

namespace hd {
namespace {

uint32_t crc32(std::span<const uint8_t> bytes) {
  // Eight bytes at a step (slicing-by-8).
  static const auto kTables = [] {
    std::array<std::array<uint32_t, 256>, 8> t{};
    for (uint32_t i = 0; i < 256; ++i) {
      uint32_t c = i;
      for (int k = 0; k < 8; ++k) c = c & 1 ? 0xedb88320u ^ c >> 1 : c >> 1;
      t[0][i] = c;
    }
    for (size_t k = 1; k < 8; ++k)
      for (size_t i = 0; i < 256; ++i) t[k][i] = t[0][t[k - 1][i] & 255] ^ t[k - 1][i] >> 8;
    return t;
  }();
  uint32_t crc = 0xffffffffu;
  size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    const uint8_t* p = &bytes[at];
    crc ^= static_cast<uint32_t>(p[0]) | p[1] << 8 | p[2] << 16 | static_cast<uint32_t>(p[3]) << 24;
    crc = kTables[7][crc & 255] ^ kTables[6][crc >> 8 & 255] ^ kTables[5][crc >> 16 & 255] ^ kTables[4][crc >> 24] ^
          kTables[3][p[4]] ^ kTables[2][p[5]] ^ kTables[1][p[6]] ^ kTables[0][p[7]];
  }
  for (; at < bytes.size(); ++at) crc = kTables[0][(crc ^ bytes[at]) & 255] ^ crc >> 8;
  return ~crc;
}

void put32(std::vector<uint8_t>& out, uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<uint8_t>(value >> shift));
}

void beginChunk(std::vector<uint8_t>& out, std::string_view type) {
  put32(out, 0);
  out.insert(out.end(), type.begin(), type.end());
}

// Fills in the length of the chunk that begins at `start` and closes it.
void endChunk(std::vector<uint8_t>& out, size_t start) {
  const auto length = static_cast<uint32_t>(out.size() - start - 8);
  for (int i = 0; i < 4; ++i) out[start + static_cast<size_t>(i)] = static_cast<uint8_t>(length >> (24 - 8 * i));
  put32(out, crc32(std::span(out).subspan(start + 4)));
}

// PNG's Paeth filter, the best single one for photographs: each byte minus that of the neighbours
// left, above and above left which is nearest to left + above - above left.
void filterRow(const uint8_t* row, const uint8_t* above, size_t length, uint8_t* to) {
  constexpr size_t kPixel = 3;
  *to++ = 4;
  for (size_t i = 0; i < kPixel; ++i) to[i] = static_cast<uint8_t>(row[i] - above[i]);
  for (size_t i = kPixel; i < length; ++i) {
    const int a = row[i - kPixel], b = above[i], c = above[i - kPixel];
    const int toA = std::abs(b - c), toB = std::abs(a - c), toC = std::abs(a + b - 2 * c);
    const int nearest = toA <= toB && toA <= toC ? a : toB <= toC ? b : c;
    to[i] = static_cast<uint8_t>(row[i] - nearest);
  }
}

}  // namespace

std::vector<uint8_t> encodePng(const ImageRgb8& image) {
  assert(!image.empty());
  std::vector<uint8_t> out;
  out.reserve(image.rgb.size() / 2 + 1024);
  for (uint8_t byte : {0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a}) out.push_back(byte);
  size_t start = out.size();
  beginChunk(out, "IHDR");
  put32(out, static_cast<uint32_t>(image.width));
  put32(out, static_cast<uint32_t>(image.height));
  for (uint8_t byte : {8, 2, 0, 0, 0}) out.push_back(byte);
  endChunk(out, start);

  start = out.size();
  beginChunk(out, "IDAT");
  ZlibWriter zlib(out);
  const size_t length = 3 * static_cast<size_t>(image.width);
  constexpr size_t kBlockBytes = 1 << 17;
  const size_t rowsPerBlock = kBlockBytes / length + 1;
  std::vector<uint8_t> filtered;
  const std::vector<uint8_t> nothing(length);
  for (size_t y = 0, height = static_cast<size_t>(image.height); y < height; y += rowsPerBlock) {
    const size_t rows = y + rowsPerBlock < height ? rowsPerBlock : height - y;
    filtered.resize(rows * (length + 1));
    for (size_t r = 0; r < rows; ++r) {
      const uint8_t* row = &image.rgb[(y + r) * length];
      filterRow(row, y + r > 0 ? row - length : nothing.data(), length, &filtered[r * (length + 1)]);
    }
    zlib.block(filtered, y + rows == height);
  }
  endChunk(out, start);
  start = out.size();
  beginChunk(out, "IEND");
  endChunk(out, start);
  return out;
}

}  // namespace hd
