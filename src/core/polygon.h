// Plane polygons and polylines, as plain spans of points. Units are the caller's (map mm or px).
#pragma once

#include <span>
#include <vector>

#include "core/vec.h"

namespace hd {

/// Axis-aligned box; `empty()` until a point was added.
struct Box2 {
  Vec2 min{1e300, 1e300};
  Vec2 max{-1e300, -1e300};
  bool empty() const { return min.x > max.x; }
  void add(Vec2 p) {
    min = {p.x < min.x ? p.x : min.x, p.y < min.y ? p.y : min.y};
    max = {p.x > max.x ? p.x : max.x, p.y > max.y ? p.y : max.y};
  }
  void grow(double margin) {
    min -= Vec2(margin, margin);
    max += Vec2(margin, margin);
  }
};

Box2 boxOf(std::span<const Vec2> points);

/// Signed area by the shoelace sum, positive for counter-clockwise in a y-up plane.
double signedArea(std::span<const Vec2> polygon);

/// True when `p` is inside the closed polygon (even-odd rule). Points exactly on an edge belong to
/// one side consistently, so polygons that share an edge never both claim a point.
bool contains(std::span<const Vec2> polygon, Vec2 p);

/// Distance from `p` to the segment a-b.
double distanceToSegment(Vec2 p, Vec2 a, Vec2 b);

/// Distance from `p` to the outline of the closed polygon.
double distanceToOutline(std::span<const Vec2> polygon, Vec2 p);

/// The same closed polygon with points added so that no edge is longer than `maxEdge`.
std::vector<Vec2> densifyClosed(std::span<const Vec2> polygon, double maxEdge);

/// True when two edges of the closed polygon cross (neighbours that touch do not count).
bool selfIntersects(std::span<const Vec2> polygon);

}  // namespace hd
