#include "benchmarks/samplers.h"

#include <algorithm>
#include <cmath>

#include "benchmarks/place_kernel.h"
#include "core/math.h"
#include "core/rng.h"

namespace hd::bench {

namespace {

// 16 pixels a bucket: the two tiles of work (b) are then a map of 1024 x 1024.
constexpr uint32_t kPixelBits = 7;
constexpr int kPixels = 1 << (kBucketBits - kPixelBits);
constexpr double kPixelMm = kBucketMm / kPixels;

}  // namespace

RankedSampler::RankedSampler(const DensityMap& map, int shift)
    : sideMm_(map.side),
      shift_(shift),
      layout_(layoutPoints(ScatterMode::fine, 0.0)),
      side_(static_cast<int>(std::ceil(map.side / kBucketMm))),
      stride_(static_cast<uint32_t>(side_ * kPixels + 1)) {
  // The map as the caller has it: values on a grid. Only refresh() is timed.
  for (uint32_t y = 0; y < stride_; ++y)
    for (uint32_t x = 0; x < stride_; ++x)
      corners_.push_back(
          static_cast<uint16_t>(std::min(65535.0, map.at(Vec2(x, y) * kPixelMm) * 100.0 * 65536.0 / kTopDensityPerCm2 + 0.5)));
  patches_.resize(static_cast<size_t>(side_) * side_);
  refresh();
  const size_t room = static_cast<size_t>(side_) * side_ * 96;
  x_.resize(room);
  y_.resize(room);
  id_.resize(room);
}

void RankedSampler::refresh() {
  for (int y = 0; y < side_; ++y) refresh(0, y, side_);
}

void RankedSampler::refresh(int x, int y, int count) {
  boundPatches(&corners_[static_cast<size_t>(y * kPixels) * stride_ + static_cast<size_t>(x * kPixels)], stride_, kPixelBits,
               static_cast<uint32_t>(count), &patches_[static_cast<size_t>(y) * side_ + x]);
}

double RankedSampler::densityAt(Vec2 p) const {
  const Vec2 at = glm::clamp(p / kPixelMm, 0.0, stride_ - 1.0);
  const auto i = static_cast<uint32_t>(std::min(at.x, stride_ - 2.0)), j = static_cast<uint32_t>(std::min(at.y, stride_ - 2.0));
  const uint16_t* c = &corners_[static_cast<size_t>(j) * stride_ + i];
  const double u = at.x - i, v = at.y - j;
  return ((c[0] * (1.0 - u) + c[1] * u) * (1.0 - v) + (c[stride_] * (1.0 - u) + c[stride_ + 1] * u) * v) * kTopDensityPerCm2 / 6553600.0;
}

size_t RankedSampler::sampleAt(int x, int y, size_t out) {
  const int inX = x + shift_, inY = y + shift_;
  const uint32_t bucket = static_cast<uint32_t>((inY % kBucketsPerTile) * kBucketsPerTile + inX % kBucketsPerTile);
  const uint32_t begin = layout_.bucketStart[bucket], count = layout_.bucketStart[bucket + 1] - begin;
  uint16_t slots[512];
  const uint16_t *rank = &layout_.rank[begin], *px = &layout_.x[begin], *py = &layout_.y[begin];
  const Kept kept = sampleBucket(rank, px, py, count, patches_[static_cast<size_t>(y) * side_ + x], slots);
  const int tileX = inX / kBucketsPerTile, tileY = inY / kBucketsPerTile;
  placeKept(rank, px, py, kept, slots, static_cast<float>(tileX * kTileMm - shift_ * kBucketMm),
            static_cast<float>(tileY * kTileMm - shift_ * kBucketMm), static_cast<float>(kTileMm / 65536.0),
            static_cast<uint32_t>(tileY * 256 + tileX) << 16, &x_[out], &y_[out], &id_[out]);
  return out + kept.kept;
}

size_t RankedSampler::sample() {
  size_t out = 0;
  for (int y = 0; y < side_; ++y)
    for (int x = 0; x < side_; ++x) out = sampleAt(x, y, out);
  return count_ = out;
}

size_t RankedSampler::dab(Vec2 centre, double radius) {
  const auto bucket = [&](double v) { return std::clamp(static_cast<int>(v / kBucketMm), 0, side_ - 1); };
  size_t out = 0;
  const int from = bucket(centre.x - radius), to = bucket(centre.x + radius);
  for (int y = bucket(centre.y - radius); y <= bucket(centre.y + radius); ++y) {
    refresh(from, y, to - from + 1);
    for (int x = from; x <= to; ++x) out = sampleAt(x, y, out);
  }
  return out;
}

std::vector<Vec2> RankedSampler::points() const {
  std::vector<Vec2> out;
  for (size_t i = 0; i < count_; ++i)
    if (x_[i] < sideMm_ && y_[i] < sideMm_) out.push_back({x_[i], y_[i]});
  return out;
}

namespace {

constexpr double kTileSideMm = 28.0;  // a quarter of the torus that the points come from: 4,096 points

}  // namespace

WangTiles::WangTiles(const DensityMap& map)
    : sideMm_(map.side),
      side_(static_cast<int>(std::ceil(map.side / kTileSideMm))),
      pixels_(1024),
      map_(static_cast<size_t>(pixels_ + 1) * (pixels_ + 1)),
      most_(static_cast<size_t>(side_) * side_),
      kind_(most_.size()) {
  for (int y = 0; y <= pixels_; ++y)
    for (int x = 0; x <= pixels_; ++x)
      map_[static_cast<size_t>(y) * (pixels_ + 1) + x] =
          static_cast<float>(map.at(Vec2(x, y) * (sideMm_ / pixels_)) * 100.0 / kTopDensityPerCm2);
  // Every edge colour has points of its own along both sides of the edge, every kind of tile some of
  // its own in the middle, and all corners the same ones; all are pieces of one ranked set. Where two
  // pieces meet, the later of two points that are too close goes.
  const PointLayout layout = layoutPoints(ScatterMode::fine, 0.0);
  const auto piece = [&](int which, Vec2 at) { return glm::fract(at * 0.25 + Vec2(0.17 * which, 0.41 * which)); };
  for (int kind = 0; kind < 8; ++kind) {
    // North, west: the colours given; south and east by the kind's third bit.
    const int north = kind & 1, west = kind >> 1 & 1, south = kind >> 2 & 1, east = (kind & 1) ^ (kind >> 2 & 1);
    std::vector<Point> found;
    std::vector<uint8_t> from;
    for (uint32_t k = 0; k < kPointCount; ++k) {
      const Vec2 torus(layout.x[k] / 65536.0, layout.y[k] / 65536.0);
      for (int which = 0; which < 14; ++which) {
        // Pieces: 0 corners; 1, 2 horizontal edges; 3, 4 vertical edges; 5 + kind the middle.
        const Vec2 t = 4.0 * glm::fract(torus - piece(which, {0, 0}) + 0.5) - 2.0;  // -2..2 about the piece's origin
        const auto offer = [&](Vec2 p) {
          if (!(p.x >= 0.0 && p.y >= 0.0 && p.x < 1.0 && p.y < 1.0)) return;
          const double edge[4] = {p.y, 1.0 - p.y, p.x, 1.0 - p.x};
          const double corner = std::min(edge[0], edge[1]) + std::min(edge[2], edge[3]);
          int owner = 5 + kind;
          if (corner < 0.25) owner = 0;
          else if (std::min(edge[0], edge[1]) < 0.12) owner = 1 + (edge[0] < edge[1] ? north : south);
          else if (std::min(edge[2], edge[3]) < 0.12) owner = 3 + (edge[2] < edge[3] ? west : east);
          if (owner != which) return;
          found.push_back({static_cast<float>(p.x), static_cast<float>(p.y), static_cast<float>(layout.rank[k] + 0.5f) / 65536.0f});
          from.push_back(static_cast<uint8_t>(owner));
        };
        if (which >= 5) {
          offer(t);
        } else {
          for (const Vec2& origin : {Vec2(0, 0), Vec2(1, 0), Vec2(0, 1), Vec2(1, 1)}) {
            // An edge's piece begins at its left or upper end and serves that edge alone.
            const bool horizontal = which == 1 || which == 2, vertical = which == 3 || which == 4;
            if ((horizontal && origin.x > 0) || (vertical && origin.y > 0)) continue;
            if ((horizontal || std::fabs(t.x) < 0.5) && (vertical || std::fabs(t.y) < 0.5)) offer(origin + t);
          }
        }
      }
    }
    std::vector<uint32_t> order(found.size());
    for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return found[a].rank < found[b].rank; });
    for (uint32_t i : order) {
      const Point& p = found[i];
      bool free = true;
      const double near = 0.6 * 1.0746 / std::sqrt(p.rank * 4096.0);
      for (uint32_t j : order) {
        if (found[j].rank >= p.rank || !free) break;
        if (from[j] != from[i]) free = std::hypot(found[j].x - p.x, found[j].y - p.y) >= near;
      }
      if (free) tiles_[kind].push_back(p);
    }
  }
  // A stochastic tiling: north and west are given by the neighbours, the third bit is free.
  Rng rng(5);
  for (int y = 0; y < side_; ++y)
    for (int x = 0; x < side_; ++x) {
      const auto kindAt = [&](int u, int v) { return kind_[static_cast<size_t>(v) * side_ + u]; };
      const int north = y > 0 ? kindAt(x, y - 1) >> 2 & 1 : static_cast<int>(rng.below(2));
      const int west = x > 0 ? (kindAt(x - 1, y) & 1) ^ (kindAt(x - 1, y) >> 2 & 1) : static_cast<int>(rng.below(2));
      kind_[static_cast<size_t>(y) * side_ + x] = static_cast<uint8_t>(north | west << 1 | static_cast<int>(rng.below(2)) << 2);
    }
  const size_t room = static_cast<size_t>(side_) * side_ * 4200;
  x_.resize(room);
  y_.resize(room);
  id_.resize(room);
  refresh();
}

void WangTiles::refresh() {
  for (int y = 0; y < side_; ++y)
    for (int x = 0; x < side_; ++x) refreshTile(x, y);
}

void WangTiles::refreshTile(int x, int y) {
  const int step = pixels_ / side_;
  float most = 0.0f;
  for (int j = y * step; j <= (y + 1) * step; ++j)
    for (int i = x * step; i <= (x + 1) * step; ++i) most = std::max(most, map_[static_cast<size_t>(j) * (pixels_ + 1) + i]);
  most_[static_cast<size_t>(y) * side_ + x] = most;
}

size_t WangTiles::sample() {
  size_t out = 0;
  const float scale = static_cast<float>(pixels_ / side_), mm = static_cast<float>(kTileSideMm);
  const size_t row = static_cast<size_t>(pixels_) + 1;
  for (int y = 0; y < side_; ++y)
    for (int x = 0; x < side_; ++x) {
      const size_t tile = static_cast<size_t>(y) * side_ + x;
      const float* map = &map_[static_cast<size_t>(y * (pixels_ / side_)) * row + static_cast<size_t>(x * (pixels_ / side_))];
      const float most = most_[tile], left = static_cast<float>(x) * mm, top = static_cast<float>(y) * mm;
      uint32_t k = 0;
      for (const Point& p : tiles_[kind_[tile]]) {
        if (p.rank >= most) break;
        const float u = p.x * scale, v = p.y * scale;
        const auto i = static_cast<uint32_t>(u), j = static_cast<uint32_t>(v);
        const float* c = map + j * row + i;
        const float s = u - static_cast<float>(i), t = v - static_cast<float>(j);
        const float density = (c[0] * (1 - s) + c[1] * s) * (1 - t) + (c[row] * (1 - s) + c[row + 1] * s) * t;
        x_[out] = left + mm * p.x;
        y_[out] = top + mm * p.y;
        id_[out] = static_cast<uint32_t>(tile) << 16 | k++;
        out += p.rank < density;
      }
    }
  return count_ = out;
}

std::vector<Vec2> WangTiles::points() const {
  std::vector<Vec2> out;
  for (size_t i = 0; i < count_; ++i)
    if (x_[i] < sideMm_ && y_[i] < sideMm_) out.push_back({x_[i], y_[i]});
  return out;
}

std::vector<Vec2> bridson(const DensityMap& map, int tries, uint64_t seed) {
  // Saturated dart throwing ends near 0.7 of the density of discs of its radius: radius 0.835 / sqrt(density).
  constexpr double kRadius = 0.835;
  Rng rng(seed);
  double mean = 0.0;
  for (int j = 0; j < 64; ++j)
    for (int i = 0; i < 64; ++i) mean += map.at(Vec2(i + 0.5, j + 0.5) * (map.side / 64)) / 4096.0;
  const double cell = kRadius / std::sqrt(mean);
  const int n = static_cast<int>(map.side / cell) + 1;
  std::vector<std::vector<uint32_t>> grid(static_cast<size_t>(n) * n);
  std::vector<Vec2> points;
  std::vector<double> radii;
  std::vector<uint32_t> active;
  const auto index = [&](double v) { return std::clamp(static_cast<int>(v / cell), 0, n - 1); };
  const auto add = [&](Vec2 p, double r) {
    active.push_back(static_cast<uint32_t>(points.size()));
    grid[static_cast<size_t>(index(p.y)) * n + index(p.x)].push_back(static_cast<uint32_t>(points.size()));
    points.push_back(p);
    radii.push_back(r);
  };
  add(0.5 * Vec2(map.side, map.side), kRadius / std::sqrt(map.at(0.5 * Vec2(map.side, map.side))));
  while (!active.empty()) {
    const uint32_t slot = rng.below(static_cast<uint32_t>(active.size()));
    const Vec2 from = points[active[slot]];
    const double reach = radii[active[slot]];
    bool found = false;
    for (int t = 0; t < tries && !found; ++t) {
      const double r = reach * (1.0 + rng.unit()), angle = rng.range(0.0, kTwoPi);
      const Vec2 p = from + r * Vec2(detCos(angle), detSin(angle));
      if (!(p.x >= 0.0 && p.y >= 0.0 && p.x < map.side && p.y < map.side)) continue;
      const double own = kRadius / std::sqrt(map.at(p));
      bool free = true;
      for (int y = index(p.y - own); y <= index(p.y + own) && free; ++y)
        for (int x = index(p.x - own); x <= index(p.x + own) && free; ++x)
          for (uint32_t j : grid[static_cast<size_t>(y) * n + x]) free = free && glm::length(points[j] - p) >= std::min(own, radii[j]);
      if (free) {
        add(p, own);
        found = true;
      }
    }
    if (!found) {
      active[slot] = active.back();
      active.pop_back();
    }
  }
  return points;
}

std::vector<Vec2> whiteNoise(const DensityMap& map, double most, uint64_t seed) {
  Rng rng(seed);
  std::vector<Vec2> out;
  const size_t count = static_cast<size_t>(most * map.side * map.side);
  for (size_t i = 0; i < count; ++i) {
    Vec2 p;
    p.x = rng.range(0.0, map.side);
    p.y = rng.range(0.0, map.side);
    if (rng.unit() * most < map.at(p)) out.push_back(p);
  }
  return out;
}

std::vector<Vec2> hexagonal(const DensityMap& map) {
  const double a = 1.0745699318235418 / std::sqrt(map.at({0, 0})), row = a * std::sqrt(3.0) / 2.0;
  std::vector<Vec2> out;
  for (int j = 0; (j + 0.5) * row < map.side; ++j)
    for (int i = 0; (i + 0.25 + 0.5 * (j % 2)) * a < map.side; ++i) out.push_back({(i + 0.25 + 0.5 * (j % 2)) * a, (j + 0.5) * row});
  return out;
}

}  // namespace hd::bench
