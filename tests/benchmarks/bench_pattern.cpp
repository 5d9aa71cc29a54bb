// bench_pattern: speed and evenness of the pattern engine beside plain baselines, in one run.
//
//   bench_pattern [--speed]             speeds, and without --speed the measures as well
//   bench_pattern --map WORK FILE       writes the 1024 x 1024 map that work (a) or (b) is sampled from: 1025^2 floats
//   bench_pattern --measure WORK NAME FILE   measures the points of FILE (pairs of doubles) as NAME
//
// Lines of CSV on stdout: what,measure,value. tests/benchmarks/run.mjs runs it natively and as wasm,
// adds the npm samplers and prints the table with the targets.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <string_view>

#include "benchmarks/processor_time.h"
#include "benchmarks/samplers.h"
#include "core/facts.h"
#include "core/math.h"
#include "core/rng.h"
#include "design/templates.h"
#include "pattern/dots.h"
#include "point_maker/fourier.h"

using namespace hd;
using namespace hd::bench;

namespace {

void report(const char* what, const char* measure, double value) { std::printf("%s,%s,%.6g\n", what, measure, value); }

struct Spread {
  double median, low, high;
};

// Median and extremes of the time of f, ms. Each measurement repeats f for at least two milliseconds.
template <class F>
Spread time(int rounds, F f) {
  f();
  std::vector<double> ms;
  for (int r = 0; r < rounds; ++r) {
    const double start = processorMs();
    int repeats = 0;
    do {
      f();
      ++repeats;
    } while (processorMs() - start < 2.0);
    ms.push_back((processorMs() - start) / repeats);
  }
  std::sort(ms.begin(), ms.end());
  return {ms[ms.size() / 2], ms.front(), ms.back()};
}

void reportSpeed(const char* what, Spread ms, size_t points) {
  const double n = static_cast<double>(points);
  report(what, "mpts_per_s", n / ms.median / 1e3);
  report(what, "mpts_per_s_low", n / ms.high / 1e3);
  report(what, "mpts_per_s_high", n / ms.low / 1e3);
  report(what, "ns_per_dot", ms.median * 1e6 / n);
}

// Baselines are measured against the density that they reached; their count is told apart.
Quality qualityOf(const std::vector<Vec2>& points, const DensityMap& map, const std::function<bool(Vec2, double)>& onStep,
                  bool ownDensity) {
  DensityMap reached = map;
  if (ownDensity) {
    double want = 0.0;
    for (int j = 0; j < 200; ++j)
      for (int i = 0; i < 200; ++i) want += map.at(Vec2(i + 0.5, j + 0.5) * (map.side / 200.0)) * map.side * map.side / 40000.0;
    const double factor = static_cast<double>(points.size()) / want;
    reached.at = [&map, factor](Vec2 p) { return factor * map.at(p); };
  }
  return measure(points, reached, onStep);
}

// What several draws have in common: the least of the distances, the mean of all else.
Quality together(const std::vector<Quality>& draws) {
  const auto mean = [&](double Quality::*member) {
    double sum = 0.0;
    for (const Quality& q : draws) sum += q.*member;
    return sum / static_cast<double>(draws.size());
  };
  Quality out{draws[0].rho, mean(&Quality::rho01), mean(&Quality::cv), mean(&Quality::low), mean(&Quality::rms50), mean(&Quality::edge),
              0.0};
  for (const Quality& q : draws) {
    out.rho = std::min(out.rho, q.rho);
    out.count = std::max(out.count, std::fabs(q.count));
  }
  return out;
}

void reportQuality(const char* what, const Quality& q, size_t points, bool ownDensity) {
  report(what, "points", static_cast<double>(points));
  report(what, "rho", q.rho);
  report(what, "rho01", q.rho01);
  report(what, "cv", q.cv);
  report(what, "low", q.low);
  report(what, "rms50", q.rms50);
  if (q.edge >= 0.0) report(what, "edge", q.edge);
  if (!ownDensity) report(what, "count_error", q.count);
}

void reportSpectrum(const char* what, const std::vector<Vec2>& points, double side) {
  const Spectrum s = spectrumOf(points, side);
  report(what, "lo5", s.lo5);
  report(what, "spike", s.spike);
  report(what, "anisotropy", s.anisotropy);
}

// Least distance between points of the unit torus, in hexagonal spacings.
double torusRho(std::span<const tools::TorusPoint> points) {
  const double spacing = 1.0745699318235418 / std::sqrt(static_cast<double>(points.size()));
  tools::PointGrid grid;
  grid.build(points, static_cast<float>(spacing));
  double least = 1.0;
  for (int row = 0; row < grid.side(); ++row)
    for (int column = 0; column < grid.side(); ++column)
      for (uint32_t k = grid.cellBegin(row, column); k < grid.cellEnd(row, column); ++k)
        for (int dr = -1; dr <= 1; ++dr) {
          const int r = (row + dr + grid.side()) % grid.side();
          for (uint32_t j = grid.rangeBegin(r, column); j < grid.rangeEnd(r, column); ++j)
            if (grid.index()[j] != grid.index()[k]) {
              const tools::TorusPoint p = points[grid.index()[j]], q = points[grid.index()[k]];
              least = std::min(
                  least,
                  std::hypot(static_cast<double>(tools::wrapDelta(p.x - q.x)), static_cast<double>(tools::wrapDelta(p.y - q.y))) / spacing);
            }
        }
  return least;
}

// Relative error of the number of points in squares of 50 expected points, anywhere on the torus.
double torusRms50(std::span<const tools::TorusPoint> points) {
  const double half = 0.5 * std::sqrt(50.0 / static_cast<double>(points.size()));
  Rng rng(3);
  double squares = 0.0;
  constexpr int kCells = 600;
  for (int c = 0; c < kCells; ++c) {
    const float x = static_cast<float>(rng.unit()), y = static_cast<float>(rng.unit());
    double got = 0.0;
    for (const tools::TorusPoint& p : points)
      got += std::fabs(tools::wrapDelta(p.x - x)) < half && std::fabs(tools::wrapDelta(p.y - y)) < half;
    squares += (got - 50.0) * (got - 50.0) / 2500.0;
  }
  return std::sqrt(squares / kCells);
}

void prefixes() {
  const PointSet& set = pointSet();
  std::vector<tools::TorusPoint> points;
  for (uint32_t i = 0; i < kPointCount; ++i) points.push_back({set.x[i] / 65536.0f, set.y[i] / 65536.0f});
  double worstLow = 0.0, worstSpike = 0.0, leastRho = 10.0;
  for (int k = 0; k < 20; ++k) {
    const uint32_t n = static_cast<uint32_t>(kPointCount * std::pow(0.016, k / 19.0));
    const tools::Power power = tools::powerBelow(std::span(points).subspan(0, n), 0.5 * std::sqrt(n));
    worstLow = std::max(worstLow, power.mean);
    worstSpike = std::max(worstSpike, power.peak / power.mean);
    leastRho = std::min(leastRho, torusRho(std::span(points).subspan(0, n)));
  }
  report("prefixes", "least_rho", leastRho);
  // Of the torus itself: no window is needed, and the whole set has power enough in every direction.
  double worst = 0.0, whole = -1.0;
  for (double part : {1.0, 0.6, 0.36, 0.2}) {
    const auto prefix = std::span(points).subspan(0, static_cast<size_t>(kPointCount * part));
    tools::Grid2 grid = tools::deposit(prefix, 2048);
    tools::transform(grid, false);
    const double root = std::sqrt(static_cast<double>(prefix.size()));
    const double own = tools::anisotropy(grid, 0.5 * root, 1.5 * root);
    worst = std::max(worst, own);
    if (part == 1.0) whole = own;
  }
  report("whole set", "anisotropy", whole);
  report("prefixes", "anisotropy", worst);
  report("prefixes", "worst_lo5", worstLow);
  report("prefixes", "worst_spike", worstSpike);
  for (const char* key : {"sessions.split_2", "sessions.split_3", "sessions.split_4"}) {
    double from = 0.0, worst = 0.0, worstCounts = 0.0;
    for (double share : factList(key)) {
      const double to = from + share * kPointLevels;
      for (double part : {1.0, 0.7, 0.5, 0.36, 0.2, 0.1}) {
        std::vector<tools::TorusPoint> own;
        for (uint32_t i = 0; i < kPointCount * part; ++i)
          if (set.level[i] >= from - 1e-9 && set.level[i] < to - 1e-9) own.push_back(points[i]);
        worst = std::max(worst, tools::powerBelow(own, 0.5 * std::sqrt(static_cast<double>(own.size()))).mean);
        worstCounts = std::max(worstCounts, torusRms50(own));
      }
      from = to;
    }
    report(key, "worst_lo5", worst);
    report(key, "worst_rms50", worstCounts);
  }
}

// Distances on the surface in the even part of a head's core.
void headDistances() {
  Design design = makeEmptyDesign();
  design.head = defaultHead();
  const ScalpMap map = scalpMapOf(design);
  design.hairline = makeHairline(map, HairlineTemplate::natural);
  design.zones = makeNorwoodZones(map, 7);
  design.irregularity = 0.0;
  const Dots made = makeDots(design, map);
  std::vector<Dot> dots(made.begin(), made.end());
  const int core = 2;
  std::sort(dots.begin(), dots.end(), [](const Dot& a, const Dot& b) { return a.posMapMm.x < b.posMapMm.x; });
  const double hexMm = 10.745699318235418 / std::sqrt(design.zones[core].densityPerCm2);
  std::vector<double> nearest;
  for (size_t i = 0; i < dots.size(); ++i) {
    if (dots[i].zone != core) continue;
    double best = 1e300;
    for (int step : {-1, 1})
      for (size_t j = i + static_cast<size_t>(step); j < dots.size() && std::fabs(dots[j].posMapMm.x - dots[i].posMapMm.x) < 4.0;
           j += static_cast<size_t>(step))
        best = std::min(best, glm::length(dots[j].posScalpMm - dots[i].posScalpMm));
    nearest.push_back(best / hexMm);
  }
  std::sort(nearest.begin(), nearest.end());
  report("head surface", "rho", nearest.front());
  report("head surface", "rho01", nearest[nearest.size() / 100]);
}

// Work (a): 100,352 points, uniform. Work (b): a ramp of .05..1 with a sharp disc of .9, about 101,000.
constexpr double kSide = 2.0 * kTileMm, kPeak = 3.6, kEven = 2.0;
const Vec2 kCentre(0.6 * kSide, 0.45 * kSide);
constexpr double kRadius = 0.2 * kSide;

double even(Vec2) { return kEven; }
double ramp(Vec2 p) { return kPeak * (glm::length(p - kCentre) < kRadius ? 0.9 : 0.05 + 0.95 * std::clamp(p.x / kSide, 0.0, 1.0)); }
bool onDisc(Vec2 c, double half) { return std::fabs(glm::length(c - kCentre) - kRadius) < half && c.x < kCentre.x; }
bool nowhere(Vec2, double) { return false; }

void reportWork(char work, const std::string& name, const std::vector<Vec2>& points, const DensityMap& map, bool ownDensity) {
  const std::string what = name + " (" + work + ")";
  reportQuality(what.c_str(), qualityOf(points, map, work == 'a' ? nowhere : onDisc, ownDensity), points.size(), ownDensity);
  if (work == 'a') reportSpectrum(what.c_str(), points, kSide);
}

std::vector<Vec2> readPoints(const char* path) {
  std::vector<Vec2> points;
  std::FILE* f = std::fopen(path, "rb");
  double p[2];
  while (f && std::fread(p, sizeof p, 1, f) == 1) points.push_back({p[0], p[1]});
  if (f) std::fclose(f);
  return points;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view mode = argc > 1 ? argv[1] : "";
  const bool speedOnly = mode == "--speed";
  const DensityMap flat{kSide, even}, drawn{kSide, ramp};
  RankedSampler a(flat), b(drawn);
  // What all samplers are given and measured against is the same map of 1024 x 1024 pixels.
  const DensityMap pixels{kSide, [&b](Vec2 p) { return b.densityAt(p); }};
  if (mode == "--map" && argc == 4) {
    std::FILE* f = std::fopen(argv[3], "wb");
    if (!f) return 1;
    const DensityMap& map = argv[2][0] == 'a' ? flat : pixels;
    for (int y = 0; y <= 1024; ++y)
      for (int x = 0; x <= 1024; ++x) {
        const float value = static_cast<float>(map.at(Vec2(x, y) * (kSide / 1024.0)));
        std::fwrite(&value, sizeof value, 1, f);
      }
    return std::fclose(f) == 0 ? 0 : 1;
  }
  if (mode == "--measure" && argc == 5) {
    const std::vector<Vec2> points = readPoints(argv[4]);
    if (points.size() < 1000) return 1;
    reportWork(argv[2][0], argv[3], points, argv[2][0] == 'a' ? flat : pixels, true);
    return 0;
  }

  const size_t countA = a.sample(), countB = b.sample();
  WangTiles tilesA(flat), tilesB(pixels);
  const size_t tiledA = tilesA.sample(), tiledB = tilesB.sample();
  // In turns, so that what else the machine does meets all alike.
  for (int round = 0; round < 3; ++round) {
    const bool last = round == 2;
    const auto speed = [&](const char* what, int rounds, size_t points, auto f) {
      const Spread ms = time(rounds, f);
      if (last) reportSpeed(what, ms, points);
    };
    speed("ours (a)", 15, countA, [&] { a.sample(); });
    speed("ours (b)", 15, countB, [&] { b.sample(); });
    speed("wang tiles (a)", 15, tiledA, [&] { tilesA.sample(); });
    speed("wang tiles (b)", 15, tiledB, [&] { tilesB.sample(); });
    speed("ours (b) refreshed", 15, countB, [&] {
      b.refresh();
      b.sample();
    });
    speed("wang tiles (b) refreshed", 15, tiledB, [&] {
      tilesB.refresh();
      tilesB.sample();
    });
  }
  report("ours (b) dab of 40 px", "us", 1e3 * time(25, [&] { b.dab(kCentre - Vec2(kRadius, 0), 40.0 * kSide / 1024.0); }).median);
  b.sample();  // the dab wrote over the dots
  const std::vector<Vec2> thrown = bridson(pixels, 30, 1);
  reportSpeed("bridson k=30 (b)", time(3, [&] { bridson(pixels, 30, 1); }), thrown.size());
  if (speedOnly) return 0;
  headDistances();
  reportWork('a', "white noise", whiteNoise(flat, kEven, 1), flat, true);
  reportWork('a', "hexagonal", hexagonal(flat), flat, true);
  reportWork('a', "ours", a.points(), flat, false);
  reportWork('a', "wang tiles", tilesA.points(), flat, true);
  reportWork('a', "bridson k=30", bridson(flat, 30, 1), flat, true);
  // One draw of (b) tells low and edge no better than to 2 or 3 %: the two that are compared are drawn several times.
  std::vector<Quality> ours, darts;
  for (int shift = 0; shift < 32; shift += 4) {
    RankedSampler shifted(drawn, shift);
    shifted.sample();
    ours.push_back(qualityOf(shifted.points(), pixels, onDisc, false));
  }
  for (uint64_t seed = 1; seed <= 8; ++seed) darts.push_back(qualityOf(bridson(pixels, 30, seed), pixels, onDisc, true));
  reportQuality("ours (b)", together(ours), countB, false);
  reportQuality("bridson k=30 (b)", together(darts), thrown.size(), true);
  reportWork('b', "wang tiles", tilesB.points(), pixels, true);
  prefixes();
  return 0;
}
