// The inner loop of the pattern: which points of a bucket lie under the density.
#pragma once

#include <cstdint>

namespace hd {

/// Pixels of the density map per side of a bucket.
inline constexpr int kPatchSide = 8;
inline constexpr int kPatchCorners = kPatchSide + 1;

/// A bucket's piece of the density map: values at pixel corners, 65536 = top density, blended
/// bilinearly between them.
struct DensityPatch {
  uint16_t corner[kPatchCorners * kPatchCorners] = {};
  uint16_t low = 0, high = 0;  ///< least and greatest corner

  /// The bilinear blend of four corners (min y first, min x first).
  void fill(uint16_t c00, uint16_t c10, uint16_t c01, uint16_t c11);
  /// Recomputes low and high after the corners were written.
  void bound();
};

/// Which points of a bucket a density keeps: all before `sure`, and of the rest `kept - sure` listed slots.
struct Kept {
  uint32_t sure = 0;
  uint32_t kept = 0;
};

/// The points whose rank is below the density at their place. Points are sorted by rank; x and y are
/// 65536ths of the tile. slots[0 .. kept - sure) are the ascending places in the bucket of those kept
/// beyond the sure ones; `slots` must have room for count.
Kept sampleBucket(const uint16_t* rank, const uint16_t* x, const uint16_t* y, uint32_t count, const DensityPatch& patch,
                  uint16_t* slots);

/// Positions (origin + step * 65536ths) and ids (base + rank) of what sampleBucket kept.
void placeKept(const uint16_t* rank, const uint16_t* x, const uint16_t* y, Kept kept, const uint16_t* slots, float originX,
               float originY, float step, uint32_t idBase, float* outX, float* outY, uint32_t* outId);

}  // namespace hd
