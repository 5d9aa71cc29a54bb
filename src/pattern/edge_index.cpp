#include "pattern/edge_index.h"

#include <algorithm>
#include <cmath>

namespace hd {
namespace {

constexpr double kCellMm = 5.0;
constexpr double kHalfDiagonalMm = kCellMm * 0.70711;

}  // namespace

EdgeIndex::EdgeIndex(std::vector<Vec2> points, bool closed, double reachMm)
    : points_(std::move(points)), closed_(closed), reach_(reachMm), box_(boxOf(points_)) {
  const size_t n = points_.size(), edges = closed ? n : (n > 0 ? n - 1 : 0);
  if (edges == 0) return;
  if (closed) {
    rows_ = static_cast<int>((box_.max.y - box_.min.y) / kCellMm) + 1;
    const auto rowOf = [&](double y) { return std::clamp(static_cast<int>((y - box_.min.y) / kCellMm), 0, rows_ - 1); };
    std::vector<uint32_t> count(rows_ + 1, 0);
    std::vector<Edge> all;
    for (size_t e = 0; e < edges; ++e) {
      Vec2 a = points_[e], b = points_[(e + 1) % n];
      if (a.y > b.y || (a.y == b.y && a.x > b.x)) std::swap(a, b);
      if (a.y == b.y) continue;  // a level edge never decides
      all.push_back({a, b});
      for (int r = rowOf(a.y); r <= rowOf(b.y); ++r) ++count[r + 1];
    }
    for (int r = 0; r < rows_; ++r) count[r + 1] += count[r];
    rowStart_ = count;
    rowEdges_.resize(count[rows_]);
    for (const Edge& edge : all)
      for (int r = rowOf(edge.low.y); r <= rowOf(edge.high.y); ++r) rowEdges_[count[r]++] = edge;
  }
  if (reach_ <= 0.0) return;
  // The cells reach as far as distances are asked for.
  Box2 area = box_;
  area.grow(reach_ + kCellMm);
  cellOrigin_ = area.min;
  cellsX_ = static_cast<int>((area.max.x - area.min.x) / kCellMm) + 1;
  cellsY_ = static_cast<int>((area.max.y - area.min.y) / kCellMm) + 1;
  const size_t cells = static_cast<size_t>(cellsX_) * cellsY_;
  // Two passes over each edge's surroundings: first how near an edge every cell has at most, then
  // the edges that can beat it.
  std::vector<double> bound(cells, reach_ + kHalfDiagonalMm);
  const auto forCells = [&](size_t e, auto&& f) {
    const Vec2 a = points_[e], b = points_[(e + 1) % n];
    const double margin = reach_ + kHalfDiagonalMm;
    const auto cell = [](double v) { return static_cast<int>(v / kCellMm); };
    const int x0 = std::max(0, cell(std::min(a.x, b.x) - margin - cellOrigin_.x));
    const int x1 = std::min(cellsX_ - 1, cell(std::max(a.x, b.x) + margin - cellOrigin_.x));
    const int y0 = std::max(0, cell(std::min(a.y, b.y) - margin - cellOrigin_.y));
    const int y1 = std::min(cellsY_ - 1, cell(std::max(a.y, b.y) + margin - cellOrigin_.y));
    for (int y = y0; y <= y1; ++y)
      for (int x = x0; x <= x1; ++x) {
        const Vec2 centre = cellOrigin_ + Vec2(x + 0.5, y + 0.5) * kCellMm;
        f(static_cast<size_t>(y) * cellsX_ + x, distanceToSegment(centre, a, b));
      }
  };
  for (size_t e = 0; e < edges; ++e)
    forCells(e, [&](size_t c, double d) { bound[c] = std::min(bound[c], d + kHalfDiagonalMm); });
  std::vector<uint32_t> count(cells + 1, 0);
  for (size_t e = 0; e < edges; ++e)
    forCells(e, [&](size_t c, double d) { count[c + 1] += d - kHalfDiagonalMm <= bound[c]; });
  for (size_t c = 0; c < cells; ++c) count[c + 1] += count[c];
  cellStart_ = count;
  cellEdges_.resize(count[cells]);
  for (size_t e = 0; e < edges; ++e)
    forCells(e, [&](size_t c, double d) {
      if (d - kHalfDiagonalMm <= bound[c]) cellEdges_[count[c]++] = static_cast<uint32_t>(e);
    });
}

bool EdgeIndex::inside(Vec2 p) const {
  if (rows_ == 0 || p.x < box_.min.x || p.x > box_.max.x || p.y < box_.min.y || p.y > box_.max.y) return false;
  const int row = std::clamp(static_cast<int>((p.y - box_.min.y) / kCellMm), 0, rows_ - 1);
  bool inside = false;
  for (uint32_t k = rowStart_[row]; k < rowStart_[row + 1]; ++k) {
    const Vec2 a = rowEdges_[k].low, b = rowEdges_[k].high;
    if ((a.y > p.y) == (b.y > p.y)) continue;
    const double x = a.x + (p.y - a.y) * (b.x - a.x) / (b.y - a.y);
    if (p.x < x) inside = !inside;
  }
  return inside;
}

int EdgeIndex::cellAt(Vec2 p) const {
  const Vec2 g = (p - cellOrigin_) / kCellMm;
  if (!(g.x >= 0.0 && g.y >= 0.0 && g.x < cellsX_ && g.y < cellsY_)) return -1;
  return static_cast<int>(g.y) * cellsX_ + static_cast<int>(g.x);
}

Nearest EdgeIndex::nearest(Vec2 p) const {
  Nearest best;
  const int cell = cellAt(p);
  if (cell < 0) return best;
  double bestSquared = reach_ * reach_;
  const size_t n = points_.size();
  for (uint32_t k = cellStart_[cell]; k < cellStart_[cell + 1]; ++k) {
    const uint32_t e = cellEdges_[k];
    const Vec2 a = points_[e], b = points_[(e + 1) % n];
    const Vec2 ab = b - a;
    const double lengthSquared = glm::dot(ab, ab);
    const double t = lengthSquared > 0.0 ? std::clamp(glm::dot(p - a, ab) / lengthSquared, 0.0, 1.0) : 0.0;
    const Vec2 foot = a + t * ab;
    const double squared = glm::dot(p - foot, p - foot);
    if (squared < bestSquared) {
      bestSquared = squared;
      best.foot = foot;
      best.along = e + t;
    }
  }
  if (bestSquared < reach_ * reach_) best.distanceMm = std::sqrt(bestSquared);
  return best;
}

bool EdgeIndex::touches(const Box2& area) const {
  const Vec2 centre = 0.5 * (area.min + area.max);
  const double radius = 0.5 * glm::length(area.max - area.min);
  const size_t n = points_.size();
  const auto near = [&](size_t e) { return distanceToSegment(centre, points_[e], points_[(e + 1) % n]) <= radius; };
  if (radius <= reach_ && cellAt(centre) >= 0) return nearest(centre).distanceMm <= radius;
  const size_t edges = closed_ ? n : (n > 0 ? n - 1 : 0);
  for (size_t e = 0; e < edges; ++e)
    if (near(e)) return true;
  return false;
}

}  // namespace hd
