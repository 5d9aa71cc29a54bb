#include "pattern/sample_kernel.h"

#include <algorithm>

namespace hd {

void DensityPatch::bound() {
  low = *std::min_element(corner, corner + kPatchCorners * kPatchCorners);
  high = *std::max_element(corner, corner + kPatchCorners * kPatchCorners);
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

// Not inlined: V8 keeps code that became part of a long-running function in its baseline tier.
[[gnu::noinline]] uint32_t sampleBucket(const uint16_t* rank, const uint16_t* x, const uint16_t* y, uint32_t count,
                                        const DensityPatch& patch, uint16_t* slots) {
  uint32_t i = 0;
  // Below the least density every rank passes.
  while (i < count && rank[i] < patch.low) {
    slots[i] = static_cast<uint16_t>(i);
    ++i;
  }
  uint32_t kept = i;
  for (; i < count && rank[i] < patch.high; ++i) {
    // A bucket spans 2048 steps, a pixel 256.
    const uint32_t bx = x[i] & 2047u, by = y[i] & 2047u;
    const uint32_t fx = bx & 255u, fy = by & 255u;
    const uint16_t* c = patch.corner + (by >> 8) * kPatchCorners + (bx >> 8);
    const uint32_t top = c[0] * (256u - fx) + c[1] * fx;
    const uint32_t bottom = c[kPatchCorners] * (256u - fx) + c[kPatchCorners + 1] * fx;
    const uint32_t density = (top * (256u - fy) + bottom * fy) >> 16;
    slots[kept] = static_cast<uint16_t>(i);
    kept += rank[i] < density;
  }
  return kept;
}

}  // namespace hd
