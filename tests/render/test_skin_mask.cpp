#include <catch2/catch_test_macros.hpp>

#include <cmath>

#include "image/colour.h"
#include "render/skin_mask.h"
#include "scenes.h"

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

TEST_CASE("dots on strands are dropped, those between them stay") {
  std::vector<uint8_t> truth;
  const ImageRgb8 photo = hairyPhoto(240, 1.0, truth);
  scene::DotField f;
  f.sidePx = 240;
  std::vector<Splat> splats = scene::dots(f);
  const size_t before = splats.size();
  // A mask at half resolution, as in the browser.
  const ImageRgb8 small = renderWindow(photo, {}, {0, 0, 0.5, 120, 120});
  dropOnHair(splats, findSkin(small, 0.5, 0.1, {0.6, 0.4, 0.28}));
  CHECK(splats.size() > before / 3);
  CHECK(splats.size() < before);
  int onHair = 0;
  for (const Splat& s : splats) onHair += truth[static_cast<size_t>(s.y) * 240 + static_cast<size_t>(s.x)];
  INFO(onHair << " of " << splats.size() << " dots still on hair");
  CHECK(onHair < 0.06 * static_cast<double>(splats.size()));
}
