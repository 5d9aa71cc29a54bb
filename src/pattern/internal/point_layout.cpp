#include "pattern/internal/point_layout.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "core/rng.h"
#include "pattern/internal/sample_kernel.h"

namespace hd {
namespace {

constexpr int kTurn = 65536;
// Clusters of the clustered mode: the first ranks are their centres, about 1.75 mm apart.
constexpr uint32_t kClusterCentres = 4096;
// How far points move towards the centre of their cluster, as a share of the way.
constexpr double kClusterPull = 0.45;
// Extra displacement of the random-diffuse mode, in units of the spacing at the point's rank.
constexpr double kDiffuseReach = 0.22;

int nibble(uint8_t byte, int shift) {
  const int v = (byte >> shift) & 15;
  return v >= 8 ? v - 16 : v;
}

int wrapStep(int d) { return ((d + kTurn / 2) & (kTurn - 1)) - kTurn / 2; }

// Pulls every point towards the nearest cluster centre, less the nearer to the border between two.
void gather(std::vector<uint16_t>& x, std::vector<uint16_t>& y) {
  constexpr int kCells = 64;
  constexpr int kCell = kTurn / kCells;
  std::vector<uint32_t> start(kCells * kCells + 1, 0), order(kClusterCentres);
  const auto cellOf = [&](uint32_t i) { return (y[i] / kCell) * kCells + x[i] / kCell; };
  for (uint32_t i = 0; i < kClusterCentres; ++i) ++start[cellOf(i) + 1];
  for (int c = 0; c < kCells * kCells; ++c) start[c + 1] += start[c];
  {
    std::vector<uint32_t> at = start;
    for (uint32_t i = 0; i < kClusterCentres; ++i) order[at[cellOf(i)]++] = i;
  }
  const std::vector<uint16_t> cx(x.begin(), x.begin() + kClusterCentres), cy(y.begin(), y.begin() + kClusterCentres);
  for (uint32_t i = 0; i < kPointCount; ++i) {
    int64_t best = INT64_MAX, second = INT64_MAX;
    int bestX = 0, bestY = 0;
    const int gx = x[i] / kCell, gy = y[i] / kCell;
    for (int v = gy - 2; v <= gy + 2; ++v)
      for (int u = gx - 2; u <= gx + 2; ++u) {
        const int cell = (v & (kCells - 1)) * kCells + (u & (kCells - 1));
        for (uint32_t k = start[cell]; k < start[cell + 1]; ++k) {
          const int dx = wrapStep(cx[order[k]] - x[i]), dy = wrapStep(cy[order[k]] - y[i]);
          const int64_t d = static_cast<int64_t>(dx) * dx + static_cast<int64_t>(dy) * dy;
          if (d < best) {
            second = best;
            best = d;
            bestX = dx;
            bestY = dy;
          } else if (d < second) {
            second = d;
          }
        }
      }
    const double near = std::sqrt(static_cast<double>(best)), far = std::sqrt(static_cast<double>(second));
    const double pull = kClusterPull * smoothstep(0.0, 0.5, (far - near) / (far + 1.0));
    x[i] = static_cast<uint16_t>(x[i] + static_cast<int>(std::floor(bestX * pull + 0.5)));
    y[i] = static_cast<uint16_t>(y[i] + static_cast<int>(std::floor(bestY * pull + 0.5)));
  }
}

}  // namespace

PointLayout layoutPoints(ScatterMode mode, double irregularity) {
  const PointSet& set = pointSet();
  PointLayout out;
  if (set.x.empty()) {
    out.bucketStart.assign(kBucketsPerTile * kBucketsPerTile + 1, 0);
    return out;
  }
  std::vector<uint16_t> x(set.x.begin(), set.x.end()), y(set.y.begin(), set.y.end());
  const double amount = mode == ScatterMode::randomDiffuse ? 1.0 : clamp(irregularity, 0.0, 1.0);
  const int scale = static_cast<int>(amount * kJitterUnit * 256.0 + 0.5);
  for (uint32_t i = 0; i < kPointCount; ++i) {
    x[i] = static_cast<uint16_t>(x[i] + ((nibble(set.jitter[i], 0) * scale + 128) >> 8));
    y[i] = static_cast<uint16_t>(y[i] + ((nibble(set.jitter[i], 4) * scale + 128) >> 8));
  }
  if (mode == ScatterMode::randomDiffuse)
    for (uint32_t i = 0; i < kPointCount; ++i) {
      const double reach = kDiffuseReach * kTurn / std::sqrt(static_cast<double>(std::max(i, 8192u)));
      x[i] = static_cast<uint16_t>(x[i] + static_cast<int>(std::floor(reach * (2.0 * hashUnit(i, 1, 201) - 1.0))));
      y[i] = static_cast<uint16_t>(y[i] + static_cast<int>(std::floor(reach * (2.0 * hashUnit(i, 1, 202) - 1.0))));
    }
  if (mode == ScatterMode::clustered) gather(x, y);

  static_assert(kTurn >> kBucketBits == kBucketsPerTile);
  const auto bucketOf = [&](uint32_t i) { return (y[i] >> kBucketBits) * kBucketsPerTile + (x[i] >> kBucketBits); };
  out.bucketStart.assign(kBucketsPerTile * kBucketsPerTile + 1, 0);
  for (uint32_t i = 0; i < kPointCount; ++i) ++out.bucketStart[bucketOf(i) + 1];
  for (size_t b = 0; b + 1 < out.bucketStart.size(); ++b) out.bucketStart[b + 1] += out.bucketStart[b];
  for (auto* points : {&out.rank, &out.x, &out.y}) points->resize(kPointCount + kKernelSlack);
  std::vector<uint32_t> at(out.bucketStart.begin(), out.bucketStart.end() - 1);
  for (uint32_t i = 0; i < kPointCount; ++i) {
    const uint32_t k = at[bucketOf(i)]++;
    out.rank[k] = static_cast<uint16_t>(i);
    out.x[k] = x[i];
    out.y[k] = y[i];
  }
  return out;
}

}  // namespace hd
