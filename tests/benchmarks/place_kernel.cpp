#include "benchmarks/place_kernel.h"

#include <cstring>

#if !defined(HD_SCALAR_KERNEL) && (defined(__SSE2__) || defined(__ARM_NEON) || defined(__wasm_simd128__))
#define HD_VECTORS 1
#endif

namespace hd::bench {

#ifdef HD_VECTORS
namespace {

using U16x8 = uint16_t __attribute__((vector_size(16)));
using U32x4 = uint32_t __attribute__((vector_size(16)));
using F32x4 = float __attribute__((vector_size(16)));

template <class V, class T>
V load(const T* from) {
  V v;
  std::memcpy(&v, from, sizeof v);
  return v;
}

template <class V, class T>
void store(T* to, V v) {
  std::memcpy(to, &v, sizeof v);
}

// Eight u16 as two vectors of 32 bits each: the same `above` over every one of them (little-endian).
template <class V>
struct Halves {
  V first, second;

  Halves(const uint16_t* from, uint16_t above) {
    const U16x8 v = load<U16x8>(from), over = U16x8{} + above;
    first = reinterpret_cast<V>(__builtin_shufflevector(v, over, 0, 8, 1, 9, 2, 10, 3, 11));
    second = reinterpret_cast<V>(__builtin_shufflevector(v, over, 4, 12, 5, 13, 6, 14, 7, 15));
  }
};

// As floats. Under these bits a u16 is the float 2^23 + u16, exactly. Converting instead is no good: compilers see
// that the numbers are not negative and take the conversion of unsigned ones, which x86 has to patch together.
struct FloatHalves : Halves<F32x4> {
  explicit FloatHalves(const uint16_t* from) : Halves(from, 0x4b00) {
    first -= 0x1p23f;
    second -= 0x1p23f;
  }
};

}  // namespace
#endif

// Not inlined: V8 keeps code that became part of a long-running function in its baseline tier.
[[gnu::noinline]] void placeKept(const uint16_t* __restrict rank, const uint16_t* __restrict x, const uint16_t* __restrict y, Kept kept,
                                 const uint16_t* slots, float originX, float originY, float step, uint32_t idBase, float* __restrict outX,
                                 float* __restrict outY, uint32_t* __restrict outId) {
  // What is written too much, the listed ones or the next bucket write over.
#ifdef HD_VECTORS
  for (uint32_t i = 0; i < kept.sure; i += 8) {
    const FloatHalves xs(x + i), ys(y + i);
    const Halves<U32x4> ranks(rank + i, 0);
    store(outX + i, originX + step * xs.first);
    store(outX + i + 4, originX + step * xs.second);
    store(outY + i, originY + step * ys.first);
    store(outY + i + 4, originY + step * ys.second);
    store(outId + i, idBase + ranks.first);
    store(outId + i + 4, idBase + ranks.second);
  }
#else
  for (uint32_t i = 0; i < kept.sure; ++i) {
    outX[i] = originX + step * static_cast<float>(x[i]);
    outY[i] = originY + step * static_cast<float>(y[i]);
    outId[i] = idBase + rank[i];
  }
#endif
  for (uint32_t i = kept.sure; i < kept.kept; ++i) {
    const uint32_t k = slots[i - kept.sure];
    outX[i] = originX + step * static_cast<float>(x[k]);
    outY[i] = originY + step * static_cast<float>(y[k]);
    outId[i] = idBase + rank[k];
  }
}

}  // namespace hd::bench
