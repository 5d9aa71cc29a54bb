#include "pattern/sample_kernel.h"

#include <algorithm>

namespace hd {

void DensityPatch::bound() {
  uint16_t least = 65535, most = 0;
  for (uint16_t c : corner) {
    least = c < least ? c : least;
    most = c > most ? c : most;
  }
  low = least;
  high = most;
}

void DensityPatch::fill(uint16_t c00, uint16_t c10, uint16_t c01, uint16_t c11) {
  for (uint32_t j = 0; j < kPatchCorners; ++j) {
    const uint32_t left = c00 * (kPatchSide - j) + c01 * j, right = c10 * (kPatchSide - j) + c11 * j;
    for (uint32_t i = 0; i < kPatchCorners; ++i)
      corner[j * kPatchCorners + i] = static_cast<uint16_t>((left * (kPatchSide - i) + right * i) / (kPatchSide * kPatchSide));
  }
  low = std::min(std::min(c00, c10), std::min(c01, c11));
  high = std::max(std::max(c00, c10), std::max(c01, c11));
}

// The kernels are not inlined: V8 keeps code that became part of a long-running function in its
// baseline tier, and is then twice as slow.
[[gnu::noinline]] Kept sampleBucket(const uint16_t* rank, const uint16_t* x, const uint16_t* y, uint32_t count,
                                    const DensityPatch& patch, uint16_t* slots) {
  // Below the least density every rank passes; at the greatest none does. In between, look it up.
  // Counting all ranks below is quicker than searching: it is SIMD without a branch.
  const uint16_t low = patch.low;
  uint16_t below = 0;
  for (uint32_t i = 0; i < count; ++i) below = static_cast<uint16_t>(below + (rank[i] < low));
  const uint32_t sure = below;
  uint32_t listed = 0;
  for (uint32_t i = sure; i < count && rank[i] < patch.high; ++i) {
    // A bucket spans 2048 steps, a pixel 256.
    const uint32_t bx = x[i] & 2047u, by = y[i] & 2047u;
    const uint32_t fx = bx & 255u, fy = by & 255u;
    const uint16_t* c = patch.corner + (by >> 8) * kPatchCorners + (bx >> 8);
    const uint32_t top = c[0] * (256u - fx) + c[1] * fx;
    const uint32_t bottom = c[kPatchCorners] * (256u - fx) + c[kPatchCorners + 1] * fx;
    const uint32_t density = (top * (256u - fy) + bottom * fy) >> 16;
    slots[listed] = static_cast<uint16_t>(i);
    listed += rank[i] < density;
  }
  return {sure, sure + listed};
}

[[gnu::noinline]] void placeKept(const uint16_t* __restrict rank, const uint16_t* __restrict x, const uint16_t* __restrict y,
                                 Kept kept, const uint16_t* slots, float originX, float originY, float step, uint32_t idBase,
                                 float* __restrict outX, float* __restrict outY, uint32_t* __restrict outId) {
  // Plain loops over neighbouring elements: every compiler makes SIMD of them, and all the same bits.
  for (uint32_t i = 0; i < kept.sure; ++i) {
    outX[i] = originX + step * static_cast<float>(x[i]);
    outY[i] = originY + step * static_cast<float>(y[i]);
    outId[i] = idBase + rank[i];
  }
  for (uint32_t i = kept.sure; i < kept.kept; ++i) {
    const uint32_t k = slots[i - kept.sure];
    outX[i] = originX + step * static_cast<float>(x[k]);
    outY[i] = originY + step * static_cast<float>(y[k]);
    outId[i] = idBase + rank[k];
  }
}

}  // namespace hd
