#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

#include "core/math.h"
#include "core/rng.h"

namespace {

// Distance in units in the last place between two finite doubles.
double ulps(double a, double b) {
  if (a == b) return 0.0;
  const double ulp = std::nextafter(std::fabs(b), INFINITY) - std::fabs(b);
  return std::fabs(a - b) / ulp;
}

struct Worst {
  double ulps = 0.0, at = 0.0;
  void see(double error, double x) {
    if (error > ulps) ulps = error, at = x;
  }
};

}  // namespace

TEST_CASE("sine and cosine agree with the C library") {
  hd::Rng rng(1);
  double worst = 0.0;
  for (int i = 0; i < 200'000; ++i) {
    const double x = i % 2 ? rng.range(-10, 10) : rng.range(-1e6, 1e6);
    // Absolute: near a zero the reduction's own rounding is what is left.
    worst = std::max({worst, std::fabs(hd::detSin(x) - std::sin(x)), std::fabs(hd::detCos(x) - std::cos(x))});
  }
  CAPTURE(worst);
  CHECK(worst < 4e-16);
}

TEST_CASE("sine, cosine and tangent at the places that matter") {
  CHECK(hd::detSin(0.0) == 0.0);
  CHECK(hd::detCos(0.0) == 1.0);
  CHECK(std::fabs(hd::detSin(hd::kPi)) < 2e-16);
  CHECK(std::fabs(hd::detTan(hd::kPi / 4) - 1.0) < 4e-16);
}

TEST_CASE("arctangent agrees with the C library in every quadrant") {
  hd::Rng rng(2);
  Worst worst;
  for (int i = 0; i < 200'000; ++i) {
    const double scale = hd::detPow(10.0, rng.range(-8, 8));
    const double y = rng.range(-1, 1) * scale, x = rng.range(-1, 1);
    worst.see(ulps(hd::detAtan2(y, x), std::atan2(y, x)), y / x);
  }
  CAPTURE(worst.ulps, worst.at);
  CHECK(worst.ulps <= 4.0);
  CHECK(hd::detAtan2(0.0, 0.0) == 0.0);
  CHECK(hd::detAtan2(0.0, -1.0) == hd::kPi);
  CHECK(hd::detAtan2(-1.0, 0.0) == -hd::kPi / 2);
}

TEST_CASE("arc sine and arc cosine agree with the C library and clamp") {
  hd::Rng rng(3);
  double worst = 0.0;
  for (int i = 0; i < 100'000; ++i) {
    const double x = rng.range(-1, 1);
    worst = std::max({worst, std::fabs(hd::detAsin(x) - std::asin(x)), std::fabs(hd::detAcos(x) - std::acos(x))});
  }
  CAPTURE(worst);
  CHECK(worst < 1e-15);
  CHECK(hd::detAcos(1.5) == 0.0);
  CHECK(hd::detAsin(-7.0) == -hd::kPi / 2);
}

TEST_CASE("exponential, logarithm and power agree with the C library") {
  hd::Rng rng(4);
  Worst exponential, logarithm;
  for (int i = 0; i < 200'000; ++i) {
    const double x = rng.range(-700, 700);
    exponential.see(ulps(hd::detExp(x), std::exp(x)), x);
    const double y = hd::detExp(rng.range(-300, 300));
    // Near 1 the logarithm is near 0; there the absolute error counts.
    const double expected = std::log(y);
    logarithm.see(std::fabs(hd::detLog(y) - expected) / std::max(1e-300, std::fabs(expected)) * 0x1p52, y);
  }
  CAPTURE(exponential.ulps, exponential.at, logarithm.ulps, logarithm.at);
  CHECK(exponential.ulps <= 4.0);
  CHECK(logarithm.ulps <= 4.0);
  CHECK(hd::detExp(0.0) == 1.0);
  CHECK(hd::detLog(1.0) == 0.0);
  CHECK(hd::detExp(-800.0) == 0.0);
  CHECK(std::isfinite(hd::detExp(800.0)));
  CHECK(std::isfinite(hd::detLog(0.0)));
  CHECK(hd::detPow(-2.0, 0.5) == 0.0);
  for (double base : {0.2, 0.9, 1.7, 42.0})
    for (double exponent : {-3.0, 1.0 / 3.0, 2.4}) {
      const double expected = std::pow(base, exponent);
      CHECK(std::fabs(hd::detPow(base, exponent) - expected) <= 1e-14 * expected);
    }
}

TEST_CASE("elementary functions give the same bits everywhere") {
  // Golden bits: any change here changes dots that people have already been shown.
  uint64_t hash = 0;
  hd::Rng rng(5);
  for (int i = 0; i < 10'000; ++i) {
    const double x = rng.range(-50, 50);
    for (double value : {hd::detSin(x), hd::detCos(x), hd::detAtan2(x, 3.0), hd::detExp(x), hd::detLog(std::fabs(x)), hd::detAcos(x / 50)})
      hash = hd::hash64(std::bit_cast<uint64_t>(value), hash);
  }
  CHECK(hash == 0x0be69b37374ce8e0ull);
}

TEST_CASE("smoothstep rises from 0 to 1 and clamp limits") {
  CHECK(hd::smoothstep(2, 4, 1) == 0.0);
  CHECK(hd::smoothstep(2, 4, 3) == 0.5);
  CHECK(hd::smoothstep(2, 4, 9) == 1.0);
  CHECK(hd::clamp(5, 0, 3) == 3);
  CHECK(hd::mix(2, 4, 0.25) == 2.5);
}
