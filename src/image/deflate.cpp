#include "image/deflate.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace hd {
namespace {

// RFC 1951.
constexpr int kEndOfBlock = 256, kLiterals = 286;
constexpr int kLongestRun = 258, kShortestRun = 4;
constexpr std::array<uint8_t, 19> kLengthOrder = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

struct RunCode {
  uint16_t symbol;
  uint8_t extraBits, extra;
};

// The symbol and extra bits of each match length.
const std::array<RunCode, kLongestRun + 1>& runCodes() {
  static const auto kCodes = [] {
    std::array<RunCode, kLongestRun + 1> codes{};
    int length = 3;
    for (int symbol = 257; symbol < 285; ++symbol) {
      const int bits = symbol < 265 ? 0 : (symbol - 261) / 4;
      for (int i = 0; i < 1 << bits && length < kLongestRun; ++i, ++length)
        codes[static_cast<size_t>(length)] = {static_cast<uint16_t>(symbol), static_cast<uint8_t>(bits), static_cast<uint8_t>(i)};
    }
    codes[kLongestRun] = {285, 0, 0};
    return codes;
  }();
  return kCodes;
}

// Canonical codes, bit-reversed as deflate sends them.
std::vector<uint16_t> huffmanCodes(std::span<const uint8_t> lengths) {
  std::array<uint16_t, 16> next{}, count{};
  for (uint8_t length : lengths) ++count[length];
  count[0] = 0;
  for (size_t bits = 1; bits < 16; ++bits) next[bits] = static_cast<uint16_t>((next[bits - 1] + count[bits - 1]) << 1);
  std::vector<uint16_t> codes(lengths.size());
  for (size_t i = 0; i < lengths.size(); ++i) {
    if (lengths[i] == 0) continue;
    uint32_t code = next[lengths[i]]++, reversed = 0;
    for (int b = 0; b < lengths[i]; ++b) reversed = reversed << 1 | (code >> b & 1);
    codes[i] = static_cast<uint16_t>(reversed);
  }
  return codes;
}

// Length of the run of bytes equal to the one before `at`.
size_t runAt(std::span<const uint8_t> bytes, size_t at) {
  if (at == 0 || bytes[at] != bytes[at - 1]) return 0;
  const size_t most = std::min(bytes.size() - at, static_cast<size_t>(kLongestRun));
  size_t length = 1;
  while (length < most && bytes[at + length] == bytes[at - 1]) ++length;
  return length;
}

}  // namespace

std::vector<uint8_t> huffmanLengths(std::span<const uint32_t> counts, int maxLength) {
  struct Node {
    uint64_t weight;
    int left, right;
  };
  std::vector<Node> nodes;
  std::vector<int> leaves;
  for (size_t i = 0; i < counts.size(); ++i) {
    nodes.push_back({counts[i], -1, -1});
    if (counts[i] > 0) leaves.push_back(static_cast<int>(i));
  }
  assert(leaves.size() >= 2);
  std::sort(leaves.begin(), leaves.end(), [&](int a, int b) { return counts[a] != counts[b] ? counts[a] < counts[b] : a < b; });
  // Two queues, both in rising order: the leaves and the inner nodes as they are made.
  size_t leaf = 0;
  std::vector<int> inner;
  size_t firstInner = 0;
  const auto lightest = [&] {
    if (firstInner >= inner.size() || (leaf < leaves.size() && nodes[leaves[leaf]].weight <= nodes[inner[firstInner]].weight)) return leaves[leaf++];
    return inner[firstInner++];
  };
  for (size_t i = 0; i + 1 < leaves.size(); ++i) {
    const int a = lightest(), b = lightest();
    nodes.push_back({nodes[a].weight + nodes[b].weight, a, b});
    inner.push_back(static_cast<int>(nodes.size()) - 1);
  }
  // Depths from the root down, too long ones cut off; then the count per length is put right until
  // the code fits again (Kraft's sum).
  std::vector<int> depth(nodes.size());
  std::vector<int> perLength(static_cast<size_t>(maxLength) + 1);
  for (size_t i = nodes.size(); i-- > counts.size();)
    for (int child : {nodes[i].left, nodes[i].right}) depth[child] = depth[i] + 1;
  for (int i : leaves) ++perLength[std::min(depth[i], maxLength)];
  int64_t sum = 0;
  for (int bits = 1; bits <= maxLength; ++bits) sum += static_cast<int64_t>(perLength[bits]) << (maxLength - bits);
  while (sum > int64_t{1} << maxLength) {
    int bits = maxLength - 1;
    while (perLength[bits] == 0) --bits;
    --perLength[bits];
    perLength[bits + 1] += 2;
    --perLength[maxLength];
    --sum;
  }
  // The rarest symbols get the longest codes.
  std::vector<uint8_t> lengths(counts.size());
  size_t next = 0;
  for (int bits = maxLength; bits >= 1; --bits)
    for (int k = 0; k < perLength[bits]; ++k) lengths[leaves[next++]] = static_cast<uint8_t>(bits);
  return lengths;
}

ZlibWriter::ZlibWriter(std::vector<uint8_t>& out) : out_(out) {
  out_.push_back(0x78);
  out_.push_back(0x01);
}

inline void ZlibWriter::put(uint32_t value, int bits) {
  bits_ |= static_cast<uint64_t>(value) << bitCount_;
  bitCount_ += bits;
  if (bitCount_ < 32) return;
  for (int shift = 0; shift < 32; shift += 8) out_.push_back(static_cast<uint8_t>(bits_ >> shift));
  bits_ >>= 32;
  bitCount_ -= 32;
}

void ZlibWriter::block(std::span<const uint8_t> bytes, bool last) {
  // Sums stay below 2^32 for 5,552 bytes between reductions.
  for (size_t at = 0; at < bytes.size(); at += 5552) {
    for (uint8_t byte : bytes.subspan(at, std::min<size_t>(5552, bytes.size() - at))) adlerA_ += byte, adlerB_ += adlerA_;
    adlerA_ %= 65521;
    adlerB_ %= 65521;
  }

  std::vector<uint32_t> counts(kLiterals);
  counts[kEndOfBlock] = 1;
  counts[0] = 1;  // never a code of one symbol
  for (size_t at = 0; at < bytes.size();) {
    const size_t run = runAt(bytes, at);
    ++counts[run >= kShortestRun ? runCodes()[run].symbol : bytes[at]];
    at += run >= kShortestRun ? run : 1;
  }
  const std::vector<uint8_t> lengths = huffmanLengths(counts, 15);
  const std::vector<uint16_t> codes = huffmanCodes(lengths);

  put(last ? 1 : 0, 1);
  put(2, 2);
  put(kLiterals - 257, 5);
  put(0, 5);  // one distance code: the byte before
  put(static_cast<uint32_t>(kLengthOrder.size()) - 4, 4);
  std::vector<uint32_t> lengthCounts(kLengthOrder.size());
  for (uint8_t length : lengths) ++lengthCounts[length];
  ++lengthCounts[1];
  const std::vector<uint8_t> metaLengths = huffmanLengths(lengthCounts, 7);
  const std::vector<uint16_t> metaCodes = huffmanCodes(metaLengths);
  for (uint8_t i : kLengthOrder) put(metaLengths[i], 3);
  for (uint8_t length : lengths) put(metaCodes[length], metaLengths[length]);
  put(metaCodes[1], metaLengths[1]);

  for (size_t at = 0; at < bytes.size();) {
    const size_t run = runAt(bytes, at);
    if (run < kShortestRun) {
      put(codes[bytes[at]], lengths[bytes[at]]);
      ++at;
      continue;
    }
    const RunCode& code = runCodes()[run];
    put(codes[code.symbol], lengths[code.symbol]);
    put(code.extra, code.extraBits + 1);  // then the distance code, one 0 bit
    at += run;
  }
  put(codes[kEndOfBlock], lengths[kEndOfBlock]);
  if (!last) return;
  for (; bitCount_ > 0; bitCount_ -= 8, bits_ >>= 8) out_.push_back(static_cast<uint8_t>(bits_));
  const uint32_t adler = adlerB_ << 16 | adlerA_;
  for (int shift = 24; shift >= 0; shift -= 8) out_.push_back(static_cast<uint8_t>(adler >> shift));
}

}  // namespace hd
