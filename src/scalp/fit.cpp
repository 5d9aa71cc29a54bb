#include "scalp/fit.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/facts.h"
#include "scalp/anatomy.h"
#include "scalp/internal/fit_doubt.h"
#include "scalp/internal/fit_solve.h"
#include "scalp/internal/symmetric.h"
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
  if (bothPupils) return Error{"fit.landmarks/pupils"};
  if (bothTragions) return Error{"fit.landmarks/tragions"};
  if (given[tragionLeft] || given[tragionRight]) return Error{"fit.landmarks/side"};
  return Error{"fit.landmarks"};
}

// Rows of a Hadamard matrix of order 16 without the constant column: +-1, mutually orthogonal, so
// that 16 samples mean + L h reproduce mean and covariance L L^T exactly.
double hadamard(int row, int column) {
  const int bits = row & (column + 1);
  int parity = 0;
  for (int b = bits; b; b &= b - 1) parity ^= 1;
  return parity ? -1.0 : 1.0;
}

// Sixteen equally likely heads and cameras. Their spread is that of the posterior's fifteen largest directions, seen in
// mm of skin: where points of the scalp appear, how far they lie from the head's centre, how large the whole is.
// `wider`: how many times further off they lie than the least squares say.
std::vector<VectorXd> drawSamples(const FitModel& model, const VectorXd& x, const MatrixXd& root, double wider) {
  const SkinPoints& grid = SkinPoints::edge();
  std::vector<Vec3> skin;
  grid.positions(x, skin);
  constexpr size_t kStride = 23;
  std::vector<VectorXd> effects;
  for (size_t i = 0; i < skin.size(); i += kStride) {
    const Vec3 out = glm::normalize(skin[i]);
    const auto slopes = grid.slopes(i, x);
    VectorXd row = VectorXd::Zero(x.size());
    for (int k = 0; k < kHeadModes; ++k) row[k] = out.x * slopes(0, k) + out.y * slopes(1, k) + out.z * slopes(2, k);
    effects.push_back(row);
  }
  constexpr double kRadiusMm = 90.0;
  for (size_t shot = 0; shot < model.shots().size(); ++shot) {
    const Eigen::Index at = FitModel::first(shot);
    VectorXd row = VectorXd::Zero(x.size());
    row[at + kLogScale] = kRadiusMm * std::sqrt(static_cast<double>(effects.size()));
    effects.push_back(row);
    for (int turn = kTurnX; turn <= kTurnZ; ++turn) {
      row.setZero();
      row[at + turn] = kRadiusMm;
      effects.push_back(row);
    }
  }
  const Eigen::Index n = x.size();
  MatrixXd seen = MatrixXd::Zero(n, n);
  VectorXd in(n);
  for (const VectorXd& row : effects) {
    for (Eigen::Index j = 0; j < n; ++j) in[j] = root.col(j).dot(row);
    for (Eigen::Index j = 0; j < n; ++j) seen.col(j) += in[j] * in;
  }
  const MatrixXd directions = eigenvectors(seen);
  std::vector<VectorXd> samples;
  for (int row = 0; row < 16; ++row) {
    VectorXd h = VectorXd::Zero(n), sample = x;
    for (int c = 0; c < 15; ++c) h += hadamard(row, c) * directions.col(c);
    for (Eigen::Index j = 0; j < n; ++j) sample += wider * h[j] * root.col(j);
    samples.push_back(sample);
  }
  return samples;
}

double rmsResidualPx(const HeadFit& fit, const Landmarks& landmarks) {
  const HeadModel head(fit.head);
  double sum = 0.0;
  size_t count = 0;
  for (int i = 0; i < kLandmarkCount; ++i) {
    const auto l = static_cast<Landmark>(i);
    if (!landmarks[l] || std::find(fit.leftOut.begin(), fit.leftOut.end(), l) != fit.leftOut.end()) continue;
    ++count;
    if (const auto px = projectPoint(fit.view, head.landmark(l))) sum += glm::dot(*px - *landmarks[l], *px - *landmarks[l]);
  }
  return count ? std::sqrt(sum / static_cast<double>(count)) : 0.0;
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

// Modes are told to a ten-thousandth: half a micron of skin, and short in a file.
HeadParams headAt(const VectorXd& x) {
  std::array<double, kHeadModes> modes;
  for (int k = 0; k < kHeadModes; ++k) modes[static_cast<size_t>(k)] = std::round(x[k] * 1e4) / 1e4;
  return peopleHead(modes);
}

// What a shot lacks to be fitted by itself.
std::optional<Error> lacking(const PhotoMeasures& measures) {
  using enum Landmark;
  const Landmarks& given = measures.landmarks;
  if (countTapped(given) < 3) return tooFew(given);
  if (extentPx(given) < 20.0) return Error{"fit.implausible/close"};
  const bool eyes = given[pupilLeft] && given[pupilRight];
  if (measures.scale && measures.scale->kind == ScaleKind::ipd && !eyes) return Error{"fit.scale/pupils"};
  return std::nullopt;
}

bool tellsSize(const PhotoMeasures& measures) {
  using enum Landmark;
  const Landmarks& given = measures.landmarks;
  return measures.scale || measures.circumferenceMm || (given[pupilLeft] && given[pupilRight]) ||
         (given[tragionLeft] && given[tragionRight]);
}

}  // namespace

Result<std::vector<HeadFit>> fitHeads(std::span<const FitShot> shots) {
  bool size = false;
  for (const FitShot& shot : shots) {
    if (const std::optional<Error> error = lacking(shot.measures)) return ofShot(*error, shots, shot);
    size = size || tellsSize(shot.measures);
  }
  if (!size) return Error{"fit.scale"};

  FitModel model(shots);
  Minimum found = bestMinimum(model);
  if (found.x.size() == 0) return notOneHead(shots);
  bool far = false;
  for (size_t shot = 0; shot < shots.size(); ++shot)
    for (int i = 0; i < kLandmarkCount; ++i)
      if (model.tapped(shot, static_cast<Landmark>(i))) far = far || model.tapMisfit(shot, found.x, static_cast<Landmark>(i)) > 3.5;
  if ((far || !plausible(found, model)) && countTapped(model) > 3 * shots.size()) {
    FitModel trial = model;
    Minimum without = found;
    if (leaveWorstOut(trial, without) && plausible(without, trial)) {
      model = trial;
      found = without;
    }
  }
  if (!plausible(found, model)) return notOneHead(shots);
  if (shots.size() > 1)
    if (const std::optional<Error> error = strangeScale(shots, model, found)) return *error;
  const HeadParams head = headAt(found.x);
  size_t outlinePoints = 0;
  for (size_t shot = 0; shot < shots.size(); ++shot) outlinePoints += model.outlinePoints(shot);
  const double outlineMisfit = outlinePoints ? std::sqrt(found.outlineCost / static_cast<double>(outlinePoints)) : 0.0;
  const MatrixXd root = posteriorRoot(model, found.x);
  if (root.size() == 0) return notOneHead(shots);
  const std::vector<VectorXd> drawn =
      drawSamples(model, found.x, root, factValue("fit.spread_factor") * (outlineMisfit > kUnusualMisfit ? outlineMisfit : 1.0));
  std::vector<HeadParams> heads;
  for (const VectorXd& x : drawn) heads.push_back(headAt(x));
  std::vector<HeadFit> fits;
  for (size_t shot = 0; shot < shots.size(); ++shot) {
    const PhotoMeasures& measures = shots[shot].measures;
    HeadFit fit;
    fit.head = head;
    fit.view.kind = ViewKind::head;
    fit.view.photoWidthPx = shots[shot].options.photoWidthPx;
    fit.view.photoHeightPx = shots[shot].options.photoHeightPx;
    fit.view.camera = model.camera(shot, found.x);
    fit.view.scaleSource = measures.scale ? std::string(scaleKindName(measures.scale->kind)) : "assumed";
    for (size_t i = 0; i < drawn.size(); ++i) fit.samples.push_back({heads[i], model.camera(shot, drawn[i])});
    for (int i = 0; i < kLandmarkCount; ++i)
      if (model.isLeftOut(shot, static_cast<Landmark>(i))) fit.leftOut.push_back(static_cast<Landmark>(i));
    fit.outlineMisfit = outlineMisfit;
    stateErrors(fit);
    fit.rmsResidualPx = rmsResidualPx(fit, measures.landmarks);
    fits.push_back(std::move(fit));
  }
  return fits;
}

Result<HeadFit> fitHead(const PhotoMeasures& measures, const FitOptions& options) {
  const FitShot shot{measures, options};
  Result<std::vector<HeadFit>> fits = fitHeads(std::span(&shot, 1));
  if (!fits) return fits.error();
  return std::move(fits->front());
}

}  // namespace hd
