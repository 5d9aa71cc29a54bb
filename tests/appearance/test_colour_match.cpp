#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <vector>

#include "appearance/appearance.h"
#include "appearance/colour_match.h"
#include "core/rng.h"

using namespace hd;

namespace {

Vec3 monk(int tone) { return skinOfMelanin((tone - 1) / 9.0); }

std::vector<Vec3> noisy(Vec3 colour, double noise, int count, uint64_t seed) {
  std::vector<Vec3> pixels;
  Rng rng(seed);
  for (int i = 0; i < count; ++i) pixels.push_back(colour * (1.0 + noise * rng.range(-1, 1)));
  return pixels;
}

PatchColour plain(Vec3 colour) { return averagePatch(std::vector<Vec3>(50, colour), PatchKind::skin); }

}  // namespace

TEST_CASE("typology angles of the Monk tones are the published ones") {
  const double angles[] = {83, 80, 72, 65, 50, 11, -20, -55, -78, -84};
  for (int tone = 1; tone <= 10; ++tone) {
    const double angle = typologyAngleDeg(labFromLinear(monk(tone)));
    INFO("tone " << tone << ": " << angle);
    CHECK(std::fabs(angle - angles[tone - 1]) < 1.5);
    CHECK(nearestMonkTone(labFromLinear(monk(tone))) == tone);
  }
  CHECK(typologyClass(60) == "very_light");
  CHECK(typologyClass(45) == "light");
  CHECK(typologyClass(30) == "intermediate");
  CHECK(typologyClass(20) == "tan");
  CHECK(typologyClass(0) == "brown");
  CHECK(typologyClass(-40) == "dark");
}

TEST_CASE("a few glints and shadows do not move a skin patch") {
  std::vector<Vec3> pixels = noisy(monk(5), 0.05, 970, 1);
  const Lab clean = averagePatch(pixels, PatchKind::skin).lab;
  for (int i = 0; i < 12; ++i) pixels.push_back(Vec3(1.0));
  for (int i = 0; i < 18; ++i) pixels.push_back(Vec3(0.005));
  const PatchColour patch = averagePatch(pixels, PatchKind::skin);
  CHECK(std::fabs(patch.lab.l - clean.l) < 1.0);
  CHECK(patch.uniform);
}

TEST_CASE("half in the shade is reported as not uniform") {
  std::vector<Vec3> pixels = noisy(monk(4), 0.05, 500, 2);
  for (const Vec3& p : noisy(monk(4) * 0.35, 0.05, 500, 3)) pixels.push_back(p);
  CHECK_FALSE(averagePatch(pixels, PatchKind::skin).uniform);
}

TEST_CASE("stubble is taken from its dark part") {
  std::vector<Vec3> pixels = noisy(monk(3), 0.03, 550, 4);
  for (const Vec3& p : noisy(Vec3(0.03, 0.025, 0.02), 0.2, 450, 5)) pixels.push_back(p);
  const double hairL = averagePatch(pixels, PatchKind::hair).lab.l;
  CHECK(hairL < labFromLinear(Vec3(0.03, 0.025, 0.02)).l + 3);
}

TEST_CASE("the advised shade is darker by 0.6 to 0.8 of what the hair is") {
  int inside = 0;
  for (int tone = 1; tone <= 6; ++tone)
    for (const double hair : {0.02, 0.04, 0.08, 0.12}) {
      const PatchColour skin = plain(monk(tone)), dark = plain(Vec3(hair, 0.8 * hair, 0.6 * hair));
      const ShadeAdvice advice = adviseShade(skin, dark);
      INFO("tone " << tone << " hair " << hair << ": shade " << advice.shade << " wants " << advice.wantedDeltaL
                   << " gets " << advice.reachedDeltaL);
      CHECK(advice.wholeShade >= 1);
      CHECK(advice.wholeShade <= 6);
      CHECK(advice.firstSessionShade <= advice.wholeShade);
      if (advice.hairTooLight || advice.limited) continue;
      ++inside;
      const double share = advice.reachedDeltaL / (skin.lab.l - dark.lab.l);
      CHECK(share > 0.6);
      CHECK(share < 0.8);
    }
  CHECK(inside >= 10);
}

TEST_CASE("darker hair never gets a lighter shade") {
  double before = 7;
  for (double hair = 0.01; hair < 0.4; hair *= 1.3) {
    const double shade = adviseShade(plain(monk(4)), plain(Vec3(hair))).shade;
    CHECK(shade <= before + 1e-9);
    before = shade;
  }
}

TEST_CASE("blond hair on light skin is told apart, and black hair meets the limit") {
  CHECK(adviseShade(plain(monk(2)), plain(monk(4) * 0.8)).hairTooLight);
  CHECK(adviseShade(plain(monk(2)), plain(Vec3(0.004))).limited);
}
