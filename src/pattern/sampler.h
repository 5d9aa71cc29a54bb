// Places: the field thresholded by the ranked points, bucket by bucket.
#pragma once

#include <cstdint>
#include <vector>

#include "pattern/density_field.h"
#include "pattern/point_layout.h"

namespace hd {

/// A dot's place before it is given its looks.
struct Place {
  Vec2 posMapMm;
  uint16_t rank;        ///< of its point
  uint16_t repeat;      ///< which copy of the torus; (rank, repeat, mode) is unique
  int16_t zone;
  uint8_t mode;         ///< ScatterMode
  float behindMm;       ///< behind the hairline; 1e30 far from it
  float diameterMm;     ///< healed, before its own variation
  float shade;          ///< before its own variation

  /// Dot::id.
  uint64_t id() const { return static_cast<uint64_t>(mode) << 32 | static_cast<uint64_t>(repeat) << 16 | rank; }
};

/// The point set displaced for the modes that a design uses; made once and kept while the
/// irregularity stays.
class PointLayouts {
 public:
  void prepare(const Design& design);
  const PointLayout& of(ScatterMode mode) const { return layouts_[static_cast<size_t>(mode)]; }

 private:
  PointLayout layouts_[3];
  double irregularity_ = -1.0;
};

/// Blocks from min to max, both included.
struct BlockRange {
  int minX = 0, minY = 0, maxX = -1, maxY = -1;

  bool operator==(const BlockRange&) const = default;
};

/// Samples block by block: squares of 42 mm of map within which counts are settled to whole dots. What
/// is found in one does not depend on any other.
class BlockSampler {
 public:
  /// Everything must stay alive; the layouts must be prepared for the design.
  BlockSampler(const Design& design, const DensityField& field, const PointLayouts& layouts);

  /// All that may hold a dot.
  BlockRange blocks() const;
  /// The block's square, map mm.
  Box2 area(int x, int y) const;
  /// Its places, in no particular order.
  std::vector<Place> sample(int x, int y);

 private:
  // A place with how near its rank is to the threshold: below 1 it lies under the density.
  struct Candidate {
    double ratio;
    Place place;
  };
  struct Order {
    double ratio;
    uint32_t rank, index;
  };
  struct Bucket;

  Bucket bucketAt(int x, int y) const;
  Vec2 position(const PointLayout& layout, const Bucket& bucket, uint32_t k) const;
  void settle(int blockX, int blockY);
  void offer(double ratio, const Place& place);
  bool sampleBucketAt(const Bucket& bucket);
  bool samplePatch(const Bucket& bucket, const FieldSample& centre);
  Place place(const PointLayout& layout, const Bucket& bucket, uint32_t k, ScatterMode mode, const FieldSample& s) const;

  const Design& design_;
  const DensityField& field_;
  const PointLayouts& layouts_;
  std::vector<ScatterMode> modes_;  // that a visible zone has
  Vec2 origin_{0, 0};               // of copy (0, 0) of the torus: the seed shifts the pattern as a whole
  // Of the block at work.
  std::vector<Place> places_;
  std::vector<Candidate> near_;
  std::vector<Order> order_;
  std::vector<double> expected_;
  std::vector<uint32_t> kept_;
  std::vector<uint16_t> slots_;
};

}  // namespace hd
