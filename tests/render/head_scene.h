// A curved scene for the tests of the picture: dots of a Norwood design on the default head.
#pragma once

#include <vector>

#include "design/templates.h"
#include "pattern/dots.h"
#include "render/splats.h"

namespace hd::scene {

struct HeadScene {
  Design design;
  ScalpMap map = ScalpMap::flat();
  Dots dots;
};

/// Camera at `eyeMm` looking at `targetMm`, image y down.
inline Camera lookAt(Vec3 eyeMm, Vec3 targetMm, double focalPx, Vec2 centrePx) {
  const Vec3 forward = glm::normalize(targetMm - eyeMm);
  const Vec3 right = glm::normalize(glm::cross(forward, Vec3(0, 1, 0)));
  const Vec3 down = glm::cross(forward, right);
  Camera camera;
  camera.rotation = glm::transpose(Mat3(right, down, forward));
  camera.translationMm = -(camera.rotation * eyeMm);
  camera.focalPx = focalPx;
  camera.centrePx = centrePx;
  return camera;
}

/// Seen from the front and above, `widthPx` wide; the head fills about two thirds.
inline HeadScene head(int norwood, int widthPx, int shade = 3) {
  HeadScene scene;
  scene.design.head = HeadParams{};
  scene.map = scalpMapOf(scene.design);
  scene.design.hairline = makeHairline(scene.map, HairlineTemplate::natural);
  scene.design.zones = makeNorwoodZones(scene.map, norwood);
  for (Zone& zone : scene.design.zones) zone.shade = shade;
  scene.design.sessions.split = {0.45, 0.35, 0.20};
  View& view = scene.design.view();
  view.kind = ViewKind::head;
  view.photoWidthPx = widthPx;
  view.photoHeightPx = widthPx;
  constexpr double kDistanceMm = 1200, kWidthMm = 260;
  view.camera = lookAt({150, 700, 960}, {0, 60, 0}, widthPx / kWidthMm * kDistanceMm, {0.5 * widthPx, 0.5 * widthPx});
  view.mmPerPx = kWidthMm / widthPx;
  scene.dots = makeDots(scene.design, scene.map);
  return scene;
}

}  // namespace hd::scene
