#include "scalp/view.h"

#include <algorithm>
#include <cmath>

namespace hd {
namespace {

/// Derivative of the photo position by the head-frame position at `p`: rows for x and y.
struct Projection {
  Vec2 px;
  Vec3 dx, dy;
};

std::optional<Projection> project(const Camera& camera, Vec3 p) {
  const Vec3 c = camera.rotation * p + camera.translationMm;
  if (!(c.z > 1.0)) return std::nullopt;
  const double f = camera.focalPx / c.z, x = c.x / c.z, y = c.y / c.z;
  const Mat3 rows = glm::transpose(camera.rotation);  // rows of the rotation as columns
  return Projection{camera.centrePx + f * Vec2(c.x, c.y), f * (rows[0] - x * rows[2]), f * (rows[1] - y * rows[2])};
}

}  // namespace

Vec3 cameraPositionMm(const Camera& camera) { return -(camera.translationMm * camera.rotation); }

std::optional<Vec2> projectPoint(const View& view, Vec3 posScalpMm) {
  if (view.kind == ViewKind::flat) return Vec2(posScalpMm.x, posScalpMm.y) / view.mmPerPx;
  const Vec3 c = view.camera.rotation * posScalpMm + view.camera.translationMm;
  if (!(c.z > 1.0)) return std::nullopt;
  return view.camera.centrePx + (view.camera.focalPx / c.z) * Vec2(c.x, c.y);
}

bool isVisible(const View& view, const ScalpMap& map, Vec3 posScalpMm, Vec3 normal) {
  if (view.kind == ViewKind::flat || map.isFlat()) return true;
  const Vec3 eye = cameraPositionMm(view.camera);
  const Vec3 ray = posScalpMm - eye;
  const double distance = glm::length(ray);
  const double facing = -glm::dot(ray, normal) / distance;
  if (facing <= 0.0) return false;
  // The cranium bulges everywhere, so only a grazing look can be blocked by a part of it in front.
  if (facing > 0.25) return true;
  // What blocks it bulges for centimetres, so a few places on the way tell; two millimetres off the skin do not count.
  const Vec3 back = ray / distance;
  for (double away = 2.0; away < std::min(distance, 300.0); away *= 1.6)
    if (map.head().contains(posScalpMm - away * back)) return false;
  return true;
}

std::optional<Vec2> unprojectToMap(const View& view, const ScalpMap& map, Vec2 posPhotoPx) {
  if (view.kind == ViewKind::flat || map.isFlat()) return posPhotoPx * view.mmPerPx;
  const Camera& camera = view.camera;
  const Vec2 slope = (posPhotoPx - camera.centrePx) / camera.focalPx;
  const Vec3 direction = glm::normalize(Vec3(slope, 1.0) * camera.rotation);
  const std::optional<Vec3> hit = map.head().intersect(cameraPositionMm(camera), direction);
  if (!hit || !map.coversSkin(*hit)) return std::nullopt;
  return map.toMap(*hit);
}

std::optional<Footprint> footprintAt(const View& view, const ScalpMap& map, Vec2 posMapMm) {
  if (view.kind == ViewKind::flat || map.isFlat()) {
    const double pxPerMm = 1.0 / view.mmPerPx;
    return Footprint{posMapMm * pxPerMm, {pxPerMm, 0.0}, {0.0, pxPerMm}, 1.0};
  }
  const ScalpMap::Jet jet = map.jet(posMapMm);
  const std::optional<Projection> at = project(view.camera, jet.posScalpMm);
  if (!at) return std::nullopt;
  const Vec3 normal = glm::normalize(glm::cross(jet.alongY, jet.alongX));
  const Vec3 tangent0 = glm::normalize(jet.alongX);
  const Vec3 tangent1 = glm::cross(tangent0, normal);
  const Vec3 toEye = cameraPositionMm(view.camera) - jet.posScalpMm;
  return Footprint{at->px,
                   {glm::dot(at->dx, tangent0), glm::dot(at->dy, tangent0)},
                   {glm::dot(at->dx, tangent1), glm::dot(at->dy, tangent1)},
                   glm::dot(normal, toEye) / glm::length(toEye)};
}

HeadSide sideOf(const View& view) {
  if (view.kind != ViewKind::head) return HeadSide::front;
  // The head's axes as the camera sees them: the one that points towards it (-z) is the side in view.
  const Vec3 towards = transpose(view.camera.rotation) * Vec3(0, 0, -1);
  if (towards.y > 0.75) return HeadSide::top;
  if (towards.x > 0.75) return HeadSide::left;
  if (towards.x < -0.75) return HeadSide::right;
  return HeadSide::front;
}

}  // namespace hd
