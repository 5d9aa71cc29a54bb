// Neighbour search on the unit torus for the builders of the point set: the first n points sorted
// into cells, row by row, with ghost cells at both ends so that a row's neighbourhood is one range.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace hd::tools {

/// A point of the unit torus, both coordinates in [0, 1).
struct TorusPoint {
  float x, y;
};

/// Difference of two torus coordinates, brought to [-0.5, 0.5].
inline float wrapDelta(float d) { return d > 0.5f ? d - 1.0f : (d < -0.5f ? d + 1.0f : d); }
/// A coordinate brought back to [0, 1).
inline float wrapUnit(float v) {
  if (v < 0.0f) v += 1.0f;
  if (v >= 1.0f) v -= 1.0f;
  return v >= 0.0f && v < 1.0f ? v : 0.0f;
}

/// Points 0..n-1 by cell. Arrays are padded by kPad so that vectors may read past a range.
class PointGrid {
 public:
  static constexpr int kPad = 8;

  /// Cells are at least `reach` wide (never fewer than 3 per side).
  void build(std::span<const TorusPoint> points, float reach);

  int side() const { return side_; }
  /// First and one-past-last slot of cells column-1 .. column+1 of a row in 0..side-1.
  uint32_t rangeBegin(int row, int column) const { return start_[row * (side_ + 3) + column]; }
  uint32_t rangeEnd(int row, int column) const { return start_[row * (side_ + 3) + column + 3]; }
  /// First and one-past-last slot of one cell.
  uint32_t cellBegin(int row, int column) const { return start_[row * (side_ + 3) + column + 1]; }
  uint32_t cellEnd(int row, int column) const { return start_[row * (side_ + 3) + column + 2]; }
  const float* x() const { return x_.data(); }
  const float* y() const { return y_.data(); }
  const uint32_t* index() const { return index_.data(); }

 private:
  int side_ = 0;
  std::vector<uint32_t> start_;  // per row side_+3 entries: ghost, side_ cells, ghost, end
  std::vector<float> x_, y_;
  std::vector<uint32_t> index_;
  std::vector<uint32_t> cellOf_, order_, count_;
};

}  // namespace hd::tools
