// The inner loops of the nets. Pictures as in net.h; strides of outputs are multiples of 8.
#pragma once

#include <cstddef>

namespace hd::kernel {

inline constexpr int kPanel = 8;  ///< output channels that are summed at once

/// out[p][o] = bias[o] + sum over k of in[p][k] * weights[o / 8][k][o % 8] for `pixels` rows of `depth` floats; `panels`
/// groups of eight outputs, `outStride` floats from one pixel's output to the next.
void multiply(const float* in, size_t pixels, size_t depth, const float* weights, const float* bias, size_t panels, float* out,
              size_t outStride);

/// One row of a depthwise convolution. `rows` are `size` pointers to input rows, null for those outside; weights lie as
/// [row][column][channel].
void depthwiseRow(const float* const* rows, int size, int step, int padX, int inWidth, int outWidth, size_t stride, const float* weights,
                  const float* bias, float* out);

/// out = a + b, element by element.
void addAll(const float* a, const float* b, float* out, size_t count);
/// Each pixel's channels times `factors`.
void scaleChannels(const float* in, const float* factors, float* out, size_t pixels, size_t stride);
/// Largest of 2 x 2.
void maxPoolRow(const float* upper, const float* lower, float* out, size_t outWidth, size_t stride);
/// values = max(values, 0); values where they are > 0, else times slopes; x * min(6, max(0, x + 3)) / 6.
void relu(float* values, size_t count);
void prelu(float* values, const float* slopes, size_t pixels, size_t stride);
void hardSwish(float* values, size_t count);
/// out = (1 - t) * a + t * b.
void blend(const float* a, const float* b, float t, float* out, size_t count);

}  // namespace hd::kernel
