#include <algorithm>
#include <cmath>

#include "design/templates.h"

namespace hd {
namespace {

// A curve is sampled into at most this many pieces, however long a file says it is.
constexpr double kMaxPieces = 20'000.0;

// Catmull-Rom through p1 and p2 with centripetal knots (square root of the chord), which never
// loops or overshoots where points lie close together. Barry and Goldman's pyramid.
Vec2 pointOnSegment(Vec2 p0, Vec2 p1, Vec2 p2, Vec2 p3, double u) {
  const auto knot = [](Vec2 a, Vec2 b) { return std::max(1e-6, std::sqrt(glm::length(b - a))); };
  const double t1 = knot(p0, p1), t2 = t1 + knot(p1, p2), t3 = t2 + knot(p2, p3);
  const double t = t1 + u * (t2 - t1);
  const auto blend = [&](Vec2 a, Vec2 b, double from, double to) { return a + (b - a) * ((t - from) / (to - from)); };
  const Vec2 a1 = blend(p0, p1, 0.0, t1), a2 = blend(p1, p2, t1, t2), a3 = blend(p2, p3, t2, t3);
  return blend(blend(a1, a2, 0.0, t2), blend(a2, a3, t1, t3), t1, t2);
}

}  // namespace

std::vector<Vec2> hairlineCurve(const Hairline& hairline, double stepMm) {
  const std::vector<Vec2>& p = hairline.pointsMapMm;
  const size_t n = p.size();
  if (n < 2) return p;
  double length = 0.0;
  for (size_t i = 0; i + 1 < n; ++i) length += glm::length(p[i + 1] - p[i]);
  const double step = std::max(stepMm, length / kMaxPieces);
  std::vector<Vec2> out;
  for (size_t i = 0; i + 1 < n; ++i) {
    // Beyond the ends the curve goes on as it came.
    const Vec2 before = i > 0 ? p[i - 1] : 2.0 * p[0] - p[1];
    const Vec2 after = i + 2 < n ? p[i + 2] : 2.0 * p[n - 1] - p[n - 2];
    const int pieces = std::max(1, static_cast<int>(std::ceil(glm::length(p[i + 1] - p[i]) / step)));
    for (int k = 0; k < pieces; ++k)
      out.push_back(k == 0 ? p[i] : pointOnSegment(before, p[i], p[i + 1], after, static_cast<double>(k) / pieces));
  }
  out.push_back(p.back());
  return out;
}

}  // namespace hd
