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
      {"flat 1", randomFlatDesign(1), 0xc7fa81439d58907b},
      {"flat 2", randomFlatDesign(2), 0x4e517506917f2d02},
      {"flat 3", randomFlatDesign(3), 0x243e74dea6da4d18},
      {"flat 7", randomFlatDesign(7), 0x676c8152b16ce49a},
      {"flat 11", randomFlatDesign(11), 0x70378da0881bdbb2},
      {"flat 23", randomFlatDesign(23), 0xaff7172826601e86},
      {"head natural 2", headDesign(1, HairlineTemplate::natural, 2), 0xe9f59f6252a422c6},
      {"head natural 4", headDesign(2, HairlineTemplate::natural, 4), 0x17aa7f636564dba8},
      {"head straight 6", headDesign(3, HairlineTemplate::straight, 6), 0x1bc819877504e30d},
      {"head widow's peak 7", headDesign(4, HairlineTemplate::widowsPeak, 7), 0xaf558623a9530cac},
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
