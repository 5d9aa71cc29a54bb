// The hairline as the density field sees it: which side, how far, and how its edge wanders.
#pragma once

#include <vector>

#include "design/design.h"
#include "pattern/internal/edge_index.h"
#include "pattern/internal/scale_grid.h"

namespace hd {

/// Where a point lies relative to the hairline.
struct HairlineSample {
  /// Distance along the skin, mm; positive behind the drawn curve, negative in front of it. Beyond
  /// the reach it is +-1e300.
  double behindMm = 1e300;
  /// How far the edge of the hair stays behind the drawn curve here, mm >= 0.
  double setbackMm = 0.0;
  double distanceMm = 1e300;  ///< from the curve, map mm; 1e300 beyond the reach
  Vec2 foot{0, 0};            ///< nearest point of the curve, map mm
  bool atEnd = false;         ///< the nearest point is an end of the curve
};

/// A hairline prepared for sampling.
class HairlineEdge {
 public:
  HairlineEdge() = default;
  /// `reachMm` is how far along the skin distances are needed.
  HairlineEdge(const Hairline& hairline, const ScaleGrid& scale, uint64_t seed, double reachMm);

  bool enabled() const { return enabled_; }
  /// Exactly: is the point behind the drawn curve (its ends carried on straight)?
  bool behind(Vec2 posMapMm) const { return side_.inside(posMapMm); }
  HairlineSample at(Vec2 posMapMm) const { return sample(posMapMm, line_.nearest(posMapMm), behind(posMapMm)); }
  /// The same when the nearest point of the curve and the side are known.
  HairlineSample sample(Vec2 posMapMm, const Nearest& nearest, bool behind) const;
  const EdgeIndex& line() const { return line_; }
  /// At a point of the line, mm.
  double setbackMm(size_t point) const { return setback_[point]; }
  /// Outline of everything behind the curve.
  const EdgeIndex& side() const { return side_; }
  /// True when one of the straight lines that carry the curve on beyond its ends passes the box.
  bool endsPass(const Box2& area) const;
  /// Equal for two hairlines that look alike from within the box.
  uint64_t fingerprint(const Box2& area) const;
  const Box2& box() const { return line_.box(); }
  /// Furthest a sentinel lies in front of the drawn curve, mm; 0 without irregularity.
  double sentinelReachMm() const { return sentinelReach_; }
  /// Density of sentinels at the wandering edge, per cm2 of skin.
  double sentinelDensity() const { return sentinelDensity_; }

 private:
  bool enabled_ = false;
  const ScaleGrid* scale_ = nullptr;
  EdgeIndex line_, side_;
  std::vector<double> setback_;  // at the curve's points, mm
  double sentinelReach_ = 0.0, sentinelDensity_ = 0.0;
};

}  // namespace hd
