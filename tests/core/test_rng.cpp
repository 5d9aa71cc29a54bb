#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cmath>

#include "core/rng.h"

TEST_CASE("SplitMix64 gives its published numbers") {
  // First outputs of the reference generator for the seed 1234567.
  hd::Rng rng(1234567);
  CHECK(rng.next() == 6457827717110365317ull);
  CHECK(rng.next() == 3203168211198807973ull);
  CHECK(rng.next() == 9817491932198370423ull);
}

TEST_CASE("uniform numbers fill their range evenly") {
  hd::Rng rng(7);
  std::array<int, 16> bins{};
  constexpr int kCount = 160'000;
  for (int i = 0; i < kCount; ++i) {
    const double u = rng.unit();
    REQUIRE((u >= 0.0 && u < 1.0));
    ++bins[static_cast<size_t>(u * 16)];
  }
  // Each bin is binomial: mean 10,000, standard deviation 97.
  for (int bin : bins) CHECK(std::abs(bin - 10'000) < 500);
  for (int i = 0; i < 1000; ++i) REQUIRE(rng.below(7) < 7u);
}

TEST_CASE("hashes are pure, differ by key, seed and stream, and look normal where they should") {
  CHECK(hd::hashUnit(1, 2, 3) == hd::hashUnit(1, 2, 3));
  CHECK(hd::hashUnit(1, 2, 3) != hd::hashUnit(2, 2, 3));
  CHECK(hd::hashUnit(1, 2, 3) != hd::hashUnit(1, 3, 3));
  CHECK(hd::hashUnit(1, 2, 3) != hd::hashUnit(1, 2, 4));
  double sum = 0.0, squares = 0.0;
  constexpr int kCount = 200'000;
  for (uint64_t key = 0; key < kCount; ++key) {
    const double x = hd::hashNormal(key, 9, 1);
    REQUIRE(std::fabs(x) < 3.47);
    sum += x;
    squares += x * x;
  }
  CHECK(std::fabs(sum / kCount) < 0.01);
  CHECK(std::fabs(squares / kCount - 1.0) < 0.02);
}
