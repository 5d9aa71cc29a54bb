// Charges on the torus: the field that makes each new point go where it is most missed.
//
// Points that repel like charges in the plane cancel the long waves of their density, whatever how
// many they are. So a set that grows by always putting the next point at the least potential is
// even at every length of its prefix, far beyond what local repulsion gives.
#pragma once

#include <cstdint>
#include <vector>

#include "core/rng.h"
#include "point_maker/point_grid.h"

namespace hd::tools {

/// The potential of one charge on a grid, from its Fourier series 1/k^2, plus `constant` for the
/// mean (which weighs how many charges there are, not where).
class PotentialTable {
 public:
  PotentialTable(int side, double constant);
  int side() const { return side_; }
  /// Potential at the charge itself.
  float self() const { return self_; }
  /// Adds a charge in a cell to a field of side x side.
  void add(std::vector<float>& field, int cellX, int cellY) const;
  /// The same, and the cell of least potential afterwards.
  int addAndFindLeast(std::vector<float>& field, int cellX, int cellY) const;

 private:
  int side_;
  float self_;
  std::vector<float> table_;  // rows doubled, so that a shifted row is one piece
};

/// A ranked set by greedy insertion at the least potential.
std::vector<TorusPoint> greedyPoints(uint32_t count, int side, Rng& rng);

}  // namespace hd::tools
