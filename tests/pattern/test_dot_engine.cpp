// The incremental engine against the pure function, over long runs of random edits.
#include <catch2/catch_test_macros.hpp>

#include "core/rng.h"
#include "design/templates.h"
#include "pattern/dot_engine.h"
#include "pattern/random_designs.h"
#include "support/dots_hash.h"

using namespace hd;
using hd::test::hashDots;
using namespace hd::test;

namespace {

Vec2 anywhere(Rng& rng, double reach) {
  const double x = rng.range(-reach, reach);
  return Vec2(x, rng.range(-reach, reach));
}

// One of the things that a hand does to a design.
void edit(Design& design, Rng& rng, double reach) {
  const Box2 box{{-reach, -reach}, {reach, reach}};
  const auto zone = [&]() -> Zone& { return design.zones[rng.below(static_cast<uint32_t>(design.zones.size()))]; };
  switch (rng.below(design.zones.empty() ? 3 : 16)) {
    case 0: {
      Zone added;
      added.outlineMapMm = randomBlob(rng, box, 5.0, 30.0, 7);
      added.densityPerCm2 = rng.range(20.0, 250.0);
      added.featherMm = rng.below(3) ? rng.range(0.0, 8.0) : 0.0;
      added.mode = static_cast<ScatterMode>(rng.below(3));
      added.followsHairline = rng.below(2) == 0;
      if (rng.below(3) == 0) added.bandToMm = rng.range(4.0, 20.0);
      design.zones.push_back(added);
      break;
    }
    case 1:
      design.masks.push_back({"Mask", randomBlob(rng, box, 3.0, 15.0, 5)});
      break;
    case 2:
      if (!design.masks.empty()) design.masks.erase(design.masks.begin());
      break;
    case 3:
      zone().densityPerCm2 = rng.range(10.0, 300.0);
      break;
    case 4:
      zone().featherMm = rng.range(0.0, 10.0);
      break;
    case 5: {
      auto& outline = zone().outlineMapMm;
      outline[rng.below(static_cast<uint32_t>(outline.size()))] += anywhere(rng, 6.0);
      break;
    }
    case 6:
    case 7:
      if (!design.hairline.pointsMapMm.empty())
        design.hairline.pointsMapMm[rng.below(static_cast<uint32_t>(design.hairline.pointsMapMm.size()))] += anywhere(rng, 3.0);
      break;
    case 8:
      design.hairline.irregularity = rng.unit();
      break;
    case 9:
      design.hairline.featherMm = rng.range(0.0, 12.0);
      break;
    case 10:
      zone().visible = !zone().visible;
      break;
    case 11:
      zone().shade = 1 + static_cast<int>(rng.below(6));
      break;
    case 12:
      zone().uptake = rng.range(0.3, 1.0);
      break;
    case 13:
      design.flow.strokes.push_back({{anywhere(rng, reach), anywhere(rng, reach)}, rng.range(5.0, 25.0)});
      break;
    case 14:
      design.zones.erase(design.zones.begin());
      break;
    default:
      design.sessions.count = 2 + static_cast<int>(rng.below(3));
      design.sessions.split = defaultSessionSplit(design.sessions.count);
  }
}

}  // namespace

TEST_CASE("Edits give the same dots as a fresh start, whatever came before", "[pattern][engine]") {
  for (uint64_t seed = 1; seed <= 6; ++seed) {
    Rng rng(seed);
    Design design = randomFlatDesign(seed);
    const bool onHead = seed % 2 == 0;
    if (onHead) {
      design.head = defaultHead();
      const ScalpMap map = scalpMapOf(design);
      design.hairline = makeHairline(map, HairlineTemplate::natural);
      design.zones = makeNorwoodZones(map, 2 + static_cast<int>(seed) / 2);
      design.masks.clear();
    }
    const ScalpMap map = scalpMapOf(design);
    DotEngine engine;
    Design before = design;
    for (int step = 0; step < 40; ++step) {
      const Design last = design;
      if (rng.below(6) == 0) design = before;  // undo
      else edit(design, rng, 80.0);
      if (rng.below(8) == 0) before = last;
      const Dots& dots = engine.update(design, map);
      CAPTURE(seed, step, dots.size());
      REQUIRE(hashDots(dots) == hashDots(makeDots(design, map)));
    }
  }
}

TEST_CASE("A hairline dragged over a head gives the same dots as a fresh start at every step", "[pattern][engine]") {
  for (int stage = 2; stage <= 7; ++stage) {
    Rng rng(static_cast<uint64_t>(stage));
    Design design = makeEmptyDesign();
    design.head = defaultHead();
    const ScalpMap map = scalpMapOf(design);
    design.hairline = makeHairline(map, HairlineTemplate::natural);
    design.zones = makeNorwoodZones(map, stage);
    DotEngine engine;
    engine.update(design, map);
    for (int step = 0; step < 12; ++step) {
      // A hand's small steps, some of both sides together, and now and then the whole line to and fro, so that what lay
      // between two ends of bands lies beyond both.
      auto& points = design.hairline.pointsMapMm;
      const size_t point = rng.below(static_cast<uint32_t>(points.size()));
      const Vec2 by = anywhere(rng, 0.5);
      points[point] += by;
      if (step % 3 == 2)
        for (Vec2& each : points) each.y += step % 6 == 5 ? -22.0 : 22.0;
      if (step % 2 == 0 && points.size() - 1 - point != point) points[points.size() - 1 - point] += Vec2(-by.x, by.y);
      const uint64_t dragged = hashDots(engine.update(design, map));
      CAPTURE(stage, step, point);
      REQUIRE(dragged == hashDots(makeDots(design, map)));
    }
  }
}

TEST_CASE("A small edit samples the blocks about it and no others", "[pattern][engine]") {
  Design design = makeEmptyDesign();
  Zone zone;
  zone.outlineMapMm = {{-150, -150}, {150, -150}, {150, 150}, {-150, 150}};
  zone.densityPerCm2 = 100.0;
  design.zones = {zone};
  const ScalpMap map = ScalpMap::flat();
  DotEngine engine;
  engine.update(design, map);
  const size_t all = engine.sampledBlocks();
  CHECK(all == engine.blocks());
  engine.update(design, map);
  CHECK(engine.sampledBlocks() == 0);
  design.masks.push_back({"Spot", {{10, 10}, {18, 10}, {14, 18}}});
  engine.update(design, map);
  CHECK(engine.sampledBlocks() >= 1);
  CHECK(engine.sampledBlocks() <= 4);
  design.zones[0].outlineMapMm[0] += Vec2(3, 3);
  engine.update(design, map);
  // The two edges that meet at the moved corner, each eleven blocks long.
  CHECK(engine.sampledBlocks() <= 24);
  design.zones[0].shade = 5;
  engine.update(design, map);
  CHECK(engine.sampledBlocks() == all);
}
