#include "light/columns.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"

namespace hd {
namespace {

/// A segment between the column's ends, in coordinates in which the column is an upright disk.
struct Flat {
  Vec2 from{0.0}, step{0.0};
  double lengthMm = 0.0;
};

struct Frame {
  double lean, squash;
  explicit Frame(const Column& c) : lean(std::cos(c.elevationRad) / std::sin(c.elevationRad)), squash(std::sin(c.elevationRad)) {}
  Vec2 flat(Vec3 p) const { return {(p.x - lean * p.z) * squash, p.y}; }
};

bool clip(const Segment& s, const Column& column, const Frame& frame, Flat& out) {
  double t0 = 0.0, t1 = 1.0;
  if (std::fabs(s.step.z) > 1e-12) {
    const double a = (column.topMm - s.from.z) / s.step.z, b = (column.bottomMm - s.from.z) / s.step.z;
    t0 = std::max(t0, std::min(a, b));
    t1 = std::min(t1, std::max(a, b));
  } else if (s.from.z < column.topMm || s.from.z > column.bottomMm) {
    return false;
  }
  if (!(t1 > t0)) return false;
  out.from = frame.flat(s.from + t0 * s.step);
  out.step = frame.flat(s.from + t1 * s.step) - out.from;
  out.lengthMm = (t1 - t0) * glm::length(s.step);
  return true;
}

double insideDisk(const Flat& f, Vec2 centre, double radius) {
  const Vec2 p = f.from - centre;
  const double a = glm::dot(f.step, f.step), b = glm::dot(p, f.step), c = glm::dot(p, p) - radius * radius;
  if (a < 1e-18) return c < 0.0 ? f.lengthMm : 0.0;
  const double root = b * b - a * c;
  if (root <= 0.0) return 0.0;
  const double r = std::sqrt(root);
  const double t0 = std::max((-b - r) / a, 0.0), t1 = std::min((-b + r) / a, 1.0);
  return t1 > t0 ? (t1 - t0) * f.lengthMm : 0.0;
}

}  // namespace

double lengthInColumn(std::span<const Segment> segments, const Column& column, Vec2 foot) {
  const Frame frame(column);
  const Vec2 centre = frame.flat(Vec3(foot, 0.0));
  double sum = 0.0;
  Flat f;
  for (const Segment& s : segments)
    if (clip(s, column, frame, f)) sum += insideDisk(f, centre, 0.5 * column.diameterMm);
  return sum;
}

double lengthInField(std::span<const Segment> segments, const Column& column, double perCm2, Vec2 shift) {
  const Frame frame(column);
  const double radius = 0.5 * column.diameterMm;
  const double rowMm = std::sqrt(100.0 / perCm2 * std::sqrt(3.0) / 2.0);  // between rows
  const double spacing = 100.0 / perCm2 / rowMm * frame.squash;           // along a row, flattened
  double sum = 0.0;
  Flat f;
  for (const Segment& s : segments) {
    if (!clip(s, column, frame, f)) continue;
    const Vec2 to = f.from + f.step;
    const double low = std::min(f.from.y, to.y) - radius, high = std::max(f.from.y, to.y) + radius;
    const double left = std::min(f.from.x, to.x) - radius, right = std::max(f.from.x, to.x) + radius;
    const double firstRow = std::ceil(low / rowMm - shift.y);
    for (double j = firstRow; (j + shift.y) * rowMm <= high; j += 1.0) {
      const double offset = shift.x + 0.5 * (j - 2.0 * std::floor(0.5 * j));
      for (double i = std::ceil(left / spacing - offset); (i + offset) * spacing <= right; i += 1.0)
        sum += insideDisk(f, {(i + offset) * spacing, (j + shift.y) * rowMm}, radius);
    }
  }
  return sum;
}

}  // namespace hd
