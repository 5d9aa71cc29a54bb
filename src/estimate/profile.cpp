#include "estimate/profile.h"

#include <algorithm>
#include <iterator>

#include "core/base64.h"
#include "core/facts.h"
#include "core/json.h"

namespace hd {
namespace {

constexpr std::string_view kBasisNames[] = {"session", "area", "dot", "hour"};
constexpr std::string_view kAddOnNames[] = {"always", "scars", "between_hair", "whole_scalp"};
constexpr std::string_view kLanguages[] = {"en"};
constexpr double kMostMoney = 1e7;
constexpr size_t kMostAddOns = 16, kMostText = 200;

// A slip in a name must not leave a default standing in silence.
void knownKeys(const JsonValue& object, std::initializer_list<std::string_view> known, JsonErrors& errors) {
  object.forEachMember([&](std::string_view key, const JsonValue& value) {
    if (std::find(known.begin(), known.end(), key) == known.end())
      errors.add(value.path(), Message{"json.field/unknown", {{"known", std::vector<std::string_view>(known)}}});
  });
}

template <size_t N>
std::optional<size_t> nameOf(const JsonValue& value, const std::string_view (&names)[N], JsonErrors& errors) {
  if (!value.present()) return {};
  const std::string text = value.text(errors, kMostText);
  const auto at = std::find(std::begin(names), std::end(names), text);
  if (at != std::end(names)) return static_cast<size_t>(at - std::begin(names));
  errors.add(value.path(), Message{"json.field/one_of", {{"known", std::span<const std::string_view>(names)}}});
  return {};
}

void readText(const JsonValue& value, std::string& out, JsonErrors& errors) {
  if (value.present()) out = value.text(errors, kMostText);
}

void readNumber(const JsonValue& value, double& out, double low, double high, JsonErrors& errors) {
  if (value.present()) out = value.number(errors, low, high);
}

// A number, which is then exact, or {"low","high"} with an optional "value" between.
std::optional<Interval> rangeOf(const JsonValue& value, double least, double most, JsonErrors& errors) {
  if (!value.present()) return {};
  if (value.isNumber()) {
    const double v = value.number(errors, least, most);
    return Interval{v, v, v};
  }
  if (!value.isObject()) {
    errors.add(value.path(), Message{"json.field/range"});
    return {};
  }
  Interval i;
  i.low = value["low"].number(errors, least, most);
  i.high = value["high"].number(errors, i.low, most);
  i.value = value["value"].present() ? value["value"].number(errors, i.low, i.high) : 0.5 * (i.low + i.high);
  return i;
}

void readRange(const JsonValue& value, Interval& out, double least, double most, JsonErrors& errors) {
  if (const std::optional<Interval> range = rangeOf(value, least, most, errors)) out = *range;
}

void readEnds(const JsonValue& value, double& low, double& high, JsonErrors& errors) {
  if (const std::optional<Interval> range = rangeOf(value, 0.0, kMostMoney, errors)) low = range->low, high = range->high;
}

void readPrice(const JsonValue& price, Profile& p, JsonErrors& errors) {
  if (const auto basis = nameOf(price["basis"], kBasisNames, errors)) p.basis = static_cast<PriceBasis>(*basis);
  readEnds(price["per_session"], p.price.perSessionLow, p.price.perSessionHigh, errors);
  readEnds(price["total"], p.price.totalLow, p.price.totalHigh, errors);
  readEnds(price["touch_up"], p.price.touchUpLow, p.price.touchUpHigh, errors);
  if (p.price.currency != PriceProfile{}.currency) {
    if (p.basis == PriceBasis::session && !price["per_session"].present()) p.assumed.push_back("per_session");
    for (const char* key : {"total", "touch_up"})
      if (!price[key].present()) p.assumed.push_back(key);
  }
  const JsonValue unit = p.basis == PriceBasis::area ? price["per_cm2"] : p.basis == PriceBasis::dot ? price["per_dot"] : price["per_hour"];
  if (p.basis != PriceBasis::session) {
    // Without its price a basis says nothing.
    if (!unit.present()) errors.add(unit.path(), Message{"json.field/missing"});
    readEnds(unit, p.perUnitLow, p.perUnitHigh, errors);
  }
  const JsonValue factors = price["norwood_factors"];
  if (factors.present() && !factors.isObject()) errors.add(factors.path(), Message{"json.field/object"});
  for (int stage = 1; stage <= 7; ++stage)
    readNumber(factors[std::to_string(stage)], p.norwoodFactor[static_cast<size_t>(stage)], 0.1, 10.0, errors);
  const JsonValue addOns = price["add_ons"];
  if (addOns.present() && !addOns.isArray()) errors.add(addOns.path(), Message{"json.field/list"});
  if (addOns.size() > kMostAddOns)
    errors.add(addOns.path(), Message{"json.field/entries", {{"count", addOns.size()}, {"low", 0}, {"high", kMostAddOns}}});
  for (size_t i = 0; i < std::min(addOns.size(), kMostAddOns); ++i) {
    const JsonValue item = addOns.at(i);
    AddOn addOn;
    knownKeys(item, {"name", "price", "for"}, errors);
    addOn.name = item["name"].text(errors, kMostText);
    addOn.price = item["price"].number(errors, 0.0, kMostMoney);
    if (const auto due = nameOf(item["for"], kAddOnNames, errors)) addOn.due = static_cast<AddOnFor>(*due);
    p.addOns.push_back(std::move(addOn));
  }
  readNumber(price["tax_percent"], p.taxPercent, 0.0, 100.0, errors);
  readNumber(price["round_to"], p.roundTo, 0.0, 10'000.0, errors);
  readText(price["as_of"], p.pricesOf, errors);
}

Status readLogo(const JsonValue& value, Clinic& clinic, JsonErrors& errors) {
  if (!value.present()) return Done{};
  const std::string text = value.text(errors, kMaxProfileBytes);
  if (errors.any()) return Done{};
  const size_t comma = text.find(";base64,");
  const bool named = text.rfind("data:image/png", 0) == 0 || text.rfind("data:image/jpeg", 0) == 0;
  std::optional<std::vector<uint8_t>> bytes;
  if (named && comma != std::string::npos) bytes = fromBase64(std::string_view(text).substr(comma + 8));
  if (!bytes) return Error{"profile.logo"};
  clinic.logo = std::move(*bytes);
  return Done{};
}

void readWork(const JsonValue& work, Profile& p, JsonErrors& errors) {
  readRange(work["dots_per_hour"], p.practice.dotsPerHour, 100.0, 50'000.0, errors);
  readNumber(work["session_dots"], p.practice.mostDotsPerSession, 100.0, 200'000.0, errors);
  readRange(work["session_extra_hours"], p.practice.sessionExtraHours, 0.0, 8.0, errors);
  readRange(work["parting_hours"], p.practice.partingHours, 0.0, 8.0, errors);
  readRange(work["touch_up_years"], p.practice.touchUpYears, 0.25, 20.0, errors);
  readRange(work["interval_days"], p.sessionIntervalDays, 1.0, 365.0, errors);
}

OtherPrices usualOthers() {
  return {fact("cost.transplant_per_graft").interval(), fact("cost.hair_system_per_year").interval(),
          fact("cost.medication_per_year").interval(), fact("cost.laser_session").interval()};
}

}  // namespace

std::string_view priceBasisName(PriceBasis basis) { return kBasisNames[static_cast<size_t>(basis)]; }

Profile usualProfile(const PriceProfile& price) {
  Profile p;
  p.price = price;
  p.practice = usualPractice();
  p.sessionIntervalDays = fact("sessions.interval_days").interval();
  // Prices elsewhere are not prices here times an exchange rate.
  if (price.currency == "USD") p.others = usualOthers();
  return p;
}

Result<Profile> profileFromJson(std::string_view json) {
  if (json.size() > kMaxProfileBytes) return Error{"profile.size", {{"most", quantity(kMaxProfileBytes >> 20, Unit::megabytes)}}};
  const Result<JsonDocument> document = JsonDocument::parse(json, Message{"noun.profile"});
  if (!document) return document.error();
  const JsonValue root = document->root();
  JsonErrors errors;
  if (!root.isObject()) errors.add(root.path(), Message{"json.field/object"});
  if (!errors.any() && root["format"].text(errors, kMostText) != "hairline-profile" && !errors.any()) return Error{"profile.format"};
  if (!errors.any() && root["version"].integer(errors, 1, 1'000'000) != 1 && !errors.any()) return Error{"profile.version"};
  if (errors.any()) return errors.first();
  PriceProfile price;
  readText(root["currency"], price.currency, errors);
  const auto isCapital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (price.currency.size() != 3 || !std::all_of(price.currency.begin(), price.currency.end(), isCapital))
    errors.add("currency", Message{"json.field/currency"});
  (void)nameOf(root["language"], kLanguages, errors);
  Profile p = usualProfile(price);
  for (const char* part : {"clinic", "price", "work", "other_treatments"})
    if (root[part].present() && !root[part].isObject()) errors.add(part, Message{"json.field/object"});
  knownKeys(root, {"$schema", "format", "version", "currency", "language", "clinic", "price", "work", "other_treatments"}, errors);
  const JsonValue clinic = root["clinic"];
  knownKeys(clinic, {"name", "address", "phone", "email", "web", "logo"}, errors);
  knownKeys(root["price"],
            {"basis", "per_session", "total", "touch_up", "per_cm2", "per_dot", "per_hour", "norwood_factors", "add_ons", "tax_percent",
             "round_to", "as_of"},
            errors);
  knownKeys(root["price"]["norwood_factors"], {"1", "2", "3", "4", "5", "6", "7"}, errors);
  knownKeys(root["work"], {"dots_per_hour", "session_dots", "session_extra_hours", "parting_hours", "touch_up_years", "interval_days"},
            errors);
  knownKeys(root["other_treatments"], {"transplant_per_graft", "hair_system_per_year", "medication_per_year", "laser_session"}, errors);
  readText(clinic["name"], p.clinic.name, errors);
  readText(clinic["address"], p.clinic.address, errors);
  readText(clinic["phone"], p.clinic.phone, errors);
  readText(clinic["email"], p.clinic.email, errors);
  readText(clinic["web"], p.clinic.web, errors);
  readPrice(root["price"], p, errors);
  readWork(root["work"], p, errors);
  const JsonValue others = root["other_treatments"];
  const auto other = [&](const char* key, std::optional<Interval>& out) {
    if (const auto range = rangeOf(others[key], 0.0, kMostMoney, errors)) out = range;
  };
  other("transplant_per_graft", p.others.transplantPerGraft);
  other("hair_system_per_year", p.others.hairSystemPerYear);
  other("medication_per_year", p.others.medicationPerYear);
  other("laser_session", p.others.laserSession);
  const Status logo = readLogo(clinic["logo"], p.clinic, errors);
  if (errors.any()) return errors.first();
  if (!logo) return logo.error();
  return p;
}

}  // namespace hd
