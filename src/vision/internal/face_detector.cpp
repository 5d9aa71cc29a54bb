#include "vision/internal/face_detector.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"

namespace hd {
namespace {

constexpr double kLeastScore = 0.5;
constexpr double kSameFace = 0.3;  ///< overlap over union of boxes that mean one face
constexpr int kValues = 16;        ///< of a box: centre, size, six points
constexpr int kKept = 32;

struct Candidate {
  double score;
  double v[kValues];  ///< shares of the square, sizes too
};

void readGrid(std::span<const float> scores, int scoreStride, std::span<const float> boxes, int boxStride, int grid, int perCell, int side,
              std::vector<Candidate>& out) {
  for (int cell = 0; cell < grid * grid; ++cell) {
    for (int k = 0; k < perCell; ++k) {
      const double raw = clamp(static_cast<double>(scores[static_cast<size_t>(cell * scoreStride + k)]), -50.0, 50.0);
      if (!(raw >= 0.0)) continue;  // a score below one half
      Candidate c{1.0 / (1.0 + detExp(-raw)), {}};
      const float* box = boxes.data() + static_cast<size_t>(cell) * static_cast<size_t>(boxStride) + static_cast<size_t>(k * kValues);
      bool sound = c.score >= kLeastScore;
      for (int i = 0; i < kValues; ++i) {
        const double offset = i == 2 || i == 3 ? 0.0 : ((i % 2 ? cell / grid : cell % grid) + 0.5) / grid;
        c.v[i] = static_cast<double>(box[i]) / side + offset;
        sound = sound && std::fabs(c.v[i]) < 4.0;
      }
      if (sound && c.v[2] > 0.01 && c.v[3] > 0.01) out.push_back(c);
    }
  }
}

double overlap(const Candidate& a, const Candidate& b) {
  const auto along = [&](int i) {
    return std::max(
        0.0, std::min(a.v[i] + a.v[i + 2] / 2, b.v[i] + b.v[i + 2] / 2) - std::max(a.v[i] - a.v[i + 2] / 2, b.v[i] - b.v[i + 2] / 2));
  };
  const double both = along(0) * along(1);
  return both / (a.v[2] * a.v[3] + b.v[2] * b.v[3] - both);
}

}  // namespace

std::vector<FaceBox> detectFaces(const NetSet& nets, NetWorkspace& space, const Pyramid& photo, const TurnedSquare& square) {
  const Net& net = nets.detector;
  const NetShape& in = net.inputShape();
  photo.cut(square, in.width, in.stride, -1.0f, 1.0f, space.input(net));
  run(net, space);
  std::vector<Candidate> found;
  readGrid(space.output(net, 0), net.outputShape(0).stride, space.output(net, 2), net.outputShape(2).stride, 16, 2, in.width, found);
  readGrid(space.output(net, 1), net.outputShape(1).stride, space.output(net, 3), net.outputShape(3).stride, 8, 6, in.width, found);
  std::stable_sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  if (found.size() > kKept) found.resize(kKept);

  std::vector<FaceBox> boxes;
  std::vector<bool> used(found.size(), false);
  for (size_t i = 0; i < found.size(); ++i) {
    if (used[i]) continue;
    double weight = 0, v[kValues] = {};
    for (size_t j = i; j < found.size(); ++j) {
      if (used[j] || (j != i && overlap(found[i], found[j]) <= kSameFace)) continue;
      used[j] = true;
      weight += found[j].score;
      for (int k = 0; k < kValues; ++k) v[k] += found[j].score * found[j].v[k];
    }
    for (double& each : v) each /= weight;
    FaceBox box;
    box.score = found[i].score;
    box.centrePx = square.toPhoto({v[0], v[1]});
    box.sidePx = std::max(v[2], v[3]) * square.sidePx;
    box.rightEyePx = square.toPhoto({v[4], v[5]});
    box.leftEyePx = square.toPhoto({v[6], v[7]});
    box.nosePx = square.toPhoto({v[8], v[9]});
    box.rightEarPx = square.toPhoto({v[12], v[13]});
    box.leftEarPx = square.toPhoto({v[14], v[15]});
    boxes.push_back(box);
  }
  return boxes;
}

TurnedSquare meshSquare(const FaceBox& box) {
  const Vec2 eyes = box.leftEyePx - box.rightEyePx;
  return {box.centrePx, 1.5 * box.sidePx, detAtan2(eyes.y, eyes.x)};
}

}  // namespace hd
