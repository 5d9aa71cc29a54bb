#include "pattern/scale_grid.h"

#include <algorithm>
#include <cmath>

namespace hd {
namespace {

constexpr double kStepMm = 4.0;

// Catmull-Rom weights of the four nodes around a fraction in [0, 1].
struct Cubic {
  double w[4];
  explicit Cubic(double t) {
    const double t2 = t * t, t3 = t2 * t;
    w[0] = 0.5 * (-t3 + 2.0 * t2 - t);
    w[1] = 0.5 * (3.0 * t3 - 5.0 * t2 + 2.0);
    w[2] = 0.5 * (-3.0 * t3 + 4.0 * t2 + t);
    w[3] = 0.5 * (t3 - t2);
  }
};

}  // namespace

ScaleGrid::ScaleGrid(const ScalpMap& map, const Box2& boxMapMm) {
  if (map.isFlat() || boxMapMm.empty()) return;
  map_ = &map;
  // On the map's own 4 mm lattice, so that a value does not depend on where the box happens to start.
  const Vec2 first = glm::floor(boxMapMm.min / kStepMm) - Vec2(2, 2);
  const Vec2 last = glm::ceil(boxMapMm.max / kStepMm) + Vec2(2, 2);
  origin_ = first * kStepMm;
  width_ = static_cast<int>(last.x - first.x) + 1;
  height_ = static_cast<int>(last.y - first.y) + 1;
  factor_.resize(static_cast<size_t>(width_) * height_);
  std::vector<char> off(factor_.size(), 0);
  edge_.assign(factor_.size(), 0);
  for (int j = 0; j < height_; ++j)
    for (int i = 0; i < width_; ++i) {
      const Vec2 p = origin_ + Vec2(i, j) * kStepMm;
      const size_t at = static_cast<size_t>(j) * width_ + i;
      off[at] = !map.covers(p);
      factor_[at] = off[at] ? 0.0 : map.areaFactor(p);
    }
  // Off the chart the nearest covered value of the row serves; nothing is sampled there.
  for (int j = 0; j < height_; ++j) {
    double* row = &factor_[static_cast<size_t>(j) * width_];
    double value = 0.0;
    for (int i = 0; i < width_; ++i) value = row[i] > 0.0 ? row[i] : (row[i] = value);
    value = 0.0;
    for (int i = width_ - 1; i >= 0; --i) value = row[i] > 0.0 ? row[i] : (row[i] = value);
  }
  for (double f : factor_) length_.push_back(std::sqrt(f > 1e-6 ? f : 1e-6));
  for (int j = 0; j + 1 < height_; ++j)
    for (int i = 0; i + 1 < width_; ++i) {
      const size_t at = static_cast<size_t>(j) * width_ + i;
      edge_[at] = off[at] || off[at + 1] || off[at + width_] || off[at + width_ + 1];
    }
}

double ScaleGrid::areaFactor(Vec2 posMapMm) const {
  if (!map_) return 1.0;
  const Vec2 g = (posMapMm - origin_) / kStepMm;
  const double gx = std::clamp(g.x, 1.0, width_ - 2.001), gy = std::clamp(g.y, 1.0, height_ - 2.001);
  const int i = static_cast<int>(gx), j = static_cast<int>(gy);
  const Cubic cx(gx - i), cy(gy - j);
  double sum = 0.0;
  for (int r = 0; r < 4; ++r) {
    const double* row = &factor_[static_cast<size_t>(j + r - 1) * width_ + (i - 1)];
    sum += cy.w[r] * (((cx.w[0] * row[0] + cx.w[1] * row[1]) + cx.w[2] * row[2]) + cx.w[3] * row[3]);
  }
  return sum > 1e-6 ? sum : 1e-6;
}

double ScaleGrid::lengthScale(Vec2 posMapMm) const {
  if (!map_) return 1.0;
  const Vec2 g = (posMapMm - origin_) / kStepMm;
  const double gx = std::clamp(g.x, 0.0, width_ - 1.001), gy = std::clamp(g.y, 0.0, height_ - 1.001);
  const int i = static_cast<int>(gx), j = static_cast<int>(gy);
  const double tx = gx - i, ty = gy - j;
  const double* s = &length_[static_cast<size_t>(j) * width_ + i];
  return (1.0 - ty) * ((1.0 - tx) * s[0] + tx * s[1]) + ty * ((1.0 - tx) * s[width_] + tx * s[width_ + 1]);
}

bool ScaleGrid::covered(Vec2 posMapMm) const {
  if (!map_) return true;
  const Vec2 g = (posMapMm - origin_) / kStepMm;
  const int i = std::clamp(static_cast<int>(g.x), 0, width_ - 2), j = std::clamp(static_cast<int>(g.y), 0, height_ - 2);
  return !edge_[static_cast<size_t>(j) * width_ + i] || map_->covers(posMapMm);
}

double ScaleGrid::skinLengthMm(Vec2 aMapMm, Vec2 bMapMm) const {
  const double length = glm::length(bMapMm - aMapMm);
  if (!map_) return length;
  const double middle = lengthScale(0.5 * (aMapMm + bMapMm));
  return length * ((lengthScale(aMapMm) + 4.0 * middle) + lengthScale(bMapMm)) / 6.0;
}

}  // namespace hd
