#include "scalp/fit_model.h"

#include <cmath>

#include "core/facts.h"

namespace hd {
namespace {

// Facts' ranges of human measures are two standard errors to each side.
double spread(std::string_view key) { return 0.25 * (fact(key).high - fact(key).low); }

struct Priors {
  HeadParams mean = defaultHead();
  double length = spread("head.length_mm"), breadth = spread("head.breadth_mm");
  double vault = spread("head.vault_height_mm"), face = spread("head.face_height_mm");
  double pupils = factValue("scale.ipd_rel_sd") * factValue("head.pupil_distance_mm");
  double logDistance = std::log(factValue("camera.distance_mm"));
  double distance = 0.25 * std::log(fact("camera.distance_mm").high / fact("camera.distance_mm").low);
  double focal = factValue("camera.focal_rel_sd");
  double viewpoint = factValue("camera.viewpoint_sd_rad");
  double scaleDepth = factValue("scale.depth_sd_mm");
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
    case Landmark::tragionLeft: return {{1, 0, 0}, -0.55};
    case Landmark::tragionRight: return {{-1, 0, 0}, -0.55};
    case Landmark::vertex: return {{0, 1, 0}, -0.45};
    case Landmark::menton: return {{0, 0, 1}, -0.45};
    case Landmark::glabella: return {{0, 0, 1}, -0.35};
    case Landmark::pupilLeft:
    case Landmark::pupilRight: break;
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

}  // namespace

const std::vector<LandmarkMode>& landmarkModes() {
  static const std::vector<LandmarkMode> kModes = [] {
    std::vector<LandmarkMode> modes;
    const auto mode = [&](double sdMm, std::initializer_list<std::pair<Landmark, Vec3>> shifts) {
      LandmarkMode m{sdMm, {}};
      for (const auto& [landmark, shift] : shifts) m.shift[at(landmark)] = shift;
      modes.push_back(m);
    };
    using enum Landmark;
    const Vec3 x(1, 0, 0), y(0, 1, 0), z(0, 0, 1);
    // Both eyes higher or deeper; both ears higher, further back or further apart; then each point
    // by itself, along x, y and z.
    const std::vector<double>& pairs = factList("fit.pair_sd_mm");
    mode(pairs[0], {{pupilLeft, y}, {pupilRight, y}});
    mode(pairs[1], {{pupilLeft, z}, {pupilRight, z}});
    mode(pairs[2], {{tragionLeft, x}, {tragionRight, -x}});
    mode(pairs[3], {{tragionLeft, y}, {tragionRight, y}});
    mode(pairs[4], {{tragionLeft, z}, {tragionRight, z}});
    const std::vector<double>& single = factList("fit.landmark_sd_mm");
    for (size_t i = 0; i < static_cast<size_t>(kLandmarkCount); ++i) {
      const auto landmark = static_cast<Landmark>(i);
      mode(single[3 * i], {{landmark, x}});
      mode(single[3 * i + 1], {{landmark, y}});
      mode(single[3 * i + 2], {{landmark, z}});
    }
    return modes;
  }();
  return kModes;
}

Vec3 referencePointMm() {
  static const double kHeightMm = factValue("head.glabella_height_mm");
  return {0.0, kHeightMm, 0.0};
}

double nearestScalpDepthMm(const HeadModel& head, const Camera& camera) {
  const auto depth = [&](Landmark l) { return (camera.rotation * head.landmark(l) + camera.translationMm).z; };
  return std::fmin(depth(Landmark::glabella), depth(Landmark::vertex));
}

HeadParams FitModel::head(const Eigen::VectorXd& x) const {
  const Priors& p = priors();
  return {p.mean.lengthMm + p.length * x[kLength], p.mean.breadthMm + p.breadth * x[kBreadth],
          p.mean.vaultHeightMm + p.vault * x[kVault], p.mean.pupilDistanceMm + p.pupils * x[kPupils],
          p.mean.faceHeightMm + p.face * x[kFace]};
}

Camera FitModel::camera(const Eigen::VectorXd& x) const {
  const Priors& p = priors();
  Camera camera;
  const double distance = std::exp(p.logDistance + p.distance * x[kDistance]);
  camera.focalPx = distance * std::exp(x[kLogScale]);
  camera.centrePx = 0.5 * Vec2(options_.photoWidthPx, options_.photoHeightPx);
  camera.rotation = turned({x[kTurnX], x[kTurnY], x[kTurnZ]}) * start_;
  const Vec2 place = (Vec2(x[kPlaceX], x[kPlaceY]) - camera.centrePx) / camera.focalPx;
  camera.translationMm = distance * Vec3(place, 1.0) - camera.rotation * referencePointMm();
  return camera;
}

Vec3 FitModel::landmarkMm(const HeadModel& head, const Eigen::VectorXd& x, Landmark landmark) const {
  Vec3 p = head.landmark(landmark);
  const std::vector<LandmarkMode>& modes = landmarkModes();
  for (size_t m = 0; m < modes.size(); ++m)
    p += modes[m].sdMm * x[kFirstMode + static_cast<int>(m)] * modes[m].shift[at(landmark)];
  return p;
}

double FitModel::scaleResidual(const HeadModel& head, const Camera& camera, const Eigen::VectorXd& x) const {
  const ScaleReference& scale = *measures_.scale;
  const auto depth = [&](Landmark l) { return (camera.rotation * landmarkMm(head, x, l) + camera.translationMm).z; };
  const double tapSd = 1.0 / scale.px;
  switch (scale.kind) {
    case ScaleKind::ipd: {
      // The distance between the pupils as the camera sees it, turned heads included; that the
      // pupils are mm apart is the prior of the pupil distance (below).
      const auto px = [&](Landmark l) {
        const Vec3 c = camera.rotation * landmarkMm(head, x, l) + camera.translationMm;
        return Vec2(c.x, c.y) * (camera.focalPx / std::fmax(c.z, 1.0));
      };
      const double seen = glm::length(px(Landmark::pupilLeft) - px(Landmark::pupilRight));
      return std::log(std::fmax(seen, 1e-3) / scale.px) / (1.5 * tapSd);
    }
    case ScaleKind::iris: {
      const double z = 0.5 * (depth(Landmark::pupilLeft) + depth(Landmark::pupilRight));
      return std::log(scale.mm * camera.focalPx / (std::fmax(z, 1.0) * scale.px)) / scaleRelativeSd(scale);
    }
    case ScaleKind::card:
    case ScaleKind::length: break;
  }
  const double z = nearestScalpDepthMm(head, camera) + priors().scaleDepth * x[kScaleDepth];
  return std::log(scale.mm * camera.focalPx / (std::fmax(z, 1.0) * scale.px)) / scaleRelativeSd(scale);
}

Eigen::VectorXd FitModel::residuals(const Eigen::VectorXd& x) const {
  const HeadModel head(this->head(x));
  const Camera camera = this->camera(x);
  Eigen::VectorXd r(3 * kLandmarkCount + 4 + unknowns());
  int row = 0;
  const Vec3 eye = cameraPositionMm(camera);
  for (int i = 0; i < kLandmarkCount; ++i) {
    const auto landmark = static_cast<Landmark>(i);
    const std::optional<Vec2>& tapped = measures_.landmarks[landmark];
    if (!tapped) continue;
    const Vec3 p = landmarkMm(head, x, landmark);
    const Vec3 c = camera.rotation * p + camera.translationMm;
    const Vec2 px = camera.centrePx + Vec2(c.x, c.y) * (camera.focalPx / std::fmax(c.z, 1.0));
    r[row++] = (px.x - tapped->x) / options_.landmarkSdPx;
    r[row++] = (px.y - tapped->y) / options_.landmarkSdPx;
    const Facing facing = facingOf(landmark);
    const double cosine = glm::dot(facing.normal, glm::normalize(eye - p));
    r[row++] = cosine < facing.least ? 20.0 * (facing.least - cosine) : 0.0;
  }
  const Priors& p = priors();
  const Vec3 away = (Vec3(0, 0, -1) * camera.rotation - usualViewpoint(measures_.landmarks)) / p.viewpoint;
  for (int k = 0; k < 3; ++k) r[row++] = away[k];
  if (measures_.scale) r[row++] = scaleResidual(head, camera, x);
  if (options_.focalPx) r[row++] = std::log(camera.focalPx / *options_.focalPx) / p.focal;
  for (int i = 0; i < unknowns(); ++i) {
    if (i >= kTurnX && i <= kLogScale) continue;
    // A stated pupil distance replaces the average one.
    const bool stated = i == kPupils && measures_.scale && measures_.scale->kind == ScaleKind::ipd;
    r[row++] = x[i] - (stated ? (measures_.scale->mm - p.mean.pupilDistanceMm) / p.pupils : 0.0);
  }
  r.conservativeResize(row);
  return r;
}

}  // namespace hd
