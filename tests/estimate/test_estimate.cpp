#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <cstdio>

#include "core/facts.h"
#include "core/json.h"
#include "core/rng.h"
#include "design/start.h"
#include "estimate/estimate.h"
#include "pattern/dots.h"
#include "support/stage_design.h"
#include "text/sentence.h"

using namespace hd;
using hd::test::headMap;
using hd::test::stageDesign;

namespace {

Design square(double sideMm, double density, double areaRelSd = 0.0) {
  Design design = makeEmptyDesign();
  Zone zone;
  zone.name = "Square";
  zone.outlineMapMm = {{10, 10}, {10 + sideMm, 10}, {10 + sideMm, 10 + sideMm}, {10, 10 + sideMm}};
  zone.densityPerCm2 = density;
  design.zones = {zone};
  design.view().areaRelSd = areaRelSd;
  return design;
}

std::vector<uint32_t> countDots(const Design& design, const ScalpMap& map) {
  std::vector<uint32_t> counts(design.zones.size());
  for (const Dot& dot : makeDots(design, map)) ++counts[dot.zone];
  return counts;
}

void checkOrdered(const Interval& i) {
  CHECK(i.low <= i.value);
  CHECK(i.value <= i.high);
  CHECK(i.low >= 0.0);
}

void checkAllOrdered(const Estimate& e) {
  for (const Interval* i : {&e.areaCm2, &e.dots, &e.hours, &e.sessions, &e.cost, &e.touchUpCost}) checkOrdered(*i);
  for (const ZoneEstimate& zone : e.zones) checkOrdered(zone.areaCm2), checkOrdered(zone.dots);
}

}  // namespace

TEST_CASE("a flat square has its exact area and its dots are counted") {
  const Design design = square(50, 160);
  const ScalpMap map = ScalpMap::flat();
  const Estimate e = estimateDesign(design, map, countDots(design, map));
  checkAllOrdered(e);
  CHECK(std::fabs(e.areaCm2.value - 25.0) < 1e-6);
  CHECK(e.areaCm2.low == e.areaCm2.value);
  CHECK(std::fabs(e.dots.value - 4000) <= 12);
  CHECK(std::fabs(e.hours.value - e.dots.value / 4700) < 1e-9);
  CHECK(std::fabs(e.hours.low - e.dots.value / 7000) < 1e-9);
  CHECK(std::fabs(e.hours.high - e.dots.value / 3500) < 1e-9);
  CHECK(e.currency == "USD");
}

TEST_CASE("the scale's error widens area, dots, hours and cost") {
  const ScalpMap map = ScalpMap::flat();
  const Design design = square(100, 150, 0.06);
  const Estimate e = estimateDesign(design, map, {});
  checkAllOrdered(e);
  CHECK(std::fabs(e.areaCm2.high / e.areaCm2.value - 1.12) < 1e-9);
  CHECK(std::fabs(e.areaCm2.low / e.areaCm2.value - 0.88) < 1e-9);
  CHECK(std::fabs(e.dots.value - 15000) <= 1);
  CHECK(e.dots.high >= 1.12 * e.dots.value - 1);
  CHECK(std::fabs(e.zones[0].areaCm2.high - e.areaCm2.high) < 1e-9);
}

TEST_CASE("nothing to do costs nothing") {
  for (const Design& design : {makeEmptyDesign(), square(50, 0.0)}) {
    const Estimate e = estimateDesign(design, ScalpMap::flat(), {});
    checkAllOrdered(e);
    for (const Interval* i : {&e.dots, &e.hours, &e.sessions, &e.cost, &e.touchUpCost}) CHECK(i->high == 0.0);
    CHECK(e.reasons.size() == 1);
  }
}

TEST_CASE("stages on the average head have the facts' areas, bands and islands adding up") {
  const double kExpected[8] = {0, 0, 25, 50, 100, 140, 190, 260};
  for (int stage = 2; stage <= 7; ++stage) {
    const Design design = stageDesign(stage);
    const Estimate e = estimateDesign(design, headMap(), {});
    checkAllOrdered(e);
    std::printf("  stage %d: %.2f cm2 (%.0f expected), %.0f dots, %.1f h, %.0f sessions, %.0f USD\n", stage, e.areaCm2.value,
                kExpected[stage], e.dots.value, e.hours.value, e.sessions.value, e.cost.value);
    CHECK(std::fabs(e.areaCm2.value / kExpected[stage] - 1.0) < 0.03);
    CHECK(e.sessions.value >= 2);
    CHECK(e.sessions.high <= 4);
    CHECK(e.cost.low >= 2000);
    CHECK(e.cost.high <= 5000);
    CHECK(e.dots.value > 60 * e.areaCm2.value);
    CHECK(e.dots.value < 190 * e.areaCm2.value);
  }
}

TEST_CASE("moving the hairline forward adds skin, moving it back takes some away") {
  const auto area = [](double byMm) {
    Design design = stageDesign(5);
    for (Vec2& p : design.hairline.pointsMapMm) p.y += byMm;
    return estimateDesign(design, headMap(), {}).areaCm2.value;
  };
  const double here = area(0);
  CHECK(area(8) > here + 8);
  CHECK(area(-8) < here - 8);
}

TEST_CASE("sessions hold at most what one can hold, and cost stays within the profile") {
  Design design = square(100, 100);
  design.sessions = {2, defaultSessionSplit(2)};
  const auto sessions = [&](double dots) { return estimateDesign(design, ScalpMap::flat(), {static_cast<uint32_t>(dots)}).sessions.value; };
  CHECK(sessions(1000) == 2);
  CHECK(sessions(36'000) == 2);
  CHECK(sessions(36'001) == 3);
  CHECK(sessions(90'000) == 4);
  CHECK(recommendedSessions(25, 4000) == 2);
  CHECK(recommendedSessions(70, 13'600) == 3);
  CHECK(recommendedSessions(260, 50'400) == 4);
  design.price.perSessionLow = design.price.perSessionHigh = 9000;
  CHECK(estimateDesign(design, ScalpMap::flat(), {50'000}).cost.high == design.price.totalHigh);
}

TEST_CASE("a scar asks for one session more and says what takes") {
  Design design = makeEmptyDesign();
  design.view().mmPerPx = 0.1;
  Zone zone;
  zone.outlineMapMm = {{0, 0}, {100, 0}, {100, 10}, {0, 10}};
  zone.densityPerCm2 = 150;
  design.zones = {zone};
  const ScalpMap map = ScalpMap::flat();
  planSessions(design, map);
  CHECK(design.sessions.count == 2);
  const Estimate skin = estimateDesign(design, map, {});
  CHECK(skin.sessions.value == 2);
  setZoneUse(design.zones[0], ZoneUse::scarCover);
  const Estimate scar = estimateDesign(design, map, {});
  CHECK(scar.sessions.value == 3);
  CHECK(scar.dots.value == skin.dots.value);
  const auto said = std::find_if(scar.reasons.begin(), scar.reasons.end(), [](const Message& r) { return r.id == "why.scars"; });
  REQUIRE(said != scar.reasons.end());
  CHECK(sentence(*said).find("70 %") != std::string::npos);
  CHECK(sentence(*said).find("1,050 of 1,500") != std::string::npos);
  planSessions(design, map);
  CHECK(design.sessions.count == 3);
  CHECK(estimateDesign(design, map, {}).sessions.value == 3);
}

TEST_CASE("a small patch is charged in part") {
  const Estimate small = estimateDesign(square(15, 150), ScalpMap::flat(), {});
  const Estimate large = estimateDesign(square(60, 150), ScalpMap::flat(), {});
  CHECK(small.cost.value < 0.5 * large.cost.value);
  CHECK(small.cost.value > 200);
}

TEST_CASE("random designs keep every range in order") {
  Rng rng(31);
  for (int i = 0; i < 300; ++i) {
    Design design = square(rng.range(1, 300), rng.range(0, 400), rng.range(0, 0.8));
    design.sessions.count = 2 + static_cast<int>(rng.below(3));
    design.price.perSessionLow = rng.range(0, 2000);
    design.price.perSessionHigh = design.price.perSessionLow + rng.range(0, 500);
    design.price.totalLow = rng.range(0, 4000);
    design.price.totalHigh = design.price.totalLow + rng.range(0, 4000);
    checkAllOrdered(estimateDesign(design, ScalpMap::flat(), {}));
  }
}

TEST_CASE("the estimate's JSON has the contract's fields") {
  const std::string json = estimateToJson(estimateDesign(square(50, 160), ScalpMap::flat(), {}), sentence);
  const Result<JsonDocument> document = JsonDocument::parse(json, Message{"noun.design"});
  REQUIRE(document);
  JsonErrors errors;
  const JsonValue root = document->root();
  for (const char* key : {"area_cm2", "dots", "hours", "sessions", "cost"})
    for (const char* end : {"value", "low", "high"}) root[key][end].number(errors, 0);
  CHECK(root["cost"]["currency"].text(errors) == "USD");
  CHECK(root["zones"].at(0)["name"].text(errors) == "Square");
  CHECK_FALSE(errors.any());
}
