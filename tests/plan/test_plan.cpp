#include <catch2/catch_test_macros.hpp>

#include <cmath>

#include "core/facts.h"
#include "core/json.h"
#include "design/start.h"
#include "design/templates.h"
#include "plan/plan.h"
#include "support/stage_design.h"
#include "text/sentence.h"

using namespace hd;
using hd::test::headMap;

namespace {

Design stageDesign(int norwood) {
  Design design = hd::test::stageDesign(norwood);
  planSessions(design, headMap());
  return design;
}

Design square(double sideMm, ZoneUse use = ZoneUse::shavedLook) {
  Design design = makeEmptyDesign();
  Zone zone;
  zone.outlineMapMm = {{0, 0}, {sideMm, 0}, {sideMm, sideMm}, {0, sideMm}};
  zone.densityPerCm2 = 150;
  design.zones = {zone};
  design.zones[0].use = use;
  planSessions(design, ScalpMap::flat());
  return design;
}

Plan planned(const Design& design, const Profile& profile, const PlanOptions& options = {}) {
  const ScalpMap map = scalpMapOf(design);
  Result<Plan> plan = makePlan(design, map, makeDots(design, map), profile, options);
  REQUIRE(plan);
  return *plan;
}

}  // namespace

TEST_CASE("days of the calendar") {
  CHECK(dateFromText("2026-02-28") == Date{2026, 2, 28});
  CHECK(dateFromText("2024-02-29") == Date{2024, 2, 29});
  for (const char* text : {"2026-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "26-01-01", "2026/01/01", "2026-1-1", "1899-12-31", ""})
    CHECK_FALSE(dateFromText(text));
  CHECK(dateToText(plusDays({2026, 12, 31}, 1)) == "2027-01-01");
  CHECK(dateToText(plusDays({2024, 2, 28}, 1)) == "2024-02-29");
  CHECK(dateToText(plusDays({2000, 3, 1}, -1)) == "2000-02-29");
  CHECK(weekday({2026, 11, 21}) == 5);  // a Saturday
  Date day{1999, 1, 1};
  for (int i = 0; i < 3000; ++i) {
    const Date next = plusDays(day, 1);
    CHECK((next.day == day.day + 1 || next.day == 1));
    CHECK(dateFromText(dateToText(next)) == next);
    day = next;
  }
  CHECK(day == plusDays({1999, 1, 1}, 3000));
}

TEST_CASE("sessions share the design's dots, on dates the practice's days apart") {
  const Design design = stageDesign(5);
  PlanOptions options;
  options.start = Date{2026, 12, 28};
  Profile profile = usualProfile(design.price);
  profile.sessionIntervalDays = {14, 14, 14};
  const Plan plan = planned(design, profile, options);
  REQUIRE(plan.sessions.size() == 3);
  double dots = 0, hours = 0;
  for (size_t i = 0; i < 3; ++i) {
    const PlannedSession& s = plan.sessions[i];
    dots += s.dots;
    hours += s.chairHours.value;
    CHECK(s.day == static_cast<int>(14 * i));
    CHECK(*s.date == plusDays(*options.start, s.day));
    double byShade = 0, byNeedle = 0;
    for (const double n : s.dotsOfShade) byShade += n;
    for (const NeedleUse& use : s.needles) byNeedle += use.dots;
    CHECK(byShade == s.dots);
    CHECK(byNeedle == s.dots);
    CHECK(s.chairHours.low <= s.chairHours.value);
    CHECK(s.chairHours.value <= s.chairHours.high);
    // Clinics: no session below an hour or above five.
    CHECK(s.chairHours.value >= 1.0);
    CHECK(s.chairHours.value <= 5.0);
  }
  CHECK(dots == plan.estimate.dots.value);
  CHECK(std::fabs(hours - plan.estimate.chairHours.value) < 1e-9);
  CHECK(plan.sessions[0].dots > plan.sessions[2].dots);
  CHECK(dateToText(*plan.settledDate) == "2027-03-01");  // 28 days after 28 December, and 35 more
}

TEST_CASE("ten years: touch-ups, grafts and prices a year") {
  const Plan plan = planned(square(100), usualProfile({}));
  REQUIRE(plan.tenYears.size() == 4);
  const Estimate& e = plan.estimate;
  // Every 4 years: after 4 and 8; every 6: after 6; every 3: after 3, 6 and 9.
  CHECK(plan.tenYears[0].cost->value == e.cost.value + 2 * e.touchUpCost.value);
  CHECK(plan.tenYears[0].cost->low == e.cost.low + e.touchUpCost.low);
  CHECK(plan.tenYears[0].cost->high == e.cost.high + 3 * e.touchUpCost.high);
  CHECK(std::fabs(plan.grafts.value - 3800) < 1);
  CHECK(std::fabs(plan.tenYears[1].cost->value - 3800 * 6) < 10);
  // Published transplants of a Norwood IV area: 3,000-20,000; the range reaches into it and holds the US mean case of 10,394 for less.
  CHECK(plan.tenYears[1].cost->low < 20'000);
  CHECK(plan.tenYears[2].cost->low == 12'000);
  CHECK(plan.tenYears[2].cost->high == 35'000);
  CHECK(plan.tenYears[3].cost->value == 5'000);
  // More than any donor area has: no price.
  const Plan whole = planned(square(200), usualProfile({}));
  CHECK_FALSE(whole.tenYears[1].cost);
  // In another currency nobody's prices are known until they are typed.
  PriceProfile euro;
  euro.currency = "EUR";
  for (size_t i = 1; i < 4; ++i) CHECK_FALSE(planned(square(100), usualProfile(euro)).tenYears[i].cost);
}

TEST_CASE("a practice's prices: by area, dot and hour, factor, surcharge, tax, rounding") {
  Profile p = usualProfile({});
  p.price.totalLow = 0;
  p.price.totalHigh = 1e6;
  p.basis = PriceBasis::area;
  p.perUnitLow = 10;
  p.perUnitHigh = 20;
  const Design design = square(100);
  CHECK(std::fabs(planned(design, p).estimate.cost.value - 1500) < 1e-6);
  p.basis = PriceBasis::dot;
  p.perUnitLow = p.perUnitHigh = 0.1;
  const Plan byDot = planned(design, p);
  CHECK(std::fabs(byDot.estimate.cost.value - 0.1 * byDot.estimate.dots.value) < 1e-9);
  p.basis = PriceBasis::hour;
  p.perUnitLow = p.perUnitHigh = 100;
  const Plan byHour = planned(design, p);
  CHECK(std::fabs(byHour.estimate.cost.value - 100 * byHour.estimate.chairHours.value) < 1e-9);
  p.price.totalLow = 5000;
  CHECK(planned(design, p).estimate.cost.low == 5000);

  Profile more = usualProfile({});
  Design staged = stageDesign(7);
  const double plain = planned(staged, more).estimate.cost.value;
  more.norwoodFactor[7] = 1.6;
  CHECK(std::fabs(planned(staged, more).estimate.cost.value - 1.6 * plain) < 1e-9);
  more.addOns = {{"Scar", AddOnFor::scars, 400}, {"Whole", AddOnFor::wholeScalp, 500}, {"Room", AddOnFor::always, 50}};
  CHECK(std::fabs(planned(staged, more).estimate.cost.value - 1.6 * plain - 50) < 1e-9);
  more.taxPercent = 20;
  more.roundTo = 100;
  CHECK(planned(staged, more).estimate.cost.value == std::round(1.2 * (1.6 * plain + 50) / 100) * 100);
  const Design scar = square(40, ZoneUse::scarCover);
  CHECK(planned(scar, more).estimate.cost.value > planned(scar, usualProfile({})).estimate.cost.value + 400);
}

TEST_CASE("questions stop, refer or warn, and the gravest holds") {
  const Design design = square(40);
  PlanOptions options;
  CHECK_FALSE(verdict(planned(design, usualProfile({}))));
  options.answeredYes = {"sun"};
  CHECK(verdict(planned(design, usualProfile({}), options)) == Advice::warn);
  options.answeredYes = {"sun", "diabetes"};
  CHECK(verdict(planned(design, usualProfile({}), options)) == Advice::refer);
  options.answeredYes = {"diabetes", "pregnant"};
  CHECK(verdict(planned(design, usualProfile({}), options)) == Advice::stop);
  options.answeredYes = {"left_handed"};
  const Result<Plan> wrong = makePlan(design, ScalpMap::flat(), makeDots(design, ScalpMap::flat()), usualProfile({}), options);
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().id == "plan.question");
  std::vector<std::string_view> ids;
  for (const Question& q : suitabilityQuestions()) {
    CHECK(std::find(ids.begin(), ids.end(), q.id) == ids.end());
    ids.push_back(q.id);
  }
}

TEST_CASE("the plan's JSON holds all of it; a design without dots has a plan, too") {
  for (const Design& design : {stageDesign(4), makeEmptyDesign()}) {
    const Plan plan = planned(design, usualProfile(design.price));
    const std::string text = planToJson(plan, sentence);
    const Result<JsonDocument> json = JsonDocument::parse(text, Message{"noun.profile"});
    REQUIRE(json);
    JsonErrors errors;
    const JsonValue root = json->root();
    CHECK(root["format"].text(errors) == "hairline-plan");
    for (const char* key : {"chair_hours", "upkeep_per_year", "cost", "dots"}) root[key]["high"].number(errors, 0);
    CHECK(root["sessions"].size() == plan.sessions.size());
    CHECK(root["ten_years"].size() == 4);
    CHECK(root["questions"].size() == suitabilityQuestions().size());
    CHECK(root["aftercare"].size() > 5);
    CHECK(root["uncertainty"].size() > 3);
    CHECK_FALSE(errors.any());
    CHECK(text.find(": nan") == std::string::npos);
  }
}
