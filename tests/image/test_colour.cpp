#include <catch2/catch_test_macros.hpp>

#include <cmath>

#include "core/rng.h"
#include "image/colour.h"

using namespace hd;

TEST_CASE("sRGB bytes survive the way to linear light and back") {
  for (int i = 0; i < 256; ++i) CHECK(srgb8FromLinear(linearFromSrgb8(static_cast<uint8_t>(i))) == i);
  CHECK(srgb8FromLinear(-1.0f) == 0);
  CHECK(srgb8FromLinear(2.0f) == 255);
  CHECK(srgb8FromLinear(NAN) == 0);
}

TEST_CASE("rounding to bytes picks the nearest code") {
  Rng rng(1);
  for (int i = 0; i < 100'000; ++i) {
    const double linear = i % 2 ? rng.unit() : rng.unit() * 0.01;
    const double exact = 255.0 * srgbFromLinear(linear);
    REQUIRE(std::fabs(srgb8FromLinear(static_cast<float>(linear)) - exact) < 0.5 + 1e-4);
  }
}

TEST_CASE("the sRGB curve has its standard values") {
  CHECK(linearFromSrgb(0.0) == 0.0);
  CHECK(std::fabs(linearFromSrgb(1.0) - 1.0) < 1e-15);
  CHECK(std::fabs(linearFromSrgb(0.5) - 0.21404114) < 1e-7);
  for (double x = 0.0; x <= 1.0; x += 0.01) CHECK(std::fabs(srgbFromLinear(linearFromSrgb(x)) - x) < 1e-6);
}

TEST_CASE("CIELAB of the reference colours") {
  const auto lab = [](double r, double g, double b) { return labFromLinear({linearFromSrgb(r), linearFromSrgb(g), linearFromSrgb(b)}); };
  const Lab white = lab(1, 1, 1), red = lab(1, 0, 0), grey = lab(0.5, 0.5, 0.5), black = lab(0, 0, 0);
  CHECK((std::fabs(white.l - 100) < 1e-6 && std::fabs(white.a) < 1e-6 && std::fabs(white.b) < 1e-6));
  // Published values of sRGB red under D65: 53.24, 80.09, 67.20.
  CHECK((std::fabs(red.l - 53.24) < 0.02 && std::fabs(red.a - 80.09) < 0.05 && std::fabs(red.b - 67.20) < 0.05));
  CHECK(std::fabs(grey.l - 53.39) < 0.01);
  CHECK(black.l == 0.0);
  Rng rng(2);
  for (int i = 0; i < 1000; ++i) {
    const Vec3 rgb(rng.unit(), rng.unit(), rng.unit());
    CHECK(glm::length(linearFromLab(labFromLinear(rgb)) - rgb) < 1e-9);
  }
}
