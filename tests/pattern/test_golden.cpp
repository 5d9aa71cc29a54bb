// The dots of ten varied designs, to the bit. The same numbers must come out of gcc, clang and wasm
// with and without SIMD; they change only when the pattern itself is meant to change.
#include <cinttypes>
#include <cstdio>

#include <catch2/catch_test_macros.hpp>

#include "pattern/dots.h"
#include "pattern/random_designs.h"

using namespace hd;
using namespace hd::test;

TEST_CASE("Ten designs give the same dots on every compiler and machine", "[pattern][golden]") {
  struct Golden {
    const char* name;
    Design design;
    uint64_t hash;
  };
  const Golden goldens[] = {
      {"flat 1", randomFlatDesign(1), 0xbc6644b1499bf71e},
      {"flat 2", randomFlatDesign(2), 0x9818033c0a33386f},
      {"flat 3", randomFlatDesign(3), 0xfd60c37b4125fcd1},
      {"flat 7", randomFlatDesign(7), 0x1fc79e44b8c2f5bd},
      {"flat 11", randomFlatDesign(11), 0xc38ee2ec014b0d07},
      {"flat 23", randomFlatDesign(23), 0x4b002b4ada83c594},
      {"head natural 2", headDesign(1, HairlineTemplate::natural, 2), 0x584ecae596bd2b71},
      {"head natural 4", headDesign(2, HairlineTemplate::natural, 4), 0xba7c880e04e462c3},
      {"head straight 6", headDesign(3, HairlineTemplate::straight, 6), 0x326f043defd9d2e0},
      {"head widow's peak 7", headDesign(4, HairlineTemplate::widowsPeak, 7), 0x7bd1a2b97e0d88a4},
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
