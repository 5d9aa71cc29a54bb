#include "pattern/point_set.h"

#include <bit>

#include "pattern/point_set_source.h"

namespace hd {
namespace {

constexpr size_t kHeaderSize = 16;
static_assert(std::endian::native == std::endian::little, "points.bin is read in place");

constinit PointSet current;

uint32_t readU32(const uint8_t* p) {
  return p[0] | p[1] << 8 | p[2] << 16 | static_cast<uint32_t>(p[3]) << 24;
}

}  // namespace

uint32_t pointSetChecksum(std::span<const uint8_t> bytes) {
  uint32_t h = 2166136261u;
  for (uint8_t b : bytes) h = (h ^ b) * 16777619u;
  return h;
}

bool setPointSet(std::span<const uint8_t> bytes) {
  if (bytes.size() != kHeaderSize + size_t{kPointCount} * 6) return false;
  const uint8_t* p = bytes.data();
  if (p[0] != 'H' || p[1] != 'D' || p[2] != 'P' || p[3] != 'S') return false;
  if (readU32(p + 4) != kPointSetVersion || readU32(p + 8) != kPointCount) return false;
  if (readU32(p + 12) != pointSetChecksum(bytes.subspan(kHeaderSize))) return false;
  if (reinterpret_cast<uintptr_t>(p) % alignof(uint16_t) != 0) return false;
  const uint16_t* x = reinterpret_cast<const uint16_t*>(p + kHeaderSize);
  const uint8_t* level = p + kHeaderSize + size_t{kPointCount} * 4;
  current = {{x, kPointCount}, {x + kPointCount, kPointCount}, {level, kPointCount}, {level + kPointCount, kPointCount}};
  return true;
}

bool pointSetReady() { return !pointSet().x.empty(); }

const PointSet& pointSet() {
  if (current.x.empty()) setPointSet(builtInPointSet());
  return current;
}

}  // namespace hd
