#include "scalp/fit.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <Eigen/LU>

#include "core/facts.h"
#include "core/math.h"
#include "scalp/anatomy.h"
#include "scalp/fit_model.h"
#include "scalp/surface_area.h"

namespace hd {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

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

struct Minimum {
  VectorXd x;
  double cost = 1e300;
  Mat3 start{1.0};
};

Minimum minimise(FitModel& model, const Start& start, int iterations) {
  model.setStart(start.rotation);
  Minimum best;
  best.start = start.rotation;
  best.x = VectorXd::Zero(model.unknowns());
  best.x[kPlaceX] = start.placeX;
  best.x[kPlaceY] = start.placeY;
  best.x[kLogScale] = start.logScale;
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

Minimum bestMinimum(FitModel& model, const Landmarks& landmarks) {
  Minimum best;
  for (const Start& start : starts(landmarks)) {
    const Minimum found = minimise(model, start, 12);
    if (found.cost < best.cost) best = found;
  }
  if (best.cost < 1e299) {
    Start again{best.start, best.x[kPlaceX], best.x[kPlaceY], best.x[kLogScale], 0.0};
    model.setStart(again.rotation);
    Minimum polished = minimise(model, again, 60);
    if (polished.cost <= best.cost) best = polished;
    model.setStart(best.start);
  }
  return best;
}

size_t countTapped(const Landmarks& landmarks) {
  size_t n = 0;
  for (const auto& p : landmarks.px) n += p.has_value();
  return n;
}

double extentPx(const Landmarks& landmarks) {
  double most = 0.0;
  for (const auto& a : landmarks.px)
    for (const auto& b : landmarks.px)
      if (a && b) most = std::max(most, glm::length(*a - *b));
  return most;
}

Error tooFew(const Landmarks& given) {
  using enum Landmark;
  const bool bothPupils = given[pupilLeft] && given[pupilRight];
  const bool bothTragions = given[tragionLeft] && given[tragionRight];
  std::string say;
  if (bothPupils)
    say = "the pupils alone do not tell how the head is tilted; add menton (the chin's lowest point), vertex or the tragions";
  else if (bothTragions)
    say = "the ears alone do not tell how the head is tilted; add vertex, and glabella if it shows";
  else if (given[tragionLeft] || given[tragionRight])
    say = "a view from the side needs the tragion of that side, glabella and vertex; menton helps";
  else
    say = "a view from the front needs pupil_left, pupil_right and menton; from the side one tragion, glabella and "
          "vertex; from above tragion_left, tragion_right and vertex";
  return {"fit.landmarks", "there are not enough landmarks: " + say};
}

Landmarks exchanged(Landmarks landmarks) {
  using enum Landmark;
  std::swap(landmarks[pupilLeft], landmarks[pupilRight]);
  std::swap(landmarks[tragionLeft], landmarks[tragionRight]);
  return landmarks;
}

// Whether a head can be like this. Chance alone keeps the sum of squares near twice the number of
// points less the six of the pose, and no single trait beyond three standard errors.
bool plausible(const Minimum& found, const PhotoMeasures& measures) {
  if (!(found.cost < 6.0 + 3.0 * static_cast<double>(countTapped(measures.landmarks)))) return false;
  constexpr double kMostTrait = 3.2;
  for (Eigen::Index i = 0; i < found.x.size(); ++i)
    if ((i < kTurnX || i > kLogScale) && std::fabs(found.x[i]) > kMostTrait) return false;
  return true;
}

// Says what is wrong with points that do not fit, by trying what people most often do.
Error implausible(const PhotoMeasures& measures, const FitOptions& options) {
  PhotoMeasures other = measures;
  other.landmarks = exchanged(measures.landmarks);
  {
    FitModel model(other, options);
    if (plausible(bestMinimum(model, other.landmarks), other))
      return {"fit.implausible",
              "left and right look exchanged: pupil_left and tragion_left are the person's own left, which is on the "
              "right of a photo from the front"};
  }
  if (measures.scale) {
    other = measures;
    other.scale.reset();
    FitModel model(other, options);
    const Minimum found = bestMinimum(model, other.landmarks);
    if (plausible(found, other)) {
      const double z = nearestScalpDepthMm(HeadModel(model.head(found.x)), model.camera(found.x));
      const double expected = measures.scale->mm * model.camera(found.x).focalPx / z;
      return {"fit.implausible", "the scale does not go with the landmarks: " + std::string(scaleKindName(measures.scale->kind)) +
                                     " should be about " + std::to_string(static_cast<int>(std::lround(expected))) +
                                     " px long, not " + std::to_string(static_cast<int>(std::lround(measures.scale->px)))};
    }
  }
  return {"fit.implausible", "no head has its landmarks like this; check that each point sits on what it is named after"};
}

// Rows of a Hadamard matrix of order 16 without the constant column: +-1, mutually orthogonal, so
// that 16 samples mean + L h reproduce mean and covariance L L^T exactly.
double hadamard(int row, int column) {
  const int bits = row & (column + 1);
  int parity = 0;
  for (int b = bits; b; b &= b - 1) parity ^= 1;
  return parity ? -1.0 : 1.0;
}

struct Posterior {
  MatrixXd covariance;
  double worstTurnRad;
};

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

std::vector<FitSample> drawSamples(const FitModel& model, const VectorXd& x, const MatrixXd& covariance) {
  static_assert(kViewUnknowns <= 15);
  const MatrixXd part = covariance.topLeftCorner(kViewUnknowns, kViewUnknowns);
  const MatrixXd l = part.llt().matrixL();
  std::vector<FitSample> samples;
  for (int row = 0; row < 16; ++row) {
    VectorXd h(static_cast<int>(kViewUnknowns));
    for (int c = 0; c < kViewUnknowns; ++c) h[c] = hadamard(row, c);
    VectorXd at = x;
    at.head(static_cast<int>(kViewUnknowns)) += l * h;
    samples.push_back({model.head(at), model.camera(at)});
  }
  return samples;
}

double rmsResidualPx(const HeadParams& params, const View& view, const Landmarks& landmarks) {
  const HeadModel head(params);
  double sum = 0.0;
  for (int i = 0; i < kLandmarkCount; ++i) {
    const auto l = static_cast<Landmark>(i);
    if (!landmarks[l]) continue;
    if (const auto px = projectPoint(view, head.landmark(l))) sum += glm::dot(*px - *landmarks[l], *px - *landmarks[l]);
  }
  return std::sqrt(sum / static_cast<double>(countTapped(landmarks)));
}

void stateErrors(HeadFit& fit) {
  const double z = nearestScalpDepthMm(HeadModel(fit.head), fit.view.camera);
  fit.view.mmPerPx = z / fit.view.camera.focalPx;
  double sum = 0.0;
  for (const FitSample& s : fit.samples) {
    const double mmPerPx = nearestScalpDepthMm(HeadModel(s.head), s.camera) / s.camera.focalPx;
    const double d = std::log(mmPerPx / fit.view.mmPerPx);
    sum += d * d;
  }
  fit.view.scaleRelSd = std::sqrt(sum / static_cast<double>(fit.samples.size()));
  // A typical design: everything above a Norwood V's wreath, laid down by anatomy.
  const std::vector<Vec3> outline = norwoodOutlines(5)[0];
  const double area = directionAreaCm2(HeadModel(fit.head), outline);
  double spread = 0.0;
  for (const FitSample& s : fit.samples) {
    const double d = directionAreaCm2(HeadModel(s.head), outline) / area - 1.0;
    spread += d * d;
  }
  const double shape = factValue("fit.shape_area_rel_sd");
  fit.view.areaRelSd = std::sqrt(spread / static_cast<double>(fit.samples.size()) + shape * shape);
}

}  // namespace

double scaleRelativeSd(const ScaleReference& scale) {
  std::string_view key = "scale.length_rel_sd";
  if (scale.kind == ScaleKind::card) key = "scale.card_rel_sd";
  if (scale.kind == ScaleKind::iris) key = "scale.iris_rel_sd";
  if (scale.kind == ScaleKind::ipd) key = "scale.ipd_rel_sd";
  const double thing = factValue(key), tap = 1.0 / scale.px;
  return std::sqrt(thing * thing + tap * tap);
}

Result<HeadFit> fitHead(const PhotoMeasures& measures, const FitOptions& options) {
  using enum Landmark;
  const Landmarks& given = measures.landmarks;
  if (countTapped(given) < 3) return tooFew(given);
  if (extentPx(given) < 20.0)
    return Error{"fit.implausible", "the landmarks lie on top of each other; tap them on a larger picture of the head"};
  const bool eyes = given[pupilLeft] && given[pupilRight];
  if (!measures.scale && !eyes && !(given[tragionLeft] && given[tragionRight]))
    return Error{"fit.scale", "nothing in the photo has a known size: add a scale (card, iris, ipd or length), or both pupils"};
  if (measures.scale && measures.scale->kind == ScaleKind::ipd && !eyes)
    return Error{"fit.scale", "a scale by pupil distance needs pupil_left and pupil_right among the landmarks"};

  FitModel model(measures, options);
  const Minimum found = bestMinimum(model, given);
  if (!plausible(found, measures)) return implausible(measures, options);
  const Posterior posterior = posteriorAt(model, found.x);
  constexpr double kMostTurnRad = 0.40;  // beyond 23 degrees a pose is a guess
  if (posterior.worstTurnRad > kMostTurnRad) return tooFew(given);

  HeadFit fit;
  fit.head = model.head(found.x);
  fit.view.kind = ViewKind::head;
  fit.view.photoWidthPx = options.photoWidthPx;
  fit.view.photoHeightPx = options.photoHeightPx;
  fit.view.camera = model.camera(found.x);
  fit.view.scaleSource = measures.scale ? std::string(scaleKindName(measures.scale->kind)) : "assumed";
  fit.rmsResidualPx = rmsResidualPx(fit.head, fit.view, given);
  fit.samples = drawSamples(model, found.x, posterior.covariance);
  stateErrors(fit);
  return fit;
}

double areaRelativeSd(std::span<const Vec2> polygonMapMm, const ScalpMap& map, const View& view,
                      std::span<const FitSample> samples, OutlineAnchor anchor) {
  if (samples.empty() || map.isFlat() || polygonMapMm.size() < 3) return view.areaRelSd;
  struct Corner {
    Vec3 direction;
    std::optional<Vec2> px;  // where the photo shows it; absent where it is hidden
  };
  std::vector<Corner> corners;
  std::vector<Vec3> outline;
  for (const Vec2 p : polygonMapMm) {
    const Vec3 pos = map.toScalp(p);
    Corner corner{map.head().anatomicalDirection(pos), std::nullopt};
    if (anchor == OutlineAnchor::photo && isVisible(view, map, pos, map.normal(p))) corner.px = projectPoint(view, pos);
    outline.push_back(corner.direction);
    corners.push_back(corner);
  }
  const double area = directionAreaCm2(map.head(), outline);
  if (!(area > 0.0)) return view.areaRelSd;
  double sum = 0.0;
  for (const FitSample& sample : samples) {
    const HeadModel head(sample.head);
    const Vec3 eye = cameraPositionMm(sample.camera);
    for (size_t i = 0; i < corners.size(); ++i) {
      outline[i] = corners[i].direction;
      if (!corners[i].px) continue;
      const Vec2 slope = (*corners[i].px - sample.camera.centrePx) / sample.camera.focalPx;
      const auto hit = head.intersect(eye, glm::normalize(Vec3(slope, 1.0) * sample.camera.rotation));
      if (hit) outline[i] = head.anatomicalDirection(*hit);
    }
    const double d = directionAreaCm2(head, outline) / area - 1.0;
    sum += d * d;
  }
  const double shape = factValue("fit.shape_area_rel_sd");
  return std::sqrt(sum / static_cast<double>(samples.size()) + shape * shape);
}

HeadFit assumedFit(int photoWidthPx, int photoHeightPx, std::optional<double> mmPerPx) {
  HeadFit fit;
  fit.head = defaultHead();
  View& view = fit.view;
  view.kind = ViewKind::head;
  view.photoWidthPx = photoWidthPx;
  view.photoHeightPx = photoHeightPx;
  const HeadModel head(fit.head);
  const double distance = factValue("camera.distance_mm");
  const double faceHeight = head.landmark(Landmark::vertex).y - head.landmark(Landmark::menton).y;
  // From chin to crown the head fills two thirds of the picture's height.
  const double scale = mmPerPx.value_or(1.5 * faceHeight / std::max(1, photoHeightPx));
  const double nearest = distance - head.landmark(Landmark::glabella).z;
  view.camera.rotation = axesTurn(0.0, 0.0, 0.0);
  view.camera.focalPx = nearest / scale;
  view.camera.centrePx = 0.5 * Vec2(photoWidthPx, photoHeightPx);
  const double middleY = 0.5 * (head.landmark(Landmark::vertex).y + head.landmark(Landmark::menton).y);
  view.camera.translationMm = Vec3(0.0, middleY, distance);
  view.mmPerPx = scale;
  const Fact& length = fact("head.length_mm");
  const double sizeSd = 0.25 * (length.high - length.low) / length.value;
  view.scaleRelSd = mmPerPx ? sizeSd : factValue("fit.assumed_length_rel_sd");
  view.areaRelSd = 2.0 * view.scaleRelSd;
  view.scaleSource = mmPerPx ? "typed" : "assumed";
  return fit;
}

}  // namespace hd
