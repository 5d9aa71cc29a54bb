#include "benchmarks/quality.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "core/rng.h"
#include "point_maker/fourier.h"

namespace hd::bench {
namespace {

constexpr double kHex = 1.0745699318235418;  // spacing of the hexagonal lattice of unit density

// Points by square cells.
class Cells {
 public:
  Cells(const std::vector<Vec2>& points, double side, double cell)
      : n_(std::max(1, static_cast<int>(side / cell))), scale_(n_ / side), lists_(static_cast<size_t>(n_) * n_) {
    for (uint32_t i = 0; i < points.size(); ++i) lists_[static_cast<size_t>(index(points[i].y)) * n_ + index(points[i].x)].push_back(i);
  }
  template <class F>
  void forBox(Vec2 from, Vec2 to, F f) const {
    for (int y = index(from.y); y <= index(to.y); ++y)
      for (int x = index(from.x); x <= index(to.x); ++x)
        for (uint32_t i : lists_[static_cast<size_t>(y) * n_ + x]) f(i);
  }

 private:
  int index(double v) const { return std::clamp(static_cast<int>(v * scale_), 0, n_ - 1); }
  int n_;
  double scale_;
  std::vector<std::vector<uint32_t>> lists_;
};

double integral(const DensityMap& map, Vec2 centre, double half) {
  constexpr int kCuts = 24;
  double sum = 0.0;
  for (int j = 0; j < kCuts; ++j)
    for (int i = 0; i < kCuts; ++i) sum += map.at(centre + half * Vec2((2 * i + 1.0) / kCuts - 1.0, (2 * j + 1.0) / kCuts - 1.0));
  return sum * 4.0 * half * half / (kCuts * kCuts);
}

// Mean power below half the frequency 1/spacing, of the points less the map, under a Hann window.
double lowPower(const std::vector<Vec2>& points, const Cells& cells, const DensityMap& map) {
  Rng rng(11);
  double sum = 0.0;
  int count = 0;
  for (int window = 0; window < 240; ++window) {
    Vec2 centre;
    centre.x = rng.range(0.2, 0.8) * map.side;
    centre.y = rng.range(0.2, 0.8) * map.side;
    const double density = map.at(centre);
    const double half = std::min(0.19 * map.side, 16.0 / std::sqrt(density));
    const auto hann = [&](double d) { return std::fabs(d) < half ? 0.5 + 0.5 * detCos(kPi * d / half) : 0.0; };
    struct Sample {
      Vec2 at;
      double weight;
    };
    std::vector<Sample> samples;
    double energy = 0.0;
    cells.forBox(centre - Vec2(half, half), centre + Vec2(half, half), [&](uint32_t i) {
      const Vec2 d = points[i] - centre;
      const double w = hann(d.x) * hann(d.y);
      if (w <= 0.0) return;
      samples.push_back({d, w});
      energy += w * w;
    });
    if (samples.size() < 200) continue;
    constexpr int kGrid = 96;
    for (int j = 0; j < kGrid; ++j)
      for (int i = 0; i < kGrid; ++i) {
        const Vec2 d = half * Vec2((2 * i + 1.0) / kGrid - 1.0, (2 * j + 1.0) / kGrid - 1.0);
        samples.push_back({d, -hann(d.x) * hann(d.y) * map.at(centre + d) * 4.0 * half * half / (kGrid * kGrid)});
      }
    // Frequencies in a disk of half the spacing's; not the few that the window itself blurs.
    for (int k = 0; k < 24; ++k) {
      const double f = std::sqrt(rng.range(0.02, 0.25)) * std::sqrt(density), angle = rng.range(0.0, kTwoPi);
      const Vec2 wave = kTwoPi * f * Vec2(detCos(angle), detSin(angle));
      double re = 0.0, im = 0.0;
      for (const Sample& s : samples) {
        const double phase = wave.x * s.at.x + wave.y * s.at.y;
        re += s.weight * detCos(phase);
        im += s.weight * detSin(phase);
      }
      sum += (re * re + im * im) / energy;
      ++count;
    }
  }
  return count > 0 ? sum / count : -1.0;
}

}  // namespace

Spectrum spectrumOf(const std::vector<Vec2>& points, double side) {
  constexpr int kGrid = 2048;
  tools::Grid2 grid{kGrid, std::vector<std::complex<float>>(static_cast<size_t>(kGrid) * kGrid)};
  double energy = 0.0;
  // Spread bilinearly; what that takes from a frequency is given back below.
  for (const Vec2& p : points) {
    const Vec2 t = p / side;
    const double w = (1.0 - detCos(kTwoPi * t.x)) * (1.0 - detCos(kTwoPi * t.y));
    energy += w * w;
    const Vec2 at = t * static_cast<double>(kGrid);
    const int x = static_cast<int>(at.x), y = static_cast<int>(at.y);
    for (int k = 0; k < 4; ++k) {
      const int u = x + (k & 1), v = y + (k >> 1);
      const double share = (1.0 - std::fabs(at.x - u)) * (1.0 - std::fabs(at.y - v));
      grid.cell[static_cast<size_t>(v % kGrid) * kGrid + u % kGrid] += static_cast<float>(w * share);
    }
  }
  tools::transform(grid, false);
  const double root = std::sqrt(static_cast<double>(points.size()));
  double low = 0.0, peak = 0.0;
  int lows = 0;
  const int reach = static_cast<int>(0.5 * root);
  for (int v = -reach; v <= reach; ++v)
    for (int u = 0; u <= reach; ++u) {
      const double k = std::sqrt(static_cast<double>(u * u + v * v));
      // The window itself fills the first three frequencies; the half plane is enough.
      if (k < 4.0 || k > 0.5 * root || (u == 0 && v < 0)) continue;
      const auto loss = [](int f) { return f == 0 ? 1.0 : detSin(kPi * f / kGrid) / (kPi * f / kGrid); };
      const double power =
          std::norm(grid.cell[static_cast<size_t>((v + kGrid) % kGrid) * kGrid + u]) / energy / std::pow(loss(u) * loss(v), 4.0);
      low += power;
      peak = std::max(peak, power);
      ++lows;
    }
  return {low / lows, peak * lows / low, tools::anisotropy(grid, 0.5 * root, 1.5 * root)};
}

Quality measure(const std::vector<Vec2>& points, const DensityMap& map, const std::function<bool(Vec2, double)>& onStep) {
  Quality q;
  const double mean = integral(map, 0.5 * Vec2(map.side, map.side), 0.5 * map.side) / (map.side * map.side);
  const Cells cells(points, map.side, 1.5 / std::sqrt(mean));
  std::vector<double> nearest;
  double sum = 0.0, squares = 0.0;
  for (uint32_t i = 0; i < points.size(); ++i) {
    const Vec2 p = points[i];
    const double own = std::sqrt(map.at(p));
    const double reach = 2.5 / own;
    // Edges of the square have neighbours missing.
    if (p.x < reach || p.y < reach || p.x > map.side - reach || p.y > map.side - reach) continue;
    double best = reach, spacings = 1e300;
    cells.forBox(p - Vec2(reach, reach), p + Vec2(reach, reach), [&](uint32_t j) {
      if (j == i) return;
      const double d = glm::length(points[j] - p);
      best = std::min(best, d);
      spacings = std::min(spacings, d * std::max(own, std::sqrt(map.at(points[j]))) / kHex);
    });
    if (spacings < 1e299) nearest.push_back(spacings);
    sum += best * own;
    squares += best * own * best * own;
  }
  std::sort(nearest.begin(), nearest.end());
  const double n = static_cast<double>(nearest.size());
  q.rho = nearest.front();
  q.rho01 = nearest[nearest.size() / 100];
  q.cv = std::sqrt(std::max(0.0, squares / n - sum / n * sum / n)) / (sum / n);
  q.low = lowPower(points, cells, map);
  Rng rng(7);
  double all = 0.0, steps = 0.0;
  int allCount = 0, stepCount = 0;
  for (int k = 0; k < 60000 && (allCount < 4000 || stepCount < 1500); ++k) {
    Vec2 c;
    c.x = rng.range(0.0, map.side);
    c.y = rng.range(0.0, map.side);
    double half = 0.5 * std::sqrt(50.0 / map.at(c));
    const bool step = onStep(c, half);
    if (!step && allCount >= 4000) continue;
    for (int fit = 0; fit < 3; ++fit) half *= std::sqrt(50.0 / integral(map, c, half));
    if (c.x < half || c.y < half || c.x > map.side - half || c.y > map.side - half) continue;
    const double want = integral(map, c, half);
    double got = 0.0;
    cells.forBox(c - Vec2(half, half), c + Vec2(half, half),
                 [&](uint32_t i) { got += std::fabs(points[i].x - c.x) < half && std::fabs(points[i].y - c.y) < half; });
    const double error = (got - want) / 50.0;
    if (allCount < 4000) {
      all += error * error;
      ++allCount;
    }
    if (step) {
      steps += error * error;
      ++stepCount;
    }
  }
  q.rms50 = std::sqrt(all / allCount);
  if (stepCount > 100) q.edge = std::sqrt(steps / stepCount);
  q.count = static_cast<double>(points.size()) / (mean * map.side * map.side) - 1.0;
  return q;
}

}  // namespace hd::bench
