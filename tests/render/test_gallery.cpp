#include <catch2/catch_test_macros.hpp>

#include "design/design_io.h"
#include "image/colour.h"
#include "render/gallery.h"
#include "render/label.h"
#include "scenes.h"

using namespace hd;

namespace {

double meanLight(const ImageRgb8& image, int x0, int y0, int width, int height) {
  double sum = 0;
  for (int y = y0; y < y0 + height; ++y)
    for (int x = 3 * x0; x < 3 * (x0 + width); ++x) sum += linearFromSrgb8(image.rgb[static_cast<size_t>(y) * image.width * 3 + x]);
  return sum / (3.0 * width * height);
}

}  // namespace

TEST_CASE("labels are legible letters inside the image only") {
  ImageRgb8 image = scene::plainPhoto(40, 12, 255, 255, 255);
  drawLabel(image, 1, 2, "Ax", 0x000000);
  const auto dark = [&](int x, int y) { return image.rgb[3 * (static_cast<size_t>(y) * 40 + x)] == 0; };
  CHECK(dark(2, 2));        // the top of the A
  CHECK_FALSE(dark(1, 2));
  CHECK(dark(1, 8));        // its left foot
  CHECK(dark(7, 2));        // the small x is a capital
  CHECK(labelWidth("AX") == 11);
  CHECK(labelWidth("AX", 2) == 22);
  const ImageRgb8 before = image;
  drawLabel(image, 100, -50, "OFF", 0x000000, 3);
  CHECK((image.rgb == before.rgb));
}

TEST_CASE("the studio's designs are valid") {
  for (const int tone : {1, 10}) CHECK(validateDesign(studioSkin(tone, 3).design).ok());
}

TEST_CASE("the sheet shows darker shades darker and later years paler") {
  const GalleryScene scene = studioSkin(4, 4);
  const ImageRgb8 sheet = makeGallery(scene);
  REQUIRE(sheet.rgb.size() == static_cast<size_t>(sheet.width) * sheet.height * 3);
  // The fourth tone's column: patches of 120 px, 124 apart, the first below the title.
  const int x = 12 + 3 * ((sheet.width - 24) / 10);
  double before = 1.0;
  for (int shade = 1; shade <= 6; ++shade) {
    const double light = meanLight(sheet, x, 12 + 22 + (shade - 1) * 124, 120, 120);
    CHECK(light < before);
    before = light;
  }
}
