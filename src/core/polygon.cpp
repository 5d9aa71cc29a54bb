#include "core/polygon.h"

#include <algorithm>
#include <cmath>

namespace hd {

Box2 boxOf(std::span<const Vec2> points) {
  Box2 box;
  for (const Vec2& p : points) box.add(p);
  return box;
}

double signedArea(std::span<const Vec2> polygon) {
  double twice = 0.0;
  for (size_t i = 0, n = polygon.size(); i < n; ++i) twice += cross2(polygon[i], polygon[(i + 1) % n]);
  return 0.5 * twice;
}

bool contains(std::span<const Vec2> polygon, Vec2 p) {
  bool inside = false;
  for (size_t i = 0, n = polygon.size(); i < n; ++i) {
    // Each edge is looked at from its lower end, so that a shared edge gives both its polygons the
    // same rounding.
    Vec2 a = polygon[i], b = polygon[(i + 1) % n];
    if (a.y > b.y || (a.y == b.y && a.x > b.x)) std::swap(a, b);
    if ((a.y > p.y) == (b.y > p.y)) continue;
    const double x = a.x + (p.y - a.y) * (b.x - a.x) / (b.y - a.y);
    if (p.x < x) inside = !inside;
  }
  return inside;
}

double distanceToSegment(Vec2 p, Vec2 a, Vec2 b) {
  const Vec2 ab = b - a;
  const double lengthSquared = glm::dot(ab, ab);
  const double t = lengthSquared > 0.0 ? std::clamp(glm::dot(p - a, ab) / lengthSquared, 0.0, 1.0) : 0.0;
  return glm::length(p - (a + t * ab));
}

double distanceToOutline(std::span<const Vec2> polygon, Vec2 p) {
  double best = 1e300;
  for (size_t i = 0, n = polygon.size(); i < n; ++i) best = std::min(best, distanceToSegment(p, polygon[i], polygon[(i + 1) % n]));
  return best;
}

std::vector<Vec2> densifyClosed(std::span<const Vec2> polygon, double maxEdge) {
  std::vector<Vec2> out;
  for (size_t i = 0, n = polygon.size(); i < n; ++i) {
    const Vec2 a = polygon[i], b = polygon[(i + 1) % n];
    const int pieces = std::max(1, static_cast<int>(std::ceil(glm::length(b - a) / maxEdge)));
    for (int k = 0; k < pieces; ++k) out.push_back(a + (b - a) * (static_cast<double>(k) / pieces));
  }
  return out;
}

bool selfIntersects(std::span<const Vec2> polygon) {
  const size_t n = polygon.size();
  const auto side = [](Vec2 a, Vec2 b, Vec2 p) { return cross2(b - a, p - a); };
  for (size_t i = 0; i < n; ++i) {
    const Vec2 a = polygon[i], b = polygon[(i + 1) % n];
    for (size_t j = i + 2; j < n; ++j) {
      if (i == 0 && j == n - 1) continue;
      const Vec2 c = polygon[j], d = polygon[(j + 1) % n];
      if (side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0) return true;
    }
  }
  return false;
}

}  // namespace hd
