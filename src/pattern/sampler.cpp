#include "pattern/sampler.h"

#include <algorithm>
#include <cmath>

#include "core/rng.h"
#include "pattern/sample_kernel.h"

namespace hd {
namespace {

constexpr int kModes = 3;
// Copies of the torus are counted from here, so that a place keeps its number whatever else is drawn.
constexpr int kRepeatSide = 256;

struct BucketGrid {
  Vec2 originMm;  // of tile (0, 0): the seed shifts the pattern as a whole
  int x0, y0, x1, y1;
  Vec2 cornerMm(int x, int y) const { return originMm + Vec2(x, y) * kBucketMm; }
};

// 65536ths of the top density, as a rank is compared with.
double rankLimit(double densityPerCm2, double areaFactor) {
  return std::min(65536.0, densityPerCm2 * areaFactor * (65536.0 / kTopDensityPerCm2));
}

uint16_t toRank(double limit) { return static_cast<uint16_t>(std::min(65535.0, limit + 0.5)); }

// The density over a bucket that has one owner. Where it is even, four corners tell it all.
bool fillPatch(const DensityField& field, const BucketGrid& grid, int x, int y, int owner, DensityPatch& patch) {
  const Vec2 corner = grid.cornerMm(x, y);
  const ScaleGrid& scale = field.scale();
  double skin[4], factor[4];
  for (int k = 0; k < 4; ++k) {
    // Corners shared with a neighbour may belong to another owner by a rounding; the bucket's own
    // interior decides.
    const Vec2 p = corner + Vec2(k & 1 ? 1.0 - 1e-9 : 1e-9, k & 2 ? 1.0 - 1e-9 : 1e-9) * kBucketMm;
    const FieldSample s = field.at(p);
    skin[k] = s.densityPerCm2;
    factor[k] = scale.areaFactor(p);
    if (s.zone != owner) return false;
  }
  const double middle = field.at(corner + Vec2(0.5, 0.5) * kBucketMm).densityPerCm2;
  const bool even = skin[0] == middle && skin[1] == middle && skin[2] == middle && skin[3] == middle;
  for (int j = 0; j < kPatchCorners; ++j)
    for (int i = 0; i < kPatchCorners; ++i) {
      const double u = static_cast<double>(i) / kPatchSide, v = static_cast<double>(j) / kPatchSide;
      const double f = (1.0 - v) * ((1.0 - u) * factor[0] + u * factor[1]) + v * ((1.0 - u) * factor[2] + u * factor[3]);
      const double d = even ? middle : field.at(corner + Vec2(u, v) * kBucketMm).densityPerCm2;
      patch.corner[j * kPatchCorners + i] = toRank(rankLimit(d, f));
    }
  patch.bound();
  return true;
}

}  // namespace

std::vector<Place> samplePlaces(const Design& design, const DensityField& field) {
  std::vector<Place> places;
  if (!pointSetReady() || field.box().empty()) return places;
  PointLayout layouts[kModes];
  bool used[kModes] = {};
  for (const Zone& zone : design.zones)
    if (zone.visible) used[static_cast<int>(zone.mode)] = true;
  for (int m = 0; m < kModes; ++m)
    if (used[m]) layouts[m] = layoutPoints(static_cast<ScatterMode>(m), design.irregularity);

  BucketGrid grid;
  grid.originMm = Vec2(hashUnit(1, design.seed, 1), hashUnit(2, design.seed, 1)) * kTileMm;
  const Vec2 first = glm::floor((field.box().min - grid.originMm) / kBucketMm);
  const Vec2 last = glm::floor((field.box().max - grid.originMm) / kBucketMm);
  grid.x0 = static_cast<int>(first.x);
  grid.y0 = static_cast<int>(first.y);
  grid.x1 = static_cast<int>(last.x);
  grid.y1 = static_cast<int>(last.y);

  uint16_t slots[65536 / 1024 * 8];
  for (int y = grid.y0; y <= grid.y1; ++y)
    for (int x = grid.x0; x <= grid.x1; ++x) {
      const int tileX = (x - (x & (kBucketsPerTile - 1))) / kBucketsPerTile;
      const int tileY = (y - (y & (kBucketsPerTile - 1))) / kBucketsPerTile;
      const int bucket = (y & (kBucketsPerTile - 1)) * kBucketsPerTile + (x & (kBucketsPerTile - 1));
      const uint16_t repeat = static_cast<uint16_t>((tileY + kRepeatSide / 2) * kRepeatSide + (tileX + kRepeatSide / 2));
      const Vec2 tileMm = grid.originMm + Vec2(tileX, tileY) * kTileMm;
      const Box2 area{grid.cornerMm(x, y), grid.cornerMm(x + 1, y + 1)};
      const auto emit = [&](const PointLayout& layout, uint32_t k, int mode, int zone, double behindMm, Vec2 p) {
        places.push_back({p, layout.rank[k], repeat, static_cast<int16_t>(zone), static_cast<uint8_t>(mode),
                          static_cast<float>(std::min(behindMm, 1e30))});
      };
      const auto position = [&](const PointLayout& layout, uint32_t k) {
        return tileMm + Vec2(layout.x[k], layout.y[k]) * (kTileMm / 65536.0);
      };
      bool intricate = field.intricate(area);
      if (!intricate) {
        const FieldSample centre = field.at(0.5 * (area.min + area.max));
        if (centre.zone < 0) continue;
        const int mode = static_cast<int>(design.zones[centre.zone].mode);
        const PointLayout& layout = layouts[mode];
        DensityPatch patch;
        intricate = !fillPatch(field, grid, x, y, centre.zone, patch);
        if (!intricate) {
          const uint32_t begin = layout.bucketStart[bucket], count = layout.bucketStart[bucket + 1] - begin;
          const uint32_t kept = sampleBucket(&layout.rank[begin], &layout.x[begin], &layout.y[begin], count, patch, slots);
          for (uint32_t s = 0; s < kept; ++s)
            emit(layout, begin + slots[s], mode, centre.zone, centre.behindMm, position(layout, begin + slots[s]));
        }
      }
      if (!intricate) continue;
      const double factor = field.scale().areaFactor(0.5 * (area.min + area.max));
      const double most = rankLimit(field.highestDensity(), factor * 1.1);
      for (int mode = 0; mode < kModes; ++mode) {
        if (!used[mode]) continue;
        const PointLayout& layout = layouts[mode];
        for (uint32_t k = layout.bucketStart[bucket]; k < layout.bucketStart[bucket + 1] && layout.rank[k] < most; ++k) {
          const Vec2 p = position(layout, k);
          const FieldSample s = field.at(p);
          if (s.zone < 0 || static_cast<int>(design.zones[s.zone].mode) != mode) continue;
          if (layout.rank[k] < rankLimit(s.densityPerCm2, field.scale().areaFactor(p)))
            emit(layout, k, mode, s.zone, s.behindMm, p);
        }
      }
    }
  // Counting sort by rank; copies and modes of one rank are few.
  std::vector<uint32_t> start(kPointCount + 1, 0);
  for (const Place& p : places) ++start[p.rank + 1];
  for (uint32_t r = 0; r < kPointCount; ++r) start[r + 1] += start[r];
  std::vector<Place> sorted(places.size());
  std::vector<uint32_t> at(start.begin(), start.end() - 1);
  for (const Place& p : places) sorted[at[p.rank]++] = p;
  for (uint32_t r = 0; r < kPointCount; ++r)
    std::sort(sorted.begin() + start[r], sorted.begin() + start[r + 1], [](const Place& a, const Place& b) {
      return a.repeat != b.repeat ? a.repeat < b.repeat : a.mode < b.mode;
    });
  return sorted;
}

}  // namespace hd
