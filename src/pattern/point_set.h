// The ranked point set: 65,536 points on a torus whose every prefix is even.
//
// A built asset (assets/points.bin, made by src/point_maker). Natively it is part
// of the program; in the browser it is fetched beside it and handed over with setPointSet(), and
// until then no dots can be made.
//
// Format, little-endian: "HDPS", u32 version, u32 count, u32 checksum of the arrays below as they come out
// (u16 little-endian, then u8), then the points packed as point_code.h tells. Unpacking takes some 0.1 s.
#pragma once

#include <cstdint>
#include <span>

namespace hd {

inline constexpr uint32_t kPointCount = 65536;
inline constexpr uint32_t kPointSetVersion = 2;
inline constexpr int kJitterUnit = 22;   ///< u16 steps per unit of a jitter nibble
inline constexpr int kPointLevels = 20;  ///< session levels

/// The set in memory, arrays by rank.
struct PointSet {
  std::span<const uint16_t> x, y;  ///< 65536 = one turn of the torus
  std::span<const uint8_t> level;  ///< 0..19
  /// Two signed nibbles x | y << 4 in units of kJitterUnit / 65536: where the point goes at full irregularity; chosen so
  /// that the jittered set keeps its distances too.
  std::span<const uint8_t> jitter;
};

/// Unpacks the bytes of points.bin. False (and nothing changed) when they are
/// not a whole, intact point set.
bool setPointSet(std::span<const uint8_t> bytes);
/// True when dots can be made.
bool pointSetReady();
/// The set; empty spans before it is ready.
const PointSet& pointSet();
/// FNV-1a over the bytes.
uint32_t pointSetChecksum(std::span<const uint8_t> bytes);

}  // namespace hd
