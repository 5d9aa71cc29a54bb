// A painted area: brush dabs on a raster over the scalp map, and its outline as polygons.
//
// A zone is stored as an outline, so painting goes outline -> raster -> dabs -> outline. The raster
// holds the signed distance to the edge, in cells, up to two on either side: its zero line is the outline to a
// fraction of a cell, so that round trips do not make it walk.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/polygon.h"
#include "core/vec.h"

namespace hd {

class BrushMask {
 public:
  /// An empty mask; cells of `cellMm` map mm (0.5 by default: finer than a hand paints).
  explicit BrushMask(double cellMm = 0.5) : cellMm_(cellMm) {}

  /// Starts afresh with the inside of a closed outline.
  void setPolygon(std::span<const Vec2> outlineMapMm);
  /// Paints or erases along the segment from-to with a round brush.
  void dab(Vec2 fromMapMm, Vec2 toMapMm, double radiusMapMm, bool paint);

  bool empty() const;
  /// The painted islands as closed outlines, largest first, simplified to a tenth of a mm or so;
  /// holes are filled and islands below `leastAreaMm2` are left out.
  std::vector<std::vector<Vec2>> outlines(double leastAreaMm2 = 4.0) const;

 private:
  void ensure(const Box2& boxMapMm);
  float at(int x, int y) const;

  double cellMm_;
  int originX_ = 0, originY_ = 0;  ///< cell index of the raster's first column and row
  int width_ = 0, height_ = 0;
  std::vector<float> inside_;  ///< cells inside the edge at cell centres, -2..2
};

/// Douglas-Peucker for a closed outline; keeps at least three points.
std::vector<Vec2> simplifyClosed(std::span<const Vec2> outline, double tolerance);

}  // namespace hd
