// Reading and checking the file of nets. See scripts/nets/pack.mjs for who writes it.
#include <algorithm>
#include <cstring>

#include "vision/internal/net.h"
#include "vision/internal/net_kernel.h"

namespace hd {
namespace {

constexpr size_t kMaxOps = 400;
constexpr int kMaxSide = 512, kMaxChannels = 2048, kMaxKernel = 7;
constexpr size_t kMaxPictureFloats = 4u << 20;
constexpr size_t kMaxWeights = 1u << 20;  ///< of one operation
constexpr size_t kMaxFloats = 4u << 20;   ///< of all pictures that are alive at a time
constexpr char kMagic[8] = {'H', 'D', 'N', 'E', 'T', 'S', 0, 1};

/// Takes bytes off the front; once too few were left, everything it gives is 0 and ok() is false.
class Reader {
 public:
  explicit Reader(std::span<const uint8_t> bytes) : bytes_(bytes) {}
  bool ok() const { return ok_; }
  bool atEnd() const { return at_ == bytes_.size(); }
  const uint8_t* take(size_t count) {
    if (!ok_ || count > bytes_.size() - at_) {
      ok_ = false;
      return nullptr;
    }
    at_ += count;
    return bytes_.data() + at_ - count;
  }
  int u8() {
    const uint8_t* p = take(1);
    return p ? *p : 0;
  }
  int u16() {
    const uint8_t* p = take(2);
    return p ? p[0] | p[1] << 8 : 0;
  }
  size_t u32() {
    const uint8_t* p = take(4);
    return p ? p[0] | p[1] << 8 | p[2] << 16 | static_cast<size_t>(p[3]) << 24 : 0;
  }
  float half() {
    const int bits = u16(), exponent = bits >> 10 & 31;
    if (exponent == 31) ok_ = false;  // infinite or not a number
    const float value = exponent == 0 ? static_cast<float>(bits & 1023) * 0x1p-24f
                                      : static_cast<float>(1024 + (bits & 1023)) * 0x1p-25f * static_cast<float>(1u << exponent);
    return bits >> 15 ? -value : value;
  }

 private:
  std::span<const uint8_t> bytes_;
  size_t at_ = 0;
  bool ok_ = true;
};

int roundUp(int value, int to) { return (value + to - 1) / to * to; }

bool setShape(NetShape& shape, int width, int height, int channels, int roundTo) {
  if (width < 1 || height < 1 || width > kMaxSide || height > kMaxSide || channels < 1 || channels > kMaxChannels) return false;
  shape = {width, height, channels, roundUp(channels, roundTo)};
  return shape.size() <= kMaxPictureFloats;
}

/// The shape that a sliding kernel leaves, and the empty pixels before the first.
bool slide(const NetOp& op, bool same, const NetShape& in, NetShape& out, int channels, int& padX, int& padY) {
  const auto steps = [&](int side) {
    return same ? (side + op.stride - 1) / op.stride : side < op.size ? 0 : (side - op.size) / op.stride + 1;
  };
  const int width = steps(in.width), height = steps(in.height);
  const auto before = [&](int outSide, int side) { return same ? std::max(0, (outSide - 1) * op.stride + op.size - side) / 2 : 0; };
  padX = before(width, in.width);
  padY = before(height, in.height);
  return setShape(out, width, height, channels, kernel::kPanel);
}

/// Weights as written, output channel by output channel, each `depth` long.
std::vector<float> readWeights(Reader& r, bool half, size_t channels, size_t depth) {
  std::vector<float> out;
  if (!r.ok() || channels * depth > kMaxWeights) return out;
  if (half) {
    const size_t count = channels * depth;
    out.resize(count);
    for (float& w : out) w = r.half();
    return out;
  }
  std::vector<float> scale(channels);
  for (float& s : scale) s = r.half();
  const uint8_t* steps = r.take(channels * depth);
  if (!steps) return out;
  out.resize(channels * depth);
  for (size_t i = 0; i < out.size(); ++i) out[i] = static_cast<float>(static_cast<int8_t>(steps[i])) * scale[i / depth];
  return out;
}

std::vector<float> readChannels(Reader& r, int channels, int stride) {
  std::vector<float> out(static_cast<size_t>(stride), 0.0f);
  for (int c = 0; c < channels; ++c) out[static_cast<size_t>(c)] = r.half();
  return out;
}

bool readOp(Reader& r, Net& net) {
  NetOp op;
  const int kind = r.u8(), activation = r.u8();
  op.size = r.u8();
  op.stride = r.u8();
  const bool same = r.u8() != 0, half = r.u8() != 0;
  op.a = r.u16();
  op.b = r.u16();
  const int channels = r.u16();
  const int made = static_cast<int>(net.shapes.size());
  if (!r.ok() || kind < 1 || kind > static_cast<int>(NetOpKind::activation) || activation > static_cast<int>(NetActivation::logistic))
    return false;
  op.kind = static_cast<NetOpKind>(kind);
  op.activation = static_cast<NetActivation>(activation);
  const bool two = op.kind == NetOpKind::add || op.kind == NetOpKind::mul;
  if (op.a >= made || (two ? op.b >= made : op.b != 0xffff)) return false;
  if (op.size < 1 || op.size > kMaxKernel || op.stride < 1 || op.stride > kMaxKernel || channels < 1 || channels > kMaxChannels)
    return false;
  if (!two) op.b = -1;
  const NetShape in = net.shapes[static_cast<size_t>(op.a)];
  NetShape out;
  const auto wide = static_cast<size_t>(op.size * op.size);
  switch (op.kind) {
    case NetOpKind::conv: {
      if (!slide(op, same, in, out, channels, op.padX, op.padY)) return false;
      const size_t depth = wide * static_cast<size_t>(in.channels), padded = wide * static_cast<size_t>(in.stride);
      const std::vector<float> flat = readWeights(r, half, static_cast<size_t>(channels), depth);
      if (!r.ok() || flat.empty()) return false;
      // In groups of eight outputs, with the inputs' empty channels.
      op.weights.assign(static_cast<size_t>(out.stride) * padded, 0.0f);
      for (size_t o = 0; o < static_cast<size_t>(channels); ++o) {
        for (size_t k = 0; k < depth; ++k) {
          const size_t pixel = k / static_cast<size_t>(in.channels), c = k % static_cast<size_t>(in.channels);
          op.weights[(o / kernel::kPanel * padded + pixel * static_cast<size_t>(in.stride) + c) * kernel::kPanel + o % kernel::kPanel] =
              flat[o * depth + k];
        }
      }
      if (op.size > 1 || op.stride > 1) net.patchFloats = std::max(net.patchFloats, static_cast<size_t>(out.width) * padded);
      break;
    }
    case NetOpKind::depthwise: {
      if (channels != in.channels || in.stride % kernel::kPanel != 0 || !slide(op, same, in, out, channels, op.padX, op.padY)) return false;
      const std::vector<float> flat = readWeights(r, half, static_cast<size_t>(channels), wide);
      if (!r.ok() || flat.empty()) return false;
      op.weights.assign(wide * static_cast<size_t>(in.stride), 0.0f);
      for (size_t c = 0; c < static_cast<size_t>(channels); ++c)
        for (size_t k = 0; k < wide; ++k) op.weights[k * static_cast<size_t>(in.stride) + c] = flat[c * wide + k];
      break;
    }
    case NetOpKind::transposedConv: {
      if (channels != 1 || op.size != 2 || !setShape(out, 2 * in.width, 2 * in.height, 1, 4)) return false;
      const std::vector<float> flat = readWeights(r, half, 1, 4 * static_cast<size_t>(in.channels));
      if (!r.ok() || flat.empty()) return false;
      op.weights.assign(4 * static_cast<size_t>(in.stride), 0.0f);
      for (size_t k = 0; k < flat.size(); ++k)
        op.weights[k / static_cast<size_t>(in.channels) * static_cast<size_t>(in.stride) + k % static_cast<size_t>(in.channels)] = flat[k];
      break;
    }
    case NetOpKind::add:
    case NetOpKind::mul: {
      const NetShape& b = net.shapes[static_cast<size_t>(op.b)];
      if (channels != in.channels || b.channels > in.channels) return false;
      if (op.kind == NetOpKind::add ? b.width != in.width || b.height != in.height : b.width != 1 || b.height != 1 || b.stride != in.stride)
        return false;
      out = in;
      break;
    }
    case NetOpKind::maxPool:
      if (channels != in.channels || in.width % 2 != 0 || in.height % 2 != 0 || in.stride % kernel::kPanel != 0) return false;
      if (!setShape(out, in.width / 2, in.height / 2, channels, kernel::kPanel)) return false;
      break;
    case NetOpKind::mean:
      if (channels != in.channels || in.stride % kernel::kPanel != 0 || !setShape(out, 1, 1, channels, kernel::kPanel)) return false;
      break;
    case NetOpKind::resize:
      if (channels != in.channels || in.stride % kernel::kPanel != 0 ||
          !setShape(out, 2 * in.width, 2 * in.height, channels, kernel::kPanel))
        return false;
      break;
    case NetOpKind::activation:
      if (channels != in.channels || op.activation == NetActivation::none) return false;
      out = in;
      break;
  }
  const bool weighted = op.kind == NetOpKind::conv || op.kind == NetOpKind::depthwise || op.kind == NetOpKind::transposedConv;
  if (weighted) op.bias = readChannels(r, channels, roundUp(out.stride, kernel::kPanel));
  if (op.activation == NetActivation::prelu) op.slopes = readChannels(r, channels, out.stride);
  net.shapes.push_back(out);
  net.ops.push_back(std::move(op));
  return r.ok();
}

/// Gives every picture a place; one that nobody reads any more makes room for others.
void placePictures(Net& net) {
  const size_t count = net.shapes.size();
  std::vector<size_t> last(count, 0), offset(count, 0);
  for (size_t i = 0; i < net.ops.size(); ++i) {
    last[static_cast<size_t>(net.ops[i].a)] = i + 1;
    if (net.ops[i].b >= 0) last[static_cast<size_t>(net.ops[i].b)] = i + 1;
  }
  for (int o : net.outputs) last[static_cast<size_t>(o)] = count;
  std::vector<size_t> alive;
  for (size_t p = 0; p < count; ++p) {
    // Picture p is made by step p; those last read before that are gone.
    std::erase_if(alive, [&](size_t q) { return last[q] < p; });
    std::sort(alive.begin(), alive.end(), [&](size_t x, size_t y) { return offset[x] < offset[y]; });
    size_t at = 0;
    for (size_t q : alive) {
      if (offset[q] >= at + net.shapes[p].size()) break;
      at = std::max(at, offset[q] + net.shapes[q].size());
    }
    offset[p] = at;
    net.floats = std::max(net.floats, at + net.shapes[p].size());
    alive.push_back(p);
  }
  net.inputOffset = offset[0];
  for (size_t i = 0; i < net.ops.size(); ++i) net.ops[i].offset = offset[i + 1];
}

bool readWhole(std::span<const uint8_t> bytes, Net& net) {
  Reader r(bytes);
  const int height = r.u16(), width = r.u16(), channels = r.u16();
  const auto ops = static_cast<size_t>(r.u16()), outputs = static_cast<size_t>(r.u16());
  if (!r.ok() || ops < 1 || ops > kMaxOps || outputs < 1 || outputs > 8) return false;
  for (size_t i = 0; i < outputs; ++i) net.outputs.push_back(r.u16());
  net.shapes.emplace_back();
  if (!setShape(net.shapes[0], width, height, channels, channels <= 4 ? 4 : kernel::kPanel)) return false;
  for (size_t i = 0; i < ops; ++i)
    if (!readOp(r, net)) return false;
  if (!r.ok() || !r.atEnd()) return false;
  for (int o : net.outputs)
    if (o >= static_cast<int>(net.shapes.size())) return false;
  placePictures(net);
  return net.floats <= kMaxFloats && net.patchFloats <= kMaxFloats;
}

Error damaged() { return Error{"nets.damaged"}; }

bool isShape(const NetShape& s, int width, int height, int channels) {
  return s.width == width && s.height == height && s.channels == channels;
}

bool outputsAre(const Net& net, NetShape input, std::initializer_list<NetShape> outputs) {
  if (!isShape(net.inputShape(), input.width, input.height, input.channels) || net.outputs.size() != outputs.size()) return false;
  size_t i = 0;
  for (const NetShape& o : outputs)
    if (!isShape(net.outputShape(i++), o.width, o.height, o.channels)) return false;
  return true;
}

}  // namespace

Result<Net> readNet(std::span<const uint8_t> bytes) {
  Net net;
  if (!readWhole(bytes, net)) return damaged();
  return net;
}

Result<NetSet> readNets(std::span<const uint8_t> bytes) {
  Reader r(bytes);
  const uint8_t* magic = r.take(sizeof kMagic);
  if (!magic || std::memcmp(magic, kMagic, sizeof kMagic) != 0 || r.u32() != 6) return damaged();
  size_t length[6];
  for (size_t& l : length) l = r.u32();
  NetSet set;
  Net* const nets[5] = {&set.detector, &set.mesh, &set.rightEye, &set.leftEye, &set.person};
  for (size_t i = 0; i < 5; ++i) {
    const uint8_t* part = r.take(length[i]);
    if (!part || !readWhole({part, length[i]}, *nets[i])) return damaged();
  }
  if (!outputsAre(set.detector, {128, 128, 3}, {{16, 16, 2}, {8, 8, 6}, {16, 16, 32}, {8, 8, 96}}) ||
      !outputsAre(set.mesh, {192, 192, 3}, {{1, 1, 3 * kMeshPoints}, {1, 1, 1}, {48, 48, 32}}) ||
      !outputsAre(set.rightEye, {16, 16, 32}, {{1, 1, 142}, {1, 1, 10}}) ||
      !outputsAre(set.leftEye, {16, 16, 32}, {{1, 1, 142}, {1, 1, 10}}) || !outputsAre(set.person, {256, 256, 3}, {{256, 256, 1}}) ||
      length[5] != 6 * kMeshPoints)
    return damaged();
  for (Vec3& p : set.canonicalMm)
    for (int k = 0; k < 3; ++k) p[k] = static_cast<int16_t>(r.u16()) * 0.01;
  if (!r.ok() || !r.atEnd()) return damaged();
  return set;
}

}  // namespace hd
