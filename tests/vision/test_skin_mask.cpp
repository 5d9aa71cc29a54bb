#include <catch2/catch_test_macros.hpp>

#include <cmath>

#include "core/math.h"
#include "design/design_io.h"
#include "design/skin_cover.h"
#include "design/templates.h"
#include "image/colour.h"
#include "pattern/dots.h"
#include "render/cpu_raster.h"
#include "render/scenes.h"
#include "vision/skin_mask.h"

using namespace hd;

namespace {

/// Skin lit from the left, with dark strands over a part of it; `truth` is 1 on strands.
ImageRgb8 hairyPhoto(int side, double strandShare, std::vector<uint8_t>& truth) {
  ImageRgb8 photo{side, side, {}};
  truth.assign(static_cast<size_t>(side) * side, 0);
  Rng rng(3);
  std::vector<double> strands;
  for (double x = 0; x < side; x += rng.range(4, 12)) strands.push_back(x);
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) {
      bool hair = false;
      for (const double s : strands) hair = hair || (y < strandShare * side && std::fabs(x - s - 0.2 * y + 0.1 * side) < 1.0);
      truth[static_cast<size_t>(y) * side + x] = hair;
      const double light = (1.0 - 0.6 * x / side) * rng.range(0.93, 1.07) * (hair ? 0.12 : 1.0);
      for (const double c : {0.6, 0.4, 0.28}) photo.rgb.push_back(srgb8FromLinear(static_cast<float>(c * light)));
    }
  return photo;
}

}  // namespace

TEST_CASE("strands are told from skin although the light falls off by more than half") {
  std::vector<uint8_t> truth;
  const ImageRgb8 photo = hairyPhoto(240, 0.6, truth);
  const SkinMask mask = findSkin(photo, 1.0, 0.1, {0.6, 0.4, 0.28});
  int wrong = 0, hair = 0;
  for (size_t p = 0; p < truth.size(); ++p) {
    wrong += (mask.skin[p] < 128) != (truth[p] == 1);
    hair += truth[p];
  }
  INFO(wrong << " of " << truth.size() << " pixels wrong, " << hair << " are hair");
  CHECK(hair > 3000);
  CHECK(wrong < 0.02 * truth.size());
}

TEST_CASE("a field that is hair all over is no skin") {
  const ImageRgb8 photo = scene::plainPhoto(100, 100, 45, 35, 30);
  const SkinMask mask = findSkin(photo, 1.0, 0.2, {0.6, 0.4, 0.28});
  CHECK(skinAt(mask, {50, 50}) == 0.0);
  CHECK(skinAt(mask, {500, 50}) == 1.0);
}

TEST_CASE("between hair dots lie on the skin that the photo shows, and where the user says so") {
  std::vector<uint8_t> truth;
  constexpr int kSide = 480;
  constexpr double kMmPerPx = 0.125;
  const ImageRgb8 photo = hairyPhoto(kSide, 1.0, truth);
  Design design = makeEmptyDesign();
  design.view().photoWidthPx = design.view().photoHeightPx = kSide;
  design.view().mmPerPx = kMmPerPx;
  Zone zone;
  const double mm = kSide * kMmPerPx;
  zone.outlineMapMm = {{0, 0}, {mm, 0}, {mm, mm}, {0, mm}};
  setZoneUse(zone, ZoneUse::betweenHair);
  design.zones = {zone};
  const ScalpMap map = ScalpMap::flat();
  const size_t all = makeDots(design, map).size();
  const auto onHair = [&](const Dots& dots) {
    int count = 0;
    for (const Dot& d : dots)
      count += truth[std::min(kSide - 1, static_cast<int>(d.posMapMm.y / kMmPerPx)) * kSide +
                     std::min(kSide - 1, static_cast<int>(d.posMapMm.x / kMmPerPx))];
    return static_cast<double>(count);
  };
  const double hairShare = onHair(makeDots(design, map)) / static_cast<double>(all);
  // A mask at half resolution, as in the browser; the strands are a quarter of a millimetre wide.
  const ImageRgb8 small = renderWindow(photo, {}, {0, 0, 0.5, kSide / 2, kSide / 2});
  design.skinCover = coverFromPhoto(design, map, findSkin(small, 0.5, kMmPerPx, {0.6, 0.4, 0.28}), 0.25);
  REQUIRE(validateDesign(design));
  const Dots dots = makeDots(design, map);
  INFO(onHair(dots) << " of " << dots.size() << " dots on hair; " << hairShare << " of the skin is hair");
  CHECK(dots.size() > all / 3);
  CHECK(dots.size() < all);
  CHECK(onHair(dots) / static_cast<double>(dots.size()) < 0.4 * hairShare);
  // The user paints a spot of hair away and another one full of it.
  REQUIRE(paintSkinCover(design.skinCover, {15, 15}, 6, false));
  REQUIRE(paintSkinCover(design.skinCover, {40, 40}, 6, true));
  int bare = 0, full = 0;
  for (const Dot& d : makeDots(design, map)) {
    bare += glm::length(d.posMapMm - Vec2(15, 15)) < 5.5;
    full += glm::length(d.posMapMm - Vec2(40, 40)) < 5.5;
  }
  CHECK(bare == 0);
  CHECK(std::fabs(full / (kPi * 0.55 * 0.55 * design.zones[0].densityPerCm2) - 1.0) < 0.15);
  // Looking again keeps nothing of it: the photo shows the whole zone. Beyond the photo the user's word stays.
  design.view().photoWidthPx = kSide / 2;
  const SkinCover again = coverFromPhoto(design, map, findSkin(small, 0.5, kMmPerPx, {0.6, 0.4, 0.28}), 0.25);
  CHECK(skinShown(again, {40, 40}) == 1.0);
  CHECK(skinShown(again, {15, 15}) > 0.0);
}
