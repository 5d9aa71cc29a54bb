#include "vision/internal/face_search.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "vision/internal/face_detector.h"

namespace hd {
namespace {

constexpr double kLeastFlag = 0.9;
constexpr double kWorthALook = 0.3;    ///< flag from which a second, centred look is taken
constexpr double kMostSpread = 0.012;  ///< of the square's side, mean over points between looks
constexpr double kMostYawRad = 55 * kPi / 180;
constexpr double kUprightRad = 50 * kPi / 180;  ///< faces that lean more in the photo as it is held must fit better:
constexpr double kTurnedSpread = 0.006, kTurnedRmsMm = 3.6;
constexpr int kMostRuns = 150;  ///< of detector and mesh together
constexpr size_t kMostFaces = 12;

/// Small moves of the square: shares of the side to the right and down, factor of the side, turn.
struct Move {
  double right, down, size, turnRad;
};
constexpr Move kMoves[] = {{.02, .01, .95, .06}, {-.02, .015, 1.05, -.06}, {.015, -.02, 1.08, .03}, {-.015, -.02, .93, -.03}};
constexpr Move kMoreMoves[] = {{0, 0, 1, 0}, {.03, 0, 1, -.1}, {-.03, 0, 1, .1}, {0, .03, .97, 0}};

TurnedSquare moved(const TurnedSquare& s, const Move& m) {
  return {s.toPhoto(Vec2(0.5 + m.right, 0.5 + m.down)), s.sidePx * m.size, s.turnRad + m.turnRad};
}

/// Mean and spread of several looks.
class Looks {
 public:
  void add(const FaceMesh& face) {
    ++count_;
    flag_ = std::min(flag_, face.flag);
    for (size_t i = 0; i < kFacePoints; ++i) {
      sum_[i] += face.px[i];
      squares_[i] += glm::dot(Vec2(face.px[i]), Vec2(face.px[i]));
    }
  }
  double leastFlag() const { return flag_; }
  double spreadPx(size_t i) const {
    const Vec2 mean = Vec2(sum_[i]) / static_cast<double>(count_);
    return std::sqrt(std::max(0.0, squares_[i] / count_ - glm::dot(mean, mean)) / 2);
  }
  double meanSpreadPx() const {
    double sum = 0;
    for (size_t i = 0; i < kMeshPoints; ++i) sum += spreadPx(i) * std::sqrt(2.0) / kMeshPoints;
    return sum;
  }
  void put(FoundFace& out) const {
    for (size_t i = 0; i < kFacePoints; ++i) {
      out.mesh.px[i] = sum_[i] / static_cast<double>(count_);
      out.spreadPx[i] = spreadPx(i);
    }
    out.mesh.flag = flag_;
  }

 private:
  int count_ = 0;
  double flag_ = 1;
  std::array<Vec3, kFacePoints> sum_{};
  std::array<double, kFacePoints> squares_{};
};

class Search {
 public:
  Search(const NetSet& nets, NetWorkspace& space, const Pyramid& photo, std::optional<double> focalPx)
      : nets_(nets), space_(space), photo_(photo), focalPx_(focalPx) {}

  FaceSearch run() {
    const double longest = std::max(photo_.width(), photo_.height());
    // The whole picture, then squares of a half and a quarter; in each size all four ways up.
    for (const double side : {longest, longest / 2, longest / 4}) {
      for (const double turn : {0.0, kPi / 2, -kPi / 2, kPi}) {
        if (side < 64) break;
        lookOver(side, turn);
        if (out_.faces.empty()) continue;
        // Others in the picture are held the same way up; they may be smaller, but not much.
        if (side > longest / 4) lookOver(side / 2, turn);
        return finish();
      }
    }
    return finish();
  }

 private:
  bool spent() const { return out_.detectorRuns + out_.meshRuns >= kMostRuns; }

  FaceMesh look(const TurnedSquare& square) {
    ++out_.meshRuns;
    return meshOf(nets_, space_, photo_, square);
  }

  void lookOver(double side, double turnRad) {
    const auto places = [&](double length) {
      std::vector<double> at;
      if (length <= side) return at = {length / 2}, at;
      const int steps = static_cast<int>(std::ceil(2 * (length - side) / side));
      for (int i = 0; i <= steps; ++i) at.push_back(side / 2 + (length - side) * i / steps);
      return at;
    };
    for (double y : places(photo_.height())) {
      for (double x : places(photo_.width())) {
        if (spent() || out_.faces.size() >= kMostFaces) return;
        ++out_.detectorRuns;
        const std::vector<FaceBox> boxes = detectFaces(nets_, space_, photo_, {{x, y}, side, turnRad});
        for (size_t i = 0; i < boxes.size() && i < 4; ++i) consider(boxes[i]);
      }
    }
  }

  bool seenBefore(const FaceBox& box) {
    for (const FoundFace& face : out_.faces) {
      const TurnedSquare& s = face.mesh.square;
      if (glm::length(s.centrePx - box.centrePx) < 0.35 * s.sidePx) return true;
    }
    const TurnedSquare square = meshSquare(box);
    for (const TurnedSquare& s : refused_) {
      if (glm::length(s.centrePx - square.centrePx) < 0.1 * s.sidePx && std::fabs(detLog(s.sidePx / square.sidePx)) < 0.2 &&
          detCos(s.turnRad - square.turnRad) > 0.9)
        return true;
    }
    return false;
  }

  void consider(const FaceBox& box) {
    if (spent() || seenBefore(box)) return;
    FaceMesh face = look(meshSquare(box));
    if (face.flag > kWorthALook) face = look(squareAround(face));
    if (face.flag < kLeastFlag) return refuse(box);
    face = look(squareAround(face));
    const TurnedSquare square = squareAround(face);
    Looks looks;
    for (const Move& move : kMoves) looks.add(look(moved(square, move)));
    const bool steady = looks.leastFlag() >= kLeastFlag && looks.meanSpreadPx() < kMostSpread * square.sidePx;
    FoundFace found;
    found.mesh.square = square;
    looks.put(found);
    const std::optional<FacePose> pose =
        face.flag > 0 ? poseOf(nets_.canonicalMm, found.mesh, Vec2(photo_.width(), photo_.height()) * 0.5, focalPx_) : std::nullopt;
    if (!pose) return refuse(box);
    const bool upright = std::fabs(pose->rollRad()) < kUprightRad;
    const bool fits = upright || (looks.meanSpreadPx() < kTurnedSpread * square.sidePx && pose->rmsPx < kTurnedRmsMm * pose->pxPerMm());
    const bool sideways = std::fabs(pose->yawRad()) >= kMostYawRad;
    if (!steady || !fits || sideways) {
      if (sideways && looks.leastFlag() > 0.5 && (!out_.sideways || out_.sideways->square.sidePx < square.sidePx))
        out_.sideways = found.mesh;
      return refuse(box);
    }
    for (const FoundFace& other : out_.faces)
      if (glm::length(other.mesh.square.centrePx - square.centrePx) < 0.3 * std::max(square.sidePx, other.mesh.square.sidePx))
        return refuse(box);
    for (const Move& move : kMoreMoves) looks.add(look(moved(square, move)));
    looks.put(found);
    found.pose = poseOf(nets_.canonicalMm, found.mesh, Vec2(photo_.width(), photo_.height()) * 0.5, focalPx_).value_or(*pose);
    out_.faces.push_back(std::move(found));
  }

  void refuse(const FaceBox& box) { refused_.push_back(meshSquare(box)); }

  FaceSearch finish() {
    std::stable_sort(out_.faces.begin(), out_.faces.end(), [](const FoundFace& a, const FoundFace& b) { return a.sizePx() > b.sizePx(); });
    return std::move(out_);
  }

  const NetSet& nets_;
  NetWorkspace& space_;
  const Pyramid& photo_;
  std::optional<double> focalPx_;
  FaceSearch out_;
  std::vector<TurnedSquare> refused_;
};

}  // namespace

double FoundFace::sizePx() const { return mesh.square.sidePx / 1.5; }

FaceSearch searchFaces(const NetSet& nets, NetWorkspace& space, const Pyramid& photo, std::optional<double> focalPx) {
  return Search(nets, space, photo, focalPx).run();
}

}  // namespace hd
