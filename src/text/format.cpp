#include "text/format.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string_view>

#include "text/sentence.h"
#include "text/strings.h"

namespace hd {
namespace {

constexpr const char* kDash = "\xE2\x80\x93";

std::string currencySign(const std::string& currency) {
  if (currency == "USD") return "$";
  if (currency == "EUR") return "\xE2\x82\xAC";
  if (currency == "GBP") return "\xC2\xA3";
  return currency + " ";
}

double roundMoney(double value) {
  const double step = value < 1000.0 ? 50.0 : 100.0;
  return std::round(value / step) * step;
}

std::string withDecimalSign(std::string text) {
  if (const size_t point = text.find('.'); point != std::string::npos) text.replace(point, 1, tr("number.decimal"));
  return text;
}

// A number of a message without its unit.
std::string bare(const Value& value, double number) {
  if (value.decimals > 0) return formatNumber(number, value.decimals);
  if (value.decimals == 0) return value.unit == Unit::px || value.unit == Unit::plain ? formatNumber(number, 0) : formatCount(number);
  if (value.unit == Unit::count) return formatCount(number);
  char text[32];
  const bool whole = number == std::floor(number) && std::fabs(number) < 1e16;
  std::snprintf(text, sizeof text, whole ? "%.0f" : "%.6g", number);
  return withDecimalSign(text);
}

std::string join(const std::string& low, const std::string& high, const char* separator) {
  return low == high ? low : low + separator + high;
}

std::string halves(double hours) {
  const double rounded = hours < 10.0 ? std::round(hours * 2.0) / 2.0 : std::round(hours);
  const bool whole = std::fabs(rounded - std::round(rounded)) < 0.01;
  return formatNumber(rounded, whole ? 0 : 1);
}

}  // namespace

std::string formatCount(double value) {
  char digits[40];
  std::snprintf(digits, sizeof digits, "%.0f", std::fabs(value));
  std::string_view rest = digits;
  std::string out = value < -0.5 ? "\xE2\x88\x92" : "";
  for (; rest.size() > 3; rest.remove_prefix((rest.size() - 1) % 3 + 1)) {
    out += rest.substr(0, (rest.size() - 1) % 3 + 1);
    out += tr("number.thousands");
  }
  return out.append(rest);
}

std::string formatNumber(double value, int decimals) {
  char text[48];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return withDecimalSign(text);
}

std::string formatValue(const Value& value) {
  const std::string low = bare(value, value.low), high = bare(value, value.high);
  const std::string number = low == high ? low : trf("number.range", {{"low", low}, {"high", high}});
  switch (value.unit) {
    case Unit::mm:
      return trf("unit.mm", {{"n", number}});
    case Unit::cm2:
      return trf("unit.cm2", {{"n", number}});
    case Unit::perCm2:
      return trf("unit.per_cm2", {{"n", number}});
    case Unit::px:
      return trf("unit.px", {{"n", number}});
    case Unit::percent:
      return trf("unit.percent", {{"n", number}});
    case Unit::megabytes:
      return trf("unit.megabytes", {{"n", number}});
    case Unit::megapixels:
      return trf("unit.megapixels", {{"n", number}});
    case Unit::minutes:
      return trf("unit.minutes", {{"n", number}});
    case Unit::hours:
      return trf("unit.hours", {{"n", number}});
    case Unit::years:
      return trf("unit.years", {{"n", number}});
    case Unit::money:
      return currencySign(value.text) + number;
    default:
      return number;
  }
}

std::string formatQuantity(double value, Unit unit, int decimals) { return formatValue(quantity(value, unit, decimals)); }

bool formatsAsOne(const Value& value) { return value.kind == Value::Kind::number && bare(value, value.low) == "1"; }

std::string formatNames(const std::vector<std::string>& names) {
  if (names.empty()) return {};
  std::string out = names.front();
  for (size_t i = 1; i < names.size(); ++i)
    out = i + 1 < names.size() ? trf("list.more", {{"before", out}, {"name", names[i]}})
                               : trf("list.last", {{"before", out}, {"name", names[i]}});
  return out;
}

double roundTo(double value, int figures) {
  if (value == 0.0 || !std::isfinite(value)) return 0.0;
  const double magnitude = std::pow(10.0, std::floor(std::log10(std::fabs(value))) - (figures - 1));
  return std::round(value / magnitude) * magnitude;
}

std::string formatCountRange(const Interval& interval) {
  const int figures = interval.high >= 10000.0 ? 3 : 2;
  return join(formatCount(roundTo(interval.low, figures)), formatCount(roundTo(interval.high, figures)), kDash);
}

std::string formatHoursRange(const Interval& interval) { return join(halves(interval.low), halves(interval.high), kDash); }

std::string formatAreaRange(const Interval& interval) {
  const int decimals = interval.high < 10.0 ? 1 : 0;
  return join(formatNumber(interval.low, decimals), formatNumber(interval.high, decimals), kDash);
}

std::string formatMoneyRange(const Interval& interval, const std::string& currency) {
  const std::string low = formatCount(roundMoney(interval.low));
  const std::string high = formatCount(roundMoney(interval.high));
  return currencySign(currency) + join(low, high, " \xE2\x80\x93 ");
}

std::string formatMmWithError(double mm, double errorMm) {
  return formatNumber(mm, 0) + " \xC2\xB1 " + formatNumber(std::max(errorMm, 1.0), 0) + " mm";
}

std::string formatAge(double days) {
  if (days < 45.0) return trf("age.day", {{"day", formatNumber(days, 0)}});
  if (days < 335.0) return trf("age.months", {{"months", formatNumber(days / 30.44, 0)}});
  const double years = days / 365.25;
  const bool whole = std::fabs(years - std::round(years)) < 0.06;
  return trf("age.year", {{"year", formatNumber(years, whole ? 0 : 1)}});
}

}  // namespace hd
