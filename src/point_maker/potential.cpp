#include "point_maker/potential.h"

#include <algorithm>

#include "point_maker/fourier.h"

namespace hd::tools {

PotentialTable::PotentialTable(int side, double constant) : side_(side) {
  Grid2 grid{side, std::vector<std::complex<float>>(static_cast<size_t>(side) * side)};
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) {
      const int u = x < side / 2 ? x : x - side, v = y < side / 2 ? y : y - side;
      const double k2 = static_cast<double>(u * u + v * v);
      grid.cell[static_cast<size_t>(y) * side + x] = static_cast<float>(k2 > 0.0 ? 1.0 / k2 : constant);
    }
  transform(grid, true);
  self_ = grid.cell[0].real();
  table_.resize(static_cast<size_t>(side) * side * 2);
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < 2 * side; ++x)
      table_[static_cast<size_t>(y) * 2 * side + x] = grid.cell[static_cast<size_t>(y) * side + x % side].real();
}

void PotentialTable::add(std::vector<float>& field, int cellX, int cellY) const {
  for (int y = 0; y < side_; ++y) {
    const float* t = &table_[static_cast<size_t>((y - cellY + side_) % side_) * 2 * side_ + (side_ - cellX) % side_];
    float* f = &field[static_cast<size_t>(y) * side_];
    for (int x = 0; x < side_; ++x) f[x] += t[x];
  }
}

int PotentialTable::addAndFindLeast(std::vector<float>& field, int cellX, int cellY) const {
  constexpr int kLanes = 16;
  float best = 1e30f;
  int bestRow = 0;
  for (int y = 0; y < side_; ++y) {
    const float* t = &table_[static_cast<size_t>((y - cellY + side_) % side_) * 2 * side_ + (side_ - cellX) % side_];
    float* f = &field[static_cast<size_t>(y) * side_];
    float low[kLanes];
    std::fill(low, low + kLanes, 1e30f);
    for (int x = 0; x < side_; x += kLanes)
      for (int k = 0; k < kLanes; ++k) {
        const float v = f[x + k] + t[x + k];
        f[x + k] = v;
        low[k] = v < low[k] ? v : low[k];
      }
    const float least = *std::min_element(low, low + kLanes);
    if (least < best) {
      best = least;
      bestRow = y;
    }
  }
  const float* f = &field[static_cast<size_t>(bestRow) * side_];
  return bestRow * side_ + static_cast<int>(std::find(f, f + side_, best) - f);
}

std::vector<TorusPoint> greedyPoints(uint32_t count, int side, Rng& rng) {
  const PotentialTable table(side, 0.0);
  std::vector<float> field(static_cast<size_t>(side) * side);
  // A trace of noise, so that the first few points do not make a lattice.
  for (float& f : field) f = static_cast<float>(rng.unit() * 1e-3);
  std::vector<TorusPoint> points;
  points.reserve(count);
  int cell = static_cast<int>(rng.below(static_cast<uint32_t>(side * side)));
  while (points.size() < count) {
    const int x = cell % side, y = cell / side;
    const auto at = [&](int dx, int dy) { return field[static_cast<size_t>((y + dy + side) % side) * side + (x + dx + side) % side]; };
    // Between cells: the least of the parabola through the neighbours.
    const auto least = [&](float before, float here, float after) {
      const float bend = before + after - 2.0f * here;
      return bend > 0.0f ? std::clamp(0.5f * (before - after) / bend, -0.5f, 0.5f) : 0.0f;
    };
    const float ox = least(at(-1, 0), at(0, 0), at(1, 0)), oy = least(at(0, -1), at(0, 0), at(0, 1));
    points.push_back({wrapUnit((x + 0.5f + ox) / side), wrapUnit((y + 0.5f + oy) / side)});
    cell = table.addAndFindLeast(field, x, y);
  }
  return points;
}

}  // namespace hd::tools
