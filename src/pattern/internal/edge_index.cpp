#include "pattern/internal/edge_index.h"

#include <algorithm>
#include <cmath>

#include "core/fingerprint.h"
#include "core/math.h"
#include "core/sort.h"

namespace hd {
namespace {

constexpr double kCellMm = 5.0;
constexpr double kHalfDiagonalMm = kCellMm * 0.70711;
constexpr int kBlock = 6;           // cells per side of a block
constexpr double kRounding = 1e-6;  // far above what rounding does to a distance, mm

}  // namespace

inline EdgeIndex::Foot EdgeIndex::footOf(const Segment& segment, Vec2 p) {
  // Without branches: which end is nearer is anybody's guess.
  const double t = std::min(std::max(glm::dot(p - segment.from, segment.along) * segment.inverse, 0.0), 1.0);
  return {segment.from + t * segment.along, t};
}

EdgeIndex::EdgeIndex(std::vector<Vec2> points, bool closed, double reachMm, const Box2* asked)
    : points_(std::move(points)), closed_(closed), reach_(reachMm), box_(boxOf(points_)) {
  const size_t n = points_.size(), edges = closed ? n : (n > 0 ? n - 1 : 0);
  if (edges == 0) return;
  if (closed) {
    const Box2& dense = asked ? *asked : box_;
    rowOrigin_ = dense.min.y;
    rows_ = static_cast<int>((dense.max.y - dense.min.y) / kCellMm) + 1;
    std::vector<uint32_t> count(rows_ + 1, 0);
    std::vector<Edge> all;
    for (size_t e = 0; e < edges; ++e) {
      Vec2 a = points_[e], b = points_[(e + 1) % n];
      if (a.y > b.y || (a.y == b.y && a.x > b.x)) std::swap(a, b);
      all.push_back({a, b});
      for (int r = rowAt(a.y); r <= rowAt(b.y); ++r) ++count[r + 1];
    }
    for (int r = 0; r < rows_; ++r) count[r + 1] += count[r];
    rowStart_ = count;
    rowEdges_.resize(count[rows_]);
    for (const Edge& edge : all)
      for (int r = rowAt(edge.low.y); r <= rowAt(edge.high.y); ++r) rowEdges_[count[r]++] = edge;
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
  blocksX_ = (cellsX_ + kBlock - 1) / kBlock;
  cells_.resize(static_cast<size_t>(cellsX_) * cellsY_);
  blocks_.resize(static_cast<size_t>(blocksX_) * ((cellsY_ + kBlock - 1) / kBlock));
}

// An edge can only be the nearest one somewhere in a circle if one of its points is nearer to some place of it than `foot`,
// the nearest point to the centre: the line half way between the two must pass the circle. `squared`: from the centre to
// the edge, leastSquared: to the foot.
inline bool EdgeIndex::mayBeNearest(const Segment& edge, double squared, Vec2 foot, double leastSquared, double radius) {
  const double over = squared - leastSquared - kRounding * (1.0 + squared);
  if (over <= 0.0) return true;
  const Vec2 a = edge.from - foot, b = a + edge.along;
  return over * over <= 4.0 * radius * radius * std::max(glm::dot(a, a), glm::dot(b, b));
}

// Of `count` edges those that can be the nearest one for some point of a square.
template <class EdgeAt>
EdgeIndex::Range EdgeIndex::sift(uint32_t count, EdgeAt edgeAt, Vec2 centre, double halfDiagonal) const {
  const size_t first = candidates_.size();
  double least = 1e300;
  Vec2 foot{0, 0};
  for (uint32_t k = 0; k < count; ++k) {
    const uint32_t e = edgeAt(k);
    const Vec2 at = footOf(segments_[e], centre).foot;
    const double distance = glm::length(centre - at);
    if (distance < least) {
      least = distance;
      foot = at;
    }
    candidates_.push_back({distance, e});
  }
  const double bound = reach_ + halfDiagonal + kRounding, radius = halfDiagonal + kRounding;
  size_t kept = first;
  for (size_t k = first; k < candidates_.size(); ++k) {
    const Candidate& c = candidates_[k];
    if (c.distance <= bound && mayBeNearest(segments_[c.edge], c.distance * c.distance, foot, least * least, radius))
      candidates_[kept++] = c;
  }
  candidates_.resize(kept);
  return {static_cast<uint32_t>(first), static_cast<uint32_t>(kept)};
}

// Blocks of cells are sifted first, then each cell sifts its block's; both when they are first asked for.
const EdgeIndex::Cell& EdgeIndex::cell(int x, int y) const {
  Cell& cell = cells_[static_cast<size_t>(y) * cellsX_ + x];
  if (cell.from.end != kUnknown) return cell;
  const int blockX = x / kBlock, blockY = y / kBlock;
  Range& block = blocks_[static_cast<size_t>(blockY) * blocksX_ + blockX];
  if (block.end == kUnknown)
    block = sift(
        static_cast<uint32_t>(segments_.size()), [](uint32_t k) { return k; },
        cellOrigin_ + Vec2(blockX + 0.5, blockY + 0.5) * (kBlock * kCellMm), kBlock * kHalfDiagonalMm);
  cell.centre = cellOrigin_ + Vec2(x + 0.5, y + 0.5) * kCellMm;
  // By position, for the list grows while it is read.
  cell.from = sift(
      block.end - block.begin, [&](uint32_t k) { return candidates_[block.begin + k].edge; }, cell.centre, kHalfDiagonalMm);
  const auto first = candidates_.begin() + static_cast<std::ptrdiff_t>(cell.from.begin);
  sortSmall(first, candidates_.end(), [](const Candidate& a, const Candidate& b) { return a.distance < b.distance; });
  if (closed_ && (first == candidates_.end() || first->distance > kHalfDiagonalMm + kRounding))
    cell.side = insideByRow(cell.centre) ? Side::inside : Side::outside;
  return cell;
}

bool EdgeIndex::inside(Vec2 p) const {
  if (rows_ == 0 || p.x < box_.min.x || p.x > box_.max.x || p.y < box_.min.y || p.y > box_.max.y) return false;
  if (const Cell* cell = cellAt(p); cell && cell->side != Side::mixed) return cell->side == Side::inside;
  return insideByRow(p);
}

bool EdgeIndex::insideByRow(Vec2 p) const {
  const int row = rowAt(p.y);
  bool inside = false;
  for (uint32_t k = rowStart_[row]; k < rowStart_[row + 1]; ++k) {
    const Vec2 a = rowEdges_[k].low, b = rowEdges_[k].high;
    if ((a.y > p.y) == (b.y > p.y)) continue;
    const double x = a.x + (p.y - a.y) * (b.x - a.x) / (b.y - a.y);
    if (p.x < x) inside = !inside;
  }
  return inside;
}

int EdgeIndex::rowAt(double y) const { return static_cast<int>(clamp((y - rowOrigin_) / kCellMm, 0.0, rows_ - 1.0)); }

const EdgeIndex::Cell* EdgeIndex::cellAt(Vec2 p) const {
  const Vec2 g = (p - cellOrigin_) / kCellMm;
  if (!(g.x >= 0.0 && g.y >= 0.0 && g.x < cellsX_ && g.y < cellsY_)) return nullptr;
  return &cell(static_cast<int>(g.x), static_cast<int>(g.y));
}

Nearest EdgeIndex::nearest(Vec2 p) const {
  Nearest best;
  const Cell* cell = cellAt(p);
  if (!cell) return best;
  const double fromCentre = glm::length(p - cell->centre) + kRounding;
  double bestSquared = reach_ * reach_;
  uint32_t bestEdge = 0;
  for (uint32_t k = cell->from.begin; k < cell->from.end; ++k) {
    const auto [distance, e] = candidates_[k];
    // Those that follow are further from the centre still.
    const double least = distance - fromCentre;
    if (least > 0.0 && least * least > bestSquared) break;
    const Foot foot = footOf(segments_[e], p);
    const double squared = glm::dot(p - foot.foot, p - foot.foot);
    // Where edges meet both are equally near: the first one has it.
    if (squared > bestSquared || (squared == bestSquared && e >= bestEdge)) continue;
    bestSquared = squared;
    best.edge = bestEdge = e;
    best.foot = foot.foot;
    best.t = foot.t;
  }
  if (bestSquared < reach_ * reach_) best.distanceMm = std::sqrt(bestSquared);
  return best;
}

void EdgeIndex::nearTo(const Box2& area, const Nearest& ofCentre, std::vector<NearEdge>& out) const {
  if (cells_.empty()) return;
  const Vec2 centre = 0.5 * (area.min + area.max);
  const double radius = 0.5 * glm::length(area.max - area.min) + kRounding;
  const double least = std::min(ofCentre.distanceMm, reach_ + radius), bound = least + 2.0 * radius, boundSquared = bound * bound;
  const bool known = ofCentre.distanceMm < 1e299;
  const Vec2 first = (area.min - kRounding - cellOrigin_) / kCellMm, last = (area.max + kRounding - cellOrigin_) / kCellMm;
  const int fromX = std::max(0, static_cast<int>(std::floor(first.x))), toX = std::min(cellsX_ - 1, static_cast<int>(std::floor(last.x)));
  const int fromY = std::max(0, static_cast<int>(std::floor(first.y))), toY = std::min(cellsY_ - 1, static_cast<int>(std::floor(last.y)));
  const size_t begin = out.size();
  for (int y = fromY; y <= toY; ++y)
    for (int x = fromX; x <= toX; ++x) {
      const Cell& from = cell(x, y);
      const double mostFromCell = bound + glm::length(centre - from.centre);
      for (uint32_t k = from.from.begin; k < from.from.end && candidates_[k].distance <= mostFromCell; ++k) {
        const uint32_t e = candidates_[k].edge;
        const Segment& s = segments_[e];
        const Vec2 away = centre - footOf(s, centre).foot;
        const double squared = glm::dot(away, away);
        if (squared > boundSquared) continue;
        if (known && !mayBeNearest(s, squared, ofCentre.foot, least * least, radius)) continue;
        // By number, each once, so that the first of two equally near ones is met first.
        size_t at = out.size();
        while (at > begin && out[at - 1].number > e) --at;
        if (at > begin && out[at - 1].number == e) continue;
        out.insert(out.begin() + static_cast<std::ptrdiff_t>(at), {s.from, s.along, s.inverse, e});
      }
    }
}

Nearest EdgeIndex::nearestOf(std::span<const NearEdge> edges, Vec2 p) const {
  Nearest best;
  double bestSquared = reach_ * reach_;
  for (const NearEdge& edge : edges) {
    const double t = std::min(std::max(glm::dot(p - edge.from, edge.along) * edge.inverse, 0.0), 1.0);
    const Vec2 foot = edge.from + t * edge.along;
    const double squared = glm::dot(p - foot, p - foot);
    if (squared < bestSquared) {
      bestSquared = squared;
      best.foot = foot;
      best.edge = edge.number;
      best.t = t;
    }
  }
  if (bestSquared < reach_ * reach_) best.distanceMm = std::sqrt(bestSquared);
  return best;
}

void EdgeIndex::crossings(double y, double fromX, double toX, std::vector<double>& out) const {
  if (rows_ == 0 || y < box_.min.y || y > box_.max.y) return;
  const int row = rowAt(y);
  for (uint32_t k = rowStart_[row]; k < rowStart_[row + 1]; ++k) {
    const Vec2 a = rowEdges_[k].low, b = rowEdges_[k].high;
    if ((a.y > y) == (b.y > y)) continue;
    const double x = a.x + (y - a.y) * (b.x - a.x) / (b.y - a.y);
    if (x > fromX && x < toX) out.push_back(x);
  }
}

void EdgeIndex::corners(const Box2& area, std::vector<double>& out) const {
  if (rows_ == 0 || area.max.y < box_.min.y || area.min.y > box_.max.y) return;
  for (int row = rowAt(area.min.y); row <= rowAt(area.max.y); ++row)
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
    if (std::max(a.x, b.x) < area.min.x || std::min(a.x, b.x) > area.max.x || std::max(a.y, b.y) < area.min.y ||
        std::min(a.y, b.y) > area.max.y)
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
  if (radius <= reach_) return nearest(centre).distanceMm <= radius;
  const size_t edges = closed_ ? n : (n > 0 ? n - 1 : 0);
  for (size_t e = 0; e < edges; ++e)
    if (near(e)) return true;
  return false;
}

}  // namespace hd
