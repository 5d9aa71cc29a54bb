#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "appearance/appearance.h"
#include "appearance/colour_match.h"
#include "core/facts.h"
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

TEST_CASE("work of the matching shade is as light as the shaved sides, and the advice is a step lighter") {
  int inside = 0;
  for (int tone = 1; tone <= 8; ++tone)
    for (const double hair : {0.004, 0.02, 0.04, 0.08}) {
      const PatchColour skin = plain(monk(tone)), dark = plain(Vec3(hair, 0.8 * hair, 0.6 * hair));
      const ShadeAdvice advice = adviseShade(skin, dark);
      INFO("tone " << tone << " hair " << hair << ": shade " << advice.shade << " wants " << advice.wantedDeltaL << " gets "
                   << advice.reachedDeltaL << ", dot " << advice.dotDeltaL << " of hair's " << advice.hairDeltaL);
      CHECK(advice.matchShade >= 1);
      CHECK(advice.matchShade <= 6);
      CHECK(advice.wholeShade == std::max(advice.matchShade - 1, 1));
      CHECK(advice.firstSessionShade == std::max(advice.wholeShade - 1, 1));
      CHECK((advice.dotsShow == (advice.dotDeltaL > 0.8 * advice.hairDeltaL)));
      if (advice.hairTooLight || advice.limited) continue;
      ++inside;
      const Vec3 field = settledRemoved(skin.linear, advice.shade, 190, 0.3);
      const double matched = skin.lab.l - labFromLinear(skin.linear * (Vec3(1.0) - field)).l;
      CHECK(std::fabs(matched - advice.wantedDeltaL) < 0.05);
      CHECK(advice.reachedDeltaL < advice.wantedDeltaL);
      CHECK(advice.reachedDeltaL > 0.55 * advice.wantedDeltaL);
    }
  CHECK(inside >= 16);
}

TEST_CASE("full density and shaved sides look alike on light, mid and dark skin, in lightness and hue") {
  for (const int tone : {2, 5, 8})
    for (const double stubbleMm : {0.0, 0.2, 0.35})
      for (const Vec3 hair : {Vec3(0.012), Vec3(0.025, 0.02, 0.015), Vec3(0.08, 0.06, 0.045)}) {
        const Vec3 skin = monk(tone);
        ShavedSides sides;
        sides.stubbleMm = stubbleMm;
        const ShadeAdvice advice = adviseShade(plain(skin), plain(hair), sides);
        sides.pigment = hairPigmentOf(labFromLinear(hair));
        if (advice.limited || labFromLinear(hair).l > labFromLinear(skin).l) continue;
        const Lab shaved = labFromLinear(skin * (Vec3(1.0) - shavedRemoved(sides, skin)));
        const auto work = [&](double shade) { return labFromLinear(skin * (Vec3(1.0) - settledRemoved(skin, shade, 190, 0.3))); };
        const Lab matched = work(advice.shade);
        std::printf("Monk %d, stubble %.2f mm, pigment %.1f: shade %.1f, work less shaved: dL* %+.1f (whole step %+.1f), db* %+.1f\n", tone,
                    stubbleMm, sides.pigment, advice.shade, matched.l - shaved.l, work(advice.matchShade).l - shaved.l,
                    matched.b - shaved.b);
        CHECK(std::fabs(work(advice.matchShade).l - shaved.l) <= 1.5);
        // Stubble of brown hair takes more blue light than pigment under skin can.
        CHECK(std::fabs(matched.b - shaved.b) <= (sides.pigment > 2.0 ? 1.5 : 2.5));
      }
}

TEST_CASE("shaved scalps are as dark as transport theory says") {
  // Eumelanin 3, 45 degrees, 150 and 200 hairs per cm2, flush and with .35 mm of stubble, on mid skin: an independent
  // Monte Carlo's shares of red, green and blue.
  struct Row {
    double hairs, stubble;
    Vec3 removed;
  };
  const Row rows[] = {{150, 0, {0.300, 0.194, 0.115}},
                      {150, 0.35, {0.348, 0.252, 0.180}},
                      {200, 0, {0.361, 0.245, 0.150}},
                      {200, 0.35, {0.420, 0.318, 0.234}}};
  for (const Row& row : rows) {
    const Vec3 got = shavedRemoved({row.hairs, 45, row.stubble, 3}, monk(5));
    INFO(got.x << " " << got.y << " " << got.z);
    for (int c = 0; c < 3; ++c) CHECK(std::fabs(got[c] - row.removed[c]) < 0.015);
  }
  // Blond hair takes a third of it, and grey hair less.
  CHECK(shavedRemoved({170, 45, 0, 0.3}, monk(2)).y < 0.6 * shavedRemoved({170, 45, 0, 3}, monk(2)).y);
  CHECK(hairPigmentOf({10, 0, 0}) > 3);
  CHECK(hairPigmentOf({80, 0, 0}) < 0.2);
}

TEST_CASE("settled work as planned by default is as dark as a head that was shaved some days ago") {
  // L* at full density with the plan's default shade, on Monk 2, 5 and 8.
  const double low[] = {-14, -11.5, -5}, high[] = {-8, -6.5, -2};
  for (int i = 0; i < 3; ++i) {
    const Vec3 skin = monk(2 + 3 * i);
    const double deltaL =
        labFromLinear(skin * (Vec3(1.0) - settledRemoved(skin, factValue("zones.core_shade"), 190, 0.3))).l - labFromLinear(skin).l;
    std::printf("default look at full density on Monk %d: dL* %.1f\n", 2 + 3 * i, deltaL);
    CHECK(deltaL > low[i]);
    CHECK(deltaL < high[i]);
  }
}

TEST_CASE("darker hair never gets a lighter shade") {
  double before = 7;
  for (double hair = 0.01; hair < 0.4; hair *= 1.3) {
    const double shade = adviseShade(plain(monk(4)), plain(Vec3(hair))).shade;
    CHECK(shade <= before + 1e-9);
    before = shade;
  }
}

TEST_CASE("blond and grey hair on light skin is told apart, and dense black hair meets the limit") {
  CHECK(adviseShade(plain(monk(2)), plain(monk(4) * 0.8)).hairTooLight);
  CHECK(adviseShade(plain(monk(4)), plain(Vec3(0.4))).hairTooLight);
  CHECK_FALSE(adviseShade(plain(monk(2)), plain(Vec3(0.01))).hairTooLight);
  ShavedSides dense;
  dense.hairsPerCm2 = 260;
  dense.angleDeg = 30;
  dense.stubbleMm = 0.5;
  CHECK(adviseShade(plain(monk(2)), plain(Vec3(0.004)), dense).limited);
  CHECK_FALSE(adviseShade(plain(monk(2)), plain(Vec3(0.004))).limited);
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
      const ShadeAdvice exact =
          adviseShade(averagePatch(noisy(skin, 0.06, 4000, 1), PatchKind::skin), averagePatch(noisy(hair, 0.06, 4000, 2), PatchKind::hair));
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
    for (size_t i = 0; i < pixels.size(); ++i)
      pixels[i] *= 1.0 + slope * (2.0 * static_cast<double>(i) / static_cast<double>(pixels.size()) - 1.0);
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
