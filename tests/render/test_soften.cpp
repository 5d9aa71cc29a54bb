// Dots drawn as soft as the photo: against the blurred picture of sharp ones.
#include <catch2/catch_test_macros.hpp>

#include <cmath>

#include "render/blur.h"
#include "render/scenes.h"
#include "render/soften.h"

using namespace hd;

TEST_CASE("a softened dot is the blurred picture of a sharp one", "[render][soften]") {
  for (const double soft : {0.5, 1.0})
    for (const double radius : {1.5, 3.0, 6.0})
      for (const double sigma : {0.5, 1.0, 2.0, 3.0}) {
        Splat s = scene::ellipse(32.3, 31.6, 1.2 * radius, radius, 0.6, soft, {0.6, 0.5, 0.4});
        const RasterWindow window{0, 0, 1.0, 64, 64};
        std::vector<float> sharp = removedLight(prepareSplats(std::span(&s, 1)), window);
        blurInside(sharp, std::vector<uint8_t>(64 * 64, 1), 64, 64, sigma);
        soften(s, sigma);
        const std::vector<float> softened = removedLight(prepareSplats(std::span(&s, 1)), window);
        double most = 0, sumSharp = 0, sumSoft = 0;
        for (size_t i = 0; i < sharp.size(); ++i) {
          most = std::fmax(most, std::fabs(sharp[i] - softened[i]));
          sumSharp += sharp[i];
          sumSoft += softened[i];
        }
        INFO("radius " << radius << ", soft " << soft << ", sigma " << sigma << ": most " << most << ", light " << sumSoft / sumSharp);
        CHECK(std::fabs(sumSoft / sumSharp - 1) < 0.005);
        CHECK(most < 0.075);
      }
}

TEST_CASE("softening keeps the light that fields and their veils take", "[render][soften]") {
  scene::DotField field;
  field.sidePx = 200;
  std::vector<Splat> splats = scene::dots(field);
  for (Splat& s : splats) {
    s.veil = {2.0f, 1.4f, 0.8f};
    s.veilReachPx = {14, 11, 9};
  }
  const RasterWindow middle{40, 40, 1.0, 120, 120};
  const Vec3 before = scene::totalRemoved(prepareSplats(splats), middle);
  for (const double sigma : {0.7, 1.0, 1.5}) {
    for (Splat& s : splats) soften(s, sigma);
    const Vec3 after = scene::totalRemoved(prepareSplats(splats), middle);
    INFO("sigma " << sigma << ": " << after.y / before.y);
    for (int c = 0; c < 3; ++c) CHECK(std::fabs(after[c] / before[c] - 1) < 0.02);
  }
}

TEST_CASE("a softened field is as steep as the blurred picture of a sharp one", "[render][soften]") {
  for (const double pxPerMm : {4.0, 8.0})
    for (const double sigma : {0.5, 1.0, 2.0, 3.0}) {
      constexpr int kSide = 160;
      scene::DotField field;
      field.sidePx = kSide;
      field.pxPerMm = pxPerMm;
      std::vector<Splat> splats = scene::dots(field);
      const RasterWindow window{0, 0, 1.0, kSide, kSide};
      std::vector<float> blurred = removedLight(prepareSplats(splats), window);
      blurInside(blurred, std::vector<uint8_t>(kSide * kSide, 1), kSide, kSide, sigma);
      for (Splat& s : splats) soften(s, sigma);
      const std::vector<float> soft = removedLight(prepareSplats(splats), window);
      const auto steepness = [](const std::vector<float>& v) {
        double slopes = 0.0, all = 0.0;
        for (int y = 20; y < kSide - 20; ++y)
          for (int x = 20; x < kSide - 20; ++x) {
            const auto at = [&](int dx, int dy) { return static_cast<double>(v[3 * static_cast<size_t>((y + dy) * kSide + x + dx) + 1]); };
            slopes += std::hypot(at(1, 0) - at(0, 0), at(0, 1) - at(0, 0));
            all += at(0, 0);
          }
        return slopes / all;
      };
      INFO(pxPerMm << " px/mm, blur " << sigma << " px: steepness " << steepness(soft) << ", blurred " << steepness(blurred));
      CHECK(std::fabs(steepness(soft) / steepness(blurred) - 1.0) < 0.2);
    }
}
