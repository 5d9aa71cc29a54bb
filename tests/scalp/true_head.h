// People for the tests of the fit: heads that belong to no family, photographed and tapped.
//
// Independent of the code under test where it matters: the skin is the model's family plus smooth
// bumps of 2-4 mm and wandering landmarks that the family cannot follow, and its bald area is summed over small flat
// triangles.
#pragma once

#include <array>
#include <cmath>
#include <vector>

#include "core/rng.h"
#include "scalp/anatomy.h"
#include "scalp/head_model.h"
#include "scalp/view.h"

namespace hd::testing {

/// About normal, from six uniforms.
inline double normal(Rng& rng) {
  double sum = 0.0;
  for (int i = 0; i < 6; ++i) sum += rng.unit();
  return (sum - 3.0) * 1.4142135623730951;
}

class TrueHead {
 public:
  explicit TrueHead(Rng& rng) : model_(draw(rng)) {
    for (Bump& b : bumps_) {
      b.at = glm::normalize(Vec3(normal(rng), normal(rng), normal(rng)));
      b.heightMm = 1.6 * normal(rng);
      b.width = rng.range(0.35, 0.8);
    }
    for (Vec3& v : wander_) v = Vec3(1.5 * normal(rng), 2.2 * normal(rng), 3.0 * normal(rng));
    earsOut_ = 2.5 * normal(rng);
    earsBack_ = 3.0 * normal(rng);
  }

  Vec3 surface(Vec3 q) const {
    const Vec3 s = model_.surfacePoint(q);
    return s + glm::normalize(s - model_.centreMm()) * deviationMm(q);
  }

  double deviationMm(Vec3 q) const {
    double d = 0.0;
    for (const Bump& b : bumps_) d += b.heightMm * std::exp(-glm::dot(q - b.at, q - b.at) / (b.width * b.width));
    return 4.0 * d / std::sqrt(16.0 + d * d);
  }

  Vec3 landmark(Landmark l) const {
    const Vec3 w = wander_[static_cast<size_t>(l)];
    switch (l) {
      case Landmark::glabella:
        return surface({0, 0, 1}) + Vec3(0.5 * w.x, w.y, 0);
      case Landmark::vertex: {
        Vec3 top(0, -1e9, 0);
        for (double a = -0.6; a <= 0.6; a += 0.005) {
          const Vec3 p = surface({0, std::cos(a), std::sin(a)});
          if (p.y > top.y) top = p;
        }
        return top;
      }
      case Landmark::tragionLeft:
        return model_.landmark(l) + Vec3(earsOut_ + 0.5 * w.x, w.y, 0.5 * w.z + earsBack_);
      case Landmark::tragionRight:
        return model_.landmark(l) + Vec3(-earsOut_ + 0.5 * w.x, w.y, 0.5 * w.z + earsBack_);
      case Landmark::menton:
        return model_.landmark(l) + 1.3 * w;
      default:
        break;
    }
    const Vec3 both = wander_[0];
    return model_.landmark(l) + Vec3(0.4 * w.x, both.y + 0.2 * w.y, both.z + 0.2 * w.z);
  }

  /// Skin of the Norwood region, cm2.
  double baldAreaCm2(int stage) const {
    constexpr int kRings = 150, kAround = 300;
    double sum = 0.0;
    const auto direction = [](double ring, double around) {
      const double tilt = 2.1 * ring / kRings, turn = 6.283185307179586 * around / kAround;
      return Vec3(std::sin(tilt) * std::sin(turn), std::cos(tilt), std::sin(tilt) * std::cos(turn));
    };
    for (int i = 0; i < kRings; ++i)
      for (int j = 0; j < kAround; ++j) {
        if (!inNorwoodRegion(stage, direction(i + 0.5, j + 0.5))) continue;
        const Vec3 a = surface(direction(i, j)), b = surface(direction(i + 1, j));
        const Vec3 c = surface(direction(i + 1, j + 1)), d = surface(direction(i, j + 1));
        sum += 0.5 * (glm::length(glm::cross(b - a, c - a)) + glm::length(glm::cross(c - a, d - a)));
      }
    return 0.01 * sum;
  }

  const HeadModel& model() const { return model_; }

 private:
  struct Bump {
    Vec3 at{0, 1, 0};
    double heightMm = 0, width = 1;
  };
  static HeadModel draw(Rng& rng) {
    std::array<double, kHeadModes> modes;
    for (double& mode : modes) mode = kPeopleSpread * normal(rng);
    return HeadModel(peopleHead(modes));
  }

  HeadModel model_;
  std::array<Bump, 9> bumps_;
  std::array<Vec3, kLandmarkCount> wander_;
  double earsOut_ = 0, earsBack_ = 0;
};

enum class Side { front, threeQuarter, left, right, top };
inline const char* sideName(Side s) {
  constexpr const char* kNames[] = {"front", "three-quarter", "left", "right", "top"};
  return kNames[static_cast<int>(s)];
}

/// A camera that looks at the head from about that side, 0.5 to 1.1 m away.
inline View photograph(Rng& rng, Side side, int widthPx = 3000, int heightPx = 4000) {
  double yaw = 0.12 * normal(rng), pitch = 0.12 * normal(rng);
  const double roll = 0.05 * normal(rng);
  if (side == Side::threeQuarter) yaw += rng.unit() < 0.5 ? -0.7 : 0.7;
  if (side == Side::left) yaw -= 1.5707963;
  if (side == Side::right) yaw += 1.5707963;
  if (side == Side::top) pitch += 1.45;
  const double cy = std::cos(yaw), sy = std::sin(yaw), cp = std::cos(pitch), sp = std::sin(pitch);
  const double cr = std::cos(roll), sr = std::sin(roll);
  const Mat3 turn = glm::transpose(Mat3(cr, -sr, 0, sr, cr, 0, 0, 0, 1)) * Mat3(1, 0, 0, 0, -1, 0, 0, 0, -1) *
                    Mat3(1, 0, 0, 0, cp, sp, 0, -sp, cp) * Mat3(cy, 0, -sy, 0, 1, 0, sy, 0, cy);
  View view;
  view.kind = ViewKind::head;
  view.photoWidthPx = widthPx;
  view.photoHeightPx = heightPx;
  view.camera.rotation = turn;
  const double distance = rng.range(500.0, 1100.0);
  view.camera.focalPx = distance * rng.range(5.0, 9.0);
  view.camera.centrePx = 0.5 * Vec2(widthPx, heightPx);
  view.camera.translationMm = Vec3(rng.range(-30, 30), rng.range(-30, 30), distance) - turn * Vec3(0, 40, 0);
  return view;
}

/// The landmarks that show from that side, tapped with `sdPx` of error.
inline Landmarks tap(Rng& rng, const TrueHead& head, const View& view, Side side, double sdPx) {
  using enum Landmark;
  std::vector<Landmark> seen;
  switch (side) {
    case Side::front:
      seen = {pupilLeft, pupilRight, glabella, menton, tragionLeft, tragionRight, vertex};
      break;
    case Side::threeQuarter:
      seen = {pupilLeft, pupilRight, glabella, menton, vertex};
      break;
    case Side::left:
      seen = {glabella, menton, tragionLeft, vertex};
      break;
    case Side::right:
      seen = {glabella, menton, tragionRight, vertex};
      break;
    case Side::top:
      seen = {glabella, tragionLeft, tragionRight, vertex};
      break;
  }
  Landmarks out;
  for (const Landmark l : seen) {
    const Vec2 px = *projectPoint(view, head.landmark(l));
    out[l] = px + sdPx * Vec2(normal(rng), normal(rng));
  }
  return out;
}

/// A card held in the plane of brow or crown, whichever is nearer, give or take a centimetre.
inline ScaleReference card(Rng& rng, const TrueHead& head, const View& view) {
  const auto depth = [&](Landmark l) { return (view.camera.rotation * head.landmark(l) + view.camera.translationMm).z; };
  const double z = std::fmin(depth(Landmark::glabella), depth(Landmark::vertex)) + 8.0 * normal(rng);
  return {ScaleKind::card, 85.60 * view.camera.focalPx / z + normal(rng), 85.60};
}

}  // namespace hd::testing
