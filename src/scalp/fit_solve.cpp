#include "scalp/fit_solve.h"

#include <algorithm>
#include <cmath>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

#include "core/math.h"

namespace hd {

// Front view: the person's left (+x) appears on the right, up (+y) against the photo's y, and the
// face (+z) looks into the camera.
Mat3 axesTurn(double yawRad, double pitchRad, double rollRad) {
  const Mat3 front(Vec3(1, 0, 0), Vec3(0, -1, 0), Vec3(0, 0, -1));
  const double cy = std::cos(yawRad), sy = std::sin(yawRad), cp = std::cos(pitchRad), sp = std::sin(pitchRad);
  const double cr = std::cos(rollRad), sr = std::sin(rollRad);
  const Mat3 yaw(Vec3(cy, 0, -sy), Vec3(0, 1, 0), Vec3(sy, 0, cy));
  const Mat3 pitch(Vec3(1, 0, 0), Vec3(0, cp, sp), Vec3(0, -sp, cp));
  const Mat3 roll(Vec3(cr, sr, 0), Vec3(-sr, cr, 0), Vec3(0, 0, 1));
  return roll * front * pitch * yaw;
}

namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

struct Start {
  Mat3 rotation;
  double placeX, placeY, logScale;
  double misfit;
};

// Best shift and size of the average head, seen from far away in this rotation.
std::optional<Start> startWith(const Mat3& rotation, const Landmarks& landmarks) {
  const HeadModel head(defaultHead());
  std::vector<Vec2> model, photo;
  for (int i = 0; i < kLandmarkCount; ++i) {
    const auto l = static_cast<Landmark>(i);
    if (!landmarks[l]) continue;
    const Vec3 c = rotation * (head.landmark(l) - referencePointMm());
    model.push_back({c.x, c.y});
    photo.push_back(*landmarks[l]);
  }
  Vec2 modelMean(0.0), photoMean(0.0);
  const auto n = static_cast<double>(model.size());
  for (size_t i = 0; i < model.size(); ++i) {
    modelMean += model[i] / n;
    photoMean += photo[i] / n;
  }
  double top = 0.0, bottom = 0.0;
  for (size_t i = 0; i < model.size(); ++i) {
    top += glm::dot(model[i] - modelMean, photo[i] - photoMean);
    bottom += glm::dot(model[i] - modelMean, model[i] - modelMean);
  }
  if (!(top > 0.0) || !(bottom > 1.0)) return std::nullopt;
  const double s = top / bottom;
  const Vec2 place = photoMean - s * modelMean;
  double misfit = 0.0;
  for (size_t i = 0; i < model.size(); ++i) {
    const Vec2 d = s * model[i] + place - photo[i];
    misfit += glm::dot(d, d);
  }
  // In mm of the head, so that a pose which shrinks the head to a dot gains nothing.
  return Start{rotation, place.x, place.y, std::log(s), std::sqrt(misfit / n) / s};
}

std::vector<Start> starts(const Landmarks& landmarks) {
  std::vector<Start> all;
  constexpr double kQuarter = 0.5 * kPi;
  for (const double pitch : {0.0, 0.5 * kQuarter, kQuarter, -0.4 * kQuarter})
    for (const double yaw : {0.0, 0.5 * kQuarter, -0.5 * kQuarter, kQuarter, -kQuarter, 2.0 * kQuarter})
      for (const double roll : {0.0, kQuarter, 2.0 * kQuarter, -kQuarter})
        if (const std::optional<Start> start = startWith(axesTurn(yaw, pitch, roll), landmarks))
          all.push_back(*start);
  std::stable_sort(all.begin(), all.end(), [](const Start& a, const Start& b) { return a.misfit < b.misfit; });
  constexpr size_t kTried = 12;
  if (all.size() > kTried) all.resize(kTried);
  return all;
}

MatrixXd jacobian(const FitModel& model, const VectorXd& x, Eigen::Index rows) {
  MatrixXd j(rows, x.size());
  for (Eigen::Index k = 0; k < x.size(); ++k) {
    const double h = k == kPlaceX || k == kPlaceY ? 1e-2 : 1e-5;
    VectorXd up = x, down = x;
    up[k] += h;
    down[k] -= h;
    j.col(k) = (model.residuals(up) - model.residuals(down)) / (2.0 * h);
  }
  return j;
}

// Levenberg-Marquardt from `best.x`; the model's start rotation is best.start.
Minimum minimise(FitModel& model, Minimum best, int iterations) {
  model.setStart(best.start);
  VectorXd r = model.residuals(best.x);
  best.cost = r.squaredNorm();
  double damping = 1e-2;
  for (int k = 0; k < iterations; ++k) {
    const MatrixXd j = jacobian(model, best.x, r.size());
    MatrixXd h = j.transpose() * j;
    const VectorXd g = j.transpose() * r;
    bool better = false;
    double gained = 0.0;
    for (int attempt = 0; attempt < 8 && !better; ++attempt) {
      MatrixXd damped = h;
      damped.diagonal() *= 1.0 + damping;
      VectorXd step = damped.ldlt().solve(-g);
      // Half a radian and a handful of standard errors at a time keep the linearisation honest.
      const double turn = std::sqrt(step[kTurnX] * step[kTurnX] + step[kTurnY] * step[kTurnY] + step[kTurnZ] * step[kTurnZ]);
      if (turn > 0.5) step *= 0.5 / turn;
      VectorXd x = best.x + step;
      for (Eigen::Index i = 0; i < x.size(); ++i)
        if (i < kTurnX || i > kLogScale) x[i] = clamp(x[i], -8.0, 8.0);
      const VectorXd at = model.residuals(x);
      const double cost = at.squaredNorm();
      if (std::isfinite(cost) && cost < best.cost) {
        gained = best.cost - cost;
        best.x = x;
        best.cost = cost;
        r = at;
        damping = std::max(damping * 0.2, 1e-9);
        better = true;
      } else {
        damping *= 6.0;
      }
    }
    if (!better || gained < 1e-9 * (1.0 + best.cost)) break;
  }
  return best;
}

}  // namespace

Minimum bestMinimum(FitModel& model, const Landmarks& landmarks) {
  Minimum best;
  for (const Start& start : starts(landmarks)) {
    Minimum from;
    from.start = start.rotation;
    from.x = VectorXd::Zero(model.unknowns());
    from.x[kPlaceX] = start.placeX;
    from.x[kPlaceY] = start.placeY;
    from.x[kLogScale] = start.logScale;
    const Minimum found = minimise(model, std::move(from), 12);
    if (found.cost < best.cost) best = found;
  }
  return best.cost < 1e299 ? minimise(model, std::move(best), 60) : best;
}

Posterior posteriorAt(const FitModel& model, const VectorXd& x) {
  const VectorXd r = model.residuals(x);
  const MatrixXd j = jacobian(model, x, r.size());
  MatrixXd h = j.transpose() * j;
  h.diagonal().array() += 1e-12;
  Posterior out;
  out.covariance = h.ldlt().solve(MatrixXd::Identity(h.rows(), h.cols()));
  const Eigen::Matrix3d turn = out.covariance.block<3, 3>(kTurnX, kTurnX);
  out.worstTurnRad = std::sqrt(std::max(0.0, Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d>(turn).eigenvalues()[2]));
  return out;
}

}  // namespace hd
