#include "vision/internal/net_kernel.h"

#include <algorithm>
#include <cstring>

namespace hd::kernel {
namespace {

// SSE2, NEON or wasm SIMD, whichever the compiler has; each lane does what plain code would.
using F = float __attribute__((vector_size(16)));

F load(const float* from) {
  F v;
  std::memcpy(&v, from, sizeof v);
  return v;
}
void store(float* to, F v) { std::memcpy(to, &v, sizeof v); }
F splat(float x) { return F{x, x, x, x}; }
F positive(F v) { return v > splat(0.0f) ? v : splat(0.0f); }

// Four pixels at a time keep eight sums, two weights and a pixel in registers.
template <int kPixels>
[[gnu::always_inline]] inline void tile(const float* in, size_t depth, const float* weights, const float* bias, float* out,
                                        size_t outStride) {
  F sum[kPixels][2];
  for (int p = 0; p < kPixels; ++p) {
    sum[p][0] = load(bias);
    sum[p][1] = load(bias + 4);
  }
  for (size_t k = 0; k < depth; ++k) {
    const F w0 = load(weights + kPanel * k), w1 = load(weights + kPanel * k + 4);
    for (int p = 0; p < kPixels; ++p) {
      const F x = splat(in[static_cast<size_t>(p) * depth + k]);
      sum[p][0] += x * w0;
      sum[p][1] += x * w1;
    }
  }
  for (int p = 0; p < kPixels; ++p) {
    store(out + static_cast<size_t>(p) * outStride, sum[p][0]);
    store(out + static_cast<size_t>(p) * outStride + 4, sum[p][1]);
  }
}

}  // namespace

[[gnu::noinline]] void multiply(const float* in, size_t pixels, size_t depth, const float* weights, const float* bias, size_t panels,
                                float* out, size_t outStride) {
  size_t p = 0;
  for (; p + 4 <= pixels; p += 4) {
    for (size_t o = 0; o < panels; ++o)
      tile<4>(in + p * depth, depth, weights + o * depth * kPanel, bias + o * kPanel, out + p * outStride + o * kPanel, outStride);
  }
  for (; p < pixels; ++p) {
    for (size_t o = 0; o < panels; ++o)
      tile<1>(in + p * depth, depth, weights + o * depth * kPanel, bias + o * kPanel, out + p * outStride + o * kPanel, outStride);
  }
}

[[gnu::noinline]] void depthwiseRow(const float* const* rows, int size, int step, int padX, int inWidth, int outWidth, size_t stride,
                                    const float* weights, const float* bias, float* out) {
  for (int x = 0; x < outWidth; ++x) {
    const int left = x * step - padX;
    const int from = std::max(0, -left), to = std::min(size, inWidth - left);
    for (size_t c = 0; c < stride; c += 4) {
      F sum = load(bias + c);
      for (int r = 0; r < size; ++r) {
        if (!rows[r]) continue;
        const float* pixel = rows[r] + static_cast<ptrdiff_t>(left) * static_cast<ptrdiff_t>(stride) + c;
        const float* weight = weights + static_cast<size_t>(r * size) * stride + c;
        for (int i = from; i < to; ++i)
          sum += load(pixel + static_cast<size_t>(i) * stride) * load(weight + static_cast<size_t>(i) * stride);
      }
      store(out + static_cast<size_t>(x) * stride + c, sum);
    }
  }
}

[[gnu::noinline]] void addAll(const float* a, const float* b, float* out, size_t count) {
  for (size_t i = 0; i < count; i += 4) store(out + i, load(a + i) + load(b + i));
}

[[gnu::noinline]] void scaleChannels(const float* in, const float* factors, float* out, size_t pixels, size_t stride) {
  for (size_t p = 0; p < pixels; ++p) {
    for (size_t c = 0; c < stride; c += 4) store(out + p * stride + c, load(in + p * stride + c) * load(factors + c));
  }
}

[[gnu::noinline]] void maxPoolRow(const float* upper, const float* lower, float* out, size_t outWidth, size_t stride) {
  const auto larger = [](F a, F b) { return a > b ? a : b; };
  for (size_t x = 0; x < outWidth; ++x) {
    const float *u = upper + 2 * x * stride, *l = lower + 2 * x * stride;
    for (size_t c = 0; c < stride; c += 4)
      store(out + x * stride + c, larger(larger(load(u + c), load(u + stride + c)), larger(load(l + c), load(l + stride + c))));
  }
}

[[gnu::noinline]] void relu(float* values, size_t count) {
  for (size_t i = 0; i < count; i += 4) store(values + i, positive(load(values + i)));
}

[[gnu::noinline]] void prelu(float* values, const float* slopes, size_t pixels, size_t stride) {
  for (size_t p = 0; p < pixels; ++p) {
    for (size_t c = 0; c < stride; c += 4) {
      const F v = load(values + p * stride + c);
      store(values + p * stride + c, v > splat(0.0f) ? v : v * load(slopes + c));
    }
  }
}

[[gnu::noinline]] void hardSwish(float* values, size_t count) {
  for (size_t i = 0; i < count; i += 4) {
    const F v = load(values + i);
    F gate = positive(v + splat(3.0f));
    gate = gate > splat(6.0f) ? splat(6.0f) : gate;
    store(values + i, v * gate / splat(6.0f));
  }
}

[[gnu::noinline]] void blend(const float* a, const float* b, float t, float* out, size_t count) {
  const F u = splat(1.0f - t), v = splat(t);
  for (size_t i = 0; i < count; i += 4) store(out + i, load(a + i) * u + load(b + i) * v);
}

}  // namespace hd::kernel
