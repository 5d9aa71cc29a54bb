#include "vision/internal/face_pose.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"

namespace hd {
namespace {

// Points that neither speech nor weight moves much: eyes, nose, forehead, temples.
constexpr int kSteady[] = {33,  133, 362, 263, 168, 6,  197, 195, 5,   4,  9,   8,  151, 10, 109, 338, 67, 297, 103, 332, 54,
                           284, 127, 356, 234, 454, 93, 323, 132, 361, 48, 278, 98, 327, 2,  70,  300, 55, 285, 130, 359};
constexpr double kUsualDistanceMm = 700;
constexpr Vec3 kBetweenPupilsMm{0, 26, 48};

Mat3 turned(Vec3 by) {
  const double angle = glm::length(by);
  if (angle < 1e-12) return Mat3(1.0);
  const Vec3 k = by / angle;
  const double c = detCos(angle), s = detSin(angle), t = 1 - c;
  // Columns.
  return Mat3(t * k.x * k.x + c, t * k.x * k.y + s * k.z, t * k.x * k.z - s * k.y, t * k.x * k.y - s * k.z, t * k.y * k.y + c,
              t * k.y * k.z + s * k.x, t * k.x * k.z + s * k.y, t * k.y * k.z - s * k.x, t * k.z * k.z + c);
}

/// Solves a symmetric positive system in place; false when it is not one.
bool solve6(double (&a)[6][6], double (&b)[6]) {
  for (int i = 0; i < 6; ++i) {
    for (int j = 0; j <= i; ++j) {
      double sum = a[i][j];
      for (int k = 0; k < j; ++k) sum -= a[i][k] * a[j][k];
      if (i == j) {
        if (!(sum > 1e-12)) return false;
        a[i][i] = std::sqrt(sum);
      } else {
        a[i][j] = sum / a[j][j];
      }
    }
  }
  for (int i = 0; i < 6; ++i) {
    for (int k = 0; k < i; ++k) b[i] -= a[i][k] * b[k];
    b[i] /= a[i][i];
  }
  for (int i = 5; i >= 0; --i) {
    for (int k = i + 1; k < 6; ++k) b[i] -= a[k][i] * b[k];
    b[i] /= a[i][i];
  }
  return true;
}

double squaresOf(const FacePose& pose, const std::array<Vec3, kMeshPoints>& canonicalMm, const FaceMesh& face) {
  double sum = 0;
  for (int i : kSteady) {
    const Vec2 off = pose.project(canonicalMm[static_cast<size_t>(i)]) - face.at(i);
    sum += glm::dot(off, off);
  }
  return sum;
}

}  // namespace

Vec2 FacePose::project(Vec3 canonicalMm) const {
  const Vec3 y = rotation * canonicalMm + translationMm;
  return centrePx + Vec2(y) * (focalPx / std::max(1.0, y.z));
}

// The face's own axes in the camera: its left is +x, up +y, front +z; straight on they are right, -down, -away.
double FacePose::yawRad() const { return detAtan2(-rotation[2].x, -rotation[2].z); }
double FacePose::pitchRad() const { return detAsin(rotation[2].y); }
double FacePose::rollRad() const { return detAtan2(rotation[0].y, rotation[0].x); }
double FacePose::pxPerMm() const { return focalPx / std::max(1.0, (rotation * kBetweenPupilsMm + translationMm).z); }

std::optional<FacePose> poseOf(const std::array<Vec3, kMeshPoints>& canonicalMm, const FaceMesh& face, Vec2 photoCentrePx,
                               std::optional<double> focalPx) {
  // A first guess without perspective: the spread of the steady points, and the line of the eyes.
  Vec2 middlePx(0.0);
  Vec3 middleMm(0.0);
  for (int i : kSteady) {
    middlePx += face.at(i) / static_cast<double>(std::size(kSteady));
    middleMm += canonicalMm[static_cast<size_t>(i)] / static_cast<double>(std::size(kSteady));
  }
  double spreadPx = 0, spreadMm = 0;
  for (int i : kSteady) {
    spreadPx = std::max(spreadPx, glm::length(face.at(i) - middlePx));
    spreadMm = std::max(spreadMm, glm::length(Vec2(canonicalMm[static_cast<size_t>(i)] - middleMm)));
  }
  if (!(spreadPx > 1)) return std::nullopt;
  const double pxPerMm = spreadPx / spreadMm;
  FacePose pose;
  pose.focalPx = focalPx.value_or(kUsualDistanceMm * pxPerMm);
  pose.centrePx = photoCentrePx;
  const Vec2 eyes = face.at(kCanthusLeft) - face.at(kCanthusRight);
  pose.rotation = turned({0, 0, detAtan2(eyes.y, eyes.x)}) * Mat3(1, 0, 0, 0, -1, 0, 0, 0, -1);
  const double depth = pose.focalPx / pxPerMm;
  pose.translationMm = Vec3((middlePx - photoCentrePx) / pxPerMm, depth) - pose.rotation * middleMm;

  double squares = squaresOf(pose, canonicalMm, face), damping = 1e-3;
  for (int step = 0; step < 40; ++step) {
    double a[6][6] = {}, b[6] = {};
    for (int i : kSteady) {
      const Vec3 x = pose.rotation * canonicalMm[static_cast<size_t>(i)], y = x + pose.translationMm;
      if (y.z < 1) continue;
      const double k = pose.focalPx / y.z;
      const Vec2 at = Vec2(y) / y.z, off = face.at(i) - (pose.centrePx + pose.focalPx * at);
      // By a turn about each camera axis, then by a shift.
      const Vec3 by[6] = {{0, -x.z, x.y}, {x.z, 0, -x.x}, {-x.y, x.x, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
      Vec2 j[6];
      for (int n = 0; n < 6; ++n) j[n] = k * (Vec2(by[n]) - at * by[n].z);
      for (int n = 0; n < 6; ++n) {
        b[n] += glm::dot(j[n], off);
        for (int m = 0; m < 6; ++m) a[n][m] += glm::dot(j[n], j[m]);
      }
    }
    for (int n = 0; n < 6; ++n) a[n][n] *= 1 + damping;
    if (!solve6(a, b)) return std::nullopt;
    FacePose next = pose;
    next.rotation = turned({b[0], b[1], b[2]}) * pose.rotation;
    next.translationMm += Vec3(b[3], b[4], b[5]);
    const double after = squaresOf(next, canonicalMm, face);
    if (after < squares) {
      const bool done = squares - after < 1e-9 * squares;
      pose = next;
      squares = after;
      damping = std::max(1e-7, damping * 0.3);
      if (done) break;
    } else if ((damping *= 5) > 1e6) {
      break;
    }
  }
  pose.rmsPx = std::sqrt(squares / static_cast<double>(std::size(kSteady)));
  if (!(pose.translationMm.z > 50)) return std::nullopt;
  return pose;
}

}  // namespace hd
