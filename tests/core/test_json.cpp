#include <catch2/catch_test_macros.hpp>

#include <bit>
#include <cmath>
#include <limits>

#include "core/json.h"
#include "core/rng.h"
#include "core/text.h"

using namespace hd;

namespace {
const Message kTest{"noun.design"};
}

TEST_CASE("numbers come back with the same bits") {
  Rng rng(11);
  std::vector<double> values = {
      0.0, -0.0, 1.0, -1.0, 0.1, 1e15, 1e16, -123456789012345.0, 5e-324, 1.7976931348623157e308, 2.2250738585072014e-308};
  while (values.size() < 20'000) {
    const double value = std::bit_cast<double>(rng.next());
    if (std::isfinite(value)) values.push_back(value);
  }
  JsonWriter writer;
  writer.beginArray();
  for (double value : values) writer.element(value);
  writer.endArray();
  const std::string text = writer.finish(false);
  Result<JsonDocument> document = JsonDocument::parse(text, kTest);
  REQUIRE(document);
  JsonErrors errors;
  size_t i = 0;
  document->root().forEachElement([&](const JsonValue& v) {
    const double low = -std::numeric_limits<double>::max(), high = std::numeric_limits<double>::max();
    REQUIRE(std::bit_cast<uint64_t>(v.number(errors, low, high)) == std::bit_cast<uint64_t>(values[i]));
    ++i;
  });
  CHECK(i == values.size());
  CHECK_FALSE(errors.any());
}

TEST_CASE("the first error wins and names its field") {
  Result<JsonDocument> document = JsonDocument::parse(R"({"a":{"b":[1,"x",{"c":null}]},"t":"long text","n":2.5,"flag":1})", kTest);
  REQUIRE(document);
  const JsonValue root = document->root();
  const auto problem = [](auto read) {
    JsonErrors errors;
    read(errors);
    return errors.any() ? describe(errors.first()) : std::string();
  };
  CHECK(problem([&](JsonErrors& e) { root["a"]["b"].at(1).number(e); }) == "json.field/number field=a.b[1]");
  CHECK(problem([&](JsonErrors& e) { root["a"]["b"].at(2)["c"].number(e); }) == "json.field/number field=a.b[2].c");
  CHECK(problem([&](JsonErrors& e) { root["a"]["b"].at(7).number(e); }) == "json.field/missing field=a.b[7]");
  CHECK(problem([&](JsonErrors& e) { root["nothing"].text(e); }) == "json.field/missing field=nothing");
  CHECK(problem([&](JsonErrors& e) { root["t"].text(e, 4); }) == "json.field/long field=t most=4");
  CHECK(problem([&](JsonErrors& e) { root["n"].integer(e, 0, 9); }) == "json.field/whole field=n");
  CHECK(problem([&](JsonErrors& e) { root["n"].number(e, 3, 4); }) == "json.field/between field=n value=2.5 low=3 high=4");
  CHECK(problem([&](JsonErrors& e) { root["flag"].boolean(e); }) == "json.field/boolean field=flag");
  CHECK(problem([&](JsonErrors& e) {
          root["n"].text(e);
          root["t"].number(e);
        }) == "json.field/text field=n");
}

TEST_CASE("broken text is reported with line and column") {
  const Result<JsonDocument> document = JsonDocument::parse("{\n  \"a\": 1,\n  \"b\": oops\n}", kTest);
  REQUIRE_FALSE(document);
  CHECK(document.error().id == "json.syntax");
  CHECK(document.error().find("line")->low == 3.0);
}

TEST_CASE("deep nesting is refused or read, never a crash") {
  const std::string deep(200'000, '[');
  CHECK_FALSE(JsonDocument::parse(deep, kTest));
  const std::string closed = deep + std::string(200'000, ']');
  CHECK(JsonDocument::parse(closed, kTest));
}

TEST_CASE("numbers on a command line are taken whole or not at all") {
  CHECK(parseNumber("12") == 12.0);
  CHECK(parseNumber("-0.5") == -0.5);
  CHECK(parseNumber("+3") == 3.0);
  CHECK(parseNumber(".25") == 0.25);
  CHECK(parseNumber("007") == 7.0);
  CHECK(parseNumber("1e-3") == 1e-3);
  CHECK(parseNumber("18446744073709551615") == 18446744073709551615.0);
  for (const char* bad : {"",    " ",   "1 ",    " 1",   "1,5",  "nan",   "inf", "-inf", "Infinity", "0x10", "1e999",
                          "--1", "+-1", "1.2.3", "true", "null", "\"1\"", "[1]", "-",    "+",        ".",    "1_000"})
    CHECK_FALSE(parseNumber(bad).has_value());
}

TEST_CASE("UTF-8 is told from other bytes") {
  CHECK(isUtf8(""));
  CHECK(isUtf8("plain"));
  CHECK(isUtf8("caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x99\x82"));
  for (const char* bad :
       {"\xff", "\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "a\x80", "\xe2\x82", "\xf0\x82\x82\xac", "\xe0\x80\xaf"})
    CHECK_FALSE(isUtf8(bad));
}
