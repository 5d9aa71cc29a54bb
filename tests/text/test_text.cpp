// Numbers as text, and the strings.
#include <catch2/catch_test_macros.hpp>

#include <string>

#include "text/format.h"
#include "text/sentence.h"
#include "text/strings.h"

using namespace hd;

TEST_CASE("numbers as people read them") {
  CHECK(formatCount(14900) == "14,900");
  CHECK(formatCount(999) == "999");
  CHECK(formatCount(1234567) == "1,234,567");
  CHECK(formatCountRange({16000, 14888, 17123}) ==
        "14,900\xE2\x80\x93"
        "17,100");
  CHECK(formatCountRange({0, 0, 0}) == "0");
  CHECK(formatMoneyRange({2800, 2100, 3400}, "USD") == "$2,100 \xE2\x80\x93 3,400");
  CHECK(formatMoneyRange({700, 512, 1010}, "EUR") ==
        "\xE2\x82\xAC"
        "500 \xE2\x80\x93 1,000");
  CHECK(formatHoursRange({4, 3.4, 4.2}) ==
        "3.5\xE2\x80\x93"
        "4");
  CHECK(formatHoursRange({11, 10.2, 12.8}) ==
        "10\xE2\x80\x93"
        "13");
  CHECK(formatAreaRange({41, 38.2, 44.4}) ==
        "38\xE2\x80\x93"
        "44");
  CHECK(formatAreaRange({3.1, 2.96, 3.21}) ==
        "3.0\xE2\x80\x93"
        "3.2");
  CHECK(formatMmWithError(72.3, 1.7) == "72 \xC2\xB1 2 mm");
  CHECK(formatAge(28) == "day 28");
  CHECK(formatAge(182.6) == "6 months");
  CHECK(formatAge(730.5) == "year 2");
}

TEST_CASE("strings: values are put in, every text is plain UI text") {
  CHECK(trf("hairline.point", {{"point", 3}, {"count", 7}}) == "Hairline point 3 of 7");
  CHECK_FALSE(hasString("no.such_key"));
  CHECK(std::string(tr("no.such_key")) == "no.such_key");
  const auto keys = stringKeys();
  REQUIRE(keys.size() > 100);
  for (const auto& key : keys) {
    const std::string text = tr(key);
    INFO(key << ": " << text);
    CHECK_FALSE(text.empty());
    CHECK(text.front() != ' ');
    CHECK(text.back() != ' ');
  }
}
