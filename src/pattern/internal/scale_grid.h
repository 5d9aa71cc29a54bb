// The map's scale, tabulated: skin per map at any point for a few nanoseconds.
#pragma once

#include <vector>

#include "core/polygon.h"
#include "scalp/scalp_map.h"

namespace hd {

/// areaFactor of a map over a box, from a 4 mm grid by cubic interpolation (error below 1e-5 on a head).
class ScaleGrid {
 public:
  struct Range {
    double low = 1e300, high = -1e300;
  };

  ScaleGrid() = default;
  ScaleGrid(const ScalpMap& map, const Box2& boxMapMm);
  /// True when a grid over this box of the same map would be this one.
  bool serves(const ScalpMap& map, const Box2& boxMapMm) const;

  /// mm2 of skin per mm2 of map; at the nearest point of the box outside of it.
  double areaFactor(Vec2 posMapMm) const;
  /// mm of skin per mm of map (linear between the nodes: error below 2e-4).
  double lengthScale(Vec2 posMapMm) const;
  /// False where the chart may not be defined.
  bool covered(Vec2 posMapMm) const;
  /// True when the chart is defined all over the box.
  bool coversAll(const Box2& boxMapMm) const;
  /// No lengthScale within the box lies outside of this.
  Range lengthScales(const Box2& boxMapMm) const;
  /// Length on the skin of the straight map line a-b, mm (Simpson's rule).
  double skinLengthMm(Vec2 aMapMm, Vec2 bMapMm) const;

 private:
  const ScalpMap* map_ = nullptr;  // only asked in cells where the chart ends; absent for flat maps
  int firstX_ = 0, firstY_ = 0;    // of the map's own 4 mm lattice, so that a value does not depend on where a box starts
  int width_ = 0, height_ = 0;
  std::vector<double> factor_, length_;
  int blocksX_ = 0;
  std::vector<Range> blocks_;  // what length_ comes to in squares of kBlock cells
  std::vector<char> edge_;     // cells with a corner off the chart
};

}  // namespace hd
