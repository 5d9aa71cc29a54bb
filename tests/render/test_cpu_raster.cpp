#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <limits>

#include "image/colour.h"
#include "render/blur.h"
#include "render/highlight.h"
#include "render/scenes.h"
#include "render/shrink.h"

using namespace hd;

TEST_CASE("a smaller copy is the window without dots") {
  const ImageRgb8 photo = scene::busyPhoto(97, 61, 11);
  CHECK(shrunk(photo, 0.37, 35, 22).rgb == renderWindow(photo, {}, {0, 0, 0.37, 35, 22}).rgb);
}

TEST_CASE("without dots the picture is the photo, byte for byte") {
  const ImageRgb8 photo = scene::busyPhoto(97, 61, 3);
  CHECK((renderFull(photo, {}).rgb == photo.rgb));
  CHECK((renderWindow(photo, {}, {0, 0, 1.0, 97, 61}).rgb == photo.rgb));
}

TEST_CASE("pixels that no dot touches keep their bytes") {
  const ImageRgb8 photo = scene::busyPhoto(300, 200, 4);
  const Splat s = scene::ellipse(150, 100, 6, 6, 0, 0.5, Vec3(0.5));
  const ImageRgb8 after = renderFull(photo, std::span(&s, 1));
  int changed = 0;
  for (int y = 0; y < 200; ++y)
    for (int x = 0; x < 300; ++x) {
      const size_t i = 3 * (static_cast<size_t>(y) * 300 + x);
      const bool differs = after.rgb[i] != photo.rgb[i] || after.rgb[i + 1] != photo.rgb[i + 1];
      changed += differs;
      if (differs) REQUIRE(std::hypot(x + 0.5 - 150, y + 0.5 - 100) < 6 * std::sqrt(1.5) + 1);
    }
  CHECK(changed > 100);
}

TEST_CASE("dots multiply linear light, not sRGB codes") {
  const ImageRgb8 photo = scene::plainPhoto(40, 40, 200, 160, 120);
  const Splat s = scene::ellipse(20, 20, 12, 12, 0, 0.1, {0.5, 0.25, 0.75});
  const ImageRgb8 after = renderFull(photo, std::span(&s, 1));
  const size_t i = 3 * (20 * 40 + 20);
  CHECK(std::abs(after.rgb[i] - srgb8FromLinear(linearFromSrgb8(200) * 0.5f)) <= 1);
  CHECK(std::abs(after.rgb[i + 1] - srgb8FromLinear(linearFromSrgb8(160) * 0.75f)) <= 1);
  CHECK(std::abs(after.rgb[i + 2] - srgb8FromLinear(linearFromSrgb8(120) * 0.25f)) <= 1);
}

TEST_CASE("a window at full scale is a part of the full picture") {
  const ImageRgb8 photo = scene::busyPhoto(120, 90, 5);
  scene::DotField field;
  field.sidePx = 90;
  const std::vector<Splat> splats = scene::dots(field);
  const ImageRgb8 full = renderFull(photo, splats);
  const ImageRgb8 part = renderWindow(photo, splats, {17, 23, 1.0, 50, 40});
  int most = 0;
  for (int y = 0; y < 40; ++y)
    for (int x = 0; x < 50 * 3; ++x)
      most =
          std::max(most, std::abs(part.rgb[static_cast<size_t>(y) * 150 + x] - full.rgb[static_cast<size_t>(y + 23) * 360 + 17 * 3 + x]));
  CHECK(most <= 1);
}

TEST_CASE("zoomed out the picture is the area average of the full one") {
  const ImageRgb8 photo = scene::plainPhoto(160, 160, 220, 180, 150);
  scene::DotField field;
  field.sidePx = 160;
  field.densityPerCm2 = 200;
  const std::vector<Splat> splats = scene::dots(field);
  const ImageRgb8 full = renderFull(photo, splats);
  for (const int step : {2, 4, 8, 16}) {
    const int side = 160 / step;
    const ImageRgb8 small = renderWindow(photo, splats, {0, 0, 1.0 / step, side, side});
    int most = 0;
    for (int y = 0; y < side; ++y)
      for (int x = 0; x < side; ++x)
        for (int ch = 0; ch < 3; ++ch) {
          double sum = 0;
          for (int j = 0; j < step; ++j)
            for (int i = 0; i < step; ++i)
              sum += linearFromSrgb8(full.rgb[3 * (static_cast<size_t>(y * step + j) * 160 + x * step + i) + ch]);
          const int wanted = srgb8FromLinear(static_cast<float>(sum / (step * step)));
          most = std::max(most, std::abs(wanted - small.rgb[3 * (static_cast<size_t>(y) * side + x) + ch]));
        }
    INFO("shrunk " << step << " times, worst difference " << most);
    CHECK(most <= 2);
  }
}

TEST_CASE("strips put together are the full picture") {
  const ImageRgb8 photo = scene::busyPhoto(150, 100, 6);
  scene::DotField field;
  const std::vector<Splat> splats = scene::dots(field);
  const ImageRgb8 full = renderFull(photo, splats);
  const PreparedSplats prepared = prepareSplats(splats);
  ImageRgb8 stripped = photo;
  for (int top = 0; top < 100; top += 17) {
    const int rows = std::min(17, 100 - top);
    applySplats(std::span(stripped.rgb).subspan(static_cast<size_t>(top) * 450, static_cast<size_t>(rows) * 450), 3, 150, rows, 0, top,
                prepared);
  }
  int most = 0;
  for (size_t i = 0; i < full.rgb.size(); ++i) most = std::max(most, std::abs(full.rgb[i] - stripped.rgb[i]));
  CHECK(most <= 1);
}

TEST_CASE("at full size the onlooker's blur knows no strips") {
  const ImageRgb8 photo = scene::busyPhoto(120, 600, 6);
  scene::DotField field;
  const std::vector<Splat> splats = scene::dots(field);
  for (const double blurPx : {0.7, 5.0, 40.0}) {
    const ImageRgb8 whole = renderWindow(photo, splats, {0, 0, 1.0, 120, 600, blurPx});
    const ImageRgb8 full = renderFull(photo, splats, {}, blurPx);
    REQUIRE(full.rgb.size() == whole.rgb.size());
    int most = 0;
    for (size_t i = 0; i < full.rgb.size(); ++i) most = std::max(most, std::abs(full.rgb[i] - whole.rgb[i]));
    INFO("blur " << blurPx << " px, worst difference " << most);
    CHECK(most <= 1);
    CHECK((full.rgb != renderFull(photo, splats).rgb));
  }
}

TEST_CASE("beyond the photo there is background") {
  const ImageRgb8 photo = scene::plainPhoto(10, 10, 200, 200, 200);
  const ImageRgb8 out = renderWindow(photo, {}, {-5, -5, 2.0, 40, 40}, 0x102030);
  CHECK(out.rgb[0] == 0x10);
  CHECK(out.rgb[1] == 0x20);
  CHECK(out.rgb[2] == 0x30);
  CHECK(out.rgb[3 * (20 * 40 + 20)] == 200);
  CHECK(out.rgb[3 * (39 * 40 + 39)] == 0x10);
}

TEST_CASE("senseless splats are left out") {
  const float inf = std::numeric_limits<float>::infinity(), nan = std::numeric_limits<float>::quiet_NaN();
  std::vector<Splat> splats;
  for (const float bad : {inf, nan, 1e30f}) {
    splats.push_back(scene::ellipse(5, 5, 1, 1, 0, 0.5, Vec3(0.5)));
    splats.back().x = bad;
    splats.push_back(scene::ellipse(5, 5, 1, 1, 0, 0.5, Vec3(0.5)));
    splats.back().axis0x = bad;
  }
  splats.push_back(scene::ellipse(5, 5, 0, 1, 0, 0.5, Vec3(0.5)));
  CHECK(prepareSplats(splats).splats.empty());
  const ImageRgb8 photo = scene::plainPhoto(10, 10, 200, 200, 200);
  CHECK((renderFull(photo, splats).rgb == photo.rgb));
}

TEST_CASE("shine stays above the dots, skin does not") {
  const Vec3 skin{0.45, 0.28, 0.2};
  const SkinLight light = skinLightOf(skin);
  const auto darkened = [&](Vec3 linear) {
    const ImageRgb8 photo = scene::plainPhoto(40, 40, srgb8FromLinear(static_cast<float>(linear.x)),
                                              srgb8FromLinear(static_cast<float>(linear.y)), srgb8FromLinear(static_cast<float>(linear.z)));
    const Splat s = scene::ellipse(20, 20, 12, 12, 0, 0.1, Vec3(0.5));
    const ImageRgb8 after = renderFull(photo, std::span(&s, 1), light);
    return linearFromSrgb8(after.rgb[3 * (20 * 40 + 20) + 1]) / linearFromSrgb8(photo.rgb[3 * (20 * 40 + 20) + 1]);
  };
  CHECK(std::fabs(darkened(skin) - 0.5) < 0.01);
  CHECK(std::fabs(darkened(0.4 * skin) - 0.5) < 0.01);
  CHECK(std::fabs(darkened(1.1 * skin) - 0.5) < 0.01);
  CHECK(std::fabs(darkened(1.5 * skin) - 0.5) < 0.02);  // brighter, but of the skin's hue
  // 0.4 of white on the skin: dots take half of the rest.
  const double green = (0.28 * 0.5 + 0.4) / (0.28 + 0.4);
  CHECK(std::fabs(darkened(skin + Vec3(0.4)) - green) < 0.03);
  CHECK(darkened(Vec3(1.0)) > 0.8);
}

TEST_CASE("a grey photo has no hue to tell shine by") {
  CHECK(skinLightOf(Vec3(0.4)).luminance == 0.0f);
  CHECK(mirroredLight(skinLightOf(Vec3(0.4)), 1, 1, 1) == 0.0f);
}

TEST_CASE("the onlooker's blur keeps the light and matches one arc minute") {
  // One arc minute is 0.087 mm at 30 cm.
  CHECK(std::fabs(acuityBlurPx(300, 0.1) * 2.3548 * 0.1 - 0.0873) < 1e-3);
  const ImageRgb8 photo = scene::plainPhoto(60, 60, 210, 170, 140);
  const Splat s = scene::ellipse(30, 30, 4, 4, 0, 0.5, Vec3(0.8));
  RasterWindow window{0, 0, 1.0, 60, 60};
  const auto light = [](const ImageRgb8& image) {
    double sum = 0;
    for (const uint8_t v : image.rgb) sum += linearFromSrgb8(v);
    return sum;
  };
  const ImageRgb8 sharp = renderWindow(photo, std::span(&s, 1), window);
  window.blurPhotoPx = 3.0;
  const ImageRgb8 soft = renderWindow(photo, std::span(&s, 1), window);
  CHECK(std::fabs(light(soft) / light(sharp) - 1.0) < 2e-3);
  const size_t middle = 3 * (30 * 60 + 30);
  CHECK(soft.rgb[middle] > sharp.rgb[middle] + 20);
  // Background does not bleed in, nor skin out.
  const ImageRgb8 edge = renderWindow(photo, {}, {-10, -10, 1.0, 80, 80, 3.0});
  CHECK(edge.rgb[3 * (11 * 80 + 11)] == 210);
  CHECK(edge.rgb[3 * (5 * 80 + 5)] == 0x14);
}
