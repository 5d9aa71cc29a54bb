#include "pattern/sampler.h"

#include <algorithm>
#include <cmath>

#include "core/rng.h"
#include "pattern/sample_kernel.h"

namespace hd {
namespace {

// Copies of the torus are counted from here, so that a place keeps its number whatever else is drawn.
constexpr int kRepeatSide = 256;
// Counts are settled per block of this many buckets a side: near enough that an edit changes nothing
// further away than a block, and wide enough that rounding to whole dots does not add up.
constexpr int kBlockBuckets = 12;
constexpr int kBucketMask = kBucketsPerTile - 1;
// A point may be kept or left out against its rank only this near to the threshold: distances to
// its neighbours then shrink by a tenth at most.
constexpr double kLeastRatio = 0.82, kMostRatio = 1.22;
constexpr uint32_t kMostPerBucket = 512;

// 65536ths of the top density, as a rank is compared with.
double rankLimit(double densityPerCm2, double areaFactor) {
  return std::min(65536.0, densityPerCm2 * areaFactor * (65536.0 / kTopDensityPerCm2));
}

uint16_t toRank(double limit) { return static_cast<uint16_t>(std::min(65535.0, limit + 0.5)); }

// Whole dots for an expected number, for block (x, y): the nearest, but near a half the choice
// differs from block to block, so that rounding does not add up where all blocks expect the same.
// Never falls when the number rises.
uint32_t wholeDots(double expected, int x, int y, uint64_t seed) {
  const double dither = 0.7548776662466927 * x + 0.5698402909980532 * y + hashUnit(3, seed, 1);
  return static_cast<uint32_t>(expected + 0.25 + 0.5 * (dither - std::floor(dither)));
}

}  // namespace

void PointLayouts::prepare(const Design& design) {
  if (design.irregularity != irregularity_) {
    for (PointLayout& layout : layouts_) layout = {};
    irregularity_ = design.irregularity;
  }
  for (const Zone& zone : design.zones) {
    PointLayout& layout = layouts_[static_cast<size_t>(zone.mode)];
    if (zone.visible && layout.rank.empty()) layout = layoutPoints(zone.mode, design.irregularity);
  }
}

BlockSampler::BlockSampler(const Design& design, const DensityField& field, const PointLayouts& layouts)
    : design_(design), field_(field), layouts_(layouts), slots_(kMostPerBucket) {
  for (ScatterMode mode : {ScatterMode::fine, ScatterMode::randomDiffuse, ScatterMode::clustered})
    if (std::any_of(design.zones.begin(), design.zones.end(), [mode](const Zone& z) { return z.visible && z.mode == mode; })) modes_.push_back(mode);
  origin_ = Vec2(hashUnit(1, design.seed, 1), hashUnit(2, design.seed, 1)) * kTileMm;
}

BlockRange BlockSampler::blocks() const {
  const auto blockOf = [&](Vec2 p) { return glm::floor((p - origin_) / (kBlockBuckets * kBucketMm)); };
  const Vec2 first = blockOf(field_.box().min), last = blockOf(field_.box().max);
  return {static_cast<int>(first.x), static_cast<int>(first.y), static_cast<int>(last.x), static_cast<int>(last.y)};
}

Box2 BlockSampler::area(int x, int y) const {
  constexpr double kBlockMm = kBlockBuckets * kBucketMm;
  return {origin_ + Vec2(x, y) * kBlockMm, origin_ + Vec2(x + 1, y + 1) * kBlockMm};
}

struct BlockSampler::Bucket {
  Box2 area;
  Vec2 tileMm;       // corner of its copy of the torus
  uint32_t index;    // in a layout
  uint16_t repeat;
};

BlockSampler::Bucket BlockSampler::bucketAt(int x, int y) const {
  const int tileX = (x - (x & kBucketMask)) / kBucketsPerTile, tileY = (y - (y & kBucketMask)) / kBucketsPerTile;
  return {{origin_ + Vec2(x, y) * kBucketMm, origin_ + Vec2(x + 1, y + 1) * kBucketMm},
          origin_ + Vec2(tileX, tileY) * kTileMm,
          static_cast<uint32_t>((y & kBucketMask) * kBucketsPerTile + (x & kBucketMask)),
          static_cast<uint16_t>((tileY + kRepeatSide / 2) * kRepeatSide + tileX + kRepeatSide / 2)};
}

Vec2 BlockSampler::position(const PointLayout& layout, const Bucket& bucket, uint32_t k) const {
  return bucket.tileMm + Vec2(layout.x[k], layout.y[k]) * (kTileMm / 65536.0);
}

std::vector<Place> BlockSampler::sample(int blockX, int blockY) {
  places_.clear();
  near_.clear();
  expected_.assign(design_.zones.size(), 0.0);
  kept_.assign(design_.zones.size(), 0);
  bool any = false;
  for (int y = 0; y < kBlockBuckets; ++y)
    for (int x = 0; x < kBlockBuckets; ++x)
      any = sampleBucketAt(bucketAt(blockX * kBlockBuckets + x, blockY * kBlockBuckets + y)) || any;
  if (any) settle(blockX, blockY);
  return places_;
}

// Of the points near the threshold those with the smallest ratios make up the count. Scaling a
// zone's density scales all its ratios alike, so more density only adds dots.
void BlockSampler::settle(int blockX, int blockY) {
  for (size_t zone = 0; zone < expected_.size(); ++zone) {
    order_.clear();
    for (uint32_t k = 0; k < near_.size(); ++k)
      if (near_[k].place.zone == static_cast<int>(zone)) order_.push_back({near_[k].ratio, near_[k].place.rank, k});
    if (order_.empty()) continue;
    const uint32_t want = wholeDots(expected_[zone], blockX, blockY, design_.seed);
    const size_t take = std::min<size_t>(order_.size(), want > kept_[zone] ? want - kept_[zone] : 0);
    // A zone has one mode and a block one copy of the torus per rank, so the order is total.
    if (take < order_.size())
      std::nth_element(order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(take), order_.end(), [](const Order& a, const Order& b) {
        return a.ratio != b.ratio ? a.ratio < b.ratio : a.rank < b.rank;
      });
    for (size_t k = 0; k < take; ++k) places_.push_back(near_[order_[k].index].place);
  }
}

// A point that counts: kept at once when it is well under the density, else left to settle().
void BlockSampler::offer(double ratio, const Place& place) {
  if (ratio >= kMostRatio) return;
  if (ratio >= kLeastRatio) {
    near_.push_back({ratio, place});
    return;
  }
  places_.push_back(place);
  ++kept_[place.zone];
}

bool BlockSampler::sampleBucketAt(const Bucket& bucket) {
  if (bucket.area.max.x < field_.box().min.x || bucket.area.min.x > field_.box().max.x ||
      bucket.area.max.y < field_.box().min.y || bucket.area.min.y > field_.box().max.y)
    return false;
  if (!field_.intricate(bucket.area)) {
    const FieldSample centre = field_.at(0.5 * (bucket.area.min + bucket.area.max));
    if (centre.zone < 0) return false;
    if (samplePatch(bucket, centre)) return true;
  }
  for (const ZoneShare& share : field_.integrate(bucket.area)) expected_[share.zone] += share.dots;
  const double factor = field_.scale().areaFactor(0.5 * (bucket.area.min + bucket.area.max));
  const double most = kMostRatio * rankLimit(field_.highestDensity(), factor * 1.1);
  for (ScatterMode mode : modes_) {
    const PointLayout& layout = layouts_.of(mode);
    for (uint32_t k = layout.bucketStart[bucket.index]; k < layout.bucketStart[bucket.index + 1] && layout.rank[k] < most; ++k) {
      const Vec2 p = position(layout, bucket, k);
      const FieldSample s = field_.at(p);
      if (s.zone < 0 || design_.zones[s.zone].mode != mode) continue;
      const double limit = rankLimit(s.densityPerCm2, field_.scale().areaFactor(p));
      if (limit > 0.0) offer((layout.rank[k] + 0.5) / limit, place(layout, bucket, k, mode, s));
    }
  }
  return true;
}

Place BlockSampler::place(const PointLayout& layout, const Bucket& bucket, uint32_t k, ScatterMode mode, const FieldSample& s) const {
  return {position(layout, bucket, k), layout.rank[k], bucket.repeat, static_cast<int16_t>(s.zone), static_cast<uint8_t>(mode),
          static_cast<float>(std::min(s.behindMm, 1e30)), static_cast<float>(s.diameterMm), static_cast<float>(s.shade)};
}

// A bucket of one owner and one density: its map is four corners of the area factor, and the
// kernel does the rest. False when the density is not that simple.
bool BlockSampler::samplePatch(const Bucket& bucket, const FieldSample& centre) {
  double factor[4];
  for (int k = 0; k < 4; ++k) {
    // A hair's breadth inside, for the corner itself may belong to the neighbour.
    const Vec2 p = bucket.area.min + Vec2(k & 1 ? 1.0 - 1e-9 : 1e-9, k & 2 ? 1.0 - 1e-9 : 1e-9) * kBucketMm;
    const FieldSample s = field_.at(p);
    if (s.zone != centre.zone || s.densityPerCm2 != centre.densityPerCm2) return false;
    factor[k] = field_.scale().areaFactor(p);
  }
  double limit[4];
  uint16_t corners[4];
  for (int k = 0; k < 4; ++k) corners[k] = toRank(limit[k] = rankLimit(centre.densityPerCm2, factor[k]));
  DensityPatch patch;
  boundPatches(corners, 2, kBucketBits, 1, &patch);
  expected_[centre.zone] += (limit[0] + limit[1] + limit[2] + limit[3]) * (0.25 / (kBucketsPerTile * kBucketsPerTile));

  const ScatterMode mode = design_.zones[centre.zone].mode;
  const PointLayout& layout = layouts_.of(mode);
  const uint32_t begin = layout.bucketStart[bucket.index], count = std::min(kMostPerBucket, layout.bucketStart[bucket.index + 1] - begin);
  const Kept kept = sampleBucket(&layout.rank[begin], &layout.x[begin], &layout.y[begin], count, patch, slots_.data());
  // The kernel's sure ones stand unless they are close to the threshold.
  uint32_t s = 0;
  const double surely = kLeastRatio * patch.low - 2.0, hardly = kMostRatio * patch.high + 2.0;
  for (; s < kept.sure && layout.rank[begin + s] < surely; ++s)
    places_.push_back(place(layout, bucket, begin + s, mode, centre));
  kept_[centre.zone] += s;
  for (uint32_t i = s; i < count && layout.rank[begin + i] < hardly; ++i) {
    const uint32_t k = begin + i;
    const Vec2 f = (position(layout, bucket, k) - bucket.area.min) / kBucketMm;
    const double here = (1.0 - f.y) * ((1.0 - f.x) * limit[0] + f.x * limit[1]) + f.y * ((1.0 - f.x) * limit[2] + f.x * limit[3]);
    if (here > 0.0) offer((layout.rank[k] + 0.5) / here, place(layout, bucket, k, mode, centre));
  }
  return true;
}

}  // namespace hd
