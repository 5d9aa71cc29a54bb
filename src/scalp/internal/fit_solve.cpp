#include "scalp/internal/fit_solve.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "scalp/internal/symmetric.h"

namespace hd {

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
  static const HeadModel head(FitModel::head(VectorXd::Zero(kHeadModes)));
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
        if (const std::optional<Start> start = startWith(axesTurn(yaw, pitch, roll), landmarks)) {
          const auto better = [](const Start& a, const Start& b) { return a.misfit < b.misfit; };
          all.insert(std::upper_bound(all.begin(), all.end(), *start, better), *start);
        }
  constexpr size_t kTried = 12;
  if (all.size() > kTried) all.resize(kTried);
  return all;
}

bool isPose(Eigen::Index unknown) { return unknown >= kHeadModes && (unknown - kHeadModes) % kShotUnknowns <= kLogScale; }

// Step of the damped normal equations, over the active modes and all of the shots' unknowns; none where they are not
// definite, which more damping mends.
VectorXd stepOf(const FitModel& model, const Linearised& at, double damping) {
  const Eigen::Index n = model.activeModes(), all = at.gradient.size(), solved = all - kHeadModes + n;
  const auto unknown = [n](Eigen::Index i) { return i < n ? i : i - n + kHeadModes; };
  MatrixXd damped(solved, solved);
  VectorXd right(solved);
  for (Eigen::Index j = 0; j < solved; ++j) {
    for (Eigen::Index i = j; i < solved; ++i) damped(i, j) = at.normal(unknown(i), unknown(j));
    damped(j, j) *= 1.0 + damping;
    right[j] = -at.gradient[unknown(j)];
  }
  VectorXd step = VectorXd::Zero(all);
  if (!factorise(damped)) return step;
  solveFactorised(damped, right);
  for (Eigen::Index i = 0; i < solved; ++i) step[unknown(i)] = right[i];
  return step;
}

// Levenberg-Marquardt from `best.x`.
Minimum minimise(FitModel& model, Minimum best, bool outlines, int iterations) {
  for (size_t shot = 0; shot < best.start.size(); ++shot) model.setStart(shot, best.start[shot]);
  Linearised at = model.evaluate(best.x, outlines, true);
  best.cost = at.cost;
  best.outlineCost = at.outlineCost;
  double damping = 1e-3;
  for (int k = 0; k < iterations; ++k) {
    bool better = false;
    double gained = 0.0;
    for (int attempt = 0; attempt < 8 && !better; ++attempt) {
      VectorXd step = stepOf(model, at, damping);
      // Half a radian at a time keeps the linearisation honest.
      double turn = 0.0;
      for (size_t shot = 0; shot < best.start.size(); ++shot) turn = std::max(turn, step.segment<3>(FitModel::first(shot)).norm());
      if (turn > 0.5) step *= 0.5 / turn;
      VectorXd x = best.x + step;
      for (Eigen::Index i = 0; i < x.size(); ++i)
        if (!isPose(i)) x[i] = clamp(x[i], -8.0, 8.0);
      const Linearised there = model.evaluate(x, outlines, false);
      if (std::isfinite(there.cost) && there.cost < best.cost) {
        gained = best.cost - there.cost;
        best.x = x;
        best.cost = there.cost;
        best.outlineCost = there.outlineCost;
        damping = std::max(damping * 0.1, 1e-9);
        better = true;
      } else {
        damping *= 8.0;
      }
    }
    if (!better || gained < 1e-5 * (1.0 + best.cost)) break;
    at = model.evaluate(best.x, outlines, true);
  }
  return best;
}

// The likeliest pose of one shot by itself, from its taps.
Minimum poseOf(const FitShot& shot) {
  FitModel model(std::span(&shot, 1));
  constexpr size_t kFollowed = 3;
  constexpr int kFirstModes = 8;
  model.setActiveModes(kFirstModes);
  std::vector<Minimum> found;
  for (const Start& start : starts(shot.measures.landmarks)) {
    Minimum from;
    from.start = {start.rotation};
    from.x = VectorXd::Zero(model.unknowns());
    from.x[kHeadModes + kPlaceX] = start.placeX;
    from.x[kHeadModes + kPlaceY] = start.placeY;
    from.x[kHeadModes + kLogScale] = start.logScale;
    found.push_back(minimise(model, std::move(from), false, 5));
  }
  std::stable_sort(found.begin(), found.end(), [](const Minimum& a, const Minimum& b) { return a.cost < b.cost; });
  if (found.size() > kFollowed) found.resize(kFollowed);
  Minimum best;
  for (Minimum& from : found) {
    Minimum to = minimise(model, std::move(from), false, 12);
    if (to.cost < best.cost) best = std::move(to);
  }
  return best;
}

}  // namespace

Minimum bestMinimum(FitModel& model) {
  Minimum joint;
  joint.x = VectorXd::Zero(model.unknowns());
  for (size_t shot = 0; shot < model.shots().size(); ++shot) {
    const Minimum alone = poseOf(model.shots()[shot]);
    if (alone.x.size() == 0) return {};
    joint.start.push_back(alone.start[0]);
    joint.x.segment<kShotUnknowns>(FitModel::first(shot)) = alone.x.segment<kShotUnknowns>(kHeadModes);
    joint.x.head<kHeadModes>() += alone.x.head<kHeadModes>() / static_cast<double>(model.shots().size());
  }
  return settle(model, std::move(joint));
}

Minimum settle(FitModel& model, Minimum from) { return minimise(model, std::move(from), true, 40); }

MatrixXd posteriorRoot(const FitModel& model, const VectorXd& x) {
  MatrixXd normal = model.evaluate(x, true, true).normal;
  if (!factorise(normal)) return {};
  return inverseTransposed(normal);
}

}  // namespace hd
