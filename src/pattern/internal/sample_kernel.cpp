#include "pattern/internal/sample_kernel.h"

#include <algorithm>
#include <cstring>

#if !defined(HD_SCALAR_KERNEL) && (defined(__SSE2__) || defined(__ARM_NEON) || defined(__wasm_simd128__))
#define HD_VECTORS 1
#endif

namespace hd {
namespace {

#ifdef HD_VECTORS
using I16x8 = int16_t __attribute__((vector_size(16)));
using U16x8 = uint16_t __attribute__((vector_size(16)));

template <class V, class T>
V load(const T* from) {
  V v;
  std::memcpy(&v, from, sizeof v);
  return v;
}

// Least and greatest of vectors of u16. SSE2 has a minimum of signed ones only: there they are held shifted.
#if defined(__SSE2__) && !defined(__SSE4_1__)
using Lanes = I16x8;
constexpr uint16_t kShift = 0x8000;
#else
using Lanes = U16x8;
constexpr uint16_t kShift = 0;
#endif
struct Bounds {
  Lanes low, high;

  static Lanes read(const uint16_t* from) { return reinterpret_cast<Lanes>(load<U16x8>(from) ^ kShift); }
  explicit Bounds(const uint16_t* from) : low(read(from)), high(low) {}
  void add(Lanes lows, Lanes highs) {
    low = lows < low ? lows : low;
    high = highs > high ? highs : high;
  }
  void add(const uint16_t* from) {
    const Lanes v = read(from);
    add(v, v);
  }
  // Of all lanes together, in every lane.
  Bounds across() const {
    Bounds b = *this;
    b.add(__builtin_shufflevector(b.low, b.low, 4, 5, 6, 7, 0, 1, 2, 3), __builtin_shufflevector(b.high, b.high, 4, 5, 6, 7, 0, 1, 2, 3));
    b.add(__builtin_shufflevector(b.low, b.low, 2, 3, 0, 1, 6, 7, 4, 5), __builtin_shufflevector(b.high, b.high, 2, 3, 0, 1, 6, 7, 4, 5));
    b.add(__builtin_shufflevector(b.low, b.low, 1, 0, 3, 2, 5, 4, 7, 6), __builtin_shufflevector(b.high, b.high, 1, 0, 3, 2, 5, 4, 7, 6));
    return b;
  }
  static uint16_t value(Lanes v) { return static_cast<uint16_t>(static_cast<uint16_t>(v[0]) ^ kShift); }
};
#endif

// How many of the first `count` sorted ranks are below a limit.
uint32_t countBelow(const uint16_t* rank, uint32_t count, uint16_t limit) {
  uint32_t below = 0;
#ifdef HD_VECTORS
  // Ranks ascend, so a vector whose last one is below is below as a whole; of the last vector the
  // lanes are added up, without branches that could be guessed wrong.
  while (below + 8 <= count && rank[below + 7] < limit) below += 8;
  constexpr U16x8 kLanes = {0, 1, 2, 3, 4, 5, 6, 7};
  const U16x8 last = reinterpret_cast<U16x8>((load<U16x8>(rank + below) < limit) & (kLanes < static_cast<uint16_t>(count - below)));
  U16x8 sum = last + __builtin_shufflevector(last, last, 4, 5, 6, 7, 0, 1, 2, 3);
  sum += __builtin_shufflevector(sum, sum, 2, 3, 0, 1, 6, 7, 4, 5);
  return below - static_cast<int16_t>(sum[0] + sum[1]);
#else
  while (below < count && rank[below] < limit) ++below;
  return below;
#endif
}

}  // namespace

// The kernels are not inlined: V8 keeps code that became part of a long-running function in its
// baseline tier, and is then twice as slow.
[[gnu::noinline]] void boundPatches(const uint16_t* first, uint32_t stride, uint32_t pixelBits, uint32_t count, DensityPatch* patches) {
  const uint32_t side = 1u << (kBucketBits - pixelBits);
  for (uint32_t k = 0; k < count; ++k) {
    patches[k].corner = first + k * side;
    patches[k].stride = stride;
    patches[k].pixelBits = pixelBits;
  }
  // Each patch without its last column, which is the first of the next patch; and that of the last one.
  uint16_t lastLow = 65535, lastHigh = 0;
  for (uint32_t j = 0; j <= side; ++j) {
    lastLow = std::min(lastLow, first[j * stride + count * side]);
    lastHigh = std::max(lastHigh, first[j * stride + count * side]);
  }
  // From the right, so that the first column of the patch before is at hand.
  for (uint32_t k = count; k-- > 0;) {
    const uint16_t* const corner = patches[k].corner;
#ifdef HD_VECTORS
    if (side >= 8) {
      Bounds left(corner);
      for (uint32_t j = 1; j <= side; ++j) left.add(corner + j * stride);
      Bounds all = left;
      for (uint32_t i = 8; i < side; i += 8)
        for (uint32_t j = 0; j <= side; ++j) all.add(corner + j * stride + i);
      all = all.across();
      patches[k].low = std::min(lastLow, Bounds::value(all.low));
      patches[k].high = std::max(lastHigh, Bounds::value(all.high));
      lastLow = Bounds::value(left.low);
      lastHigh = Bounds::value(left.high);
      continue;
    }
#endif
    uint16_t low = 65535, high = 0;
    for (uint32_t j = 0; j <= side; ++j) {
      low = std::min(low, corner[j * stride]);
      high = std::max(high, corner[j * stride]);
    }
    const uint16_t leftLow = low, leftHigh = high;
    for (uint32_t j = 0; j <= side; ++j)
      for (uint32_t i = 1; i < side; ++i) {
        low = std::min(low, corner[j * stride + i]);
        high = std::max(high, corner[j * stride + i]);
      }
    patches[k].low = std::min(low, lastLow);
    patches[k].high = std::max(high, lastHigh);
    lastLow = leftLow;
    lastHigh = leftHigh;
  }
}

[[gnu::noinline]] Kept sampleBucket(const uint16_t* rank, const uint16_t* x, const uint16_t* y, uint32_t count, const DensityPatch& patch,
                                    uint16_t* slots) {
  // Below the least density every rank passes; at the greatest none does. In between, look it up.
  const uint32_t sure = countBelow(rank, count, patch.low);
  const uint16_t* const corner = patch.corner;
  const uint32_t stride = patch.stride, high = patch.high, up = 16 - patch.pixelBits;
  constexpr uint32_t kInBucket = (1u << kBucketBits) - 1;
  uint32_t listed = 0;
  for (uint32_t i = sure; i < count && rank[i] < high; ++i) {
    // Pixels and 256ths of a pixel.
    const uint32_t px = (x[i] & kInBucket) << up, py = (y[i] & kInBucket) << up;
    const uint32_t fx = (px >> 8) & 255u, fy = (py >> 8) & 255u;
    const uint16_t* c = corner + (py >> 16) * stride + (px >> 16);
    const uint32_t top = c[0] * (256u - fx) + c[1] * fx;
    const uint32_t bottom = c[stride] * (256u - fx) + c[stride + 1] * fx;
    const uint32_t density = (top * (256u - fy) + bottom * fy) >> 16;
    slots[listed] = static_cast<uint16_t>(i);
    listed += rank[i] < density;
  }
  return {sure, sure + listed};
}

[[gnu::noinline]] void placeFirst(const uint16_t* __restrict rank, const uint16_t* __restrict x, const uint16_t* __restrict y,
                                  uint32_t count, Vec2 origin, double step, uint64_t idBase, Vec2* __restrict outPos,
                                  uint64_t* __restrict outId) {
  for (uint32_t i = 0; i < count; ++i) {
    outPos[i] = origin + Vec2(static_cast<int>(x[i]), static_cast<int>(y[i])) * step;
    outId[i] = idBase | rank[i];
  }
}

}  // namespace hd
