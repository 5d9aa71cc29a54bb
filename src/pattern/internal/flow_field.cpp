#include "pattern/internal/flow_field.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"

namespace hd {
namespace {

constexpr double kNodeMm = 4.0;
// The whorl lies a little behind the vertex.
constexpr Vec2 kWhorlMm{0.0, -28.0};
// Its arms leave the centre almost tangentially and are radial after a few of these lengths.
constexpr double kSpiralMm = 38.0;
constexpr double kSpiralRad = 1.25;

Vec2 unitOr(Vec2 v, Vec2 otherwise) {
  const double length = glm::length(v);
  return length > 1e-9 ? v / length : otherwise;
}

}  // namespace

FlowField::FlowField(const Design& design, bool flat)
    : flat_(flat), turn_(design.flow.whorlClockwise ? 1.0 : -1.0), strokes_(design.flow.strokes) {}

Vec2 FlowField::directionAt(Vec2 p) const {
  Vec2 direction(0.0, 1.0);
  if (!flat_) {
    const Vec2 radial = p - kWhorlMm;
    const double r = glm::length(radial);
    const double angle = turn_ * kSpiralRad * detExp(-r / kSpiralMm);
    const double c = detCos(angle), s = detSin(angle);
    const Vec2 outward = unitOr(radial, Vec2(0.0, 1.0));
    // Seen from above with the face up the map is mirrored left to right, and clockwise is
    // towards the person's right at the front.
    const Vec2 spiral(c * outward.x + s * outward.y, c * outward.y - s * outward.x);
    const double side = std::fabs(p.x);
    const double front = smoothstep(15.0, 75.0, p.y) * (1.0 - smoothstep(45.0, 85.0, side));
    const double temple = smoothstep(55.0, 95.0, side) * smoothstep(-40.0, 40.0, p.y);
    direction = mix(1.0, 0.0, front) * spiral + front * Vec2(0.0, 1.0);
    const Vec2 backAndDown(p.x < 0.0 ? -0.8 : 0.8, -0.6);
    direction = unitOr((1.0 - temple) * unitOr(direction, outward) + temple * backAndDown, outward);
  }
  for (const FlowStroke& stroke : strokes_) {
    double best = stroke.radiusMm;
    Vec2 along(0.0, 0.0);
    for (size_t i = 0; i + 1 < stroke.pointsMapMm.size(); ++i) {
      const Vec2 a = stroke.pointsMapMm[i], b = stroke.pointsMapMm[i + 1];
      const double d = distanceToSegment(p, a, b);
      if (d < best) {
        best = d;
        along = b - a;
      }
    }
    if (!(best < stroke.radiusMm)) continue;
    const double weight = 1.0 - smoothstep(0.0, stroke.radiusMm, best);
    direction = unitOr((1.0 - weight) * direction + weight * unitOr(along, direction), direction);
  }
  return direction;
}

FlowGrid::FlowGrid(const FlowField& field, const Box2& boxMapMm) {
  if (field.even()) {
    const Vec2 direction = field.directionAt(boxMapMm.min);
    even_ = true;
    evenRad_ = detAtan2(direction.y, direction.x);
    return;
  }
  const Vec2 first = glm::floor(boxMapMm.min / kNodeMm), last = glm::ceil(boxMapMm.max / kNodeMm) + Vec2(1, 1);
  firstX_ = static_cast<int>(first.x);
  firstY_ = static_cast<int>(first.y);
  width_ = static_cast<int>(last.x - first.x) + 1;
  height_ = static_cast<int>(last.y - first.y) + 1;
  node_.reserve(static_cast<size_t>(width_) * height_);
  for (int j = 0; j < height_; ++j)
    for (int i = 0; i < width_; ++i) node_.push_back(field.directionAt((first + Vec2(i, j)) * kNodeMm));
}

double FlowGrid::angleAt(Vec2 p) const {
  if (even_) return evenRad_;
  const Vec2 g = p / kNodeMm, whole = glm::floor(g);
  const int i = std::clamp(static_cast<int>(whole.x) - firstX_, 0, width_ - 2),
            j = std::clamp(static_cast<int>(whole.y) - firstY_, 0, height_ - 2);
  const double tx = g.x - whole.x, ty = g.y - whole.y;
  const Vec2* n = &node_[static_cast<size_t>(j) * width_ + i];
  const Vec2 v = (1.0 - ty) * ((1.0 - tx) * n[0] + tx * n[1]) + ty * ((1.0 - tx) * n[width_] + tx * n[width_ + 1]);
  return detAtan2(v.y, v.x);
}

}  // namespace hd
