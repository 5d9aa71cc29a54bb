// The samplers that are compared: ours through its kernel, and plain baselines.
#pragma once

#include <vector>

#include "benchmarks/quality.h"
#include "pattern/internal/point_layout.h"
#include "pattern/internal/sample_kernel.h"

namespace hd::bench {

/// Ours on a map: the same layout, patches and kernels that the designer uses. Units of the map are
/// those of the tile's millimetres; the greatest density must not exceed the top density.
class RankedSampler {
 public:
  /// `shift`: the bucket of the tile that lies at the origin, x and y alike, 0..31: other points for the same map.
  explicit RankedSampler(const DensityMap& map, int shift = 0);
  /// Finds the bounds of all patches again (what a change of the whole map costs).
  void refresh();
  /// The map that is sampled: the given one in 16 bits on pixels of kTileMm / 512, bilinear between.
  double densityAt(Vec2 p) const;
  /// Refreshes and resamples only the buckets within a disk (a brush dab); returns how many points they hold.
  size_t dab(Vec2 centre, double radius);
  /// All points; fills positions and ids.
  size_t sample();
  std::vector<Vec2> points() const;

 private:
  void refresh(int x, int y, int count);
  size_t sampleAt(int x, int y, size_t out);

  double sideMm_;
  int shift_;
  PointLayout layout_;
  int side_;                       // buckets
  uint32_t stride_;                // corners per row
  std::vector<uint16_t> corners_;  // 65536 = top
  std::vector<DensityPatch> patches_;
  std::vector<float> x_, y_;
  std::vector<uint32_t> id_;
  size_t count_ = 0;
};

/// Wang tiles after Kopf and others (2006), without deeper recursion than this work needs: eight square
/// tiles with two colours per edge, each with ranked points that fit their neighbours across equal
/// edges; a point stays when its rank is below the density.
class WangTiles {
 public:
  explicit WangTiles(const DensityMap& map);
  /// Finds each tile's greatest density again.
  void refresh();
  /// All points; fills positions and ids.
  size_t sample();
  std::vector<Vec2> points() const;

 private:
  struct Point {
    float x, y;  // of the tile, 0..1
    float rank;  // the density from which on it stays, of the greatest
  };
  void refreshTile(int x, int y);

  double sideMm_;
  int side_;                   // tiles
  int pixels_;                 // of the map, per side
  std::vector<float> map_;     // of the greatest density
  std::vector<float> most_;    // per tile
  std::vector<uint8_t> kind_;  // per tile
  std::vector<Point> tiles_[8];
  std::vector<float> x_, y_;
  std::vector<uint32_t> id_;
  size_t count_ = 0;
};

/// Bridson's dart throwing with a radius that follows the density, k tries.
std::vector<Vec2> bridson(const DensityMap& map, int tries, uint64_t seed);
/// Independent points thinned by the density.
std::vector<Vec2> whiteNoise(const DensityMap& map, double most, uint64_t seed);
/// The hexagonal lattice of a uniform map.
std::vector<Vec2> hexagonal(const DensityMap& map);

}  // namespace hd::bench
