// How soft a photo is, told from its edges, for pictures whose blur is known.
#include <catch2/catch_test_macros.hpp>

#include <cmath>

#include "core/rng.h"
#include "image/colour.h"
#include "image/decode.h"
#include "image/encode.h"
#include "render/blur.h"
#include "vision/sharpness.h"

using namespace hd;

namespace {

/// Discs of many sizes and tones on a gradient, antialiased, in linear light.
std::vector<float> discs(int side) {
  std::vector<float> linear(static_cast<size_t>(side) * side * 3);
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) {
      float v = 0.35f + 0.1f * static_cast<float>(x) / static_cast<float>(side);
      for (int k = 0; k < 30; ++k) {
        const double cx = side * hashUnit(static_cast<uint64_t>(k), 1, 0), cy = side * hashUnit(static_cast<uint64_t>(k), 2, 0);
        const double r = 20 + 50 * hashUnit(static_cast<uint64_t>(k), 3, 0), d = std::hypot(x - cx, y - cy);
        const float tone = static_cast<float>(0.05 + 0.7 * hashUnit(static_cast<uint64_t>(k), 4, 0));
        v += (tone - v) * static_cast<float>(std::fmin(std::fmax(r - d + 0.5, 0.0), 1.0));
      }
      for (size_t c = 0; c < 3; ++c) linear[3 * (static_cast<size_t>(y) * side + x) + c] = v;
    }
  return linear;
}

ImageRgb8 photo(std::vector<float> linear, int side, double sigma, double exposure, double noise) {
  if (sigma > 0) blurInside(linear, std::vector<uint8_t>(static_cast<size_t>(side) * side, 1), side, side, sigma);
  ImageRgb8 image{side, side, {}};
  Rng rng(5);
  for (const float v : linear)
    image.rgb.push_back(srgb8FromLinear(static_cast<float>(std::fmin(std::fmax(v * exposure + noise * rng.range(-1.7, 1.7), 0.0), 1.0))));
  return image;
}

}  // namespace

TEST_CASE("a photo's blur is found, with noise, exposure and compression", "[vision][sharpness]") {
  constexpr int kSide = 700;
  const std::vector<float> linear = discs(kSide);
  for (const double sigma : {1.0, 1.5, 2.0, 3.0})
    for (const double exposure : {0.5, 1.0, 1.3})
      for (const double noise : {0.0, 0.01}) {
        const double found = photoBlurPx(photo(linear, kSide, sigma, exposure, noise));
        INFO("blur " << sigma << ", exposure " << exposure << ", noise " << noise << ": " << found);
        CHECK(std::fabs(found / sigma - 1) < 0.2);
      }
  for (const int quality : {60, 95}) {
    const ImageRgb8 soft = photo(linear, kSide, 2.0, 1.0, 0.0);
    const Result<Photo> again = decodePhoto(encodeJpeg(soft, quality));
    REQUIRE(again);
    INFO("quality " << quality << ": " << photoBlurPx(again->image));
    CHECK(std::fabs(photoBlurPx(again->image) / 2.0 - 1) < 0.2);
  }
}

TEST_CASE("a sharp picture and one without edges are not soft", "[vision][sharpness]") {
  CHECK(photoBlurPx(photo(discs(500), 500, 0, 1, 0)) < 0.5);
  CHECK(photoBlurPx(ImageRgb8{200, 200, std::vector<uint8_t>(200 * 200 * 3, 120)}) == 0.0);
  CHECK(photoBlurPx(ImageRgb8{}) == 0.0);
}
