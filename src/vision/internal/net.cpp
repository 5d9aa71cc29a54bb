#include "vision/internal/net.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "core/math.h"
#include "vision/internal/net_kernel.h"

namespace hd {
namespace {

struct Pictures {
  const Net& net;
  float* floats;
  const float* at(int picture) const {
    return floats + (picture == 0 ? net.inputOffset : net.ops[static_cast<size_t>(picture) - 1].offset);
  }
  const NetShape& shape(int picture) const { return net.shapes[static_cast<size_t>(picture)]; }
};

void convolve(const NetOp& op, const NetShape& in, const float* from, const NetShape& out, float* to, float* patch) {
  const auto width = static_cast<size_t>(out.width), panels = static_cast<size_t>(out.stride) / kernel::kPanel;
  const auto inStride = static_cast<size_t>(in.stride), outStride = static_cast<size_t>(out.stride);
  if (op.size == 1 && op.stride == 1) {
    kernel::multiply(from, width * static_cast<size_t>(out.height), inStride, op.weights.data(), op.bias.data(), panels, to, outStride);
    return;
  }
  const size_t depth = static_cast<size_t>(op.size * op.size) * inStride, rowFloats = static_cast<size_t>(op.size) * inStride;
  for (int y = 0; y < out.height; ++y) {
    std::fill(patch, patch + width * depth, 0.0f);
    for (int x = 0; x < out.width; ++x) {
      const int left = x * op.stride - op.padX, first = std::max(0, -left), last = std::min(op.size, in.width - left);
      for (int r = 0; r < op.size; ++r) {
        const int row = y * op.stride - op.padY + r;
        if (row < 0 || row >= in.height || last <= first) continue;
        std::memcpy(patch + static_cast<size_t>(x) * depth + static_cast<size_t>(r) * rowFloats + static_cast<size_t>(first) * inStride,
                    from + (static_cast<size_t>(row) * static_cast<size_t>(in.width) + static_cast<size_t>(left + first)) * inStride,
                    static_cast<size_t>(last - first) * inStride * sizeof(float));
      }
    }
    kernel::multiply(patch, width, depth, op.weights.data(), op.bias.data(), panels, to + static_cast<size_t>(y) * width * outStride,
                     outStride);
  }
}

void convolveDepthwise(const NetOp& op, const NetShape& in, const float* from, const NetShape& out, float* to) {
  const float* rows[8];
  const size_t inRow = static_cast<size_t>(in.width) * static_cast<size_t>(in.stride);
  for (int y = 0; y < out.height; ++y) {
    for (int r = 0; r < op.size; ++r) {
      const int row = y * op.stride - op.padY + r;
      rows[r] = row < 0 || row >= in.height ? nullptr : from + static_cast<size_t>(row) * inRow;
    }
    kernel::depthwiseRow(rows, op.size, op.stride, op.padX, in.width, out.width, static_cast<size_t>(out.stride), op.weights.data(),
                         op.bias.data(), to + static_cast<size_t>(y) * static_cast<size_t>(out.width) * static_cast<size_t>(out.stride));
  }
}

// Each pixel becomes 2 x 2 pixels of one channel.
void convolveTransposed(const NetOp& op, const NetShape& in, const float* from, const NetShape& out, float* to) {
  const auto stride = static_cast<size_t>(in.stride), outStride = static_cast<size_t>(out.stride);
  std::fill(to, to + out.size(), 0.0f);
  for (int y = 0; y < in.height; ++y) {
    for (int x = 0; x < in.width; ++x) {
      const float* pixel = from + (static_cast<size_t>(y) * static_cast<size_t>(in.width) + static_cast<size_t>(x)) * stride;
      for (int k = 0; k < 4; ++k) {
        float sum = op.bias[0];
        for (size_t c = 0; c < stride; ++c) sum += pixel[c] * op.weights[static_cast<size_t>(k) * stride + c];
        const int toY = 2 * y + k / 2, toX = 2 * x + k % 2;
        to[(static_cast<size_t>(toY) * static_cast<size_t>(out.width) + static_cast<size_t>(toX)) * outStride] = sum;
      }
    }
  }
}

void addPictures(const NetShape& in, const float* a, const NetShape& other, const float* b, float* to) {
  if (in.stride == other.stride) return kernel::addAll(a, b, to, in.size());
  // The second has fewer channels: the missing ones are empty.
  const auto stride = static_cast<size_t>(in.stride), fewer = static_cast<size_t>(other.stride);
  const size_t pixels = static_cast<size_t>(in.width) * static_cast<size_t>(in.height);
  for (size_t p = 0; p < pixels; ++p) {
    kernel::addAll(a + p * stride, b + p * fewer, to + p * stride, fewer);
    std::memcpy(to + p * stride + fewer, a + p * stride + fewer, (stride - fewer) * sizeof(float));
  }
}

void meanOf(const NetShape& in, const float* from, float* to) {
  const auto stride = static_cast<size_t>(in.stride);
  const size_t pixels = static_cast<size_t>(in.width) * static_cast<size_t>(in.height);
  std::fill(to, to + stride, 0.0f);
  for (size_t p = 0; p < pixels; ++p) kernel::addAll(to, from + p * stride, to, stride);
  for (size_t c = 0; c < stride; ++c) to[c] /= static_cast<float>(pixels);
}

// To twice the size, between pixel centres.
void enlarge(const NetShape& in, const float* from, const NetShape& out, float* to) {
  const auto stride = static_cast<size_t>(in.stride);
  const size_t inRow = static_cast<size_t>(in.width) * stride, outRow = static_cast<size_t>(out.width) * stride;
  const auto between = [](int i, int side, int& low, int& high, float& t) {
    const float at = std::max(0.0f, (static_cast<float>(i) + 0.5f) * 0.5f - 0.5f);
    low = static_cast<int>(at);
    high = std::min(side - 1, low + 1);
    t = at - static_cast<float>(low);
  };
  std::vector<float> row(inRow);
  for (int y = 0; y < out.height; ++y) {
    int low, high;
    float t;
    between(y, in.height, low, high, t);
    kernel::blend(from + static_cast<size_t>(low) * inRow, from + static_cast<size_t>(high) * inRow, t, row.data(), inRow);
    for (int x = 0; x < out.width; ++x) {
      between(x, in.width, low, high, t);
      kernel::blend(row.data() + static_cast<size_t>(low) * stride, row.data() + static_cast<size_t>(high) * stride, t,
                    to + static_cast<size_t>(y) * outRow + static_cast<size_t>(x) * stride, stride);
    }
  }
}

void activate(const NetOp& op, const NetShape& shape, float* values) {
  const size_t pixels = static_cast<size_t>(shape.width) * static_cast<size_t>(shape.height);
  switch (op.activation) {
    case NetActivation::none:
      break;
    case NetActivation::relu:
      kernel::relu(values, shape.size());
      break;
    case NetActivation::hardSwish:
      kernel::hardSwish(values, shape.size());
      break;
    case NetActivation::prelu:
      kernel::prelu(values, op.slopes.data(), pixels, static_cast<size_t>(shape.stride));
      break;
    case NetActivation::logistic:
      for (size_t p = 0; p < pixels; ++p)
        for (int c = 0; c < shape.channels; ++c) {
          float& v = values[p * static_cast<size_t>(shape.stride) + static_cast<size_t>(c)];
          v = static_cast<float>(1.0 / (1.0 + detExp(-static_cast<double>(v))));
        }
      break;
  }
}

}  // namespace

std::span<float> NetWorkspace::input(const Net& net) {
  if (floats_.size() < net.floats) floats_.resize(net.floats);
  if (patch_.size() < net.patchFloats) patch_.resize(net.patchFloats);
  return {floats_.data() + net.inputOffset, net.inputShape().size()};
}

std::span<const float> NetWorkspace::output(const Net& net, size_t i) const {
  const Pictures pictures{net, const_cast<float*>(floats_.data())};
  return {pictures.at(net.outputs[i]), net.outputShape(i).size()};
}

void run(const Net& net, NetWorkspace& space) {
  assert(space.floats_.size() >= net.floats && space.patch_.size() >= net.patchFloats);
  const Pictures pictures{net, space.floats_.data()};
  for (size_t i = 0; i < net.ops.size(); ++i) {
    const NetOp& op = net.ops[i];
    const NetShape &in = pictures.shape(op.a), &out = net.shapes[i + 1];
    const float* from = pictures.at(op.a);
    float* to = pictures.floats + op.offset;
    switch (op.kind) {
      case NetOpKind::conv:
        convolve(op, in, from, out, to, space.patch_.data());
        break;
      case NetOpKind::depthwise:
        convolveDepthwise(op, in, from, out, to);
        break;
      case NetOpKind::transposedConv:
        convolveTransposed(op, in, from, out, to);
        break;
      case NetOpKind::add:
        addPictures(in, from, pictures.shape(op.b), pictures.at(op.b), to);
        break;
      case NetOpKind::mul:
        kernel::scaleChannels(from, pictures.at(op.b), to, static_cast<size_t>(in.width) * static_cast<size_t>(in.height),
                              static_cast<size_t>(in.stride));
        break;
      case NetOpKind::maxPool: {
        const size_t inRow = static_cast<size_t>(in.width) * static_cast<size_t>(in.stride),
                     outRow = static_cast<size_t>(out.width) * static_cast<size_t>(out.stride);
        for (int y = 0; y < out.height; ++y)
          kernel::maxPoolRow(from + 2 * static_cast<size_t>(y) * inRow, from + (2 * static_cast<size_t>(y) + 1) * inRow,
                             to + static_cast<size_t>(y) * outRow, static_cast<size_t>(out.width), static_cast<size_t>(out.stride));
        break;
      }
      case NetOpKind::mean:
        meanOf(in, from, to);
        break;
      case NetOpKind::resize:
        enlarge(in, from, out, to);
        break;
      case NetOpKind::activation:
        std::memcpy(to, from, in.size() * sizeof(float));
        break;
    }
    activate(op, out, to);
  }
}

}  // namespace hd
