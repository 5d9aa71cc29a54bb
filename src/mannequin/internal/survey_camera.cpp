#include "core/math.h"
#include "core/rng.h"
#include "mannequin/internal/survey.h"

namespace hd {

namespace {

struct Stand {
  double azimuthRad, elevationRad;  ///< of the camera about the head: 0, 0 straight in front
  double distanceMm;
  Vec3 aim;        ///< in the middle of the picture, head frame mm
  double pxPerMm;  ///< there, at 1200 x 1500
};

constexpr double kDegree = kPi / 180.0;

Stand standFor(const SampleOptions& o, const Individual& who) {
  const bool card = o.card;
  const double top = who.params().vaultHeightMm;
  Stand s{};
  switch (o.view) {
    case HeadSide::front:
      s = {0, 9 * kDegree, 850, {card ? 23.0 : 0.0, top - 132.0 + 4.0, 25}, card ? 4.0 : 4.4};
      break;
    case HeadSide::top:
      s = {0, 71 * kDegree, 800, {card ? 23.0 : 0.0, 96, 12}, card ? 4.0 : 4.5};
      break;
    case HeadSide::left:
      s = {84 * kDegree, 6 * kDegree, 850, {0, top - 132.0 + 2.0, card ? 15.0 : 9.0}, card ? 4.0 : 4.3};
      break;
    case HeadSide::right:
      s = {-84 * kDegree, 6 * kDegree, 850, {0, top - 132.0 + 2.0, card ? 15.0 : 9.0}, card ? 4.0 : 4.3};
      break;
  }
  s.azimuthRad += o.turnRad;
  s.elevationRad += o.bowRad;
  if (o.seed != 0) {
    const auto vary = [&](uint64_t key) { return clamp(hashNormal(key, o.seed, 31), -2.0, 2.0); };
    s.azimuthRad += 1.6 * kDegree * vary(1);
    s.elevationRad += 1.5 * kDegree * vary(2);
    s.distanceMm += 60.0 * vary(3);
    s.aim += Vec3(o.view == HeadSide::front || o.view == HeadSide::top ? 1.5 * vary(4) : 0.0, 2.0 * vary(5), 0.0);
  }
  return s;
}

}  // namespace

Camera cameraFor(const SampleOptions& o, const Individual& who) {
  const Stand s = standFor(o, who);
  const double ce = detCos(s.elevationRad);
  const Vec3 towards(ce * detSin(s.azimuthRad), detSin(s.elevationRad), ce * detCos(s.azimuthRad));
  const Vec3 forward = -towards;
  const Vec3 right = glm::normalize(glm::cross(forward, Vec3(0, 1, 0)));
  const Vec3 down = glm::cross(forward, right);
  Camera camera;
  camera.rotation = glm::transpose(Mat3(right, down, forward));
  camera.translationMm = -(camera.rotation * (s.aim + towards * s.distanceMm));
  const double size = std::min(o.widthPx / 1200.0, o.heightPx / 1500.0);
  camera.focalPx = s.pxPerMm * size * s.distanceMm;
  camera.centrePx = {o.widthPx * 0.5, o.heightPx * 0.5};
  return camera;
}

sdf::V3 gazeFor(const SampleOptions& o, const Camera& camera) {
  if (o.view != HeadSide::front) return glm::normalize(sdf::V3(0, -0.02f, 1));
  const Vec3 eye = -(glm::transpose(camera.rotation) * camera.translationMm) - Vec3(0, 28, 70);
  // Eyes of a head that is held aside follow half of the way.
  const bool aside = o.turnRad != 0 || o.bowRad != 0;
  return sdf::V3(glm::normalize(aside ? glm::normalize(eye) + Vec3(0, 0, 1) : eye));
}

CardPlace cardPlaceFor(const SampleOptions& o, const Camera& camera, const Truth& truth) {
  const Landmark at = o.view == HeadSide::top ? Landmark::vertex : Landmark::glabella;
  const Vec3 c = camera.rotation * truth.landmarksMm[static_cast<size_t>(at)] + camera.translationMm;
  CardPlace place;
  place.depthMm = c.z;
  place.turnRad = 0.012 * hashNormal(6, o.seed, 31);
  const double pxPerMm = camera.focalPx / c.z;
  const double halfWidth = 0.5 * o.widthPx / pxPerMm, halfHeight = 0.5 * o.heightPx / pxPerMm;
  const bool profile = o.view == HeadSide::left || o.view == HeadSide::right;
  place.upright = !profile;
  Vec2 mm;
  if (profile) {
    mm = {-(halfWidth - 52.0), halfHeight - 46.0};
    if (o.view == HeadSide::right) mm.x = -mm.x;
  } else {
    mm = {halfWidth - 34.0, o.view == HeadSide::top ? 10.0 : 22.0};
  }
  place.centrePx = camera.centrePx + mm * pxPerMm;
  return place;
}

}  // namespace hd
