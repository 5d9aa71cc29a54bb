// Places: the field thresholded by the ranked points, bucket by bucket.
#pragma once

#include <cstdint>
#include <vector>

#include "pattern/internal/local_field.h"
#include "pattern/internal/point_layout.h"

namespace hd {

/// What the field says at a dot's place, before the dot's own variation.
struct PlaceLook {
  float behindMm;    ///< behind the hairline; 1e30 far from it
  float diameterMm;  ///< healed
  float shade;
  int16_t zone;
};

/// Places of dots, apart by what is read together. Entry k of each is the same place.
struct Places {
  std::vector<uint64_t> id;  ///< Dot::id: ScatterMode << 32 | copy of the torus << 16 | rank of the point
  std::vector<Vec2> posMapMm;
  std::vector<PlaceLook> look;

  void add(uint64_t placeId, Vec2 placeMapMm, const PlaceLook& placeLook) {
    id.push_back(placeId);
    posMapMm.push_back(placeMapMm);
    look.push_back(placeLook);
  }
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

/// What the buckets of one block hold before counts are settled; kept so that a bucket which an edit leaves alone need not
/// be sampled again.
struct BlockFinds {
  // A place with how near its rank is to the threshold: below 1 it lies under the density.
  struct Candidate {
    double ratio;
    uint64_t id;
    Vec2 posMapMm;
    PlaceLook look;
  };
  struct Expected {
    int zone;
    double dots;
  };
  struct Bucket {
    uint64_t hairline = 0;                      // LocalHair::fingerprint()
    uint32_t sure = 0, near = 0, expected = 0;  // where the bucket's end in the lists
  };

  Places sure;
  std::vector<Candidate> near;
  std::vector<Expected> expected;
  std::vector<Bucket> buckets;
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
  /// Finds the block's places. `finds` is what was found there before under a design that differs within the block in
  /// nothing but the hairline, or empty; afterwards what is found now. False when nothing has become different.
  bool find(int x, int y, BlockFinds& finds);
  /// Of what was found the places that make up the count, in no particular order.
  Places settle(int x, int y, const BlockFinds& finds);

 private:
  struct Order {
    double ratio;
    uint32_t rank, index;
  };
  struct Bucket;

  Bucket bucketAt(int x, int y) const;
  Vec2 position(const PointLayout& layout, const Bucket& bucket, uint32_t k) const;
  bool outOfBox(const Box2& area) const;
  void take(const BlockFinds& from, size_t bucket);
  void offer(double ratio, const PointLayout& layout, const Bucket& bucket, uint32_t k, ScatterMode mode, const PlaceLook& look);
  void sampleBucketAt(const Bucket& bucket, const LocalHair& hair);
  bool samplePatch(const Bucket& bucket, const LocalField& local, const FieldSample& centre);

  const Design& design_;
  const DensityField& field_;
  const PointLayouts& layouts_;
  std::vector<ScatterMode> modes_;  // that a visible zone has
  Vec2 origin_{0, 0};               // of copy (0, 0) of the torus: the seed shifts the pattern as a whole
  // Of the block at work.
  BlockFinds now_;
  std::vector<Order> order_;
  std::vector<double> expected_;
  std::vector<uint32_t> kept_;
  std::vector<uint16_t> slots_;
  LocalField::Scratch scratch_;
};

}  // namespace hd
