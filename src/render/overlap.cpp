#include "render/overlap.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "core/sort.h"

namespace hd {
namespace {

/// Thinner or smaller than this many photo px carries no light worth drawing and would divide by 0.
constexpr double kLeastHalfAxisPx = 1e-4;
/// Nothing this far out or this large comes from a photo.
constexpr double kFarPx = 1e6;

bool toConic(const Splat& s, DrawSplat& d) {
  const double ax = s.axis0x, ay = s.axis0y, bx = s.axis1x, by = s.axis1y;
  const double det = ax * by - ay * bx;
  const double heightSq = ay * ay + by * by;
  const double widthSq = ax * ax + bx * bx;
  const double major =
      std::sqrt(0.5 * (widthSq + heightSq +
                       std::sqrt((widthSq - heightSq) * (widthSq - heightSq) + 4.0 * (ax * ay + bx * by) * (ax * ay + bx * by))));
  const double minor = major > 0.0 ? std::fabs(det) / major : 0.0;
  // The comparison is false for NaN as well.
  if (!(minor > kLeastHalfAxisPx && heightSq > kLeastHalfAxisPx * kLeastHalfAxisPx)) return false;
  if (!(major < kFarPx && std::fabs(s.x) < kFarPx && std::fabs(s.y) < kFarPx)) return false;
  d.x = s.x;
  d.y = s.y;
  d.alpha = static_cast<float>(heightSq / (det * det));
  d.shear = static_cast<float>((ax * ay + bx * by) / heightSq);
  d.delta = static_cast<float>(1.0 / heightSq);
  d.soft = std::clamp(s.soft, kLeastSoft, 1.0f);
  d.minorDiameterPx = static_cast<float>(2.0 * minor);
  d.absorb = {std::clamp(s.absorbR, 0.0f, 1.0f), std::clamp(s.absorbG, 0.0f, 1.0f), std::clamp(s.absorbB, 0.0f, 1.0f)};
  d.lit = d.share = {1.0f, 1.0f, 1.0f};
  return true;
}

/// Splats by square cells, to find those that may overlap.
class Grid {
 public:
  explicit Grid(std::span<const DrawSplat> splats) {
    if (splats.empty()) return;
    double sumReach = 0.0;
    float lowX = 1e30f, lowY = 1e30f, highX = -1e30f, highY = -1e30f;
    for (const DrawSplat& s : splats) {
      sumReach += s.reachX() + s.reachY();
      lowX = std::min(lowX, s.x - s.reachX());
      lowY = std::min(lowY, s.y - s.reachY());
      highX = std::max(highX, s.x + s.reachX());
      highY = std::max(highY, s.y + s.reachY());
    }
    const double width = highX - lowX, height = highY - lowY;
    cell_ = std::max({sumReach / static_cast<double>(splats.size()), std::sqrt(width * height / 4e6), width / 1e4, height / 1e4, 1e-3});
    originX_ = lowX;
    originY_ = lowY;
    columns_ = static_cast<int>(width / cell_) + 1;
    rows_ = static_cast<int>(height / cell_) + 1;
    starts_.assign(static_cast<size_t>(columns_) * rows_ + 1, 0);
    for (const DrawSplat& s : splats) forCells(s, [&](size_t cell) { ++starts_[cell + 1]; });
    for (size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
    items_.resize(starts_.back());
    std::vector<uint32_t> fill(starts_.begin(), starts_.end() - 1);
    for (uint32_t i = 0; i < splats.size(); ++i) forCells(splats[i], [&](size_t cell) { items_[fill[cell]++] = i; });
  }

  template <class Visit>
  void forCells(const DrawSplat& s, Visit visit) const {
    const int x0 = column(s.x - s.reachX()), x1 = column(s.x + s.reachX());
    const int y0 = row(s.y - s.reachY()), y1 = row(s.y + s.reachY());
    for (int y = y0; y <= y1; ++y)
      for (int x = x0; x <= x1; ++x) visit(static_cast<size_t>(y) * columns_ + x);
  }

  std::span<const uint32_t> items(size_t cell) const {
    return std::span<const uint32_t>(items_).subspan(starts_[cell], starts_[cell + 1] - starts_[cell]);
  }

 private:
  int column(float x) const { return std::clamp(static_cast<int>((x - originX_) / cell_), 0, columns_ - 1); }
  int row(float y) const { return std::clamp(static_cast<int>((y - originY_) / cell_), 0, rows_ - 1); }

  double cell_ = 1.0;
  double originX_ = 0.0, originY_ = 0.0;
  int columns_ = 0, rows_ = 0;
  std::vector<uint32_t> starts_;
  std::vector<uint32_t> items_;
};

/// Exact for disks: bounding circles in the metric of neither; a quick no for most pairs.
bool boxesMeet(const DrawSplat& a, const DrawSplat& b) {
  return std::fabs(a.x - b.x) < a.reachX() + b.reachX() && std::fabs(a.y - b.y) < a.reachY() + b.reachY();
}

/// Points over a soft disk, even in area: rings of equal u-width times angles, turned per ring.
struct DiskSample {
  float p, q;
  float u;
};
constexpr int kRings = 6;
constexpr int kSpokes = 12;

std::array<DiskSample, kRings * kSpokes> makeDisk() {
  std::array<DiskSample, kRings * kSpokes> disk;
  for (int r = 0; r < kRings; ++r)
    for (int a = 0; a < kSpokes; ++a) {
      const double u = (r + 0.5) / kRings;
      const double angle = kTwoPi * (a + 0.382 * r) / kSpokes;
      disk[static_cast<size_t>(r) * kSpokes + a] = {static_cast<float>(std::sqrt(u) * std::cos(angle)),
                                                    static_cast<float>(std::sqrt(u) * std::sin(angle)), static_cast<float>(u)};
    }
  return disk;
}

/// Mean over `s`, weighted with its coverage, of what its earlier neighbours let through.
std::array<float, 3> meanShare(const DrawSplat& s, std::span<const DrawSplat> all, std::span<const uint32_t> earlier) {
  static const std::array<DiskSample, kRings* kSpokes> disk = makeDisk();
  const float outer = std::sqrt(1.0f + s.soft);
  const float px = outer / std::sqrt(s.alpha), py = outer / std::sqrt(s.delta);
  float sum[3] = {0, 0, 0}, weight = 0;
  for (const DiskSample& sample : disk) {
    const float a = std::clamp((1.0f + s.soft - sample.u * (1.0f + s.soft)) / (2.0f * s.soft), 0.0f, 1.0f);
    const float dy = sample.q * py;
    const float dx = sample.p * px + s.shear * dy;
    float through[3] = {a, a, a};
    for (const uint32_t j : earlier) {
      const DrawSplat& e = all[j];
      const float c = coverageAt(e, s.x + dx - e.x, s.y + dy - e.y);
      for (int ch = 0; ch < 3; ++ch) through[ch] *= 1.0f - c * e.absorb[ch];
    }
    for (int ch = 0; ch < 3; ++ch) sum[ch] += through[ch];
    weight += a;
  }
  return {sum[0] / weight, sum[1] / weight, sum[2] / weight};
}

}  // namespace

float DrawSplat::reachX() const { return std::sqrt((1.0f + soft) * (1.0f / alpha + shear * shear / delta)); }
float DrawSplat::reachY() const { return std::sqrt((1.0f + soft) / delta); }

float coverageAt(const DrawSplat& splat, float dx, float dy) {
  const float along = dx - splat.shear * dy;
  const float u = splat.alpha * along * along + splat.delta * dy * dy;
  return std::clamp((1.0f + splat.soft - u) / (2.0f * splat.soft), 0.0f, 1.0f);
}

PreparedSplats prepareSplats(std::span<const Splat> splats) {
  PreparedSplats prepared;
  prepared.veil = makeVeil(splats);
  prepared.splats.reserve(splats.size());
  std::vector<uint8_t> isHalo;
  isHalo.reserve(splats.size());
  for (const Splat& s : splats) {
    DrawSplat d;
    if (!toConic(s, d)) continue;
    prepared.splats.push_back(d);
    isHalo.push_back(s.halo);
  }

  const Grid grid(prepared.splats);
  std::vector<uint32_t> near;
  for (uint32_t i = 0; i < prepared.splats.size(); ++i) {
    DrawSplat& s = prepared.splats[i];
    const std::array<float, 3> veil = veilAt(prepared.veil, s.x, s.y);
    if (isHalo[i]) {
      for (int ch = 0; ch < 3; ++ch) s.share[ch] = 1.0f - veil[ch];
      continue;
    }
    near.clear();
    grid.forCells(s, [&](size_t cell) {
      for (const uint32_t j : grid.items(cell))
        if ((j < i || isHalo[j]) && boxesMeet(s, prepared.splats[j])) near.push_back(j);
    });
    sortSmall(near.begin(), near.end());
    near.erase(std::unique(near.begin(), near.end()), near.end());

    // Halos are wide and smooth: what they take is even across the dot.
    size_t kept = 0;
    for (const uint32_t j : near) {
      const DrawSplat& e = prepared.splats[j];
      if (!isHalo[j]) {
        near[kept++] = j;
        continue;
      }
      const float c = coverageAt(e, s.x - e.x, s.y - e.y);
      for (int ch = 0; ch < 3; ++ch) s.lit[ch] = std::max(s.lit[ch] - c * e.absorb[ch], 0.0f);
    }
    near.resize(kept);
    for (int ch = 0; ch < 3; ++ch) s.lit[ch] *= 1.0f - veil[ch];
    s.share = s.lit;
    if (near.empty()) continue;

    const std::array<float, 3> through = meanShare(s, prepared.splats, near);
    if (std::min({through[0], through[1], through[2]}) > 0.9999f) continue;
    for (int ch = 0; ch < 3; ++ch) s.share[ch] *= through[ch];
    s.firstEarlier = static_cast<uint32_t>(prepared.earlier.size());
    s.earlierCount = std::min(static_cast<uint32_t>(near.size()), kMostEarlier);
    prepared.earlier.insert(prepared.earlier.end(), near.begin(), near.begin() + s.earlierCount);
  }
  return prepared;
}

}  // namespace hd
