// The dots of ten varied designs, to the bit. The same numbers must come out of gcc, clang and wasm
// with and without SIMD; they change only when the pattern itself is meant to change.
#include <cinttypes>
#include <cstdio>

#include <catch2/catch_test_macros.hpp>

#include "pattern/dots.h"
#include "pattern/random_designs.h"

using namespace hd;
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
      {"flat 1", randomFlatDesign(1), 0xbf692a9bf1fdc3c9},
      {"flat 2", randomFlatDesign(2), 0x62f6e4cc16529590},
      {"flat 3", randomFlatDesign(3), 0xd623288963d79355},
      {"flat 7", randomFlatDesign(7), 0xa19acc08640484c4},
      {"flat 11", randomFlatDesign(11), 0xdb86c55cce8135c2},
      {"flat 23", randomFlatDesign(23), 0xe7846d93a877a59b},
      {"head 1", pinnedHead(1, 1.0, ScatterMode::fine), 0x890c382c2329e994},
      {"head 2", pinnedHead(2, 0.9, ScatterMode::randomDiffuse), 0xf870771371b928cf},
      {"head 3", pinnedHead(3, 1.1, ScatterMode::clustered), 0x63c363a49ce098c3},
      {"head 4", pinnedHead(4, 0.8, ScatterMode::fine), 0xb9b5f6b20281356e},
  };
  for (const Golden& golden : goldens) {
    const std::vector<Dot> dots = makeDots(golden.design, scalpMapOf(golden.design));
    const uint64_t hash = hashDots(dots);
    char text[120];
    std::snprintf(text, sizeof text, "%s: %zu dots, hash 0x%016" PRIx64, golden.name, dots.size(), hash);
    CAPTURE(text);
    CHECK(dots.size() > 300);
    CHECK(hash == golden.hash);
  }
}
