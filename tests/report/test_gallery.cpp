#include <catch2/catch_test_macros.hpp>

#include "design/design_io.h"
#include "image/colour.h"
#include "render/scenes.h"
#include "report/gallery.h"
#include "report/internal/label.h"

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
  CHECK(dark(2, 2));  // the top of the A
  CHECK_FALSE(dark(1, 2));
  CHECK(dark(1, 8));  // its left foot
  CHECK(dark(7, 2));  // the small x is a capital
  CHECK(labelWidth("AX") == 11);
  CHECK(labelWidth("AX", 2) == 22);
  const ImageRgb8 before = image;
  drawLabel(image, 100, -50, "OFF", 0x000000, 3);
  CHECK((image.rgb == before.rgb));
}

TEST_CASE("the sheet of patterns shows twelve different hairlines") {
  const ImageRgb8 sheet = makePatternSheet(3, 5);
  REQUIRE(sheet.width == 12 + 3 * 372);
  // The upper part of every cell holds dots, its lower edge bare skin.
  const auto dots = [&](int x, int y, int width, int height) {
    int dark = 0;
    for (int j = y; j < y + height; ++j)
      for (int i = x; i < x + width; ++i) dark += sheet.rgb[3 * (static_cast<size_t>(j) * sheet.width + i)] < 200;
    return dark;
  };
  const int step = (sheet.height - 12) / 4;
  std::vector<double> light;
  for (int row = 0; row < 4; ++row)
    for (int column = 0; column < 3; ++column) {
      const int x = 12 + column * 372 + 4, y = 12 + row * step + 3 * kLabelHeight + 10;
      light.push_back(meanLight(sheet, x, y + 4, 350, 60));
      CHECK(dots(x, y + 4, 350, 60) > 500);
      CHECK(dots(x, y + 270, 350, 26) < 20);
    }
  // The three dots of irregularity and scatter differ from each other.
  CHECK(light[6] != light[7]);
  CHECK(light[7] != light[8]);
  CHECK(light[9] != light[11]);
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
  // A shaved scalp below them is about as dark as shades 4 and 5 at full density.
  const double shaved = meanLight(sheet, x, 12 + 22 + 6 * 124, 120, 120);
  CHECK(shaved < meanLight(sheet, x, 12 + 22 + 2 * 124, 120, 120));
  CHECK(shaved > before);
}
