#include "pattern/edge_index.h"

#include <algorithm>
#include <cmath>

#include "core/fingerprint.h"

namespace hd {
namespace {

constexpr double kCellMm = 5.0;
constexpr double kHalfDiagonalMm = kCellMm * 0.70711;
constexpr int kBlock = 6;  // cells per side of a block

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
  segments_.reserve(edges);
  for (size_t e = 0; e < edges; ++e) {
    const Vec2 along = points_[(e + 1) % n] - points_[e];
    const double lengthSquared = glm::dot(along, along);
    segments_.push_back({points_[e], along, lengthSquared > 0.0 ? 1.0 / lengthSquared : 0.0});
  }
  // The cells reach as far as distances are asked for.
  Box2 area = box_;
  area.grow(reach_ + kCellMm);
  cellOrigin_ = area.min;
  cellsX_ = static_cast<int>((area.max.x - area.min.x) / kCellMm) + 1;
  cellsY_ = static_cast<int>((area.max.y - area.min.y) / kCellMm) + 1;
  const size_t cells = static_cast<size_t>(cellsX_) * cellsY_;
  // Edges that can be the nearest one for some point of a square: those nearer to its centre than the
  // nearest one plus the square's size. Blocks of cells are sifted first, then each cell sifts its block's.
  const auto sift = [&](const std::vector<uint32_t>& from, Vec2 centre, double halfDiagonal, std::vector<uint32_t>& to,
                        std::vector<double>& distance) {
    double least = 1e300;
    distance.clear();
    for (uint32_t e : from) {
      distance.push_back(distanceToSegment(centre, points_[e], points_[(e + 1) % n]));
      least = std::min(least, distance.back());
    }
    to.clear();
    const double bound = std::min(least + 2.0 * halfDiagonal, reach_ + halfDiagonal);
    for (size_t k = 0; k < from.size(); ++k)
      if (distance[k] <= bound) to.push_back(from[k]);
  };
  std::vector<uint32_t> all(edges), block, cell;
  for (size_t e = 0; e < edges; ++e) all[e] = static_cast<uint32_t>(e);
  std::vector<double> distance;
  const int blocksX = (cellsX_ + kBlock - 1) / kBlock, blocksY = (cellsY_ + kBlock - 1) / kBlock;
  cellStart_.resize(cells);
  cellEnd_.resize(cells);
  for (int by = 0; by < blocksY; ++by)
    for (int bx = 0; bx < blocksX; ++bx) {
      sift(all, cellOrigin_ + Vec2(bx + 0.5, by + 0.5) * (kBlock * kCellMm), kBlock * kHalfDiagonalMm, block, distance);
      for (int y = by * kBlock; y < std::min(cellsY_, (by + 1) * kBlock); ++y)
        for (int x = bx * kBlock; x < std::min(cellsX_, (bx + 1) * kBlock); ++x) {
          sift(block, cellOrigin_ + Vec2(x + 0.5, y + 0.5) * kCellMm, kHalfDiagonalMm, cell, distance);
          const size_t c = static_cast<size_t>(y) * cellsX_ + x;
          cellStart_[c] = static_cast<uint32_t>(cellEdges_.size());
          cellEdges_.insert(cellEdges_.end(), cell.begin(), cell.end());
          cellEnd_[c] = static_cast<uint32_t>(cellEdges_.size());
        }
    }
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
  for (uint32_t k = cellStart_[cell]; k < cellEnd_[cell]; ++k) {
    const uint32_t e = cellEdges_[k];
    const Segment& segment = segments_[e];
    const double t = std::clamp(glm::dot(p - segment.from, segment.along) * segment.inverse, 0.0, 1.0);
    const Vec2 foot = segment.from + t * segment.along;
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

void EdgeIndex::crossings(double y, double fromX, double toX, std::vector<double>& out) const {
  if (rows_ == 0 || y < box_.min.y || y > box_.max.y) return;
  const int row = std::clamp(static_cast<int>((y - box_.min.y) / kCellMm), 0, rows_ - 1);
  for (uint32_t k = rowStart_[row]; k < rowStart_[row + 1]; ++k) {
    const Vec2 a = rowEdges_[k].low, b = rowEdges_[k].high;
    if ((a.y > y) == (b.y > y)) continue;
    const double x = a.x + (y - a.y) * (b.x - a.x) / (b.y - a.y);
    if (x > fromX && x < toX) out.push_back(x);
  }
}

void EdgeIndex::corners(const Box2& area, std::vector<double>& out) const {
  if (rows_ == 0 || area.max.y < box_.min.y || area.min.y > box_.max.y) return;
  const auto rowOf = [&](double y) { return std::clamp(static_cast<int>((y - box_.min.y) / kCellMm), 0, rows_ - 1); };
  for (int row = rowOf(area.min.y); row <= rowOf(area.max.y); ++row)
    for (uint32_t k = rowStart_[row]; k < rowStart_[row + 1]; ++k) {
      // By the edge's own extent: a level edge passes through boxes that hold neither of its ends.
      const Vec2 low = rowEdges_[k].low, high = rowEdges_[k].high;
      if (std::max(low.x, high.x) < area.min.x || std::min(low.x, high.x) > area.max.x) continue;
      for (Vec2 p : {low, high})
        if (p.y > area.min.y && p.y < area.max.y) out.push_back(p.y);
    }
}

uint64_t EdgeIndex::fingerprint(const Box2& area) const {
  Fingerprint f;
  f.addReal(reach_);
  bool any = false;
  for (size_t e = 0, n = points_.size(); e < n; ++e) {
    const Vec2 a = points_[e], b = points_[e + 1 < n ? e + 1 : 0];
    if (std::max(a.x, b.x) < area.min.x || std::min(a.x, b.x) > area.max.x || std::max(a.y, b.y) < area.min.y || std::min(a.y, b.y) > area.max.y)
      continue;
    any = true;
    f.addPoint(a);
    f.addPoint(b);
  }
  const bool within = inside(area.min);
  if (!any && !within) return 0;
  f.add(within);
  return f.value() | 1;
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
