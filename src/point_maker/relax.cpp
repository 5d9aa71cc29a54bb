#include "point_maker/relax.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "point_maker/long_waves.h"

namespace hd::tools {
namespace {

// Eight floats at once by the compilers' vector extension: the same bits on every instruction set.
typedef float V8 __attribute__((vector_size(32)));
typedef int32_t I8 __attribute__((vector_size(32)));

V8 load8(const float* p) {
  V8 v;
  __builtin_memcpy(&v, p, sizeof v);
  return v;
}
float sum8(V8 v) { return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7])); }

// Force of the points of one row range on (px, py), in units of the Gaussian's width. The Gaussian
// exp(-u) is (1 - u/8)^8, which ends at u = 8 and needs no exponential.
void pull(const PointGrid& grid, uint32_t begin, uint32_t end, float px, float py, float inverse, float narrow, V8& fx, V8& fy) {
  const V8 lane = {0, 1, 2, 3, 4, 5, 6, 7};
  for (uint32_t k = begin; k < end; k += 8) {
    const V8 dx = (px - load8(grid.x() + k)) * inverse;
    const V8 dy = (py - load8(grid.y() + k)) * inverse;
    V8 w = 1.0f - (dx * dx + dy * dy) * (0.5f / 8.0f);
    const I8 live = (w > 0.0f) & (lane < static_cast<float>(end - k));
    w = reinterpret_cast<V8>(reinterpret_cast<I8>(w) & live);
    w *= w;
    w *= w;
    w *= w;
    const V8 w2 = w * w;
    const V8 f = w + narrow * (w2 * w2);
    fx += dx * f;
    fy += dy * f;
  }
}

void relaxPrefix(std::span<TorusPoint> points, const DescentOptions& options, float rate, PointGrid& grid) {
  const float spacing = 1.0f / std::sqrt(static_cast<float>(points.size()));
  const float width = options.width * spacing;
  grid.build(points, 4.0f * width);
  const float inverse = 1.0f / width;
  const float narrow = 4.0f * options.narrowWeight;
  const float limit = 0.2f * spacing;
  const int side = grid.side();
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column)
      for (uint32_t k = grid.cellBegin(row, column); k < grid.cellEnd(row, column); ++k) {
        const float px = grid.x()[k], py = grid.y()[k];
        V8 fx{}, fy{};
        for (int dr = -1; dr <= 1; ++dr) {
          const int r = (row + dr + side) % side;
          const float shift = row + dr < 0 ? 1.0f : (row + dr >= side ? -1.0f : 0.0f);
          pull(grid, grid.rangeBegin(r, column), grid.rangeEnd(r, column), px, py + shift, inverse, narrow, fx, fy);
        }
        const float mx = std::clamp(rate * width * sum8(fx), -limit, limit);
        const float my = std::clamp(rate * width * sum8(fy), -limit, limit);
        TorusPoint& p = points[grid.index()[k]];
        p = {wrapUnit(px + mx), wrapUnit(py + my)};
      }
}

// Calls f(i, j, dx, dy, distance) for all pairs j < i in ranks [from, to) x [0, i) closer than reach.
template <class F>
void forPairs(const PointGrid& grid, std::span<const TorusPoint> points, uint32_t from, uint32_t to, float reach, F f) {
  const int side = grid.side();
  for (uint32_t i = from; i < to; ++i) {
    const TorusPoint p = points[i];
    const int column = std::min(side - 1, static_cast<int>(p.x * side));
    const int row = std::min(side - 1, static_cast<int>(p.y * side));
    for (int dr = -1; dr <= 1; ++dr) {
      const int r = (row + dr + side) % side;
      for (uint32_t k = grid.rangeBegin(r, column); k < grid.rangeEnd(r, column); ++k) {
        const uint32_t j = grid.index()[k];
        if (j >= i) continue;
        const float dx = wrapDelta(p.x - points[j].x), dy = wrapDelta(p.y - points[j].y);
        const float d2 = dx * dx + dy * dy;
        if (d2 < reach * reach) f(i, j, dx, dy, std::sqrt(d2));
      }
    }
  }
}

}  // namespace

namespace {

// One of `count` log-uniform lengths from `shortest` to `longest`. The range goes on a little beyond
// the whole, or the whole itself would hardly ever be drawn.
size_t drawnLength(int k, int count, uint32_t shortest, size_t longest, Rng& rng) {
  const double low = detLog(shortest), high = detLog(1.04 * static_cast<double>(longest));
  return std::min(longest, static_cast<size_t>(detExp(low + (high - low) * (k + rng.unit()) / count) + 0.5));
}

void spreadPrefix(std::vector<TorusPoint>& points, size_t n, const DescentOptions& options, float rate, float waves) {
  static PointGrid grid;
  const std::span<TorusPoint> prefix(points.data(), n);
  relaxPrefix(prefix, options, rate, grid);
  calmLongWaves(prefix, waves);
}

}  // namespace

float hexSpacing(float n) { return 1.0745699318f / std::sqrt(n); }

void descend(std::vector<TorusPoint>& points, const DescentOptions& options, float rate, Rng& rng) {
  const auto spread = [&](int count, size_t longest) {
    for (int k = 0; k < count; ++k)
      spreadPrefix(points, drawnLength(k, count, options.shortest, longest, rng), options, rate, options.waves * rate);
  };
  spread(options.earlyPrefixes, std::min<size_t>(options.early, points.size()));
  spread(options.prefixes, points.size());
}

void descendClasses(std::vector<TorusPoint>& points, const std::vector<std::vector<uint32_t>>& classes, const DescentOptions& options,
                    float rate, Rng& rng) {
  std::vector<TorusPoint> own;
  for (const std::vector<uint32_t>& members : classes) {
    // A session of most points has the least room, so it is looked at more often.
    const int count = members.size() > points.size() / 2 ? options.largeClassPrefixes : options.classPrefixes;
    for (int k = 0; k < count; ++k) {
      const size_t n =
          drawnLength(k, count, std::max<uint32_t>(options.shortest, static_cast<uint32_t>(options.classShortest * members.size())),
                      members.size(), rng);
      own.clear();
      for (size_t i = 0; i < n; ++i) own.push_back(points[members[i]]);
      spreadPrefix(own, n, options, options.classRate * rate, options.classWaves * rate);
      for (size_t i = 0; i < n; ++i) points[members[i]] = own[i];
    }
  }
}

uint32_t separate(std::vector<TorusPoint>& points, float rho, float tolerance) {
  static PointGrid grid;
  uint32_t close = 0;
  for (uint32_t from = 8; from < points.size(); from *= 2) {
    const uint32_t to = std::min<uint32_t>(from * 2, static_cast<uint32_t>(points.size()));
    const float reach = rho * hexSpacing(static_cast<float>(from + 1));
    grid.build(std::span(points.data(), to), reach * 1.1f);
    forPairs(grid, points, from, to, reach, [&](uint32_t i, uint32_t j, float dx, float dy, float d) {
      const float want = rho * hexSpacing(static_cast<float>(i + 1));
      if (d >= want) return;
      if (d < want * (1.0f - tolerance)) ++close;
      const float push = (want - d) * 1.02f / std::max(d, 1e-9f);
      // The higher rank gives way more: few prefixes know it.
      points[i] = {wrapUnit(points[i].x + dx * push * 0.7f), wrapUnit(points[i].y + dy * push * 0.7f)};
      points[j] = {wrapUnit(points[j].x - dx * push * 0.3f), wrapUnit(points[j].y - dy * push * 0.3f)};
    });
  }
  return close;
}

std::vector<std::pair<uint32_t, uint32_t>> closePairs(std::span<const TorusPoint> points, float rho) {
  PointGrid grid;
  std::vector<std::pair<uint32_t, uint32_t>> out;
  for (uint32_t from = 8; from < points.size(); from *= 2) {
    const uint32_t to = std::min<uint32_t>(from * 2, static_cast<uint32_t>(points.size()));
    const float reach = rho * hexSpacing(static_cast<float>(from + 1));
    grid.build(points.subspan(0, to), reach * 1.01f);
    forPairs(grid, points, from, to, reach, [&](uint32_t i, uint32_t j, float, float, float d) {
      if (d < rho * hexSpacing(static_cast<float>(i + 1))) out.push_back({i, j});
    });
  }
  return out;
}

float smallestRho(std::span<const TorusPoint> points, uint32_t from) {
  PointGrid grid;
  float rho = 10.0f;
  for (uint32_t a = from; a < points.size(); a *= 2) {
    const uint32_t to = std::min<uint32_t>(a * 2, static_cast<uint32_t>(points.size()));
    const float reach = hexSpacing(static_cast<float>(a + 1));
    grid.build(points.subspan(0, to), reach);
    forPairs(grid, points, a, to, reach,
             [&](uint32_t i, uint32_t, float, float, float d) { rho = std::min(rho, d / hexSpacing(static_cast<float>(i + 1))); });
  }
  return rho;
}

}  // namespace hd::tools
