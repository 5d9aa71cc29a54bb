#include <cmath>

#include <catch2/catch_test_macros.hpp>

#include "core/polygon.h"
#include "pattern/dots.h"
#include "pattern/field.h"
#include "pattern/internal/edge_index.h"
#include "pattern/internal/local_field.h"
#include "pattern/random_designs.h"

using namespace hd;
using namespace hd::test;

TEST_CASE("The edge index answers as the plain polygon functions do", "[pattern]") {
  Rng rng(9);
  for (int round = 0; round < 40; ++round) {
    const int corners = 3 + static_cast<int>(rng.below(60));
    const std::vector<Vec2> outline = randomBlob(rng, {{-50, -50}, {50, 50}}, 5, 60, corners);
    const EdgeIndex index(outline, true, 12.0);
    for (int k = 0; k < 500; ++k) {
      const Vec2 p{rng.range(-120, 120), rng.range(-120, 120)};
      CHECK(index.inside(p) == contains(outline, p));
      const double want = distanceToOutline(outline, p), got = index.nearest(p).distanceMm;
      if (want < 11.99) CHECK(std::fabs(got - want) < 1e-9);
      if (want > 12.01) CHECK(got > 1e299);
    }
  }
}

TEST_CASE("Areas and dots of sharp zones are exact, later zones take from earlier ones", "[pattern]") {
  Design design = oneZone({{0, 0}, {100, 0}, {100, 60}, {0, 60}}, 120.0);
  Zone second = design.zones[0];
  second.outlineMapMm = {{50, 20}, {130, 20}, {130, 90}, {50, 90}};
  second.densityPerCm2 = 80.0;
  design.zones.push_back(second);
  design.masks.push_back({"Scar", {{10, 10}, {20, 10}, {20, 20}, {10, 20}}});
  const std::vector<ZoneTally> tally = tallyZones(design, ScalpMap::flat());
  CHECK(std::fabs(tally[0].areaCm2 - (60.0 - 20.0 - 1.0)) < 1e-6);
  CHECK(std::fabs(tally[1].areaCm2 - 56.0) < 1e-6);
  CHECK(std::fabs(tally[0].dots - 39.0 * 120.0) < 1e-4);
  CHECK(std::fabs(tally[1].dots - 56.0 * 80.0) < 1e-4);
}

TEST_CASE("A feathered disk has the dots of its radial integral", "[pattern]") {
  std::vector<Vec2> disk;
  for (int i = 0; i < 720; ++i) disk.push_back(30.0 * Vec2(detCos(kTwoPi * i / 720), detSin(kTwoPi * i / 720)));
  const Design design = oneZone(disk, 100.0, 10.0);
  double want = 0.0;
  for (int i = 0; i < 30000; ++i) {
    const double r = (i + 0.5) / 1000.0;
    want += smoothstep(0.0, 10.0, 30.0 - r) * kTwoPi * r / 1000.0;
  }
  CHECK(std::fabs(tallyZones(design, ScalpMap::flat())[0].dots / want - 1.0) < 1e-3);
}

TEST_CASE("Feathers narrower than the net of the integral cost no accuracy", "[pattern]") {
  Rng rng(21);
  for (double feather : {0.3, 0.6, 1.2, 2.5}) {
    const Design design = oneZone(randomBlob(rng, {{0, 0}, {1, 1}}, 24.0, 26.0, 9), 200.0, feather);
    const DensityField field(design, ScalpMap::flat());
    constexpr double kStepMm = 0.05;
    double want = 0.0;
    for (double y = field.box().min.y + 0.5 * kStepMm; y < field.box().max.y; y += kStepMm)
      for (double x = field.box().min.x + 0.5 * kStepMm; x < field.box().max.x; x += kStepMm)
        want += 0.01 * kStepMm * kStepMm * field.at({x, y}).densityPerCm2;
    CHECK(std::fabs(tallyZones(design, ScalpMap::flat())[0].dots / want - 1.0) < 0.0015);
  }
}

TEST_CASE("The area behind a hairline ends at the drawn curve, whatever its irregularity", "[pattern]") {
  Design design = oneZone({{0, -50}, {100, -50}, {100, 30}, {0, 30}}, 150.0);
  design.zones[0].followsHairline = true;
  design.hairline.enabled = true;
  design.hairline.pointsMapMm = {{-5, 0}, {50, 0}, {105, 0}};
  for (double irregularity : {0.0, 0.4, 1.0}) {
    design.hairline.irregularity = irregularity;
    CHECK(std::fabs(tallyZones(design, ScalpMap::flat())[0].areaCm2 - 50.0) < 1e-3);
  }
}

TEST_CASE("Bands behind the hairline share the area between them", "[pattern]") {
  const Design design = headDesign(3, HairlineTemplate::natural, 6);
  REQUIRE(design.zones.size() == 3);
  const ScalpMap map = scalpMapOf(design);
  Design whole = design;
  whole.zones = {design.zones[0]};
  whole.zones[0].bandFromMm = whole.zones[0].bandToMm = 0.0;
  const std::vector<ZoneTally> bands = tallyZones(design, map);
  const double together = bands[0].areaCm2 + bands[1].areaCm2 + bands[2].areaCm2;
  CHECK(std::fabs(together / tallyZones(whole, map)[0].areaCm2 - 1.0) < 2e-3);
}

TEST_CASE("On a head the dots fill the skin's area, not the map's", "[pattern]") {
  Design design = headDesign(2, HairlineTemplate::natural, 5);
  const ScalpMap map = scalpMapOf(design);
  // A plain zone at the side of the head, where the map is much larger than the skin.
  std::vector<Vec2> outline;
  for (int i = 0; i < 12; ++i) outline.push_back(Vec2(75.0, -20.0) + 28.0 * Vec2(detCos(kTwoPi * i / 12), detSin(kTwoPi * i / 12)));
  Zone zone;
  zone.outlineMapMm = outline;
  zone.densityPerCm2 = 180.0;
  design.zones = {zone};
  design.hairline.enabled = false;
  const double want = map.skinAreaCm2(outline) * 180.0;
  CHECK(want > 1000.0);
  CHECK(std::fabs(tallyZones(design, map)[0].dots / want - 1.0) < 1e-3);
  CHECK(std::fabs(makeDots(design, map).size() / want - 1.0) < 4e-3);
  double density = signedArea(outline);
  CHECK(density * 0.01 * 180.0 > want * 1.02);
}

TEST_CASE("Within a small box the field is what it is anywhere", "[pattern][field]") {
  for (uint64_t seed = 1; seed <= 12; ++seed) {
    Design design = randomFlatDesign(seed);
    if (seed % 3 == 0) {
      design = headDesign(seed, HairlineTemplate::natural, 3 + static_cast<int>(seed / 3));
      design.masks.push_back({"Mask", {{0, 60}, {20, 60}, {20, 90}, {0, 80}}});
    }
    const ScalpMap map = scalpMapOf(design);
    const DensityField field(design, map);
    LocalField::Scratch scratch;
    Rng rng(seed);
    int dots = 0;
    for (int k = 0; k < 600; ++k) {
      const double x = rng.range(field.box().min.x - 3.0, field.box().max.x);
      const Vec2 corner(x, rng.range(field.box().min.y - 3.0, field.box().max.y));
      const LocalField local(field, {corner, corner + Vec2(3.5, 3.5)}, scratch);
      for (int j = 0; j < 12; ++j) {
        const double px = corner.x + 3.5 * rng.unit();
        const Vec2 p(px, corner.y + 3.5 * rng.unit());
        const FieldSample want = field.at(p), got = field.at(p, local);
        CAPTURE(seed, p.x, p.y);
        REQUIRE(got.zone == want.zone);
        REQUIRE(got.densityPerCm2 == want.densityPerCm2);
        REQUIRE(got.diameterMm == want.diameterMm);
        REQUIRE(got.shade == want.shade);
        REQUIRE(got.sentinel == want.sentinel);
        REQUIRE(got.densityPerCm2 <= field.highestDensity(local) * (1.0 + 1e-12));
        // Dots grow finer towards the edge over 10 mm.
        if (want.zone >= 0 && design.zones[static_cast<size_t>(want.zone)].followsHairline && want.behindMm < 10.0)
          REQUIRE(got.behindMm == want.behindMm);
        dots += want.zone >= 0;
      }
    }
    CHECK(dots > 300);
  }
}
