#include "pattern/point_set.h"

#include "pattern/internal/point_set_source.h"
#include "pattern/point_code.h"

namespace hd {
namespace {

constexpr size_t kHeaderSize = 16;

point_code::Unpacked& storage() {
  static point_code::Unpacked kept;
  return kept;
}

constinit PointSet current;

uint32_t readU32(const uint8_t* p) { return p[0] | p[1] << 8 | p[2] << 16 | static_cast<uint32_t>(p[3]) << 24; }

}  // namespace

uint32_t pointSetChecksum(std::span<const uint8_t> bytes) {
  uint32_t h = 2166136261u;
  for (uint8_t b : bytes) h = (h ^ b) * 16777619u;
  return h;
}

bool setPointSet(std::span<const uint8_t> bytes) {
  if (bytes.size() <= kHeaderSize) return false;
  const uint8_t* p = bytes.data();
  if (p[0] != 'H' || p[1] != 'D' || p[2] != 'P' || p[3] != 'S') return false;
  if (readU32(p + 4) != kPointSetVersion || readU32(p + 8) != kPointCount) return false;
  point_code::Unpacked unpacked = point_code::unpack(bytes.subspan(kHeaderSize));
  if (readU32(p + 12) != unpacked.checksum()) return false;
  point_code::Unpacked& kept = storage() = std::move(unpacked);
  current = {kept.x, kept.y, kept.level, kept.jitter};
  return true;
}

bool pointSetReady() { return !pointSet().x.empty(); }

const PointSet& pointSet() {
  if (current.x.empty()) setPointSet(builtInPointSet());
  return current;
}

}  // namespace hd
