#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <set>
#include <string>

#include "core/facts.h"

using namespace hd;

TEST_CASE("every fact states its unit, its source and how far it can be trusted") {
  std::set<std::string> keys;
  for (const Fact& f : allFacts()) {
    CAPTURE(f.key);
    CHECK(keys.insert(f.key).second);
    CHECK(f.low <= f.value);
    CHECK(f.value <= f.high);
    CHECK_FALSE(f.unit.empty());
    CHECK(f.source.size() >= 5);
    const std::set<std::string> levels = {"high", "medium", "low", "choice"};
    CHECK(levels.count(f.confidence) == 1);
  }
  CHECK(keys.size() > 20);
}

TEST_CASE("session splits are shares") {
  for (const auto& [key, count] : {std::pair{"sessions.split_2", 2u}, {"sessions.split_3", 3u}, {"sessions.split_4", 4u}}) {
    double sum = 0.0;
    for (double share : factList(key)) {
      CHECK(share > 0.0);
      sum += share;
    }
    CHECK(factList(key).size() == count);
    CHECK(std::abs(sum - 1.0) < 1e-12);
  }
}

TEST_CASE("the figures that the trade agrees on are what the sources say") {
  CHECK(factValue("scale.card_width_mm") == 85.60);
  CHECK(factValue("scale.card_height_mm") == 53.98);
  CHECK(fact("cost.per_session").low == 1050);
  CHECK(fact("cost.per_session").high == 1150);
  CHECK(fact("cost.total").low == 2000);
  CHECK(fact("cost.total").high == 5000);
  CHECK(fact("cost.touch_up").low == 500);
  CHECK(fact("cost.touch_up").high == 1000);
  CHECK(fact("sessions.count").low == 2);
  CHECK(fact("sessions.count").high == 4);
}
