// bench_shipped: what the functions that ship cost, as the designer calls them: all dots from nothing, and one step of a
// drag from the changed design to the list of splats.
//
// Lines of CSV on stdout: what,measure,value. Times are processor time, ms: median, 95th percentile and least of many steps.
// `head` is a Norwood 7 front view with some 43,000 dots, `flat` a square with 100,000.
#include <algorithm>
#include <cstdio>
#include <vector>

#include "benchmarks/processor_time.h"
#include "design/templates.h"
#include "estimate/estimate.h"
#include "pattern/dot_engine.h"
#include "render/splats.h"

using namespace hd;

namespace {

/// Steps that are not counted: the browser's engine compiles code a second time once it is known to be busy.
constexpr int kWarmUp = 30;

template <class F>
void report(const char* what, int steps, F step) {
  std::vector<double> ms;
  for (int k = -kWarmUp; k < steps; ++k) {
    const double start = bench::processorMs();
    step(k + kWarmUp);
    if (k >= 0) ms.push_back(bench::processorMs() - start);
  }
  std::sort(ms.begin(), ms.end());
  std::printf("%s,ms,%.4g\n%s,ms_p95,%.4g\n%s,ms_low,%.4g\n", what, ms[ms.size() / 2], what, ms[ms.size() * 95 / 100], what, ms[0]);
}

View frontView() {
  View view;
  view.kind = ViewKind::head;
  view.photoWidthPx = 1200;
  view.photoHeightPx = 1600;
  // Looks down on the hairline from half a metre: nearly all of the work is seen.
  const double c = 0.788, s = 0.616;
  view.camera.rotation = glm::transpose(Mat3(Vec3(-1, 0, 0), Vec3(0, -c, s), Vec3(0, -s, -c)));
  view.camera.translationMm = Vec3(0, 60, 560);
  view.camera.focalPx = 2000;
  view.camera.centrePx = {600, 800};
  return view;
}

}  // namespace

int main() {
  Design flat = makeEmptyDesign();
  Zone square;
  square.outlineMapMm = {{0, 0}, {229.4, 0}, {229.4, 229.4}, {0, 229.4}};
  square.densityPerCm2 = 190.0;
  flat.zones = {square};
  const ScalpMap plane = ScalpMap::flat();
  size_t dots = 0;
  report("makeDots flat", 60, [&](int) { dots = makeDots(flat, plane).size(); });
  std::printf("makeDots flat,points,%zu\n", dots);

  Design design = makeEmptyDesign();
  design.head = defaultHead();
  const ScalpMap map = scalpMapOf(design);
  design.view() = frontView();
  design.hairline = makeHairline(map, HairlineTemplate::natural);
  design.zones = makeNorwoodZones(map, 7);
  report("makeDots head", 40, [&](int) { dots = makeDots(design, map).size(); });
  std::printf("makeDots head,points,%zu\n", dots);

  DotEngine engine;
  LookSettings look;
  SplatMaker maker;
  size_t splats = 0;
  const auto show = [&](const Design& shown) {
    engine.update(shown, map);
    splats = maker.update(engine.dots(), shown.view(), map, look, look.sessionsDone).size();
  };
  report("event to splats: nothing changed", 40, [&](int) { show(design); });
  std::printf("event to splats: nothing changed,splats,%zu\n", splats);
  for (const size_t point : {size_t{1}, design.hairline.pointsMapMm.size() / 2}) {
    const char* what = point == 1 ? "event to splats: temple point dragged" : "event to splats: middle point dragged";
    report(what, 100, [&](int k) {
      // Both sides move together, as the tool does it.
      const double step = k % 20 < 10 ? 0.4 : -0.4;
      auto& points = design.hairline.pointsMapMm;
      points[point].y += step;
      if (points.size() - 1 - point != point) points[points.size() - 1 - point].y += step;
      show(design);
    });
  }
  report("event to splats: density slider", 100, [&](int k) {
    for (Zone& zone : design.zones) zone.densityPerCm2 *= k % 20 < 10 ? 1.01 : 1.0 / 1.01;
    show(design);
  });
  Design painted = design;
  painted.masks.push_back({"Mask", {}});
  report("event to splats: mask brushed", 60, [&](int k) {
    const Vec2 at(-30.0 + 0.7 * k, 10.0);
    auto& outline = painted.masks[0].outlineMapMm;
    if (outline.size() < 3) outline = {at, at + Vec2(3, 6), at + Vec2(-3, 6)};
    outline.insert(outline.begin() + 1, at + Vec2(4, 3));
    show(painted);
  });
  report("event to splats: shade chosen", 60, [&](int k) {
    for (Zone& zone : design.zones) zone.shade = 2 + k % 2;
    show(design);
  });
  std::vector<uint32_t> counts(design.zones.size());
  for (const Dot& dot : engine.dots()) ++counts[dot.zone];
  report("estimate", 40, [&](int) { estimateDesign(design, map, counts); });
  return 0;
}
