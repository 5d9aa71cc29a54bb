// A quick deflate for pictures: filtered rows are noise with runs, so Huffman codes per block and
// runs of one byte are nearly all there is to gain, at a fifth of the time of a search for matches.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace hd {

/// Writes a zlib stream block by block into `out`.
class ZlibWriter {
 public:
  explicit ZlibWriter(std::vector<uint8_t>& out);
  /// One deflate block; blocks of some 100 KB adapt well. `last` ends the stream.
  void block(std::span<const uint8_t> bytes, bool last);

 private:
  void put(uint32_t value, int bits);
  std::vector<uint8_t>& out_;
  uint64_t bits_ = 0;
  int bitCount_ = 0;
  uint32_t adlerA_ = 1, adlerB_ = 0;
};

/// Code lengths (0 for unused symbols, else 1..maxLength) of a Huffman code for these counts. At
/// least two symbols must be used.
std::vector<uint8_t> huffmanLengths(std::span<const uint32_t> counts, int maxLength);

}  // namespace hd
