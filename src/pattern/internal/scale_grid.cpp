#include "pattern/internal/scale_grid.h"

#include <algorithm>
#include <cmath>

namespace hd {
namespace {

constexpr double kStepMm = 4.0;
constexpr int kBlock = 4;  // cells a side

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

// Nodes that a box needs.
struct Lattice {
  int firstX, firstY, width, height;
  explicit Lattice(const Box2& box) {
    const Vec2 first = glm::floor(box.min / kStepMm) - Vec2(2, 2), last = glm::ceil(box.max / kStepMm) + Vec2(2, 2);
    firstX = static_cast<int>(first.x);
    firstY = static_cast<int>(first.y);
    width = static_cast<int>(last.x - first.x) + 1;
    height = static_cast<int>(last.y - first.y) + 1;
  }
};

// Where a coordinate lies: the node before it, counted from the grid's first, and the fraction of a
// step beyond. The fraction comes from the lattice alone.
struct Cell {
  int node;
  double t;
  Cell(double mm, int first, int least, int most) {
    const double g = mm / kStepMm, whole = std::floor(g);
    node = static_cast<int>(whole) - first;
    t = g - whole;
    if (node < least) *this = {least, 0.0};
    if (node > most) *this = {most, 1.0};
  }

 private:
  Cell(int n, double fraction) : node(n), t(fraction) {}
};

}  // namespace

bool ScaleGrid::serves(const ScalpMap& map, const Box2& boxMapMm) const {
  if (map.isFlat() || boxMapMm.empty() || map_ != &map) return false;
  const Lattice lattice(boxMapMm);
  return lattice.firstX == firstX_ && lattice.firstY == firstY_ && lattice.width == width_ && lattice.height == height_;
}

ScaleGrid::ScaleGrid(const ScalpMap& map, const Box2& boxMapMm) {
  if (map.isFlat() || boxMapMm.empty()) return;
  map_ = &map;
  const Lattice lattice(boxMapMm);
  firstX_ = lattice.firstX;
  firstY_ = lattice.firstY;
  width_ = lattice.width;
  height_ = lattice.height;
  factor_.resize(static_cast<size_t>(width_) * height_);
  std::vector<char> off(factor_.size(), 0);
  edge_.assign(factor_.size(), 0);
  for (int j = 0; j < height_; ++j)
    for (int i = 0; i < width_; ++i) {
      const Vec2 p = Vec2(firstX_ + i, firstY_ + j) * kStepMm;
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
  blocksX_ = (width_ + kBlock - 1) / kBlock;
  blocks_.assign(static_cast<size_t>(blocksX_) * ((height_ + kBlock - 1) / kBlock), {});
  for (int j = 0; j + 1 < height_; ++j)
    for (int i = 0; i + 1 < width_; ++i) {
      const size_t at = static_cast<size_t>(j) * width_ + i;
      edge_[at] = off[at] || off[at + 1] || off[at + width_] || off[at + width_ + 1];
      Range& block = blocks_[static_cast<size_t>(j / kBlock) * blocksX_ + i / kBlock];
      for (size_t corner : {at, at + 1, at + width_, at + width_ + 1}) {
        block.low = std::min(block.low, length_[corner]);
        block.high = std::max(block.high, length_[corner]);
      }
    }
}

double ScaleGrid::areaFactor(Vec2 posMapMm) const {
  if (!map_) return 1.0;
  const Cell x(posMapMm.x, firstX_, 1, width_ - 3), y(posMapMm.y, firstY_, 1, height_ - 3);
  const Cubic cx(x.t), cy(y.t);
  double sum = 0.0;
  for (int r = 0; r < 4; ++r) {
    const double* row = &factor_[static_cast<size_t>(y.node + r - 1) * width_ + (x.node - 1)];
    sum += cy.w[r] * (((cx.w[0] * row[0] + cx.w[1] * row[1]) + cx.w[2] * row[2]) + cx.w[3] * row[3]);
  }
  return sum > 1e-6 ? sum : 1e-6;
}

double ScaleGrid::lengthScale(Vec2 posMapMm) const {
  if (!map_) return 1.0;
  const Cell x(posMapMm.x, firstX_, 0, width_ - 2), y(posMapMm.y, firstY_, 0, height_ - 2);
  const double* s = &length_[static_cast<size_t>(y.node) * width_ + x.node];
  return (1.0 - y.t) * ((1.0 - x.t) * s[0] + x.t * s[1]) + y.t * ((1.0 - x.t) * s[width_] + x.t * s[width_ + 1]);
}

bool ScaleGrid::covered(Vec2 posMapMm) const {
  if (!map_) return true;
  const Cell x(posMapMm.x, firstX_, 0, width_ - 2), y(posMapMm.y, firstY_, 0, height_ - 2);
  return !edge_[static_cast<size_t>(y.node) * width_ + x.node] || map_->covers(posMapMm);
}

bool ScaleGrid::coversAll(const Box2& box) const {
  if (!map_) return true;
  const Cell x0(box.min.x, firstX_, 0, width_ - 2), x1(box.max.x, firstX_, 0, width_ - 2);
  const Cell y0(box.min.y, firstY_, 0, height_ - 2), y1(box.max.y, firstY_, 0, height_ - 2);
  for (int y = y0.node; y <= y1.node; ++y)
    for (int x = x0.node; x <= x1.node; ++x)
      if (edge_[static_cast<size_t>(y) * width_ + x]) return false;
  return true;
}

ScaleGrid::Range ScaleGrid::lengthScales(const Box2& box) const {
  if (!map_) return {1.0, 1.0};
  const Cell x0(box.min.x, firstX_, 0, width_ - 2), x1(box.max.x, firstX_, 0, width_ - 2);
  const Cell y0(box.min.y, firstY_, 0, height_ - 2), y1(box.max.y, firstY_, 0, height_ - 2);
  Range out;
  for (int y = y0.node / kBlock; y <= y1.node / kBlock; ++y)
    for (int x = x0.node / kBlock; x <= x1.node / kBlock; ++x) {
      const Range& block = blocks_[static_cast<size_t>(y) * blocksX_ + x];
      out.low = std::min(out.low, block.low);
      out.high = std::max(out.high, block.high);
    }
  return out;
}

double ScaleGrid::skinLengthMm(Vec2 aMapMm, Vec2 bMapMm) const {
  const double length = glm::length(bMapMm - aMapMm);
  if (!map_) return length;
  const double middle = lengthScale(0.5 * (aMapMm + bMapMm));
  return length * ((lengthScale(aMapMm) + 4.0 * middle) + lengthScale(bMapMm)) / 6.0;
}

}  // namespace hd
