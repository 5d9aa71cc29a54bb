// Messages become sentences: values with units, plurals, lists, messages inside messages.
#include <catch2/catch_test_macros.hpp>

#include <array>
#include <string>

#include "text/format.h"
#include "text/sentence.h"
#include "text/strings.h"

using namespace hd;

namespace {

// Names of the values that a text wants: "{name}" and "{name|one|other}".
std::vector<std::string> wants(std::string_view text) {
  std::vector<std::string> names;
  for (size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
    const size_t close = text.find('}', open);
    if (close == std::string_view::npos) break;
    names.emplace_back(text.substr(open + 1, std::min(text.find('|', open), close) - open - 1));
  }
  return names;
}

}  // namespace

TEST_CASE("an id is what stands before the slash, the key chooses the text") {
  const Message message{"json.field/long", {{"field", jsonField("zones[2].name")}, {"most", 256}}};
  CHECK(message.id == "json.field");
  CHECK(sentence(message) == "\"zones[2].name\" is longer than 256 bytes");
  CHECK(describe(message) == "json.field/long field=zones[2].name most=256");
  CHECK(sentence(Message{"json.field/missing", {{"field", jsonField("")}}}) == "the document is missing");
}

TEST_CASE("numbers bring their units") {
  CHECK(formatQuantity(7.25, Unit::mm, 1) == "7.2 mm");
  CHECK(formatQuantity(-3.5, Unit::mm, 1) == "-3.5 mm");
  CHECK(formatQuantity(12.4, Unit::percent) == "12 %");
  CHECK(formatQuantity(160, Unit::perCm2) == "160/cm\xC2\xB2");
  CHECK(formatValue(quantity(12345.6, Unit::count)) == "12,346");
  CHECK(formatValue(quantity(-1234567, Unit::count)) ==
        "\xE2\x88\x92"
        "1,234,567");
  CHECK(formatValue(quantityRange(55, 80, Unit::mm)) == "55 to 80 mm");
  CHECK(formatValue(quantityRange(2.01, 2.04, Unit::mm, 1)) == "2.0 mm");  // both ends read the same
  CHECK(formatValue(money(900, 1500, "USD")) == "$900 to 1,500");
  CHECK(formatValue(money(900, 900, "CHF")) == "CHF 900");
  CHECK(formatValue(quantity(4096, Unit::px)) == "4096 px");
  // Bare numbers: whole ones to the last digit, others with six figures.
  CHECK(formatValue(Value(9007199254740992.0)) == "9007199254740992");
  CHECK(formatValue(Value(-1000000)) == "-1000000");
  CHECK(formatValue(Value(0.1 + 0.2)) == "0.3");
  CHECK(formatValue(Value(1e-4)) == "0.0001");
}

TEST_CASE("plurals follow the number as it is written") {
  const auto entries = [](double n) { return trf("json.field/too_many", {{"field", jsonField("zones")}, {"count", n}, {"most", 64}}); };
  CHECK(entries(1) == "\"zones\" has 1 entry; at most 64 are allowed");
  CHECK(entries(65) == "\"zones\" has 65 entries; at most 64 are allowed");
  CHECK(entries(0) == "\"zones\" has 0 entries; at most 64 are allowed");
  CHECK(trf("estimate.sessions", {{"sessions", "1"}, {"count", quantityRange(1, 1, Unit::count)}}) == "1 session");
  CHECK(trf("estimate.sessions", {{"sessions",
                                   "1\xE2\x80\x93"
                                   "2"},
                                  {"count", quantityRange(1, 2, Unit::count)}}) ==
        "1\xE2\x80\x93"
        "2 sessions");
}

TEST_CASE("lists and messages inside of messages") {
  constexpr std::array<std::string_view, 3> kThree = {"A", "B", "C"};
  constexpr std::array<std::string_view, 1> kOne = {"A"};
  CHECK(sentence(Message{"json.field/one_of", {{"field", jsonField("current")}, {"known", kThree}}}) == "\"current\" must be A, B or C");
  CHECK(sentence(Message{"json.field/one_of", {{"field", jsonField("current")}, {"known", kOne}}}) == "\"current\" must be A");
  const Error inner{"photo.truncated"};
  const Message outer = Message{"file.problem", {{"what", Message{"noun.photo"}}, {"file", "a {b}.jpg"}, {"problem", inner}}};
  CHECK(sentence(outer) == "photo a {b}.jpg: the photo is cut off before its end; copy or download it again");
  const Message field{"json.field/missing", {{"field", jsonField("seed")}}};
  REQUIRE(Message("design.version/problem", {{"problem", field}}).find("field"));
  CHECK(Message("design.version/problem", {{"problem", field}}).find("field")->text == "seed");
  CHECK_FALSE(outer.find("nothing"));
}

TEST_CASE("values do not slip into each other, and a missing one shows") {
  CHECK(trf("file.problem", {{"what", "{file}"}, {"file", "x"}, {"problem", "y"}}) == "{file} x: y");
  CHECK(trf("photo.info", {{"name", "a"}, {"width", 3}}) == "a \xC2\xB7 3 \xC3\x97 {height} px");
  CHECK(trf("no.such_key", {}) == "no.such_key");
}

TEST_CASE("every text is whole once its values are given") {
  for (const std::string& key : stringKeys()) {
    const std::vector<std::string> names = wants(tr(key));
    for (const double number : {1.0, 2.0}) {
      std::vector<Argument> args;
      for (const std::string& name : names) args.push_back({name, number});
      const std::string words = trf(key, args);
      INFO(key << ": " << words);
      CHECK(words.find_first_of("{}|") == (key.starts_with("look.split") ? words.find('|') : std::string::npos));
      CHECK_FALSE(words.empty());
    }
  }
}

TEST_CASE("copies of values are their own") {
  Value a = Message{"photo.empty"};
  Value b = a;
  a = Value("text");
  CHECK(b.kind == Value::Kind::message);
  CHECK(b.messages.front().id == "photo.empty");
  b = std::move(a);
  CHECK(b.text == "text");
  CHECK(b.messages.empty());
}
