// The inner loop of the pattern: which points of a bucket lie under the density, and where they are.
//
// Written with the compilers' vector types (SSE2, NEON, wasm SIMD128) and once more in plain C++
// (HD_SCALAR_KERNEL, or a target without vectors). Both give the same bits. Whole vectors are read:
// arrays of points need kKernelSlack elements behind their end.
#pragma once

#include <cstdint>

#include "core/vec.h"

namespace hd {

/// Elements that the kernels may read behind a bucket's points.
inline constexpr uint32_t kKernelSlack = 8;
/// Steps of a point's position (65536ths of the tile) per side of a bucket, as a power of two.
inline constexpr uint32_t kBucketBits = 11;

/// A bucket's view of a density map: values at pixel corners, 65536 = top density, blended
/// bilinearly between them.
struct DensityPatch {
  const uint16_t* corner = nullptr;  ///< the bucket's first corner; the map stays where it is
  uint32_t stride = 0;               ///< corners per row of the map
  uint32_t pixelBits = kBucketBits;  ///< steps per pixel as a power of two: 11 is one pixel a bucket, 7 is 16 a side
  uint16_t low = 0, high = 0;        ///< least and greatest corner of the bucket
};

/// Finds low and high of `count` patches that lie side by side in one map: patch k begins at corner
/// first + (k << (kBucketBits - pixelBits)).
void boundPatches(const uint16_t* first, uint32_t stride, uint32_t pixelBits, uint32_t count, DensityPatch* patches);

/// Which points of a bucket a density keeps: all before `sure`, and of the rest `kept - sure` listed slots.
struct Kept {
  uint32_t sure = 0;
  uint32_t kept = 0;
};

/// The points whose rank is below the density at their place. Points are sorted by rank; x and y are
/// 65536ths of the tile. slots[0 .. kept - sure) are the ascending places in the bucket of those kept
/// beyond the sure ones; `slots` must have room for count.
Kept sampleBucket(const uint16_t* rank, const uint16_t* x, const uint16_t* y, uint32_t count, const DensityPatch& patch, uint16_t* slots);

/// Positions (origin + step * 65536ths, map mm) and ids (base + rank) of a bucket's first `count` points.
void placeFirst(const uint16_t* rank, const uint16_t* x, const uint16_t* y, uint32_t count, Vec2 origin, double step, uint64_t idBase,
                Vec2* outPos, uint64_t* outId);

}  // namespace hd
