#include "editor/format.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "editor/strings.h"

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
  const bool negative = value < -0.5;
  char digits[40];
  std::snprintf(digits, sizeof digits, "%.0f", std::fabs(value));
  const std::string plain = digits;
  std::string out = negative ? "\xE2\x88\x92" : "";
  for (size_t i = 0; i < plain.size(); ++i) {
    if (i > 0 && (plain.size() - i) % 3 == 0) out += ',';
    out += plain[i];
  }
  return out;
}

std::string formatNumber(double value, int decimals) {
  char text[48];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
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
  if (days < 45.0) return trf("age.day", {formatNumber(days, 0)});
  if (days < 335.0) return trf("age.months", {formatNumber(days / 30.44, 0)});
  const double years = days / 365.25;
  const bool whole = std::fabs(years - std::round(years)) < 0.06;
  return trf("age.year", {formatNumber(years, whole ? 0 : 1)});
}

}  // namespace hd
