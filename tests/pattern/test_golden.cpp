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
      {"flat 1", randomFlatDesign(1), 0x23db498ee3397a3e},
      {"flat 2", randomFlatDesign(2), 0x49b2bc3d79332447},
      {"flat 3", randomFlatDesign(3), 0x3ed948a7c2d8235d},
      {"flat 7", randomFlatDesign(7), 0xc56a57d7a1260794},
      {"flat 11", randomFlatDesign(11), 0xb5a3f9c5963b83d6},
      {"flat 23", randomFlatDesign(23), 0x3fcb670da1b9f75b},
      {"head natural 2", headDesign(1, HairlineTemplate::natural, 2), 0x190e70e00486e4f5},
      {"head natural 4", headDesign(2, HairlineTemplate::natural, 4), 0x32cff4032e2ee7b2},
      {"head straight 6", headDesign(3, HairlineTemplate::straight, 6), 0xe18842bab5620f8b},
      {"head widow's peak 7", headDesign(4, HairlineTemplate::widowsPeak, 7), 0x1ce199fb6dd351c9},
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
