#include "vision/internal/face_mesh.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"

namespace hd {
namespace {

constexpr int kEyePoints = 71;
// Where the eye nets' points go, in their order (MediaPipe's face landmark graph).
constexpr int kRightEyeOrder[kEyePoints] = {33,  7,   163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173, 130, 25,
                                            110, 24,  23,  22,  26,  112, 243, 247, 30,  29,  27,  28,  56,  190, 226, 31,  228, 229,
                                            230, 231, 232, 233, 244, 113, 225, 224, 223, 222, 221, 189, 35,  124, 46,  53,  52,  65,
                                            143, 111, 117, 118, 119, 120, 121, 128, 245, 156, 70,  63,  105, 66,  107, 55,  193};
constexpr int kLeftEyeOrder[kEyePoints] = {263, 249, 390, 373, 374, 380, 381, 382, 362, 466, 388, 387, 386, 385, 384, 398, 359, 255,
                                           339, 254, 253, 252, 256, 341, 463, 467, 260, 259, 257, 258, 286, 414, 446, 261, 448, 449,
                                           450, 451, 452, 453, 464, 342, 445, 444, 443, 442, 441, 413, 265, 353, 276, 283, 282, 295,
                                           372, 340, 346, 347, 348, 349, 350, 357, 465, 383, 300, 293, 334, 296, 336, 285, 417};
constexpr double kEyeMargin = 1.5;    ///< side of an eye's crop over the extent of its points
constexpr int kEyeSide = 16;          ///< feature pixels
constexpr double kFeatureStep = 4.0;  ///< input pixels of a feature pixel

/// The turned rectangle of features about an eye's points: (x, y) of the crop, 0..16, to feature pixels.
struct EyeCrop {
  Vec2 across, down, origin;
};

EyeCrop eyeCrop(const std::array<Vec2, kMeshPoints>& features, const int* order, int outer, int inner) {
  const Vec2 line = features[static_cast<size_t>(inner)] - features[static_cast<size_t>(outer)];
  const double turn = detAtan2(line.y, line.x), c = detCos(turn), s = detSin(turn);
  Vec2 low(1e9), high(-1e9);
  for (int i = 0; i < kEyePoints; ++i) {
    const Vec2 p = features[static_cast<size_t>(order[i])];
    const Vec2 q(c * p.x + s * p.y, -s * p.x + c * p.y);
    low = glm::min(low, q);
    high = glm::max(high, q);
  }
  const Vec2 middle = 0.5 * (low + high), scale = (high - low) * (kEyeMargin / kEyeSide);
  EyeCrop crop;
  crop.across = Vec2(c, s) * scale.x;
  crop.down = Vec2(-s, c) * scale.y;
  crop.origin = Vec2(c * middle.x - s * middle.y, s * middle.x + c * middle.y) - 0.5 * kEyeSide * (crop.across + crop.down);
  return crop;
}

// Features between pixels; empty outside.
void cutFeatures(std::span<const float> from, const NetShape& shape, const EyeCrop& crop, std::span<float> to) {
  const auto stride = static_cast<size_t>(shape.stride);
  std::fill(to.begin(), to.end(), 0.0f);
  for (int j = 0; j < kEyeSide; ++j) {
    for (int i = 0; i < kEyeSide; ++i) {
      const Vec2 at = crop.origin + (i + 0.5) * crop.across + (j + 0.5) * crop.down - 0.5;
      if (!(at.x >= 0 && at.y >= 0 && at.x <= shape.width - 1 && at.y <= shape.height - 1)) continue;
      const int x0 = static_cast<int>(at.x), y0 = static_cast<int>(at.y);
      const int x1 = std::min(x0 + 1, shape.width - 1), y1 = std::min(y0 + 1, shape.height - 1);
      const auto u = static_cast<float>(at.x - x0), v = static_cast<float>(at.y - y0);
      const auto pixel = [&](int x, int y) {
        return from.data() + (static_cast<size_t>(y) * static_cast<size_t>(shape.width) + static_cast<size_t>(x)) * stride;
      };
      const float *p00 = pixel(x0, y0), *p10 = pixel(x1, y0), *p01 = pixel(x0, y1), *p11 = pixel(x1, y1);
      float* out = to.data() + static_cast<size_t>(j * kEyeSide + i) * stride;
      for (size_t c = 0; c < stride; ++c) out[c] = (p00[c] * (1 - u) + p10[c] * u) * (1 - v) + (p01[c] * (1 - u) + p11[c] * u) * v;
    }
  }
}

}  // namespace

FaceMesh meshOf(const NetSet& nets, NetWorkspace& space, const Pyramid& photo, const TurnedSquare& square) {
  const Net& net = nets.mesh;
  const NetShape& in = net.inputShape();
  photo.cut(square, in.width, in.stride, 0.0f, 1.0f, space.input(net));
  run(net, space);
  FaceMesh face;
  face.square = square;
  const double side = in.width;
  std::array<Vec3, kFacePoints> input{};  // input px of the net
  const std::span<const float> points = space.output(net, 0);
  for (size_t i = 0; i < kMeshPoints; ++i) input[i] = {points[3 * i], points[3 * i + 1], points[3 * i + 2]};
  face.flag = 1.0 / (1.0 + detExp(-static_cast<double>(space.output(net, 1)[0])));
  // Somewhere far off is as bad as nowhere; it also keeps all that follows finite.
  for (size_t i = 0; i < kMeshPoints; ++i) {
    for (int k = 0; k < 3; ++k) {
      if (!(std::fabs(input[i][k]) < 8 * side)) return FaceMesh{0, {}, square};
    }
  }
  if (!(face.flag > 0.01)) return FaceMesh{0, {}, square};

  std::array<Vec2, kMeshPoints> features{};
  for (size_t i = 0; i < kMeshPoints; ++i) features[i] = Vec2(input[i]) / kFeatureStep;
  const std::span<const float> map = space.output(net, 2);
  const std::vector<float> kept(map.begin(), map.end());  // the eyes' nets use the same buffers
  struct Eye {
    const Net& net;
    const int* order;
    int outer, inner, iris;
  };
  for (const Eye& eye :
       {Eye{nets.rightEye, kRightEyeOrder, 33, 133, kPupilRight}, Eye{nets.leftEye, kLeftEyeOrder, 362, 263, kPupilLeft}}) {
    const EyeCrop crop = eyeCrop(features, eye.order, eye.outer, eye.inner);
    cutFeatures(kept, net.outputShape(2), crop, space.input(eye.net));
    run(eye.net, space);
    // The nets give points in input px of their crop: 64 by 64.
    const auto put = [&](std::span<const float> from, size_t i, size_t point) {
      const Vec2 at =
          kFeatureStep * crop.origin + static_cast<double>(from[2 * i]) * crop.across + static_cast<double>(from[2 * i + 1]) * crop.down;
      if (!(std::fabs(at.x) < 8 * side && std::fabs(at.y) < 8 * side)) return false;
      input[point].x = at.x;
      input[point].y = at.y;
      return true;
    };
    double depth = 0;
    for (size_t i = 0; i < kEyePoints; ++i) {
      const auto point = static_cast<size_t>(eye.order[i]);
      if (!put(space.output(eye.net, 0), i, point)) return FaceMesh{0, {}, square};
      if (i < 16) depth += input[point].z / 16;  // the lids
    }
    for (size_t i = 0; i < 5; ++i) {
      const size_t point = static_cast<size_t>(eye.iris) + i;
      if (!put(space.output(eye.net, 1), i, point)) return FaceMesh{0, {}, square};
      input[point].z = depth;
    }
  }
  for (size_t i = 0; i < kFacePoints; ++i) face.px[i] = Vec3(square.toPhoto(Vec2(input[i]) / side), input[i].z * square.sidePx / side);
  return face;
}

TurnedSquare squareAround(const FaceMesh& face) {
  const Vec2 eyes = face.at(kCanthusLeft) - face.at(kCanthusRight);
  const double turn = detAtan2(eyes.y, eyes.x), c = detCos(turn), s = detSin(turn);
  Vec2 low(1e9), high(-1e9);
  for (int i = 0; i < kMeshPoints; ++i) {
    const Vec2 p = face.at(i), q(c * p.x + s * p.y, -s * p.x + c * p.y);
    low = glm::min(low, q);
    high = glm::max(high, q);
  }
  const Vec2 middle = 0.5 * (low + high);
  return {{c * middle.x - s * middle.y, s * middle.x + c * middle.y}, 1.5 * std::max(high.x - low.x, high.y - low.y), turn};
}

}  // namespace hd
