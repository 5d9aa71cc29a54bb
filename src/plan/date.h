// Days of the calendar: enough for session dates, without clocks or zones.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hd {

/// A day of the Gregorian calendar, years 1900 to 2999.
struct Date {
  int year = 2000, month = 1, day = 1;
  bool operator==(const Date&) const = default;
};

/// "2026-03-09"; absent when it is no such day.
std::optional<Date> dateFromText(std::string_view text);
std::string dateToText(const Date& date);
/// The day so many days later (or earlier).
Date plusDays(const Date& date, int days);
/// 0 Monday .. 6 Sunday.
int weekday(const Date& date);

}  // namespace hd
