#include "scalp/head_model.h"

#include <algorithm>
#include <cmath>

#include "core/facts.h"
#include "scalp/internal/head_family.h"
#include "scalp/internal/head_shape.h"

namespace hd {
namespace {

// Of the unit cranium: no direction reaches further.
constexpr double kBoundingRadius = 1.6;

// Places of landmarks that no measure of the head decides, looked up once: the fit asks for them
// hundreds of thousands of times.
struct Places {
  // The glabella's level is that of the model's centre, so that it is straight ahead on every head.
  double glabellaHeightMm = factValue("head.glabella_height_mm");
  double pupilHeightMm = factValue("head.pupil_height_mm"), pupilDepthMm = factValue("head.pupil_depth_mm");
  double mentonDepthMm = factValue("head.menton_depth_mm");
  double tragionBreadthRatio = factValue("head.tragion_breadth_ratio");
};

const Places& places() {
  static const Places kPlaces;
  return kPlaces;
}

}  // namespace

HeadModel::HeadModel(const HeadParams& params)
    : params_(params),
      centre_(0.0, places().glabellaHeightMm, 0.0),
      scale_(0.5 * params.breadthMm / shape::kSide, (params.vaultHeightMm - centre_.y) / shape::kTop,
             params.lengthMm / (shape::kFront + shape::kBack)) {
  if (params.fromPeople) makePeople();
  else std::copy_n(shape::kLegacyCoefficients, shape_.size(), shape_.begin());
}

void HeadModel::makePeople() {
  centre_ = {0.0, family::kCentreY, family::kCentreZ};
  const family::Modes& modes = family::modes();
  const auto sum = [&](const double* mean, const double* by, int stride, int at) {
    double value = mean[at];
    for (int k = 0; k < kHeadModes; ++k) value += params_.modes[static_cast<size_t>(k)] * by[k * stride + at];
    return value;
  };
  for (int t = 0; t < shape::kTerms; ++t) shape_[static_cast<size_t>(t)] = sum(family::kMeanShape, modes.shape.data(), shape::kTerms, t);
  for (int axis = 0; axis < 3; ++axis) scale_[axis] = sum(family::kMeanScaleMm, modes.scaleMm.data(), 3, axis);
  for (int i = 0; i < kLandmarkCount; ++i)
    for (int axis = 0; axis < 3; ++axis)
      landmarks_[static_cast<size_t>(i)][axis] = sum(family::kMeanLandmarksMm, modes.landmarksMm.data(), 3 * kLandmarkCount, 3 * i + axis);
}

HeadModel HeadModel::ellipsoid(Vec3 semiAxesMm) {
  HeadParams params = oldAverageHead();
  params.lengthMm = 2.0 * semiAxesMm.z;
  params.breadthMm = 2.0 * semiAxesMm.x;
  HeadModel head(params);
  head.params_.vaultHeightMm = head.centre_.y + semiAxesMm.y;
  head.scale_ = semiAxesMm;
  head.plain_ = true;
  return head;
}

double HeadModel::radius(Vec3 q) const { return plain_ ? 1.0 : shape::radius(shape_.data(), q); }

HeadModel::RadiusJet HeadModel::radiusJet(Vec3 q) const { return plain_ ? RadiusJet{1.0, 0.0, 0.0} : shape::radiusJet(shape_.data(), q); }

Vec3 HeadModel::surfacePoint(Vec3 q) const { return centre_ + scale_ * (radius(q) * q); }

SkinPoint HeadModel::surface(Vec3 q) const {
  // Gradient of |u| - r(u / |u|) in scaled space u, carried back through the axis scales.
  const RadiusJet jet = radiusJet(q);
  const double along = jet.dy * q.y + jet.dz * q.z;
  const Vec3 slope = Vec3(0.0, jet.dy, jet.dz) - along * q;
  return {centre_ + scale_ * (jet.r * q), glm::normalize((q - slope / jet.r) / scale_)};
}

Vec3 HeadModel::anatomicalDirection(Vec3 posScalpMm) const { return glm::normalize((posScalpMm - centre_) / scale_); }

bool HeadModel::contains(Vec3 posMm) const {
  const Vec3 u = (posMm - centre_) / scale_;
  const double r = glm::length(u);
  return r < kBoundingRadius && (r <= 0.0 || r < radius(u / r));
}

std::optional<Vec3> HeadModel::intersect(Vec3 originMm, Vec3 direction) const {
  const Vec3 o = (originMm - centre_) / scale_;
  const Vec3 d = direction / scale_;
  // Stretch of the ray within the bounding ball of the unit cranium.
  const double dd = glm::dot(d, d), od = glm::dot(o, d);
  const double disc = od * od - dd * (glm::dot(o, o) - kBoundingRadius * kBoundingRadius);
  if (!(disc > 0.0)) return std::nullopt;
  const double half = std::sqrt(disc);
  const double start = std::fmax((-od - half) / dd, 0.0), end = (-od + half) / dd;
  if (!(end > start)) return std::nullopt;
  const auto height = [&](double t) {
    const Vec3 u = o + t * d;
    const double r = glm::length(u);
    return r > 0.0 ? r - radius(u / r) : -1.0;
  };
  const auto crossing = [&](double low, double high, double fLow, double fHigh) {
    for (int k = 0; k < 60 && high - low > 1e-13 * (1.0 + high); ++k) {
      // Regula falsi and bisection in turn: fast, and sure to end.
      const double t = (k & 1) ? 0.5 * (low + high) : low + (high - low) * fLow / (fLow - fHigh);
      const double f = height(t);
      (f > 0.0 ? low : high) = t;
      (f > 0.0 ? fLow : fHigh) = f;
      if (f == 0.0) break;
    }
    return originMm + (fLow < -fHigh ? low : high) * direction;
  };
  constexpr int kSteps = 32;
  const double step = (end - start) / kSteps;
  double f0 = height(start);
  if (f0 <= 0.0) return std::nullopt;  // starts inside: there is no first hit from without
  double lowest = f0, lowestAt = start;
  for (int i = 1; i <= kSteps; ++i) {
    const double t = start + step * i;
    const double f1 = height(t);
    if (f1 <= 0.0) return crossing(t - step, t, f0, f1);
    if (f1 < lowest) lowest = f1, lowestAt = t;
    f0 = f1;
  }
  // The march may have stepped over a graze at the rim: look for the lowest point on the way.
  double low = std::fmax(start, lowestAt - step), high = std::fmin(end, lowestAt + step);
  const double before = low, fBefore = height(low);
  for (int k = 0; k < 40; ++k) {
    const double a = low + (high - low) / 3.0, b = high - (high - low) / 3.0;
    if (height(a) < height(b)) high = b;
    else low = a;
  }
  const double fLow = height(low);
  if (fLow <= 0.0 && fBefore > 0.0) return crossing(before, low, fBefore, fLow);
  return std::nullopt;
}

Vec3 HeadModel::landmark(Landmark landmark) const {
  if (params_.fromPeople) return landmarks_[static_cast<size_t>(landmark)];
  const Vec3 glabella = surfacePoint({0.0, 0.0, 1.0});
  const double tragionX = 0.5 * params_.breadthMm * places().tragionBreadthRatio;
  const Vec3 pupil(0.5 * params_.pupilDistanceMm, places().pupilHeightMm, glabella.z - places().pupilDepthMm);
  switch (landmark) {
    case Landmark::pupilLeft:
      return pupil;
    case Landmark::pupilRight:
      return {-pupil.x, pupil.y, pupil.z};
    case Landmark::glabella:
      return glabella;
    case Landmark::menton:
      return {0.0, glabella.y - params_.faceHeightMm, glabella.z - places().mentonDepthMm};
    case Landmark::tragionLeft:
      return {tragionX, 0.0, 0.0};
    case Landmark::tragionRight:
      return {-tragionX, 0.0, 0.0};
    case Landmark::vertex:
      break;
  }
  return surfacePoint(vertexDirection());
}

Vec3 HeadModel::vertexDirection() const {
  if (params_.fromPeople) return {0.0, std::sqrt(1.0 - family::kVertexZ * family::kVertexZ), family::kVertexZ};
  return plain_ ? Vec3(0.0, 1.0, 0.0) : glm::normalize(Vec3(0.0, shape::kVertexY, shape::kVertexZ));
}

HeadParams defaultHead() { return peopleHead({}); }

HeadParams oldAverageHead() {
  return {factValue("head.length_mm"), factValue("head.breadth_mm"), factValue("head.vault_height_mm"), factValue("head.pupil_distance_mm"),
          factValue("head.face_height_mm")};
}

}  // namespace hd
