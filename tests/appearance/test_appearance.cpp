#include <catch2/catch_test_macros.hpp>

#include <cmath>

#include "appearance/appearance.h"
#include "appearance/optics.h"
#include "core/facts.h"
#include "core/math.h"
#include "image/colour.h"

using namespace hd;

namespace {

constexpr double kCorrectDepthMm = 0.12;

double dotL(Vec3 skin, const DotLook& look) { return labFromLinear(skin * look.transmission).l; }

LookSettings on(Vec3 skin, double day, int sessions = 3) {
  LookSettings s;
  s.skinLinear = skin;
  s.dayAfterLastSession = day;
  s.sessionsDone = sessions;
  return s;
}

Vec3 monk(int tone) { return skinOfMelanin((tone - 1) / 9.0); }

}  // namespace

TEST_CASE("the layer model gives the published depth table within 0.02") {
  struct Row {
    double depthMm;
    Vec3 rgb;
  };
  const Row table[] = {{0.1, {0.23, 0.33, 0.50}},
                       {0.2, {0.37, 0.52, 0.71}},
                       {0.3, {0.48, 0.64, 0.82}},
                       {0.5, {0.62, 0.78, 0.93}},
                       {0.8, {0.76, 0.89, 0.98}}};
  for (const Row& row : table) {
    const Vec3 r = rawLayerReflectance(row.depthMm);
    INFO(row.depthMm << " mm: " << r.x << " " << r.y << " " << r.z);
    for (int c = 0; c < 3; ++c) CHECK(std::fabs(r[c] - row.rgb[c]) < 0.02);
  }
}

TEST_CASE("softening halves the spectral separation at correct depth, spares it when too deep, and keeps the grey") {
  for (const double depth : {0.05, 0.1, 0.15, 0.3, 0.8}) {
    const Vec3 raw = rawLayerReflectance(depth), soft = layerReflectance(depth);
    CHECK(std::fabs((soft.z - soft.x) / (raw.z - raw.x) - (depth < 0.2 ? 0.5 : 0.8)) < 1e-9);
    CHECK(std::fabs((soft.x + soft.y + soft.z) - (raw.x + raw.y + raw.z)) < 1e-9);
  }
}

TEST_CASE("settled dots darken mid-light skin by the ramp's steps") {
  const Vec3 skin = monk(4);
  const double ramp[] = {14, 19, 24, 30, 38, 45};  // the sixth step, 48, meets the limit of 45
  // Fading is part of the look: take it away by an endless half-life.
  LookSettings settings = on(skin, 36);
  settings.fadeHalfLifeYears = 1e9;
  for (int shade = 1; shade <= 6; ++shade) {
    const double deltaL = labFromLinear(skin).l - dotL(skin, lookOf(0.15, shade, kCorrectDepthMm, settings));
    INFO("shade " << shade << " darkens by " << deltaL);
    CHECK(std::fabs(deltaL - ramp[shade - 1]) < 0.5);
  }
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
  // At the same darkening too deep work is bluer than correct work on every skin: b* of the dot less that of the skin,
  // a lighter shade at the correct depth against the darkest one deep down.
  for (int tone = 1; tone <= 7; ++tone) {
    const Vec3 on1 = monk(tone);
    const auto dot = [&](double shade, double depth) { return labFromLinear(on1 * lookOf(0.15, shade, depth, on(on1, 60)).transmission); };
    const Lab deep = dot(6, 0.45);
    double shade = 1;
    while (shade < 6 && dot(shade, 0.12).l > deep.l) shade += 0.05;
    INFO("tone " << tone << ": deep b* " << deep.b << ", correct " << dot(shade, 0.12).b << " at shade " << shade);
    CHECK(deep.b < dot(shade, 0.12).b - (tone < 6 ? 4.0 : 1.5));
  }
}

TEST_CASE("too deep work turns blue by 2 to 4 dE over five years, correct work does not") {
  const Vec3 skin = monk(4);
  // The same pigment amount on both dates, so that only the hue can differ.
  const auto hueShift = [&](double depth) {
    LookSettings late = on(skin, 5 * kDaysPerYear);
    late.fadeHalfLifeYears = 1e9;
    LookSettings early = late;
    early.dayAfterLastSession = 60;
    const Lab a = labFromLinear(skin * lookOf(0.15, 4, depth, early).transmission);
    const Lab b = labFromLinear(skin * lookOf(0.15, 4, depth, late).transmission);
    return std::sqrt((a.a - b.a) * (a.a - b.a) + (a.b - b.b) * (a.b - b.b));
  };
  CHECK(hueShift(0.12) < 0.1);
  for (const double depth : {0.35, 0.5, 0.8}) {
    INFO(depth << " mm: " << hueShift(depth));
    CHECK(hueShift(depth) > 2.0);
    CHECK(hueShift(depth) < 4.0);
  }
}

TEST_CASE("days: fresh is darker, wider and red, the second week pale, then settled") {
  const Vec3 skin = monk(4);
  const auto at = [&](double day) { return lookOf(0.15, 3, kCorrectDepthMm, on(skin, day)); };
  const double fresh = dotL(skin, at(0)), pale = dotL(skin, at(9)), settled = dotL(skin, at(36));
  CHECK(fresh < settled - 3);
  CHECK(pale > settled + 3);
  CHECK(std::fabs(at(0).radiusMm / at(30).radiusMm - 1.6) < 0.02);
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
  for (const char* key : {"fading.half_life_years", "fading.half_life_average_years", "fading.half_life_sunny_years",
                          "fading.half_life_temporary_years"}) {
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
  CHECK(b.transmission.y > a.transmission.y + 0.1);
  CHECK(std::fabs(c.transmission.y - a.transmission.y) < 0.01);
  CHECK(c.radiusMm == b.radiusMm);
  CHECK(c.radiusMm > a.radiusMm);
  renewed.dayAfterLastSession = marks[0] - 10;
  CHECK(lookOf(0.15, 3, 0.12, renewed).transmission.y > a.transmission.y + 0.1);
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
