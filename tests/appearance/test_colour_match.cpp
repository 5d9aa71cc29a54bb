#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <cstdio>
#include <cstdlib>
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

namespace {

void shift(std::vector<Vec3>& pixels, Vec3 gain) {
  for (Vec3& p : pixels) p *= gain;
}

}  // namespace

TEST_CASE("a white balance that is off by ten percent hardly moves the advice") {
  double mostShade = 0, mostTone = 0;
  for (const int tone : {1, 3, 5, 7})
    for (const Vec3 hair : {Vec3(0.02, 0.015, 0.012), Vec3(0.06, 0.04, 0.025)}) {
      const Vec3 skin = monk(tone);
      const ShadeAdvice exact = adviseShade(averagePatch(noisy(skin, 0.06, 4000, 1), PatchKind::skin), averagePatch(noisy(hair, 0.06, 4000, 2), PatchKind::hair));
      for (int k = 0; k < 8; ++k) {
        const Vec3 gain(k & 1 ? 1.1 : 0.9, k & 2 ? 1.1 : 0.9, k & 4 ? 1.1 : 0.9);
        std::vector<Vec3> skinPixels = noisy(skin, 0.06, 4000, 1), hairPixels = noisy(hair, 0.06, 4000, 2);
        shift(skinPixels, gain);
        shift(hairPixels, gain);
        const PatchColour patch = averagePatch(skinPixels, PatchKind::skin);
        const ShadeAdvice off = adviseShade(patch, averagePatch(hairPixels, PatchKind::hair));
        INFO("tone " << tone << ", gain " << gain.x << " " << gain.y << " " << gain.z << ": shade " << off.shade << " for " << exact.shade);
        CHECK(std::fabs(off.shade - exact.shade) < 0.15);
        CHECK(std::abs(off.wholeShade - exact.wholeShade) <= 1);
        CHECK(std::abs(nearestMonkTone(patch.lab) - tone) <= 2);
        mostShade = std::fmax(mostShade, std::fabs(off.shade - exact.shade));
        mostTone = std::fmax(mostTone, std::abs(nearestMonkTone(patch.lab) - tone));
      }
    }
  std::printf("white balance off by 10 %%: shade moves by at most %.2f, Monk tone by %.0f\n", mostShade, mostTone);
}

TEST_CASE("light that falls off over the patch leaves its middle, and a strong one is reported") {
  const Vec3 skin = monk(4);
  const auto lit = [&](double slope) {
    std::vector<Vec3> pixels = noisy(skin, 0.06, 4000, 3);
    for (size_t i = 0; i < pixels.size(); ++i) pixels[i] *= 1.0 + slope * (2.0 * static_cast<double>(i) / static_cast<double>(pixels.size()) - 1.0);
    return averagePatch(pixels, PatchKind::skin);
  };
  const double even = lit(0).lab.l;
  CHECK(lit(0).uniform);
  CHECK(lit(0.2).uniform);
  CHECK(std::fabs(lit(0.2).lab.l - even) < 1.0);
  CHECK(std::fabs(lit(0.35).lab.l - even) < 2.0);
  CHECK_FALSE(lit(0.6).uniform);
}

TEST_CASE("skin among the hair does not lighten it, hair in the skin is reported") {
  const Vec3 skin = monk(4), hair(0.02, 0.015, 0.012);
  const double hairL = averagePatch(noisy(hair, 0.06, 4000, 4), PatchKind::hair).lab.l;
  for (const double share : {0.1, 0.3, 0.5}) {
    std::vector<Vec3> pixels = noisy(hair, 0.06, 4000, 4);
    const std::vector<Vec3> bare = noisy(skin, 0.06, 4000, 5);
    for (size_t i = 0; i < share * static_cast<double>(pixels.size()); ++i) pixels[i] = bare[i];
    CHECK(std::fabs(averagePatch(pixels, PatchKind::hair).lab.l - hairL) < 1.0);
  }
  std::vector<Vec3> strands = noisy(skin, 0.06, 4000, 6);
  const std::vector<Vec3> dark = noisy(hair, 0.06, 4000, 7);
  for (size_t i = 0; i < strands.size() / 5; ++i) strands[i] = dark[i];
  CHECK_FALSE(averagePatch(strands, PatchKind::skin).uniform);
}
