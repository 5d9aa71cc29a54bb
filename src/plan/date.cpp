#include "plan/date.h"

#include <cstdio>

namespace hd {
namespace {

// Days since 1970-01-01 and back, by eras of 400 years that begin in March (H. Hinnant, "chrono-compatible
// low-level date algorithms").
int64_t daysOf(const Date& d) {
  const int64_t y = d.month <= 2 ? d.year - 1 : d.year;
  const int64_t era = y / 400, yearOfEra = y - era * 400;
  const int64_t dayOfYear = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
  return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468;
}

Date dateOf(int64_t days) {
  days += 719468;
  const int64_t era = days / 146097, dayOfEra = days - era * 146097;
  const int64_t yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
  const int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const int64_t shifted = (5 * dayOfYear + 2) / 153;
  const int month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  return {static_cast<int>(yearOfEra + era * 400 + (month <= 2 ? 1 : 0)), month, static_cast<int>(dayOfYear - (153 * shifted + 2) / 5 + 1)};
}

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return {};
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> dateFromText(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
  const std::optional<int> year = digits(text.substr(0, 4)), month = digits(text.substr(5, 2)), day = digits(text.substr(8, 2));
  if (!year || !month || !day || *year < 1900 || *year > 2999 || *month < 1 || *month > 12 || *day < 1 || *day > 31) return {};
  const Date date{*year, *month, *day};
  // The 31st of April and the like come back as another day.
  if (!(dateOf(daysOf(date)) == date)) return {};
  return date;
}

std::string dateToText(const Date& date) {
  char text[48];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
  return text;
}

Date plusDays(const Date& date, int days) { return dateOf(daysOf(date) + days); }

int weekday(const Date& date) { return static_cast<int>((daysOf(date) + 3) % 7); }

}  // namespace hd
