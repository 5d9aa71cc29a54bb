// bench_edit: what one step of a drag costs, from the design to the plan, on a head with about 43,000 dots.
//
// Lines of CSV on stdout: what,measure,value (ms, median and 95th percentile of many steps).
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "design/templates.h"
#include "estimate/estimate.h"
#include "pattern/dot_engine.h"

using namespace hd;

namespace {

template <class F>
void report(const char* what, int steps, F step) {
  std::vector<double> ms;
  for (int k = 0; k < steps; ++k) {
    const auto start = std::chrono::steady_clock::now();
    step(k);
    ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  std::sort(ms.begin(), ms.end());
  std::printf("%s,ms,%.4g\n%s,ms_p95,%.4g\n", what, ms[ms.size() / 2], what, ms[ms.size() * 95 / 100]);
}

}  // namespace

int main() {
  Design design = makeEmptyDesign();
  design.head = defaultHead();
  const ScalpMap map = scalpMapOf(design);
  design.hairline = makeHairline(map, HairlineTemplate::natural);
  design.zones = makeNorwoodZones(map, 7);
  size_t dots = 0;
  report("all anew", 15, [&](int) { dots = makeDots(design, map).size(); });
  std::printf("all anew,dots,%zu\n", dots);
  DotEngine engine;
  engine.update(design, map);
  report("nothing changed", 30, [&](int) { engine.update(design, map); });
  report("hairline point dragged", 60, [&](int k) {
    design.hairline.pointsMapMm[1].y += k % 2 ? 0.4 : -0.3;
    engine.update(design, map);
  });
  Design painted = design;
  painted.masks.push_back({"Mask", {}});
  report("mask brushed", 60, [&](int k) {
    const Vec2 at(-30.0 + k, 10.0);
    auto& outline = painted.masks[0].outlineMapMm;
    if (outline.size() < 3) outline = {at, at + Vec2(3, 6), at + Vec2(-3, 6)};
    outline.insert(outline.begin() + 1, at + Vec2(4, 3));
    engine.update(painted, map);
  });
  engine.update(design, map);
  report("density moved", 30, [&](int k) {
    for (Zone& zone : design.zones) zone.densityPerCm2 *= k % 2 ? 1.01 : 0.99;
    engine.update(design, map);
  });
  report("shade chosen", 30, [&](int k) {
    for (Zone& zone : design.zones) zone.shade = 2 + k % 2;
    engine.update(design, map);
  });
  std::vector<uint32_t> counts(design.zones.size());
  for (const Dot& dot : engine.dots()) ++counts[dot.zone];
  report("estimate", 30, [&](int) { estimateDesign(design, map, counts); });
  return 0;
}
