#include "render/bust.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"

namespace hd {
namespace {

// Soft union of distances over a band of width k; equals the smaller one outside of the band, so that the cranium is
// left as it is where nothing is near.
double unite(double a, double b, double k) {
  const double h = std::max(k - std::fabs(a - b), 0.0) / k;
  return std::min(a, b) - 0.25 * k * h * h;
}
double carve(double a, double b, double k) { return -unite(-a, b, k); }

double ellipsoid(Vec3 p, Vec3 centre, Vec3 radii) {
  const Vec3 a = (p - centre) / radii, b = a / radii;
  const double steep = glm::length(b), k = glm::length(a);
  return steep < 1e-9 ? -std::min(radii.x, std::min(radii.y, radii.z)) : k * (k - 1.0) / steep;
}

// A rod from a to b whose radius goes from ra to rb.
double rod(Vec3 p, Vec3 a, Vec3 b, double ra, double rb) {
  const Vec3 ab = b - a;
  const double t = clamp(glm::dot(p - a, ab) / glm::dot(ab, ab), 0.0, 1.0);
  return glm::length(p - a - t * ab) - (ra + t * (rb - ra));
}

// Distances to the parts, mm. Faces are symmetric here: everything is laid down at x >= 0.
class Form {
 public:
  explicit Form(const HeadModel& head) : head_(head) {
    brow_ = head.landmark(Landmark::glabella);
    chin_ = head.landmark(Landmark::menton);
    const Vec3 left = head.landmark(Landmark::pupilLeft), right = head.landmark(Landmark::pupilRight);
    eye_ = {0.5 * (left.x - right.x), 0.5 * (left.y + right.y), 0.5 * (left.z + right.z)};
    ear_ = 0.5 * (head.landmark(Landmark::tragionLeft).x - head.landmark(Landmark::tragionRight).x);
    tall_ = (brow_.y - chin_.y) / 134.0;
    wide_ = ear_ / 74.0;
    constexpr double kFlareRad = 0.5, kLeanRad = 0.2;
    const double flared = std::sin(kFlareRad), back = std::cos(kFlareRad);
    earUp_ = glm::normalize(Vec3(0.1, std::cos(kLeanRad), -std::sin(kLeanRad)));
    earBack_ = glm::normalize(Vec3(flared, -std::sin(kLeanRad), -back));
    earOut_ = glm::normalize(glm::cross(earUp_, earBack_));
    if (earOut_.x < 0.0) earOut_ = -earOut_;
    earCentre_ = Vec3(ear_ - 3.0, 6.0, -2.0) + 13.0 * earBack_;
    earMiddle_ = earCentre_ - 3.0 * earOut_;
  }

  double cranium(Vec3 p) const {
    const Vec3 u = (p - head_.centreMm()) / head_.scaleMm();
    const double r = glm::length(u);
    return r > 1e-9 ? (r - head_.radius(u / r)) * glm::length(p - head_.centreMm()) / r : -80.0;
  }

  double ear(Vec3 p) const {
    p.x = std::fabs(p.x);
    const Vec3 d = p - earCentre_;
    const Vec3 e(glm::dot(d, earBack_), glm::dot(d, earUp_), glm::dot(d, earOut_));
    // Narrower below, where the lobe is.
    const double narrow = 1.0 - 0.22 * clamp(-e.y / 30.0, 0.0, 1.0);
    double shell = ellipsoid(e, {0, 0, 0}, {17.0 * narrow, 31.0, 6.5});
    shell = carve(shell, ellipsoid(e, {-1.5, 5.0, 8.0}, {11.0, 20.0, 6.5}), 3.0);
    shell = carve(shell, ellipsoid(e, {-5.0, -4.0, 6.0}, {6.0, 8.0, 5.5}), 3.0);
    return shell;
  }

  double face(Vec3 p) const {
    p.x = std::fabs(p.x);
    const double h = tall_, w = wide_;
    double d = ellipsoid(p, {0, eye_.y - 27 * h, eye_.z - 42}, {60 * w, 50 * h, 44});
    d = unite(d, ellipsoid(p, {0, chin_.y + 30 * h, chin_.z - 40}, {43 * w, 30 * h, 37}), 26);
    d = unite(d, rod(p, {55 * w, -30 * h, 14}, {16 * w, chin_.y + 15 * h, chin_.z - 20}, 13, 13), 24);
    d = unite(d, ellipsoid(p, {0, chin_.y + 13 * h, chin_.z - 13}, {17, 13, 13}), 16);
    d = unite(d, ellipsoid(p, {38 * w, eye_.y - 24 * h, eye_.z - 16}, {20, 15, 18}), 22);
    // Nose, brow and lips.
    const double tipY = eye_.y - 41 * h;
    d = unite(d, rod(p, {0, eye_.y + 4, brow_.z - 9}, {0, tipY + 2, brow_.z + 11}, 5.5, 7.5), 11);
    d = unite(d, ellipsoid(p, {10.5 * w, tipY - 1, brow_.z - 2}, {6.5, 6, 9}), 7);
    d = unite(d, rod(p, {4, brow_.y - 6, brow_.z - 11}, {36 * w, brow_.y - 4, brow_.z - 24}, 8, 7), 16);
    const double mouthY = chin_.y + 45 * h;
    d = unite(d, ellipsoid(p, {0, mouthY, chin_.z - 14}, {27 * w, 19 * h, 17}), 16);
    d = unite(d, ellipsoid(p, {0, mouthY + 4.5, chin_.z + 0.5}, {21 * w, 4.2, 6.5}), 7);
    d = unite(d, ellipsoid(p, {0, mouthY - 5.5, chin_.z - 0.5}, {18 * w, 5.0, 6.5}), 6);
    // Sockets with closed eyes.
    d = carve(d, ellipsoid(p, {eye_.x, eye_.y + 1, eye_.z + 8}, {18, 12, 19}), 12);
    return unite(d, ellipsoid(p, {eye_.x, eye_.y, eye_.z - 12.5}, {13, 11, 11.5}), 4);
  }

  double neck(Vec3 p) const {
    p.x = std::fabs(p.x);
    return rod(p / Vec3(wide_, 1, 1), {0, -20, -26}, {0, -210, -42}, 51, 57);
  }

  /// All but the ears.
  double body(Vec3 p) const { return unite(unite(cranium(p), face(p), 14), neck(p), 22); }
  double all(Vec3 p) const { return unite(body(p), ear(p), 4); }

  /// From where all of an ear can be seen, x > 0.
  Vec3 earOut() const { return earOut_; }
  Vec3 earMiddle() const { return earMiddle_; }

 private:
  const HeadModel& head_;
  Vec3 brow_, chin_, eye_, earUp_, earBack_, earOut_, earCentre_, earMiddle_;
  double ear_, tall_, wide_;
};

// The outermost place on a ray from `centre`, within `reachMm`.
template <class Distance>
Vec3 outermost(const Distance& distance, Vec3 centre, Vec3 direction, double reachMm) {
  double far = reachMm, near = 0.0;
  for (int step = 0; step < 60; ++step) {
    const double d = distance(centre + far * direction);
    if (d < 0.01) break;
    far = std::max(far - std::max(0.6 * d, 0.05), 0.0);
  }
  near = std::max(far - 2.0, 0.0);
  far += 2.0;
  for (int k = 0; k < 16; ++k) {
    const double middle = 0.5 * (near + far);
    (distance(centre + middle * direction) > 0.0 ? far : near) = middle;
  }
  return centre + near * direction;
}

template <class Distance>
Vec3 slope(const Distance& distance, Vec3 p, double h) {
  return glm::normalize(Vec3(distance(p + Vec3(h, 0, 0)) - distance(p - Vec3(h, 0, 0)),
                             distance(p + Vec3(0, h, 0)) - distance(p - Vec3(0, h, 0)),
                             distance(p + Vec3(0, 0, h)) - distance(p - Vec3(0, 0, h))));
}

// How free the place is near by and a finger's breadth off: what lies in a fold is darker.
double openness(const Form& form, Vec3 p, Vec3 n) {
  const double near = form.all(p + 5.0 * n) / 5.0, far = form.all(p + 20.0 * n) / 20.0;
  return clamp(0.25 + 0.75 * (0.5 * clamp(near, 0.0, 1.0) + 0.5 * clamp(far, 0.0, 1.0)), 0.0, 1.0);
}

// A grid of directions about a centre, closed round y; `vertexAt` is asked for each.
template <class VertexAt>
void addGrid(Bust& bust, int rows, int around, const VertexAt& vertexAt) {
  const auto first = static_cast<uint32_t>(bust.vertices.size());
  for (int i = 0; i <= rows; ++i)
    for (int j = 0; j < around; ++j) {
      const double polar = kPi * i / rows, azimuth = kTwoPi * j / around;
      bust.vertices.push_back(vertexAt(Vec3(std::sin(polar) * std::sin(azimuth), std::cos(polar), std::sin(polar) * std::cos(azimuth))));
    }
  for (int i = 0; i < rows; ++i)
    for (int j = 0; j < around; ++j) {
      const auto at = [&](int row, int column) { return first + static_cast<uint32_t>(row * around + column % around); };
      bust.triangles.push_back({at(i, j), at(i + 1, j), at(i + 1, j + 1)});
      bust.triangles.push_back({at(i, j), at(i + 1, j + 1), at(i, j + 1)});
    }
}

}  // namespace

Bust makeBust(const HeadModel& head) {
  const Form form(head);
  Bust bust;
  constexpr int kRows = 120, kAround = 240;  // 1.5 degrees
  const Vec3 centre(0.0, 20.0, 0.0);
  const auto body = [&](Vec3 p) { return form.body(p); };
  addGrid(bust, kRows, kAround, [&](Vec3 direction) {
    BustVertex v;
    v.posMm = outermost(body, centre, direction, 260.0);
    constexpr double kSkinMm = 0.02, kOffMm = 8.0;
    const double off = form.cranium(v.posMm);
    v.hint = off < kSkinMm ? 0.0 : std::max(smoothstep(0.0, kOffMm, off), 1e-3);
    v.normal = v.scalp() ? head.surfaceNormal(head.anatomicalDirection(v.posMm)) : slope(body, v.posMm, 0.7);
    // The middle of a face is best seen from before: nose and eyes from the side would be somewhere else.
    v.seenFrom = glm::normalize(v.normal + Vec3(0, 0, 2.0 * v.hint * std::max(0.0, 1.0 - std::fabs(v.posMm.x) / 50.0)));
    constexpr double kFadeMm = 14.0;
    v.shown = smoothstep(0.0, kFadeMm, form.neck(v.posMm) - std::min(off, form.face(v.posMm)));
    v.open = openness(form, v.posMm, v.normal);
    return v;
  });
  const auto ear = [&](Vec3 p) { return form.ear(p); };
  for (const double side : {1.0, -1.0})
    addGrid(bust, 48, 48, [&](Vec3 direction) {
      BustVertex v;
      const Vec3 mirror(side, 1, 1);
      v.posMm = mirror * outermost(ear, form.earMiddle(), mirror * direction, 45.0);
      v.normal = slope(ear, v.posMm, 0.5);
      v.open = openness(form, v.posMm, v.normal);
      v.hint = 1.5;  // ears differ most
      v.seenFrom = mirror * form.earOut();
      return v;
    });
  return bust;
}

}  // namespace hd
