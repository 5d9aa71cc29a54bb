// Outlines and lines prepared for many questions: is a point inside, how far is the nearest edge.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/polygon.h"

namespace hd {

/// Nearest point of a line.
struct Nearest {
  double distanceMm = 1e300;  ///< map mm; 1e300 when nothing is within reach
  Vec2 foot{0, 0};            ///< nearest point, map mm
  uint32_t edge = 0;
  double t = 0.0;  ///< fraction of the edge, 0..1
};

/// Edges of one closed outline or open line, binned. inside() answers exactly as contains() does.
class EdgeIndex {
 public:
  EdgeIndex() = default;
  /// Distances are answered up to `reachMm` (map mm); 0 when only inside() is needed. `asked` is where
  /// most questions will come from, the whole outline unless told: elsewhere answers take longer.
  EdgeIndex(std::vector<Vec2> points, bool closed, double reachMm, const Box2* asked = nullptr);

  /// An edge that can be the nearest one to some point of a box.
  struct NearEdge {
    Vec2 from, along;
    double inverse;  ///< 1 / length^2, 0 for a point
    uint32_t number;
  };

  bool inside(Vec2 p) const;
  Nearest nearest(Vec2 p) const;
  /// Appends those of a box, and of them finds what nearest() would for a point of the box.
  /// `centre`: what nearest() says of its centre.
  void nearTo(const Box2& area, const Nearest& centre, std::vector<NearEdge>& out) const;
  Nearest nearestOf(std::span<const NearEdge> edges, Vec2 p) const;
  const Box2& box() const { return box_; }
  double reachMm() const { return reach_; }
  const std::vector<Vec2>& points() const { return points_; }
  /// Appends the x in (fromX, toX) where the outline crosses the height y.
  void crossings(double y, double fromX, double toX, std::vector<double>& out) const;
  /// Appends the heights of the outline's corners in or near the box.
  void corners(const Box2& area, std::vector<double>& out) const;
  /// Equal for two closed outlines that look alike from within the box: same edges there, same side
  /// elsewhere, same reach. 0 where all of the box lies outside.
  uint64_t fingerprint(const Box2& area) const;
  /// True when an edge may pass through the box (never false when one does).
  bool touches(const Box2& area) const;

 private:
  struct Edge {
    Vec2 low, high;  // from the lower end, as contains() looks at it
  };
  struct Segment {
    Vec2 from, along;
    double inverse;  // 1 / length^2, 0 for a point
  };
  struct Foot {
    Vec2 foot;
    double t;
  };
  struct Candidate {
    double distance;  // from the centre of its square
    uint32_t edge;
  };
  static constexpr uint32_t kUnknown = 0xffffffffu;
  struct Range {
    uint32_t begin = 0, end = kUnknown;
  };
  enum class Side : uint8_t { mixed, inside, outside };
  struct Cell {
    Range from;  // nearest to the centre first
    Side side = Side::mixed;
    Vec2 centre{0, 0};
  };
  static Foot footOf(const Segment& segment, Vec2 p);
  int rowAt(double y) const;
  bool insideByRow(Vec2 p) const;
  const Cell& cell(int x, int y) const;
  const Cell* cellAt(Vec2 p) const;
  static bool mayBeNearest(const Segment& edge, double squared, Vec2 foot, double leastSquared, double radius);
  template <class EdgeAt>
  Range sift(uint32_t count, EdgeAt edgeAt, Vec2 centre, double halfDiagonal) const;

  std::vector<Vec2> points_;
  bool closed_ = false;
  double reach_ = 0.0;
  Box2 box_;
  // Rows of the outline: the edges that cross each strip of kCellMm; the first and the last go on for ever.
  int rows_ = 0;
  double rowOrigin_ = 0.0;
  std::vector<uint32_t> rowStart_;
  std::vector<Edge> rowEdges_;
  std::vector<Segment> segments_;
  // Cells: edges that can be the nearest one for some point of the cell. Filled in as they are asked for.
  Vec2 cellOrigin_{0, 0};
  int cellsX_ = 0, cellsY_ = 0, blocksX_ = 0;
  mutable std::vector<Cell> cells_;
  mutable std::vector<Range> blocks_;
  mutable std::vector<Candidate> candidates_;
};

}  // namespace hd
