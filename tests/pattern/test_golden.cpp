// The dots of ten varied designs, to the bit. The same numbers must come out of gcc, clang and wasm
// with and without SIMD; they change only when the pattern itself is meant to change.
#include <cinttypes>
#include <cstdio>

#include <catch2/catch_test_macros.hpp>

#include "pattern/dots.h"
#include "pattern/random_designs.h"
#include "support/dots_hash.h"

using namespace hd;
using hd::test::hashDots;
using namespace hd::test;

// A head with everything spelt out here, so that better templates do not change these bits.
static Design pinnedHead(uint64_t seed, double scale, ScatterMode mode) {
  Design design = makeEmptyDesign();
  design.seed = seed;
  design.head = HeadParams{195.0 + static_cast<double>(seed), 152.0, 131.0, 63.0, 122.0};
  design.hairline.enabled = true;
  design.hairline.irregularity = 0.25 * static_cast<double>(seed % 5);
  for (Vec2 p : {Vec2(-80, 45), Vec2(-62, 55), Vec2(-35, 82), Vec2(0, 96), Vec2(35, 82), Vec2(62, 55), Vec2(80, 45)})
    design.hairline.pointsMapMm.push_back(scale * p);
  Zone zone;
  zone.name = "Zone";
  zone.outlineMapMm = {{-85, 60}, {-40, 115}, {0, 125}, {40, 115}, {85, 60}, {70, -30}, {0, -75}, {-70, -30}};
  for (Vec2& p : zone.outlineMapMm) p *= scale;
  zone.followsHairline = true;
  zone.featherMm = 4.0;
  zone.mode = mode;
  for (double fromMm : {0.0, 8.0, 30.0}) {
    zone.bandFromMm = fromMm;
    zone.bandToMm = fromMm == 0.0 ? 8.0 : fromMm == 8.0 ? 30.0 : 0.0;
    zone.densityPerCm2 = 70.0 + 4.0 * fromMm;
    design.zones.push_back(zone);
  }
  design.flow.whorlClockwise = seed % 2 == 0;
  return design;
}

TEST_CASE("Ten designs give the same dots on every compiler and machine", "[pattern][golden]") {
  struct Golden {
    const char* name;
    Design design;
    uint64_t hash;
  };
  const Golden goldens[] = {
      {"flat 1", randomFlatDesign(1), 0xa8f0b1da707c6f48},
      {"flat 2", randomFlatDesign(2), 0xcfaeff0d39ad6763},
      {"flat 3", randomFlatDesign(3), 0x6efcbec6a3864463},
      {"flat 7", randomFlatDesign(7), 0x5086281a6cc37327},
      {"flat 11", randomFlatDesign(11), 0xde191585579a4c69},
      {"flat 23", randomFlatDesign(23), 0x935c0c6f40f1b97a},
      {"head 1", pinnedHead(1, 1.0, ScatterMode::fine), 0xc49601188e5eac4a},
      {"head 2", pinnedHead(2, 0.9, ScatterMode::randomDiffuse), 0x88de4fe67c3ab8bb},
      {"head 3", pinnedHead(3, 1.1, ScatterMode::clustered), 0x46e090b71bfc45f8},
      {"head 4", pinnedHead(4, 0.8, ScatterMode::fine), 0x6706b26ea8cf6755},
  };
  for (const Golden& golden : goldens) {
    const Dots dots = makeDots(golden.design, scalpMapOf(golden.design));
    const uint64_t hash = hashDots(dots);
    char text[120];
    std::snprintf(text, sizeof text, "%s: %zu dots, hash 0x%016" PRIx64, golden.name, dots.size(), hash);
    CAPTURE(text);
    CHECK(dots.size() > 300);
    CHECK(hash == golden.hash);
  }
}
