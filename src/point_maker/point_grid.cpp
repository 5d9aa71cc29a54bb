#include "point_maker/point_grid.h"

#include <algorithm>

namespace hd::tools {

void PointGrid::build(std::span<const TorusPoint> points, float reach) {
  const uint32_t n = static_cast<uint32_t>(points.size());
  side_ = std::max(3, static_cast<int>(1.0f / reach));
  const int cells = side_ * side_;
  cellOf_.resize(n);
  order_.resize(n);
  count_.assign(cells + 1, 0);
  for (uint32_t i = 0; i < n; ++i) {
    const int cx = std::min(side_ - 1, static_cast<int>(points[i].x * side_));
    const int cy = std::min(side_ - 1, static_cast<int>(points[i].y * side_));
    cellOf_[i] = cy * side_ + cx;
    ++count_[cellOf_[i] + 1];
  }
  for (int c = 0; c < cells; ++c) count_[c + 1] += count_[c];
  {
    std::vector<uint32_t>& at = start_;  // scratch until the rows are laid out below
    at.assign(count_.begin(), count_.end());
    for (uint32_t i = 0; i < n; ++i) order_[at[cellOf_[i]]++] = i;
  }
  x_.clear();
  y_.clear();
  index_.clear();
  start_.assign(static_cast<size_t>(side_) * (side_ + 3), 0);
  const auto append = [&](int cell, float shift) {
    for (uint32_t k = count_[cell]; k < count_[cell + 1]; ++k) {
      x_.push_back(points[order_[k]].x + shift);
      y_.push_back(points[order_[k]].y);
      index_.push_back(order_[k]);
    }
  };
  for (int row = 0; row < side_; ++row) {
    uint32_t* rowStart = &start_[static_cast<size_t>(row) * (side_ + 3)];
    rowStart[0] = static_cast<uint32_t>(x_.size());
    append(row * side_ + side_ - 1, -1.0f);
    for (int column = 0; column < side_; ++column) {
      rowStart[column + 1] = static_cast<uint32_t>(x_.size());
      append(row * side_ + column, 0.0f);
    }
    rowStart[side_ + 1] = static_cast<uint32_t>(x_.size());
    append(row * side_, 1.0f);
    rowStart[side_ + 2] = static_cast<uint32_t>(x_.size());
  }
  for (int k = 0; k < kPad; ++k) {
    x_.push_back(1e3f);
    y_.push_back(1e3f);
    index_.push_back(0);
  }
}

}  // namespace hd::tools
