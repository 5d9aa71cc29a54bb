#include <catch2/catch_test_macros.hpp>

#include <cmath>

#include "appearance/appearance.h"
#include "appearance/pigment_light.h"
#include "core/facts.h"
#include "core/math.h"
#include "image/colour.h"

using namespace hd;

namespace {

constexpr double kCorrectDepthMm = 0.12;

/// In the middle of a dot that stands alone.
double dotL(Vec3 skin, const DotLook& look) { return labFromLinear(skin * look.centre()).l; }

LookSettings on(Vec3 skin, double day, int sessions = 3) {
  LookSettings s;
  s.skinLinear = skin;
  s.dayAfterLastSession = day;
  s.sessionsDone = sessions;
  return s;
}

Vec3 monk(int tone) { return skinOfMelanin((tone - 1) / 9.0); }

}  // namespace

TEST_CASE("shades are dilutions", "[shade]") {
  const double parts[] = {30, 20, 15, 10, 6, 3};
  for (int shade = 1; shade <= 6; ++shade) {
    CHECK(std::fabs(strengthOfShade(shade) * (1 + parts[shade - 1]) / factValue("look.undiluted_strength") - 1) < 1e-9);
    CHECK(std::fabs(shadeOfStrength(strengthOfShade(shade)) - shade) < 1e-6);
  }
  CHECK(shadeOfStrength(1e-6) < 1.001);
  CHECK(shadeOfStrength(1e6) > 5.999);
}

TEST_CASE("darker shades are darker, in between too") {
  double before = 1e9;
  for (double shade = 1.0; shade <= 6.0; shade += 0.1) {
    const double l = dotL(monk(4), lookOf(0.15, shade, kCorrectDepthMm, on(monk(4), 60)));
    CHECK(l <= before + 1e-9);
    before = l;
  }
}

TEST_CASE("no dot is darker than its limits on any skin, shade, depth or day") {
  for (int tone = 1; tone <= 10; ++tone) {
    const Vec3 skin = monk(tone);
    const double skinL = labFromLinear(skin).l;
    const double least = std::min(std::fmax(skinL - 45, 18.0), skinL - 2);
    for (const double day : {0.0, 3.0, 8.0, 28.0, 60.0, 2557.0})
      for (const double depth : {0.03, 0.12, 0.3, 0.8})
        for (double shade = 1; shade <= 6; shade += 0.5) {
          const double l = dotL(skin, lookOf(0.15, shade, depth, on(skin, day)));
          INFO("tone " << tone << " day " << day << " depth " << depth << " shade " << shade << ": L* " << l);
          CHECK(l > least - 0.05);
          CHECK(l < skinL + 0.01);
        }
  }
}

TEST_CASE("the darkest skins still show something") {
  for (int tone = 8; tone <= 10; ++tone) {
    const Vec3 skin = monk(tone);
    CHECK(labFromLinear(skin).l - dotL(skin, lookOf(0.15, 4, kCorrectDepthMm, on(skin, 60))) > 1.5);
  }
}

TEST_CASE("deeper work is paler and bluer") {
  const Vec3 skin = monk(4);
  Lab before{-1, 0, 1e9};
  for (const double depth : {0.12, 0.2, 0.3, 0.5, 0.8}) {
    const Lab lab = labFromLinear(skin * lookOf(0.15, 4, depth, on(skin, 60)).transmission);
    CHECK(lab.l > before.l);
    const Vec3 t = lookOf(0.15, 4, depth, on(skin, 60)).transmission;
    CHECK(t.z > t.x);
    before = lab;
  }
  // Blue light comes back from above deep pigment, red light does not: what it takes is much redder than what correct
  // work takes, so that it looks blue.
  for (const int tone : {1, 2, 3, 4, 5}) {
    const auto blueTaken = [&](double depth) {
      const DotLook look = lookOf(0.15, 4, depth, on(monk(tone), 60));
      return (1 - look.transmission.z) / (1 - look.transmission.x);
    };
    INFO("tone " << tone << ": blue over red " << blueTaken(0.12) << " at .12 mm, " << blueTaken(0.45) << " at .45 mm");
    CHECK(blueTaken(0.45) < 0.6 * blueTaken(0.12));
  }
}

TEST_CASE("too deep work turns blue by 2 to 4 dE over five years, correct work does not") {
  CHECK(blueShiftDeltaE(0.12, 5) == 0.0);
  CHECK(std::fabs(blueShiftDeltaE(0.4, 5) - 3.0) < 1e-9);
  const Vec3 skin = monk(4);
  // The same deposit with and without what years do to its hue.
  const auto hueShift = [&](double depth, double years) {
    LookSettings late = on(skin, years * kDaysPerYear);
    late.fadeHalfLifeYears = 1e9;
    const HealingState state = healingAt(late.dayAfterLastSession, false, 1e9);
    const DotLight plain = PigmentLight(melanosomesOf(skin)).of(depth, 0.3 * state.width, strengthOfShade(4) * state.amount);
    const Lab a = labFromLinear(skin * (Vec3(1.0) - plain.core)), b = labFromLinear(skin * lookOf(0.15, 4, depth, late).transmission);
    return std::sqrt((a.a - b.a) * (a.a - b.a) + (a.b - b.b) * (a.b - b.b));
  };
  CHECK(hueShift(0.12, 5) < 0.1);
  INFO(hueShift(0.35, 5) << " " << hueShift(0.5, 5) << " " << hueShift(0.8, 5));
  CHECK(hueShift(0.35, 5) > 2.0);
  CHECK(hueShift(0.35, 5) < 4.0);
  // So pale that there is little to change: no channel can be lighter than skin.
  for (const double depth : {0.5, 0.8}) {
    CHECK(hueShift(depth, 5) > 1.0);
    CHECK(hueShift(depth, 5) < 4.0);
  }
}

TEST_CASE("days: fresh is darker, wider and red, the second week pale, then settled") {
  const Vec3 skin = monk(4);
  const auto at = [&](double day) { return lookOf(0.15, 3, kCorrectDepthMm, on(skin, day)); };
  const double fresh = dotL(skin, at(0)), pale = dotL(skin, at(9)), settled = dotL(skin, at(36));
  CHECK(fresh < settled - 3);
  const double bare = labFromLinear(skin).l;
  INFO("dot L*: fresh " << fresh << ", pale week " << pale << ", settled " << settled << ", skin " << bare);
  CHECK(bare - pale < 0.75 * (bare - settled));
  // The deposit is 1.6 times as wide; the settled one lies deeper, where skin widens its picture.
  CHECK(at(0).radiusMm / at(36).radiusMm > 1.3);
  CHECK(at(0).radiusMm / at(36).radiusMm < 1.6);
  CHECK(at(0).haloRadiusMm > at(0).radiusMm);
  CHECK(at(0).haloTransmission.x > at(0).haloTransmission.y + 0.1);
  CHECK(at(5).haloRadiusMm == 0.0);
  CHECK(at(0).softMm / at(0).radiusMm < at(60).softMm / at(60).radiusMm);
  // Scabs are brown: blue is taken most.
  CHECK(at(4).transmission.z / at(4).transmission.x < at(0).transmission.z / at(0).transmission.x);
}

TEST_CASE("healed strength after the first and later sessions") {
  const HealingState fresh = healingAt(0, true, 1e9);
  const double first = healingAt(40, true, 1e9).amount / fresh.amount;
  const double later = healingAt(40, false, 1e9).amount / fresh.amount;
  CHECK(first >= 0.55);
  CHECK(first <= 0.70);
  CHECK(std::fabs(later - 0.75) < 1e-9);
}

TEST_CASE("fading has the half-lives of the trade and leads to a touch-up in 2.6 to 5 years") {
  for (const char* key :
       {"fading.half_life_years", "fading.half_life_average_years", "fading.half_life_sunny_years", "fading.half_life_temporary_years"}) {
    const double halfLife = factValue(key);
    CHECK(std::fabs(fadedShare(halfLife * kDaysPerYear, halfLife) - 0.5) < 1e-9);
  }
  CHECK(factValue("fading.half_life_years") == 5.0);
  CHECK(factValue("fading.half_life_average_years") == 3.5);
  CHECK(factValue("fading.half_life_sunny_years") == 2.0);
  CHECK(factValue("fading.half_life_temporary_years") == 0.5);
  const double years = daysToTouchUp(halfLifeYears(LookSettings{}.ageing)) / kDaysPerYear;
  INFO("touch-up after " << years << " years");
  CHECK(years > 2.6);
  CHECK(years < 5.0);
  CHECK(std::fabs(fadedShare(years * kDaysPerYear, 5.0) - 0.6) < 1e-6);
}

TEST_CASE("sun, skin and pigment choose the half-life") {
  const auto years = [](SunExposure sun, SkinType skin, PigmentType pigment) { return halfLifeYears({sun, skin, pigment}); };
  CHECK(halfLifeYears({}) == 5.0);
  CHECK(years(SunExposure::average, SkinType::normal, PigmentType::permanent) == 3.5);
  CHECK(years(SunExposure::high, SkinType::normal, PigmentType::permanent) == 2.0);
  CHECK(years(SunExposure::low, SkinType::oily, PigmentType::permanent) == 2.0);
  CHECK(years(SunExposure::low, SkinType::normal, PigmentType::temporary) == 0.5);
  CHECK(years(SunExposure::high, SkinType::oily, PigmentType::temporary) == 0.5);
}

TEST_CASE("touch-up marks and what a touch-up gives back") {
  const std::vector<double> marks = touchUpDays(5.0, 7 * kDaysPerYear);
  REQUIRE(marks.size() == 1);
  CHECK(marks[0] / kDaysPerYear > 2.6);
  CHECK(marks[0] / kDaysPerYear < 5.0);
  const std::vector<double> sunny = touchUpDays(2.0, 7 * kDaysPerYear);
  REQUIRE(sunny.size() == 4);
  for (size_t i = 0; i < sunny.size(); ++i) {
    CHECK(strengthWithTouchUps(sunny[i] - 0.01, 2.0, static_cast<int>(i)) >= 0.6);
    CHECK(strengthWithTouchUps(sunny[i] + 0.01, 2.0, static_cast<int>(i)) < 0.6);
    CHECK(strengthWithTouchUps(sunny[i] + 0.01, 2.0, static_cast<int>(i) + 1) > 0.999);
  }
  // In the picture: after the touch-up the dots are as dark as when they had settled, but wider.
  LookSettings settled, faded, renewed;
  faded.dayAfterLastSession = renewed.dayAfterLastSession = marks[0] + 40;
  renewed.touchUps = 1;
  const DotLook a = lookOf(0.15, 3, 0.12, settled), b = lookOf(0.15, 3, 0.12, faded), c = lookOf(0.15, 3, 0.12, renewed);
  // Fading pales a dot by less than it loses pigment: what is left still shades itself, and the dot widens.
  const auto taken = [](const DotLook& look) {
    return (1 - look.transmission.y) / (1 - lookOf(look.radiusMm / 1.15, 3, 0.12, LookSettings{}).transmission.y);
  };
  CHECK(taken(b) < 0.75 * taken(a));
  CHECK(std::fabs(c.transmission.y - a.transmission.y) < 0.04);
  CHECK(c.transmission.y < b.transmission.y - 0.04);
  CHECK(c.radiusMm == b.radiusMm);
  CHECK(c.radiusMm > a.radiusMm);
  renewed.dayAfterLastSession = marks[0] - 10;
  CHECK(taken(lookOf(0.15, 3, 0.12, renewed)) < 0.75 * taken(a));
}

TEST_CASE("a touch-up brings the strength back") {
  const double period = daysToTouchUp(5.0);
  CHECK(strengthWithTouchUps(period - 1, 5.0, 2) < 0.601);
  CHECK(strengthWithTouchUps(period + 1, 5.0, 2) > 0.99);
  CHECK(strengthWithTouchUps(period + 1, 5.0, 0) < 0.6);
}

TEST_CASE("dots widen by 7 % in the first year and 2 to 3 % a year after") {
  const auto width = [](double years) { return healingAt(years * kDaysPerYear, false, 5.0).width; };
  CHECK(std::fabs(width(1) / width(28 / kDaysPerYear) - 1.07) < 0.005);
  CHECK(width(3) - width(2) > 0.02);
  CHECK(width(3) - width(2) < 0.035);
}

TEST_CASE("earlier sessions are older, and the first keeps less") {
  const LookSettings settings = on(monk(4), 2, 3);
  CHECK(LookModel(settings, 3).ageDays() == 2);
  CHECK(LookModel(settings, 1).ageDays() == 2 + 2 * settings.sessionIntervalDays);
  const LookSettings settled = on(monk(4), 60, 3);
  const double first = dotL(monk(4), LookModel(settled, 1).look(0.15, 3, kCorrectDepthMm));
  const double second = dotL(monk(4), LookModel(settled, 2).look(0.15, 3, kCorrectDepthMm));
  CHECK(first > second + 1);
}

TEST_CASE("a hundred thousand looks agree with single ones") {
  const LookSettings settings = on(monk(6), 200);
  const LookModel model(settings, 3);
  for (double shade = 1.1; shade < 6; shade += 0.7)
    CHECK(model.look(0.12, shade, 0.13).transmission == lookOf(0.12, shade, 0.13, settings).transmission);
}

TEST_CASE("the first week is patchy, settled work is not") {
  const auto spread = [](double day) {
    const LookModel model(on(monk(4), day), 3);
    const double slow = dotL(monk(4), model.look(0.15, 3, kCorrectDepthMm, 0.01));
    const double quick = dotL(monk(4), model.look(0.15, 3, kCorrectDepthMm, 0.99));
    return std::fabs(slow - quick);
  };
  CHECK(spread(6) > 4);
  CHECK(spread(60) < 1e-9);
  CHECK(spread(0) < 1e-9);
}
