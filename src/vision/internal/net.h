// A small interpreter for the convolutional nets that find a head (scripts/nets/pack.mjs makes their file).
//
//   Result<NetSet> nets = readNets(bytes);        // checked once: afterwards nothing reads out of bounds
//   NetWorkspace space;                           // buffers, reused from run to run and from net to net
//   fill(space.input(nets->detector));            // rows of pixels of `inputStride` floats
//   run(nets->detector, space);  space.output(nets->detector, 0) …
//
// The file is taken for hostile bytes like any other. Equal inputs give equal bits natively and as wasm: single
// precision, no contraction, sums in a fixed order.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/result.h"
#include "core/vec.h"

namespace hd {

/// A picture of channels: element (x, y, c) lies at (y * width + x) * stride + c; elements from channels to stride are 0.
struct NetShape {
  int width = 0, height = 0, channels = 0;
  int stride = 0;  ///< floats a pixel, a multiple of 4
  size_t size() const { return static_cast<size_t>(width) * static_cast<size_t>(height) * static_cast<size_t>(stride); }
};

enum class NetOpKind : uint8_t { conv = 1, depthwise, add, mul, maxPool, mean, resize, transposedConv, activation };
enum class NetActivation : uint8_t { none, relu, hardSwish, prelu, logistic };

/// One operation; its output is picture number (its index + 1), picture 0 is the net's input.
struct NetOp {
  NetOpKind kind = NetOpKind::add;
  NetActivation activation = NetActivation::none;
  int size = 1, stride = 1;    ///< of the kernel and its steps
  int padX = 0, padY = 0;      ///< empty pixels before the first
  int a = 0, b = -1;           ///< pictures it reads
  std::vector<float> weights;  ///< as net_kernel.h wants them
  std::vector<float> bias, slopes;
  size_t offset = 0;  ///< of its output in the workspace
};

/// A net that has been checked.
struct Net {
  std::vector<NetShape> shapes;  ///< of picture 0, 1, …
  std::vector<NetOp> ops;
  std::vector<int> outputs;                             ///< pictures that are kept to the end
  size_t inputOffset = 0, floats = 0, patchFloats = 0;  ///< of the workspace

  const NetShape& inputShape() const { return shapes[0]; }
  const NetShape& outputShape(size_t i) const { return shapes[static_cast<size_t>(outputs[i])]; }
};

inline constexpr int kMeshPoints = 468;

/// All nets of the file, and the canonical face: its points in mm, x to the person's left, y up, z forward.
struct NetSet {
  Net detector;           ///< 128 x 128 x 3 in -1..1 -> scores of two grids, boxes of two grids
  Net mesh;               ///< 192 x 192 x 3 in 0..1 -> 468 x (x, y, z), face flag, features for the eyes
  Net rightEye, leftEye;  ///< 16 x 16 x 32 features -> 71 x (x, y), 5 x (x, y) of the iris; the person's own side
  Net person;             ///< 256 x 256 x 3 in 0..1 -> share of a person
  std::array<Vec3, kMeshPoints> canonicalMm{};
};

/// Reads and checks one net of the file. Error "nets.damaged".
Result<Net> readNet(std::span<const uint8_t> bytes);

/// Reads and checks the file. Error "nets.damaged" when anything is not as it must be.
Result<NetSet> readNets(std::span<const uint8_t> bytes);

/// Buffers of running nets.
class NetWorkspace {
 public:
  /// The net's input, to be filled before run().
  std::span<float> input(const Net& net);
  /// Output `i` after run(), until the next input().
  std::span<const float> output(const Net& net, size_t i) const;

 private:
  friend void run(const Net& net, NetWorkspace& space);
  std::vector<float> floats_, patch_;
};

void run(const Net& net, NetWorkspace& space);

}  // namespace hd
