#include "pattern/internal/sampler.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/rng.h"
#include "pattern/internal/sample_kernel.h"

namespace hd {
namespace {

// Copies of the torus are counted from here, so that a place keeps its number whatever else is drawn.
constexpr int kRepeatSide = 256;
// Counts are settled per block of this many buckets a side: near enough that an edit changes nothing
// further away than a block, and wide enough that rounding to whole dots does not add up.
constexpr int kBlockBuckets = 12;
// Groups of buckets that are asked about together.
constexpr int kGroupBuckets = 4, kGroups = kBlockBuckets / kGroupBuckets;
// Of the circle about a bucket.
constexpr double kBucketRadiusMm = 0.70711 * kBucketMm;
constexpr int kBucketMask = kBucketsPerTile - 1;
// A point may be kept or left out against its rank only this near to the threshold: distances to
// its neighbours then shrink by a tenth at most.
constexpr double kLeastRatio = 0.82, kMostRatio = 1.22;
constexpr uint32_t kMostPerBucket = 512;

// 65536ths of the top density, as a rank is compared with.
double rankLimit(double densityPerCm2, double areaFactor) {
  return std::min(65536.0, densityPerCm2 * areaFactor * (65536.0 / kTopDensityPerCm2));
}

PlaceLook lookOf(const FieldSample& s) {
  return {static_cast<float>(std::min(s.behindMm, 1e30)), static_cast<float>(s.diameterMm), static_cast<float>(s.shade),
          static_cast<int16_t>(s.zone)};
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
    if (std::any_of(design.zones.begin(), design.zones.end(), [mode](const Zone& z) { return z.visible && z.mode == mode; }))
      modes_.push_back(mode);
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
  Vec2 tileMm;     // corner of its copy of the torus
  uint32_t index;  // in a layout
  uint16_t repeat;

  /// Ids of its points, less their ranks.
  uint64_t idOf(ScatterMode mode) const { return static_cast<uint64_t>(mode) << 32 | static_cast<uint64_t>(repeat) << 16; }
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

bool BlockSampler::outOfBox(const Box2& area) const {
  const Box2& box = field_.box();
  return area.max.x < box.min.x || area.min.x > box.max.x || area.max.y < box.min.y || area.min.y > box.max.y;
}

bool BlockSampler::find(int blockX, int blockY, BlockFinds& finds) {
  now_.sure = {};
  now_.near.clear();
  now_.expected.clear();
  now_.buckets.clear();
  const bool again = !finds.buckets.empty();
  // Most of a head's skin is where the hairline is the same to all buckets about: those are not asked one by one.
  std::array<uint64_t, kGroups * kGroups> common{};
  if (again)
    for (int y = 0; y < kGroups; ++y)
      for (int x = 0; x < kGroups; ++x) {
        const Vec2 corner = area(blockX, blockY).min + Vec2(x, y) * (kGroupBuckets * kBucketMm);
        const Box2 group{corner, corner + Vec2(kGroupBuckets, kGroupBuckets) * kBucketMm};
        if (!outOfBox(group))
          common[static_cast<size_t>(y * kGroups + x)] = LocalHair(field_, group, scratch_).fingerprintWithin(kBucketRadiusMm);
      }
  bool changed = !again;
  for (int y = 0; y < kBlockBuckets; ++y)
    for (int x = 0; x < kBlockBuckets; ++x) {
      const size_t k = now_.buckets.size();
      const Bucket bucket = bucketAt(blockX * kBlockBuckets + x, blockY * kBlockBuckets + y);
      const uint64_t before = again ? finds.buckets[k].hairline : 0;
      uint64_t hairline = 0;
      if (outOfBox(bucket.area)) {
        changed = changed || before != 0;
      } else if (before != 0 && before == common[static_cast<size_t>(y / kGroupBuckets * kGroups + x / kGroupBuckets)]) {
        hairline = before;
        take(finds, k);
      } else {
        const LocalHair hair(field_, bucket.area, scratch_);
        hairline = hair.fingerprint();
        if (hairline != 0 && hairline == before) {
          take(finds, k);
        } else {
          sampleBucketAt(bucket, hair);
          changed = true;
        }
      }
      now_.buckets.push_back({hairline, static_cast<uint32_t>(now_.sure.id.size()), static_cast<uint32_t>(now_.near.size()),
                              static_cast<uint32_t>(now_.expected.size())});
    }
  std::swap(finds, now_);
  return changed;
}

void BlockSampler::take(const BlockFinds& from, size_t bucket) {
  const BlockFinds::Bucket begin = bucket > 0 ? from.buckets[bucket - 1] : BlockFinds::Bucket{}, end = from.buckets[bucket];
  const auto append = [](auto& to, const auto& source, uint32_t first, uint32_t last) {
    to.insert(to.end(), source.begin() + first, source.begin() + last);
  };
  append(now_.sure.id, from.sure.id, begin.sure, end.sure);
  append(now_.sure.posMapMm, from.sure.posMapMm, begin.sure, end.sure);
  append(now_.sure.look, from.sure.look, begin.sure, end.sure);
  append(now_.near, from.near, begin.near, end.near);
  append(now_.expected, from.expected, begin.expected, end.expected);
}

// Of the points near the threshold those with the smallest ratios make up the count. Scaling a
// zone's density scales all its ratios alike, so more density only adds dots.
Places BlockSampler::settle(int blockX, int blockY, const BlockFinds& finds) {
  Places out = finds.sure;
  expected_.assign(design_.zones.size(), 0.0);
  kept_.assign(design_.zones.size(), 0);
  for (const BlockFinds::Expected& e : finds.expected) expected_[static_cast<size_t>(e.zone)] += e.dots;
  for (const PlaceLook& look : finds.sure.look) ++kept_[static_cast<size_t>(look.zone)];
  for (size_t zone = 0; zone < expected_.size(); ++zone) {
    order_.clear();
    for (uint32_t k = 0; k < finds.near.size(); ++k)
      if (finds.near[k].look.zone == static_cast<int>(zone))
        order_.push_back({finds.near[k].ratio, static_cast<uint16_t>(finds.near[k].id), k});
    if (order_.empty()) continue;
    const uint32_t want = wholeDots(expected_[zone], blockX, blockY, design_.seed);
    const size_t take = std::min<size_t>(order_.size(), want > kept_[zone] ? want - kept_[zone] : 0);
    // A zone has one mode and a block one copy of the torus per rank, so the order is total.
    if (take < order_.size())
      std::nth_element(order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(take), order_.end(),
                       [](const Order& a, const Order& b) { return a.ratio != b.ratio ? a.ratio < b.ratio : a.rank < b.rank; });
    for (size_t k = 0; k < take; ++k) {
      const BlockFinds::Candidate& c = finds.near[order_[k].index];
      out.add(c.id, c.posMapMm, c.look);
    }
  }
  return out;
}

// A point that counts: kept at once when it is well under the density, else left to settle().
void BlockSampler::offer(double ratio, const PointLayout& layout, const Bucket& bucket, uint32_t k, ScatterMode mode,
                         const PlaceLook& look) {
  if (ratio >= kMostRatio) return;
  const uint64_t id = bucket.idOf(mode) | layout.rank[k];
  const Vec2 p = position(layout, bucket, k);
  if (ratio >= kLeastRatio) {
    now_.near.push_back({ratio, id, p, look});
    return;
  }
  now_.sure.add(id, p, look);
}

void BlockSampler::sampleBucketAt(const Bucket& bucket, const LocalHair& hair) {
  const LocalField local(hair);
  if (!field_.intricate(local)) {
    const FieldSample centre = field_.at(local.centre(), local);
    if (centre.zone < 0 || samplePatch(bucket, local, centre)) return;
  }
  for (const ZoneShare& share : field_.integrate(local)) now_.expected.push_back({share.zone, share.dots});
  const double factor = field_.scale().areaFactor(local.centre());
  const double most = kMostRatio * rankLimit(field_.highestDensity(local), factor * 1.1);
  for (ScatterMode mode : modes_) {
    const PointLayout& layout = layouts_.of(mode);
    for (uint32_t k = layout.bucketStart[bucket.index]; k < layout.bucketStart[bucket.index + 1] && layout.rank[k] < most; ++k) {
      const Vec2 p = position(layout, bucket, k);
      const FieldSample s = field_.at(p, local);
      if (s.zone < 0 || design_.zones[s.zone].mode != mode) continue;
      const double limit = rankLimit(s.densityPerCm2, field_.scale().areaFactor(p));
      if (limit > 0.0) offer((layout.rank[k] + 0.5) / limit, layout, bucket, k, mode, lookOf(s));
    }
  }
}

// A bucket of one owner and one density: its map is four corners of the area factor, and the
// kernel does the rest. False when the density is not that simple.
bool BlockSampler::samplePatch(const Bucket& bucket, const LocalField& local, const FieldSample& centre) {
  double factor[4];
  for (int k = 0; k < 4; ++k) {
    // A hair's breadth inside, for the corner itself may belong to the neighbour.
    const Vec2 p = bucket.area.min + Vec2(k & 1 ? 1.0 - 1e-9 : 1e-9, k & 2 ? 1.0 - 1e-9 : 1e-9) * kBucketMm;
    const FieldSample s = field_.at(p, local);
    if (s.zone != centre.zone || s.densityPerCm2 != centre.densityPerCm2) return false;
    factor[k] = field_.scale().areaFactor(p);
  }
  double limit[4];
  uint16_t corners[4];
  for (int k = 0; k < 4; ++k) corners[k] = toRank(limit[k] = rankLimit(centre.densityPerCm2, factor[k]));
  DensityPatch patch;
  boundPatches(corners, 2, kBucketBits, 1, &patch);
  now_.expected.push_back({centre.zone, (limit[0] + limit[1] + limit[2] + limit[3]) * (0.25 / (kBucketsPerTile * kBucketsPerTile))});

  const ScatterMode mode = design_.zones[centre.zone].mode;
  const PointLayout& layout = layouts_.of(mode);
  const uint32_t begin = layout.bucketStart[bucket.index], count = std::min(kMostPerBucket, layout.bucketStart[bucket.index + 1] - begin);
  const Kept kept = sampleBucket(&layout.rank[begin], &layout.x[begin], &layout.y[begin], count, patch, slots_.data());
  // The kernel's sure ones stand unless they are close to the threshold.
  const double surely = kLeastRatio * patch.low - 2.0, hardly = kMostRatio * patch.high + 2.0;
  uint32_t sure = kept.sure;
  while (sure > 0 && layout.rank[begin + sure - 1] >= surely) --sure;
  const PlaceLook look = lookOf(centre);
  Places& places = now_.sure;
  const size_t from = places.id.size();
  places.id.resize(from + sure);
  places.posMapMm.resize(from + sure);
  places.look.resize(from + sure, look);
  placeFirst(&layout.rank[begin], &layout.x[begin], &layout.y[begin], sure, bucket.tileMm, kTileMm / 65536.0, bucket.idOf(mode),
             places.posMapMm.data() + from, places.id.data() + from);
  for (uint32_t i = sure; i < count && layout.rank[begin + i] < hardly; ++i) {
    const uint32_t k = begin + i;
    const Vec2 f = (position(layout, bucket, k) - bucket.area.min) / kBucketMm;
    const double here = (1.0 - f.y) * ((1.0 - f.x) * limit[0] + f.x * limit[1]) + f.y * ((1.0 - f.x) * limit[2] + f.x * limit[3]);
    if (here > 0.0) offer((layout.rank[k] + 0.5) / here, layout, bucket, k, mode, look);
  }
  return true;
}

}  // namespace hd
