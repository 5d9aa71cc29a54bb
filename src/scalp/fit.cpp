#include "scalp/fit.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <Eigen/Cholesky>

#include "core/facts.h"
#include "scalp/anatomy.h"
#include "scalp/fit_solve.h"
#include "scalp/surface_area.h"

namespace hd {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

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

}  // namespace hd
