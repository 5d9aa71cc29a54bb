#include "scalp/internal/fit_model.h"

#include <algorithm>
#include <cmath>

#include "core/facts.h"
#include "scalp/internal/head_family.h"

namespace hd {
namespace {

using Eigen::VectorXd;

struct Priors {
  double logDistance = std::log(factValue("camera.distance_mm"));
  double distance = 0.25 * std::log(fact("camera.distance_mm").high / fact("camera.distance_mm").low);
  double focal = factValue("camera.focal_rel_sd");
  double viewpoint = factValue("camera.viewpoint_sd_rad");
  double scaleDepth = factValue("scale.depth_sd_mm"), heldDepth = factValue("scale.held_depth_sd_mm");
  double heldOut = factValue("scale.held_side_out_mm");
  double outlinePx = factValue("fit.outline_sd_px"), outlineMm = factValue("fit.outline_sd_mm");
  double circumference = factValue("fit.circumference_sd_mm");
};

const Priors& priors() {
  static const Priors kPriors;
  return kPriors;
}

// Rotation by the vector w (axis times angle), Rodrigues.
Mat3 turned(Vec3 w) {
  const double angle = glm::length(w);
  if (angle < 1e-12) return Mat3(1.0);
  const Vec3 a = w / angle;
  const double c = std::cos(angle), s = std::sin(angle);
  Mat3 r;
  for (int k = 0; k < 3; ++k) {
    Vec3 e(0.0);
    e[k] = 1.0;
    r[k] = c * e + s * glm::cross(a, e) + (1.0 - c) * a[k] * a;
  }
  return r;
}

// The side from which a landmark can be seen, and the least cosine towards the camera at which it
// still is: ears show in a view from the front, the crown's top as its outline.
struct Facing {
  Vec3 normal;
  double least;
};
Facing facingOf(Landmark landmark) {
  switch (landmark) {
    case Landmark::tragionLeft:
      return {{1, 0, 0}, -0.55};
    case Landmark::tragionRight:
      return {{-1, 0, 0}, -0.55};
    case Landmark::vertex:
      return {{0, 1, 0}, -0.45};
    case Landmark::menton:
      return {{0, 0, 1}, -0.45};
    case Landmark::glabella:
      return {{0, 0, 1}, -0.35};
    case Landmark::pupilLeft:
    case Landmark::pupilRight:
      break;
  }
  return {{0, 0, 1}, -0.1};
}

// Where the camera stands when just these points are tapped, as a direction from the head: people
// tap what they see. Three points alone have more than one pose; this tells them apart.
Vec3 usualViewpoint(const Landmarks& given) {
  using enum Landmark;
  const int pupils = given[pupilLeft].has_value() + given[pupilRight].has_value();
  const int tragions = given[tragionLeft].has_value() + given[tragionRight].has_value();
  const double side = (given[pupilLeft] || given[tragionLeft]) ? 1.0 : -1.0;
  if (pupils == 2) return {0, 0, 1};
  if (pupils == 1) return tragions == 2 ? Vec3(0, 0, 1) : Vec3(0.8 * side, 0, 0.6);
  if (tragions == 1) return {side, 0, 0};
  if (tragions == 2) return given[menton] ? Vec3(0, 0, 1) : Vec3(0, 1, 0);
  return {0, 0, 1};
}

constexpr size_t at(Landmark landmark) { return static_cast<size_t>(landmark); }

using ModeSlopes = Eigen::Matrix<double, 3, kHeadModes>;
using ShotSlopes = Eigen::Matrix<double, kShotUnknowns, 1>;

// A point of the head with what moves it.
struct MovingPoint {
  Vec3 mm;
  ModeSlopes byModes;
};

MovingPoint landmarkPoint(const VectorXd& x, Landmark landmark) {
  const family::Modes& modes = family::modes();
  MovingPoint p;
  for (int axis = 0; axis < 3; ++axis) {
    const int column = 3 * static_cast<int>(landmark) + axis;
    p.mm[axis] = family::kMeanLandmarksMm[column];
    for (int k = 0; k < kHeadModes; ++k) {
      p.byModes(axis, k) = modes.landmarksMm[3 * kLandmarkCount * k + column];
      p.mm[axis] += x[k] * p.byModes(axis, k);
    }
  }
  return p;
}

// A point of the skin in an anatomical direction.
MovingPoint skinPoint(const HeadModel& head, Vec3 q) {
  const family::Modes& modes = family::modes();
  MovingPoint p;
  p.mm = head.surfacePoint(q);
  const double radius = head.radius(q);
  for (int k = 0; k < kHeadModes; ++k) {
    const double slope = shape::radius(modes.shape.data() + k * shape::kTerms, q);
    for (int axis = 0; axis < 3; ++axis)
      p.byModes(axis, k) = (modes.scaleMm[3 * k + axis] * radius + head.scaleMm()[axis] * slope) * q[axis];
  }
  return p;
}

Vec3 inCamera(const Camera& camera, Vec3 mm) { return camera.rotation * mm + camera.translationMm; }

// How a point's camera position moves, seen along a covector: d (covector . c).
void slopesAlong(const CameraJet& camera, const MovingPoint& p, Vec3 covector, VectorXd& byModes, ShotSlopes& byShot) {
  const Vec3 inHead = covector * camera.at.rotation;  // covector . (rotation * dp)
  for (Eigen::Index k = 0; k < byModes.size(); ++k)
    byModes[k] += inHead.x * p.byModes(0, k) + inHead.y * p.byModes(1, k) + inHead.z * p.byModes(2, k);
  for (int k = 0; k < CameraJet::kBy; ++k)
    byShot[k] += glm::dot(covector, camera.rotation[static_cast<size_t>(k)] * p.mm + camera.translation[static_cast<size_t>(k)]);
}

}  // namespace

// Collects residuals into the normal equations.
class Residuals {
 public:
  Residuals(const FitModel& model, const VectorXd& x, bool derivatives) : model_(model), x_(x), wanted_(derivatives) {
    if (!wanted_) return;
    out.normal = Eigen::MatrixXd::Zero(x.size(), x.size());
    out.gradient = VectorXd::Zero(x.size());
  }

  Linearised out;

  void shot(size_t index, const HeadModel& head, const std::vector<Vec3>& skin, bool outline);
  void ofHead();

 private:
  void add(double residual) {
    out.cost += residual * residual;
    if (!wanted_) return;
    const Eigen::Index at = FitModel::first(shot_);
    const Eigen::Index n = model_.activeModes_;
    for (Eigen::Index i = 0; i < n; ++i) out.normal.col(i).segment(i, n - i) += byModes_[i] * byModes_.segment(i, n - i);
    out.normal.block(at, 0, kShotUnknowns, n) += byShot_ * byModes_.head(n).transpose();
    out.normal.block<kShotUnknowns, kShotUnknowns>(at, at) += byShot_ * byShot_.transpose();
    out.gradient.head(n) += byModes_.head(n) * residual;
    out.gradient.segment<kShotUnknowns>(at) += byShot_ * residual;
  }
  // The same for what may be plainly wrong: far off, it loses its weight (Cauchy). The row is for the bare residual.
  void addHeld(double residual) {
    constexpr double kUsual = 3.0;
    const double wide = 1.0 + residual * residual / (kUsual * kUsual);
    const double held = kUsual * std::sqrt(std::log(wide)) * (residual < 0.0 ? -1.0 : 1.0);
    const double slope = std::fabs(held) > 1e-6 ? residual / (held * wide) : 1.0;
    byModes_ *= slope;
    byShot_ *= slope;
    add(held);
  }
  void prior(Eigen::Index unknown, double residual) {
    out.cost += residual * residual;
    if (!wanted_) return;
    out.normal(unknown, unknown) += 1.0;
    out.gradient[unknown] += residual;
  }
  void clear() {
    byModes_.setZero(kHeadModes);
    byShot_.setZero();
  }
  Vec2 pixel(const MovingPoint& p) const {
    const Vec3 c = inCamera(camera_.at, p.mm);
    return camera_.at.centrePx + Vec2(c.x, c.y) * (camera_.at.focalPx / std::fmax(c.z, 1.0));
  }
  // Adds factor * d(u . pixel) to the row.
  void pixelSlopes(const MovingPoint& p, Vec2 u, double factor) {
    if (!wanted_) return;
    const Vec3 c = inCamera(camera_.at, p.mm);
    const double z = std::fmax(c.z, 1.0), f = factor * camera_.at.focalPx / z, along = (u.x * c.x + u.y * c.y) / z;
    slopesAlong(camera_, p, f * Vec3(u.x, u.y, -along), byModes_, byShot_);
    for (int k = 0; k < CameraJet::kBy; ++k) byShot_[k] += factor * along * camera_.focal[static_cast<size_t>(k)];
  }
  void depthSlopes(const MovingPoint& p, double factor) {
    if (wanted_) slopesAlong(camera_, p, Vec3(0, 0, factor), byModes_, byShot_);
  }
  void taps(const FitShot& shot);
  void pose(const FitShot& shot);
  void scale(const FitShot& shot, const HeadModel& head);
  void outlineOf(const FitShot& shot, const std::vector<Vec2>& outline, const std::vector<Vec3>& skin);

  const FitModel& model_;
  const VectorXd& x_;
  const bool wanted_;
  size_t shot_ = 0;
  CameraJet camera_;
  VectorXd byModes_;
  ShotSlopes byShot_;
};

void Residuals::taps(const FitShot& shot) {
  const Vec3 eye = cameraPositionMm(camera_.at);
  for (int i = 0; i < kLandmarkCount; ++i) {
    const auto landmark = static_cast<Landmark>(i);
    if (!model_.tapped(shot_, landmark)) continue;
    const Vec2 tap = *shot.measures.landmarks[landmark];
    const MovingPoint p = landmarkPoint(x_, landmark);
    const double sd = shot.measures.sdPx[at(landmark)].value_or(shot.options.landmarkSdPx);
    const Vec2 miss = pixel(p) - tap;
    for (int axis = 0; axis < 2; ++axis) {
      clear();
      pixelSlopes(p, axis == 0 ? Vec2(1, 0) : Vec2(0, 1), 1.0 / sd);
      add(miss[axis] / sd);
    }
    // A wall against poses that hide a tapped point.
    const Facing facing = facingOf(landmark);
    const Vec3 to = eye - p.mm;
    const double length = glm::length(to), cosine = glm::dot(facing.normal, to) / length;
    if (!(cosine < facing.least)) continue;
    constexpr double kSteep = 20.0;
    clear();
    const Vec3 byEye = -kSteep / length * (facing.normal - cosine / length * to);
    for (int k = 0; k < CameraJet::kBy && wanted_; ++k) {
      const auto by = static_cast<size_t>(k);
      byShot_[k] = -glm::dot(byEye, camera_.at.translationMm * camera_.rotation[by] + camera_.translation[by] * camera_.at.rotation);
    }
    add(kSteep * (facing.least - cosine));
  }
}

void Residuals::pose(const FitShot& shot) {
  const Priors& p = priors();
  const Vec3 away = Vec3(0, 0, -1) * camera_.at.rotation - usualViewpoint(shot.measures.landmarks);
  for (int axis = 0; axis < 3; ++axis) {
    clear();
    for (int k = 0; k < CameraJet::kBy && wanted_; ++k)
      byShot_[k] = (Vec3(0, 0, -1) * camera_.rotation[static_cast<size_t>(k)])[axis] / p.viewpoint;
    add(away[axis] / p.viewpoint);
  }
  const std::optional<double> focal = shot.measures.focalPx ? shot.measures.focalPx : shot.options.focalPx;
  if (focal) {
    clear();
    for (int k = 0; k < CameraJet::kBy && wanted_; ++k) byShot_[k] = camera_.focal[static_cast<size_t>(k)] / (camera_.at.focalPx * p.focal);
    add(std::log(camera_.at.focalPx / *focal) / p.focal);
  }
  prior(FitModel::first(shot_) + kDistance, x_[FitModel::first(shot_) + kDistance]);
  prior(FitModel::first(shot_) + kScaleDepth, x_[FitModel::first(shot_) + kScaleDepth]);
}

void Residuals::scale(const FitShot& shot, const HeadModel& head) {
  if (!shot.measures.scale) return;
  using enum Landmark;
  const ScaleReference& scale = *shot.measures.scale;
  const double sd = scaleRelativeSd(scale);
  clear();
  if (scale.kind == ScaleKind::ipd) {
    // The distance between the pupils as the camera sees it, turned heads included.
    const MovingPoint left = landmarkPoint(x_, pupilLeft), right = landmarkPoint(x_, pupilRight);
    const Vec2 apart = pixel(left) - pixel(right);
    const double seen = std::fmax(glm::length(apart), 1e-3), tapSd = 1.5 / scale.px;
    pixelSlopes(left, apart / seen, 1.0 / (seen * tapSd));
    pixelSlopes(right, -apart / seen, 1.0 / (seen * tapSd));
    add(std::log(seen / scale.px) / tapSd);
    // That they are as far apart as people's is known beforehand; a measured distance says more.
    if (scale.mm == usualScaleMm(ScaleKind::ipd)) return;
    clear();
    const Vec3 between = left.mm - right.mm;
    const double mm = glm::length(between);
    for (int k = 0; k < kHeadModes && wanted_; ++k)
      for (int axis = 0; axis < 3; ++axis) byModes_[k] += between[axis] * (left.byModes(axis, k) - right.byModes(axis, k)) / (mm * mm * sd);
    add(std::log(mm / scale.mm) / sd);
    return;
  }
  // Depth of the thing: log(mm f / (z px)).
  double z = 0.0;
  const auto depthOf = [&](const MovingPoint& p) { return inCamera(camera_.at, p.mm).z; };
  if (scale.kind == ScaleKind::iris) {
    const MovingPoint left = landmarkPoint(x_, pupilLeft), right = landmarkPoint(x_, pupilRight);
    z = std::fmax(0.5 * (depthOf(left) + depthOf(right)), 1.0);
    depthSlopes(left, -0.5 / (z * sd));
    depthSlopes(right, -0.5 / (z * sd));
  } else {
    const auto held = [&]() -> MovingPoint {
      const MovingPoint brow = landmarkPoint(x_, glabella), crown = landmarkPoint(x_, vertex);
      if (!scale.held) return depthOf(brow) < depthOf(crown) ? brow : crown;
      switch (*scale.held) {
        case ScaleHeld::forehead:
          return brow;
        case ScaleHeld::top:
          return crown;
        case ScaleHeld::back:
          return skinPoint(head, {0, 0, -1});
        case ScaleHeld::side:
          break;
      }
      const Vec3 left = glm::normalize(Vec3(1.0, 0.1, -0.1));
      MovingPoint a = skinPoint(head, left), b = skinPoint(head, {-left.x, left.y, left.z});
      a.mm.x += priors().heldOut;
      b.mm.x -= priors().heldOut;
      return depthOf(a) < depthOf(b) ? a : b;
    };
    const MovingPoint p = held();
    const double depthSd = scale.held ? priors().heldDepth : priors().scaleDepth;
    z = std::fmax(depthOf(p) + depthSd * x_[FitModel::first(shot_) + kScaleDepth], 1.0);
    depthSlopes(p, -1.0 / (z * sd));
    byShot_[kScaleDepth] -= depthSd / (z * sd);
  }
  for (int k = 0; k < CameraJet::kBy && wanted_; ++k) byShot_[k] += camera_.focal[static_cast<size_t>(k)] / (camera_.at.focalPx * sd);
  add(std::log(scale.mm * camera_.at.focalPx / (z * scale.px)) / sd);
}

void Residuals::outlineOf(const FitShot& shot, const std::vector<Vec2>& outline, const std::vector<Vec3>& skin) {
  if (outline.empty()) return;
  const Silhouette edge(skin, camera_.at);
  const double pxPerMm = std::exp(x_[FitModel::first(shot_) + kLogScale]);
  const double px = shot.measures.outlineSdPx.value_or(priors().outlinePx), mm = priors().outlineMm * pxPerMm;
  const double sd = std::sqrt(px * px + mm * mm);
  const double before = out.cost;
  for (const Vec2& o : outline) {
    const EdgeDistance distance = distanceFromEdge(edge, o);
    clear();
    if (wanted_) {
      const auto point = static_cast<size_t>(distance.point);
      const MovingPoint p{skin[point], SkinPoints::edge().slopes(point, x_)};
      pixelSlopes(p, silhouetteDirection(distance.direction), -1.0 / sd);
    }
    addHeld(distance.px / sd);  // hair, an ear and a hat lie off the edge
  }
  out.outlineCost += out.cost - before;
}

void Residuals::shot(size_t index, const HeadModel& head, const std::vector<Vec3>& skin, bool outline) {
  shot_ = index;
  camera_ = model_.cameraJet(index, x_);
  const FitShot& shot = model_.shots_[index];
  taps(shot);
  pose(shot);
  scale(shot, head);
  if (outline) outlineOf(shot, model_.outlines_[index], skin);
}

void Residuals::ofHead() {
  for (Eigen::Index k = 0; k < kHeadModes; ++k) prior(k, x_[k]);
  // The tape is one, whichever photo it was written beside.
  const auto told =
      std::find_if(model_.shots_.begin(), model_.shots_.end(), [](const FitShot& s) { return s.measures.circumferenceMm.has_value(); });
  if (told == model_.shots_.end()) return;
  const SkinPoints& tape = SkinPoints::tape();
  std::vector<Vec3> way;
  tape.positions(x_, way);
  const double sd = priors().circumference;
  clear();
  double round = 0.0;
  ModeSlopes before;
  for (size_t i = 0; i < way.size(); ++i) {
    const ModeSlopes here = wanted_ ? tape.slopes(i, x_) : ModeSlopes();
    if (i > 0) {
      const Vec3 step = way[i] - way[i - 1];
      const double length = glm::length(step);
      round += 2.0 * length;
      for (int axis = 0; axis < 3 && wanted_; ++axis)
        byModes_ += 2.0 * step[axis] / (length * sd) * (here.row(axis) - before.row(axis)).transpose();
    }
    before = here;
  }
  shot_ = 0;
  addHeld((round - *told->measures.circumferenceMm) / sd);
}

FitModel::FitModel(std::span<const FitShot> shots) : shots_(shots), start_(shots.size(), Mat3(1.0)), left_(shots.size()) {
  for (const FitShot& shot : shots) outlines_.push_back(convexPart(shot.measures.outlinePx));
}

Vec3 referencePointMm() { return {0.0, family::kCentreY, 0.0}; }

double nearestScalpDepthMm(const HeadModel& head, const Camera& camera) {
  return std::fmin(inCamera(camera, head.landmark(Landmark::glabella)).z, inCamera(camera, head.landmark(Landmark::vertex)).z);
}

HeadParams FitModel::head(const VectorXd& x) {
  HeadParams params;
  params.fromPeople = true;
  for (int k = 0; k < kHeadModes; ++k) params.modes[static_cast<size_t>(k)] = x[k];
  return params;
}

Camera FitModel::camera(size_t shot, const VectorXd& x) const {
  const Priors& p = priors();
  const FitOptions& options = shots_[shot].options;
  const auto u = x.segment<kShotUnknowns>(first(shot));
  Camera camera;
  const double distance = std::exp(p.logDistance + p.distance * u[kDistance]);
  camera.focalPx = distance * std::exp(u[kLogScale]);
  camera.centrePx = 0.5 * Vec2(options.photoWidthPx, options.photoHeightPx);
  camera.rotation = turned({u[kTurnX], u[kTurnY], u[kTurnZ]}) * start_[shot];
  const Vec2 place = (Vec2(u[kPlaceX], u[kPlaceY]) - camera.centrePx) / camera.focalPx;
  camera.translationMm = distance * Vec3(place, 1.0) - camera.rotation * referencePointMm();
  return camera;
}

CameraJet FitModel::cameraJet(size_t shot, const VectorXd& x) const {
  CameraJet jet;
  jet.at = camera(shot, x);
  VectorXd moved = x;
  for (int k = 0; k < CameraJet::kBy; ++k) {
    const auto by = static_cast<size_t>(k);
    const double h = k == kPlaceX || k == kPlaceY ? 1e-2 : 1e-5;
    const Eigen::Index unknown = first(shot) + k;
    moved[unknown] = x[unknown] + h;
    const Camera up = camera(shot, moved);
    moved[unknown] = x[unknown] - h;
    const Camera down = camera(shot, moved);
    moved[unknown] = x[unknown];
    jet.rotation[by] = (up.rotation - down.rotation) * (0.5 / h);
    jet.translation[by] = (up.translationMm - down.translationMm) * (0.5 / h);
    jet.focal[by] = (up.focalPx - down.focalPx) * (0.5 / h);
  }
  return jet;
}

double FitModel::tapMisfit(size_t shot, const VectorXd& x, Landmark landmark) const {
  const FitShot& s = shots_[shot];
  const Camera camera = this->camera(shot, x);
  const Vec3 c = inCamera(camera, landmarkPoint(x, landmark).mm);
  const Vec2 px = camera.centrePx + Vec2(c.x, c.y) * (camera.focalPx / std::fmax(c.z, 1.0));
  return glm::length(px - *s.measures.landmarks[landmark]) / s.measures.sdPx[at(landmark)].value_or(s.options.landmarkSdPx);
}

Linearised FitModel::evaluate(const VectorXd& x, bool outlines, bool derivatives) const {
  Residuals residuals(*this, x, derivatives);
  const HeadModel head(FitModel::head(x));
  std::vector<Vec3> skin;
  if (outlines) SkinPoints::edge().positions(x, skin);
  residuals.ofHead();
  for (size_t i = 0; i < shots_.size(); ++i) residuals.shot(i, head, skin, outlines);
  if (derivatives) residuals.out.normal.triangularView<Eigen::StrictlyUpper>() = residuals.out.normal.transpose().eval();
  return residuals.out;
}

}  // namespace hd
