// The fit asks for the edge some hundred times.
#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "scalp/internal/head_family.h"
#include "scalp/internal/silhouette.h"

namespace hd {
namespace {

using Eigen::VectorXd;

Vec3 scaleOf(const VectorXd& modes) {
  Vec3 scale(family::kMeanScaleMm[0], family::kMeanScaleMm[1], family::kMeanScaleMm[2]);
  const double* byMode = family::modes().scaleMm.data();
  for (int k = 0; k < kHeadModes; ++k) scale += modes[k] * Vec3(byMode[3 * k], byMode[3 * k + 1], byMode[3 * k + 2]);
  return scale;
}

struct Directions {
  std::array<Vec2, Silhouette::kDirections> unit;
  Directions() {
    for (int i = 0; i < Silhouette::kDirections; ++i) unit[static_cast<size_t>(i)] = silhouetteDirection(i);
  }
};

const Directions& directions() {
  static const Directions kAll;
  return kAll;
}

// The best of sampled values on a circle and where between the samples it lies (parabola through three).
EdgeDistance peak(const std::array<double, Silhouette::kDirections>& f) {
  constexpr int kCount = Silhouette::kDirections;
  const int best = static_cast<int>(std::max_element(f.begin(), f.end()) - f.begin());
  const double before = f[static_cast<size_t>((best + kCount - 1) % kCount)], at = f[static_cast<size_t>(best)];
  const double after = f[static_cast<size_t>((best + 1) % kCount)];
  const double bend = before - 2.0 * at + after;
  const double shift = bend < 0.0 ? clamp(0.5 * (before - after) / bend, -0.5, 0.5) : 0.0;
  return {at - 0.25 * (before - after) * shift, best + shift, best};
}

}  // namespace

Vec2 silhouetteDirection(double number) {
  const double angle = kTwoPi * number / Silhouette::kDirections;
  return {std::cos(angle), std::sin(angle)};
}

SkinPoints::SkinPoints(std::vector<Vec3> directions) : direction_(std::move(directions)) {
  std::vector<Vec3> own;
  Eigen::Index mirrored = 0;
  for (const Vec3& q : direction_) {
    if (q.x < 0.0) {
      while (!(own[static_cast<size_t>(mirrored)].x > 0.0)) ++mirrored;
      row_.push_back(mirrored++);
    } else {
      row_.push_back(static_cast<Eigen::Index>(own.size()));
      own.push_back(q);
    }
  }
  const auto rows = static_cast<Eigen::Index>(own.size());
  meanRadius_.resize(rows);
  modeRadius_.resize(rows, kHeadModes);
  const double* byMode = family::modes().shape.data();
  for (Eigen::Index i = 0; i < rows; ++i) {
    const Vec3 q = own[static_cast<size_t>(i)];
    meanRadius_[i] = shape::radius(family::kMeanShape, q);
    for (int k = 0; k < kHeadModes; ++k) modeRadius_(i, k) = shape::radius(byMode + k * shape::kTerms, q);
  }
}

const SkinPoints& SkinPoints::edge() {
  static const SkinPoints kPoints = [] {
    constexpr double kStepRad = 4.5 * kPi / 180.0;
    std::vector<Vec3> all;
    for (double elevation = -0.55; elevation < 0.5 * kPi; elevation += kStepRad) {
      const int around = std::max(4, static_cast<int>(std::lround(kPi * std::cos(elevation) / kStepRad)));
      for (int i = 0; i <= around; ++i) {
        const double azimuth = kPi * i / around, across = i == around ? 0.0 : std::sin(azimuth);
        if (azimuth < 0.9 && elevation < 0.0) continue;  // the face
        all.push_back({across * std::cos(elevation), std::sin(elevation), std::cos(azimuth) * std::cos(elevation)});
      }
    }
    const size_t half = all.size();
    for (size_t i = 0; i < half; ++i)
      if (all[i].x > 0.0) all.push_back({-all[i].x, all[i].y, all[i].z});
    return SkinPoints(std::move(all));
  }();
  return kPoints;
}

const SkinPoints& SkinPoints::tape() {
  static const SkinPoints kPoints([] {
    constexpr double kFrontY = 0.10, kBackY = 0.06;  // over the brows; where the mean head reaches furthest back
    constexpr int kSteps = 48;
    std::vector<Vec3> all;
    for (int i = 0; i <= kSteps; ++i) {
      const double angle = kPi * i / kSteps, z = std::cos(angle);
      all.push_back(glm::normalize(Vec3(i == kSteps ? 0.0 : std::sin(angle), 0.5 * (kFrontY + kBackY) + 0.5 * (kFrontY - kBackY) * z, z)));
    }
    return all;
  }());
  return kPoints;
}

void SkinPoints::positions(const VectorXd& modes, std::vector<Vec3>& out) const {
  const VectorXd radius = meanRadius_ + modeRadius_ * modes.head(kHeadModes);
  const Vec3 scale = scaleOf(modes), centre(0.0, family::kCentreY, family::kCentreZ);
  out.resize(direction_.size());
  for (size_t i = 0; i < direction_.size(); ++i) out[i] = centre + scale * (radius[row_[i]] * direction_[i]);
}

Eigen::Matrix<double, 3, kHeadModes> SkinPoints::slopes(size_t point, const VectorXd& modes) const {
  const Vec3 q = direction_[point], scale = scaleOf(modes);
  const Eigen::Index row = row_[point];
  const double radius = meanRadius_[row] + modeRadius_.row(row).dot(modes.head(kHeadModes));
  const double* byMode = family::modes().scaleMm.data();
  Eigen::Matrix<double, 3, kHeadModes> out;
  for (int k = 0; k < kHeadModes; ++k)
    for (int axis = 0; axis < 3; ++axis) out(axis, k) = (byMode[3 * k + axis] * radius + scale[axis] * modeRadius_(row, k)) * q[axis];
  return out;
}

Silhouette::Silhouette(std::span<const Vec3> pointsMm, const Camera& camera) {
  std::vector<double> x, y;
  x.reserve(pointsMm.size());
  y.reserve(pointsMm.size());
  for (const Vec3& p : pointsMm) {
    const Vec3 c = camera.rotation * p + camera.translationMm;
    const double f = camera.focalPx / std::fmax(c.z, 1.0);
    x.push_back(camera.centrePx.x + f * c.x);
    y.push_back(camera.centrePx.y + f * c.y);
  }
  // Point by point over all directions at once, without a branch: a compiler makes vectors of it. Indices are kept as
  // numbers of the same width for that.
  std::array<double, kDirections> best{}, unitX, unitY;
  for (size_t d = 0; d < kDirections; ++d) unitX[d] = directions().unit[d].x, unitY[d] = directions().unit[d].y;
  reachPx.fill(-1e300);
  for (size_t i = 0; i < x.size(); ++i) {
    const double px = x[i], py = y[i], number = static_cast<double>(i);
    for (size_t d = 0; d < kDirections; ++d) {
      const double reach = px * unitX[d] + py * unitY[d];
      best[d] = reach > reachPx[d] ? number : best[d];
      reachPx[d] = reach > reachPx[d] ? reach : reachPx[d];
    }
  }
  for (size_t d = 0; d < kDirections; ++d) point[d] = static_cast<int>(best[d]);
}

EdgeDistance distanceFromEdge(const Silhouette& edge, Vec2 posPhotoPx) {
  std::array<double, Silhouette::kDirections> f;
  for (size_t d = 0; d < f.size(); ++d) f[d] = glm::dot(posPhotoPx, directions().unit[d]) - edge.reachPx[d];
  EdgeDistance out = peak(f);
  out.point = edge.point[static_cast<size_t>(out.point)];
  return out;
}

std::vector<Vec2> convexPart(std::span<const Vec2> outlinePx) {
  constexpr double kTolerancePx = 3.0;
  std::array<double, Silhouette::kDirections> reach;
  reach.fill(-1e300);
  for (const Vec2& p : outlinePx)
    for (size_t d = 0; d < reach.size(); ++d) reach[d] = std::max(reach[d], glm::dot(p, directions().unit[d]));
  std::vector<Vec2> out;
  for (const Vec2& p : outlinePx) {
    double most = -1e300;
    for (size_t d = 0; d < reach.size(); ++d) most = std::max(most, glm::dot(p, directions().unit[d]) - reach[d]);
    if (most > -kTolerancePx) out.push_back(p);
  }
  return out;
}

}  // namespace hd
