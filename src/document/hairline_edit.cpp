#include "document/hairline_edit.h"

#include <algorithm>
#include <cmath>

#include "core/polygon.h"
#include "design/templates.h"

namespace hd {
namespace {

constexpr size_t kMostHandles = 15;  // more cannot be told apart by a finger on a hairline of 250 mm

Vec2 mirrored(Vec2 p) { return {-p.x, p.y}; }

bool hasMiddle(const Hairline& h) { return h.pointsMapMm.size() % 2 == 1; }

}  // namespace

void moveHairlinePoint(Hairline& hairline, size_t index, Vec2 posMapMm) {
  auto& points = hairline.pointsMapMm;
  if (index >= points.size()) return;
  const size_t twin = points.size() - 1 - index;
  if (!hairline.symmetric) {
    points[index] = posMapMm;
  } else if (twin == index) {
    points[index] = {0.0, posMapMm.y};
  } else {
    // A point that crossed the midline would swap sides with its twin and knot the curve.
    const double side = index > twin ? 1.0 : -1.0;
    const Vec2 kept = {side * std::max(side * posMapMm.x, 1.0), posMapMm.y};
    points[index] = kept;
    points[twin] = mirrored(kept);
  }
}

std::vector<size_t> hairlineHandles(const Hairline& hairline) {
  const size_t count = hairline.pointsMapMm.size();
  std::vector<size_t> handles;
  const bool thinned = count > kMostHandles;
  const size_t parity = (count / 2) % 2;
  for (size_t i = 0; i < count; ++i) {
    if (!thinned || i % 2 == parity || i == 0 || i + 1 == count) handles.push_back(i);
  }
  return handles;
}

void moveHairlineHandle(Hairline& hairline, size_t index, Vec2 posMapMm) {
  const auto handles = hairlineHandles(hairline);
  if (handles.size() == hairline.pointsMapMm.size()) return moveHairlinePoint(hairline, index, posMapMm);
  const std::vector<Vec2> before = hairline.pointsMapMm;
  moveHairlinePoint(hairline, index, posMapMm);
  const auto isHandle = [&](size_t i) { return std::find(handles.begin(), handles.end(), i) != handles.end(); };
  auto& points = hairline.pointsMapMm;
  const std::vector<Vec2> moved = points;
  for (size_t i = 1; i + 1 < points.size(); ++i) {
    if (!isHandle(i)) points[i] = before[i] + 0.5 * ((moved[i - 1] - before[i - 1]) + (moved[i + 1] - before[i + 1]));
  }
}

std::optional<size_t> addHairlinePoint(Hairline& hairline, Vec2 posMapMm) {
  const auto handles = hairlineHandles(hairline);
  if (handles.size() < 2 || handles.size() + 2 > kMostHandles) return std::nullopt;
  if (handles.size() < hairline.pointsMapMm.size()) {
    std::vector<Vec2> kept;
    for (const size_t i : handles) kept.push_back(hairline.pointsMapMm[i]);
    hairline.pointsMapMm = kept;
  }
  auto& points = hairline.pointsMapMm;
  size_t best = 0;
  double bestDistance = 1e300;
  for (size_t i = 0; i + 1 < points.size(); ++i) {
    const double d = distanceToSegment(posMapMm, points[i], points[i + 1]);
    if (d < bestDistance) {
      bestDistance = d;
      best = i;
    }
  }
  const size_t count = points.size();
  const size_t twinSegment = count - 2 - best;
  if (!hairline.symmetric || twinSegment == best) {
    points.insert(points.begin() + static_cast<ptrdiff_t>(best) + 1, posMapMm);
    return best + 1;
  }
  const size_t low = std::min(best, twinSegment), high = std::max(best, twinSegment);
  const Vec2 lowPoint = best == low ? posMapMm : mirrored(posMapMm);
  points.insert(points.begin() + static_cast<ptrdiff_t>(high) + 1, mirrored(lowPoint));
  points.insert(points.begin() + static_cast<ptrdiff_t>(low) + 1, lowPoint);
  return best == low ? low + 1 : high + 2;
}

bool removeHairlinePoint(Hairline& hairline, size_t index) {
  const auto handles = hairlineHandles(hairline);
  if (handles.size() < hairline.pointsMapMm.size()) {
    // What goes is a handle and its share of the points between.
    const auto at = std::find(handles.begin(), handles.end(), index);
    if (at == handles.end()) return false;
    std::vector<Vec2> kept;
    for (const size_t i : handles) kept.push_back(hairline.pointsMapMm[i]);
    Hairline thinned = hairline;
    thinned.pointsMapMm = kept;
    if (!removeHairlinePoint(thinned, static_cast<size_t>(at - handles.begin()))) return false;
    hairline = thinned;
    return true;
  }
  auto& points = hairline.pointsMapMm;
  const size_t count = points.size();
  if (count <= 3 || index == 0 || index + 1 >= count) return false;
  const size_t twin = count - 1 - index;
  if (!hairline.symmetric) {
    points.erase(points.begin() + static_cast<ptrdiff_t>(index));
    return true;
  }
  if (twin == index || count < 5) return false;
  points.erase(points.begin() + static_cast<ptrdiff_t>(std::max(index, twin)));
  points.erase(points.begin() + static_cast<ptrdiff_t>(std::min(index, twin)));
  return true;
}

void makeSymmetric(Hairline& hairline) {
  hairline.symmetric = true;
  auto& points = hairline.pointsMapMm;
  if (points.empty()) return;
  const Vec2 middle = midFrontalPoint(hairline);
  if (!hasMiddle(hairline)) { points.insert(points.begin() + static_cast<ptrdiff_t>(points.size() / 2), middle); }
  const size_t count = points.size();
  for (size_t i = 0; i < count / 2; ++i) {
    const Vec2 right = points[i], left = points[count - 1 - i];
    const Vec2 mean = {0.5 * (std::fabs(right.x) + std::fabs(left.x)), 0.5 * (right.y + left.y)};
    points[count - 1 - i] = mean;
    points[i] = mirrored(mean);
  }
  points[count / 2].x = 0.0;
}

Vec2 midFrontalPoint(const Hairline& hairline) {
  if (hairline.pointsMapMm.empty()) return {0.0, 0.0};
  const auto curve = hairlineCurve(hairline, 1.0);
  for (size_t i = 0; i + 1 < curve.size(); ++i) {
    const Vec2 a = curve[i], b = curve[i + 1];
    if ((a.x <= 0.0) != (b.x <= 0.0)) {
      const double t = a.x / (a.x - b.x);
      return {0.0, a.y + t * (b.y - a.y)};
    }
  }
  return hairline.pointsMapMm[hairline.pointsMapMm.size() / 2];
}

double hairlineHeightMm(const ScalpMap& map, const Hairline& hairline) {
  if (map.isFlat() || hairline.pointsMapMm.empty()) return 0.0;
  return midFrontalHeightMm(map, midFrontalPoint(hairline));
}

void setHairlineHeight(const ScalpMap& map, Hairline& hairline, double heightMm) {
  if (map.isFlat() || hairline.pointsMapMm.size() < 3) return;
  auto& points = hairline.pointsMapMm;
  const double middle = 0.5 * static_cast<double>(points.size() - 1);
  // A few Newton steps: the height is nearly linear in the shift, so four leave hundredths of a mm.
  for (int step = 0; step < 4; ++step) {
    const Vec2 mid = midFrontalPoint(hairline);
    const double error = midFrontalHeightMm(map, mid) - heightMm;
    if (std::fabs(error) < 0.02) return;
    const double shift = error / map.lengthScale(mid);
    for (size_t i = 0; i < points.size(); ++i) {
      const double s = (static_cast<double>(i) - middle) / middle;
      points[i].y += shift * (1.0 - s * s);
    }
  }
}

}  // namespace hd
