// bench_pattern: speed and evenness of the pattern engine beside plain baselines, in one run.
//
// Lines of CSV on stdout: what,measure,value. tests/benchmarks/run.mjs runs it natively and as wasm,
// adds the npm samplers and prints the table with the targets.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#ifdef __EMSCRIPTEN__
#include <emscripten.h>
#endif

#include "benchmarks/samplers.h"
#include "core/facts.h"
#include "core/math.h"
#include "design/templates.h"
#include "pattern/dots.h"
#include "pattern/tools/fourier.h"

using namespace hd;
using namespace hd::bench;

namespace {

// Processor time of this program: on a machine that others use too, the clock on the wall measures them.
double nowMs() {
#ifdef __EMSCRIPTEN__
  return EM_ASM_DOUBLE({ return process.cpuUsage().user / 1000; });
#else
  return 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
#endif
}

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
    const double start = nowMs();
    int repeats = 0;
    do {
      f();
      ++repeats;
    } while (nowMs() - start < 2.0);
    ms.push_back((nowMs() - start) / repeats);
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
void reportQuality(const char* what, const std::vector<Vec2>& points, const DensityMap& map,
                   const std::function<bool(Vec2, double)>& onStep, bool ownDensity) {
  DensityMap reached = map;
  if (ownDensity) {
    double want = 0.0;
    for (int j = 0; j < 200; ++j)
      for (int i = 0; i < 200; ++i) want += map.at(Vec2(i + 0.5, j + 0.5) * (map.side / 200.0)) * map.side * map.side / 40000.0;
    const double factor = static_cast<double>(points.size()) / want;
    reached.at = [&map, factor](Vec2 p) { return factor * map.at(p); };
  }
  const Quality q = measure(points, reached, onStep);
  report(what, "points", static_cast<double>(points.size()));
  report(what, "rho", q.rho);
  report(what, "rho01", q.rho01);
  report(what, "cv", q.cv);
  report(what, "low", q.low);
  report(what, "rms50", q.rms50);
  if (q.edge >= 0.0) report(what, "edge", q.edge);
  if (!ownDensity) report(what, "count_error", q.count);
}

void prefixes() {
  const PointSet& set = pointSet();
  std::vector<tools::TorusPoint> points;
  for (uint32_t i = 0; i < kPointCount; ++i) points.push_back({set.x[i] / 65536.0f, set.y[i] / 65536.0f});
  double worstLow = 0.0, worstSpike = 0.0;
  for (int k = 0; k < 20; ++k) {
    const uint32_t n = static_cast<uint32_t>(kPointCount * std::pow(0.016, k / 19.0));
    const tools::Power power = tools::powerBelow(std::span(points).subspan(0, n), 0.5 * std::sqrt(n));
    worstLow = std::max(worstLow, power.mean);
    worstSpike = std::max(worstSpike, power.peak / power.mean);
  }
  report("prefixes", "worst_lo5", worstLow);
  report("prefixes", "worst_spike", worstSpike);
  for (const char* key : {"sessions.split_2", "sessions.split_3", "sessions.split_4"}) {
    double from = 0.0, worst = 0.0;
    for (double share : factList(key)) {
      const double to = from + share * kPointLevels;
      for (double part : {1.0, 0.7, 0.5, 0.36, 0.2, 0.1}) {
        std::vector<tools::TorusPoint> own;
        for (uint32_t i = 0; i < kPointCount * part; ++i)
          if (set.level[i] >= from - 1e-9 && set.level[i] < to - 1e-9) own.push_back(points[i]);
        worst = std::max(worst, tools::powerBelow(own, 0.5 * std::sqrt(static_cast<double>(own.size()))).mean);
      }
      from = to;
    }
    report(key, "worst_lo5", worst);
  }
}

void designer() {
  Design design = makeEmptyDesign();
  Zone zone;
  zone.outlineMapMm = {{0, 0}, {229.4, 0}, {229.4, 229.4}, {0, 229.4}};
  zone.densityPerCm2 = 190.0;
  design.zones = {zone};
  const ScalpMap flat = ScalpMap::flat();
  size_t count = makeDots(design, flat).size();
  report("makeDots flat", "points", static_cast<double>(count));
  const auto reportMs = [](const char* what, Spread ms) {
    report(what, "ms", ms.median);
    report(what, "ms_low", ms.low);
  };
  reportMs("makeDots flat", time(15, [&] { count = makeDots(design, flat).size(); }));
  design.head = defaultHead();
  const ScalpMap map = scalpMapOf(design);
  design.hairline = makeHairline(map, HairlineTemplate::natural);
  design.zones = makeNorwoodZones(map, 7);
  design.irregularity = 0.0;
  std::vector<Dot> dots = makeDots(design, map);
  report("makeDots head", "points", static_cast<double>(dots.size()));
  reportMs("makeDots head", time(9, [&] { count = makeDots(design, map).size(); }));
  // Distances on the surface in the even part of the core.
  const int core = 2;
  std::sort(dots.begin(), dots.end(), [](const Dot& a, const Dot& b) { return a.posMapMm.x < b.posMapMm.x; });
  const double hexMm = 10.745699318235418 / std::sqrt(design.zones[core].densityPerCm2);
  std::vector<double> nearest;
  for (size_t i = 0; i < dots.size(); ++i) {
    if (dots[i].zone != core) continue;
    double best = 1e300;
    for (int step : {-1, 1})
      for (size_t j = i + static_cast<size_t>(step); j < dots.size() && std::fabs(dots[j].posMapMm.x - dots[i].posMapMm.x) < 4.0; j += static_cast<size_t>(step))
        best = std::min(best, glm::length(dots[j].posScalpMm - dots[i].posScalpMm));
    nearest.push_back(best / hexMm);
  }
  std::sort(nearest.begin(), nearest.end());
  report("head surface", "rho", nearest.front());
  report("head surface", "rho01", nearest[nearest.size() / 100]);
}

}  // namespace

int main(int argc, char** argv) {
  const bool speedOnly = argc > 1 && std::string(argv[1]) == "--speed";
  // Work (b): a ramp of .05..1 with a sharp disc of .9, about 100,000 points. Work (a): uniform.
  constexpr double kSide = 2.0 * kTileMm, kPeak = 3.6;
  const Vec2 centre(0.6 * kSide, 0.45 * kSide);
  const double radius = 0.2 * kSide;
  DensityMap ramp{kSide, [=](Vec2 p) { return kPeak * (glm::length(p - centre) < radius ? 0.9 : 0.05 + 0.95 * std::clamp(p.x / kSide, 0.0, 1.0)); }};
  DensityMap even{kSide, [](Vec2) { return 2.0; }};
  const auto onDisc = [=](Vec2 c, double half) { return std::fabs(glm::length(c - centre) - radius) < half && c.x < centre.x; };
  const auto nowhere = [](Vec2, double) { return false; };

  RankedSampler a(even), b(ramp);
  // What all samplers are given and measured against is the same map of 1024 x 1024 pixels.
  const DensityMap pixels{kSide, [&b](Vec2 p) { return b.densityAt(p); }};
  const size_t countA = a.sample(), countB = b.sample();
  reportSpeed("ours (a)", time(15, [&] { a.sample(); }), countA);
  reportSpeed("ours (b)", time(15, [&] { b.sample(); }), countB);
  reportSpeed("ours (b) refreshed", time(15, [&] { b.refresh(); b.sample(); }), countB);
  size_t dabbed = 0;
  report("ours (b) dab of 40 px", "us", 1e3 * time(25, [&] { dabbed = b.dab(centre - Vec2(radius, 0), 40.0 * kSide / 1024.0); }).median);
  b.sample();  // the dab wrote over the dots
  const std::vector<Vec2> thrown = bridson(pixels, 30, 1);
  reportSpeed("bridson k=30 (b)", time(3, [&] { bridson(pixels, 30, 1); }), thrown.size());
  designer();
  if (speedOnly) return 0;
  reportQuality("white noise (a)", whiteNoise(even, 2.0, 1), even, nowhere, true);
  reportQuality("hexagonal (a)", hexagonal(even), even, nowhere, true);
  reportQuality("ours (a)", a.points(), even, nowhere, false);
  reportQuality("ours (b)", b.points(), pixels, onDisc, false);
  reportQuality("bridson k=30 (b)", thrown, pixels, onDisc, true);
  prefixes();
  return 0;
}
