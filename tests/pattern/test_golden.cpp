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
      {"flat 1", randomFlatDesign(1), 0x12476485b77411d4},
      {"flat 2", randomFlatDesign(2), 0x00c4246a9793b326},
      {"flat 3", randomFlatDesign(3), 0xa05ac7e35be2bb3a},
      {"flat 7", randomFlatDesign(7), 0x917679b00dc24c23},
      {"flat 11", randomFlatDesign(11), 0xd2e5077cd89ae6ec},
      {"flat 23", randomFlatDesign(23), 0xaff7172826601e86},
      {"head natural 2", headDesign(1, HairlineTemplate::natural, 2), 0x190e70e00486e4f5},
      {"head natural 4", headDesign(2, HairlineTemplate::natural, 4), 0xb1bf7f7c325b24b4},
      {"head straight 6", headDesign(3, HairlineTemplate::straight, 6), 0x905709d3ec0762c2},
      {"head widow's peak 7", headDesign(4, HairlineTemplate::widowsPeak, 7), 0x48bac4c486bc3ae3},
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
