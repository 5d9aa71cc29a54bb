#include <catch2/catch_test_macros.hpp>

#include "core/facts.h"
#include "estimate/profile.h"
#include "text/sentence.h"

using namespace hd;

namespace {

std::string profile(const std::string& more) {
  return R"({"format":"hairline-profile","version":1)" + (more.empty() ? "" : "," + more) + "}";
}

Profile good(const std::string& more) {
  const Result<Profile> read = profileFromJson(profile(more));
  if (!read) FAIL(sentence(read.error()));
  return *read;
}

void bad(const std::string& more, const std::string& field) {
  const Result<Profile> read = profileFromJson(profile(more));
  CAPTURE(more);
  REQUIRE_FALSE(read);
  const std::string said = sentence(read.error());
  CAPTURE(said);
  CHECK(said.find("\"" + field + "\"") != std::string::npos);
}

}  // namespace

TEST_CASE("an empty profile is the facts'") {
  const Profile p = good("");
  CHECK(p.basis == PriceBasis::session);
  CHECK(p.price == PriceProfile{});
  CHECK(p.practice.dotsPerHour.value == factValue("dots.rate_per_hour"));
  CHECK(p.practice.sessionExtraHours.value == 1.0);
  CHECK(p.sessionIntervalDays.value == factValue("sessions.interval_days"));
  REQUIRE(p.others.transplantPerGraft);
  CHECK(p.others.transplantPerGraft->high == fact("cost.transplant_per_graft").high);
  for (const double factor : p.norwoodFactor) CHECK(factor == 1.0);
}

TEST_CASE("every field of a profile is read") {
  const Profile p = good(R"("currency":"EUR","language":"en",
    "clinic":{"name":"Studio Nord","address":"Weg 1","phone":"1","email":"a@b.c","web":"b.c","logo":"data:image/png;base64,iVBORw0K"},
    "price":{"basis":"hour","per_session":{"low":800,"high":900},"per_hour":{"low":200,"value":220,"high":300},"total":{"low":500,"high":4000},
      "touch_up":350,"norwood_factors":{"3":1.1,"7":1.6},"add_ons":[{"name":"Scar","price":400,"for":"scars"}],"tax_percent":19,"round_to":10,
      "as_of":"January 2026"},
    "work":{"dots_per_hour":3000,"session_dots":9000,"session_extra_hours":{"low":0.5,"high":1},"parting_hours":0.25,"touch_up_years":5,
      "interval_days":{"low":14,"high":28}},
    "other_treatments":{"transplant_per_graft":3,"hair_system_per_year":{"low":1000,"high":2000},"medication_per_year":250,"laser_session":180})");
  CHECK(p.price.currency == "EUR");
  CHECK(p.clinic.name == "Studio Nord");
  CHECK(p.clinic.web == "b.c");
  CHECK(p.clinic.logo.size() == 6);
  CHECK(p.basis == PriceBasis::hour);
  CHECK(p.perUnitLow == 200);
  CHECK(p.perUnitHigh == 300);
  CHECK(p.price.perSessionHigh == 900);
  CHECK(p.price.totalLow == 500);
  CHECK(p.price.touchUpLow == 350);
  CHECK(p.price.touchUpHigh == 350);
  CHECK(p.norwoodFactor[3] == 1.1);
  CHECK(p.norwoodFactor[4] == 1.0);
  REQUIRE(p.addOns.size() == 1);
  CHECK(p.addOns[0].due == AddOnFor::scars);
  CHECK(p.taxPercent == 19);
  CHECK(p.roundTo == 10);
  CHECK(p.pricesOf == "January 2026");
  CHECK(p.practice.dotsPerHour.high == 3000);
  CHECK(p.practice.mostDotsPerSession == 9000);
  CHECK(p.practice.sessionExtraHours.value == 0.75);
  CHECK(p.practice.touchUpYears.value == 5);
  CHECK(p.sessionIntervalDays.value == 21);
  CHECK(p.others.hairSystemPerYear->value == 1500);
  CHECK(p.others.laserSession->value == 180);
}

TEST_CASE("prices elsewhere are not guessed for another currency") {
  const Profile p = good(R"("currency":"EUR")");
  CHECK_FALSE(p.others.transplantPerGraft);
  CHECK_FALSE(p.others.laserSession);
  // The practice's own are, for a plan needs some; it says which.
  CHECK(p.assumed == std::vector<std::string_view>{"per_session", "total", "touch_up"});
  CHECK(good(R"("currency":"EUR","price":{"per_session":500,"total":1500,"touch_up":200})").assumed.empty());
  CHECK(good("").assumed.empty());
}

TEST_CASE("a bad profile names the field") {
  bad(R"("currency":"euro")", "currency");
  bad(R"("currency":7)", "currency");
  bad(R"("language":"xx")", "language");
  bad(R"("clinic":[])", "clinic");
  bad(R"("clinic":{"name":7})", "clinic.name");
  bad(R"("clinic":{"nmae":"x"})", "clinic.nmae");
  bad(R"("prise":{})", "prise");
  bad(R"("price":{"basis":"hair"})", "price.basis");
  bad(R"("price":{"basis":"area"})", "price.per_cm2");
  bad(R"("price":{"per_session":"much"})", "price.per_session");
  bad(R"("price":{"per_session":{"low":5}})", "price.per_session.high");
  bad(R"("price":{"per_session":{"low":5,"high":4}})", "price.per_session.high");
  bad(R"("price":{"per_session":-1})", "price.per_session");
  bad(R"("price":{"per_session":1e300})", "price.per_session");
  bad(R"("price":{"norwood_factors":{"8":1}})", "price.norwood_factors.8");
  bad(R"("price":{"norwood_factors":{"3":0}})", "price.norwood_factors.3");
  bad(R"("price":{"add_ons":{}})", "price.add_ons");
  bad(R"("price":{"add_ons":[{"name":"x"}]})", "price.add_ons[0].price");
  bad(R"("price":{"add_ons":[{"name":"x","price":1,"for":"fun"}]})", "price.add_ons[0].for");
  bad(R"("price":{"tax_percent":119})", "price.tax_percent");
  bad(R"("work":{"dots_per_hour":0})", "work.dots_per_hour");
  bad(R"("work":{"interval_days":0})", "work.interval_days");
  bad(R"("work":{"session_dots":"all"})", "work.session_dots");
  bad(R"("other_treatments":{"wig":1})", "other_treatments.wig");
  for (const char* text :
       {"", "[]", "{", "{}", R"({"format":"hairline-design","version":1})", R"({"format":"hairline-profile","version":2})"})
    CHECK_FALSE(profileFromJson(text));
  const Result<Profile> logo = profileFromJson(profile(R"("clinic":{"logo":"http://somewhere/logo.png"})"));
  REQUIRE_FALSE(logo);
  CHECK(sentence(logo.error()).find("clinic.logo") != std::string::npos);
}
