// What a calliper and a tape would say of a head.
#include <algorithm>
#include <cmath>

#include "scalp/head_model.h"
#include "scalp/internal/silhouette.h"

namespace hd {

HeadParams peopleHead(const std::array<double, kHeadModes>& modes) {
  HeadParams params;
  params.fromPeople = true;
  params.modes = modes;
  const HeadModel head(params);
  double back = 1e9, side = 0.0;
  for (double y = -0.4; y <= 0.6; y += 0.02) {
    back = std::min(back, head.surfacePoint({0.0, y, -std::sqrt(1.0 - y * y)}).z);
    for (double z = -0.5; z <= 0.4; z += 0.02) side = std::max(side, head.surfacePoint({std::sqrt(1.0 - y * y - z * z), y, z}).x);
  }
  const Vec3 glabella = head.landmark(Landmark::glabella);
  params.lengthMm = glabella.z - back;
  params.breadthMm = 2.0 * side;
  params.vaultHeightMm = head.landmark(Landmark::vertex).y;
  params.pupilDistanceMm = glm::length(head.landmark(Landmark::pupilLeft) - head.landmark(Landmark::pupilRight));
  params.faceHeightMm = glabella.y - head.landmark(Landmark::menton).y;
  return params;
}

double circumferenceMm(const HeadModel& head) {
  const SkinPoints& tape = SkinPoints::tape();
  double half = 0.0;
  Vec3 before = head.surfacePoint(tape.direction(0));
  for (size_t i = 1; i < tape.size(); ++i) {
    const Vec3 at = head.surfacePoint(tape.direction(i));
    half += glm::length(at - before);
    before = at;
  }
  return 2.0 * half;
}

}  // namespace hd
