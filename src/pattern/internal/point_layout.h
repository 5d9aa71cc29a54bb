// The point set as the sampler wants it: displaced for a scatter mode, sorted into buckets.
#pragma once

#include <cstdint>
#include <vector>

#include "design/design.h"
#include "pattern/point_set.h"

namespace hd {

/// Side of the torus, mm of map. 65,536 points then have the density kTopDensityPerCm2, which must
/// exceed the highest density of a zone (400) times the largest area factor of a head.
inline constexpr double kTileMm = 112.0;
inline constexpr double kTopDensityPerCm2 = kPointCount / (kTileMm * kTileMm) * 100.0;
inline constexpr int kBucketsPerTile = 32;
inline constexpr double kBucketMm = kTileMm / kBucketsPerTile;

/// Points of one torus by bucket (row by row) and within it by rank, and behind them kKernelSlack zeros.
/// x and y are 65536ths of the tile.
struct PointLayout {
  std::vector<uint16_t> rank, x, y;
  std::vector<uint32_t> bucketStart;  ///< kBucketsPerTile^2 + 1
};

/// The set displaced for a mode at an irregularity of 0..1. Pure; the same point keeps its rank.
PointLayout layoutPoints(ScatterMode mode, double irregularity);

}  // namespace hd
