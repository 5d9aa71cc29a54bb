// Numbers as people read them: thousands, ranges, money, lengths. The one place where figures
// become text, so that a second language or unit is a change in one file.
#pragma once

#include <string>
#include <vector>

#include "core/interval.h"
#include "core/message.h"

namespace hd {

/// "14,900"; rounded to a whole number.
std::string formatCount(double value);
/// Fixed decimals without trailing noise: formatNumber(3.14159, 1) = "3.1".
std::string formatNumber(double value, int decimals);
/// A number or a range of a message with its unit: "7 mm", "55 to 80 mm", "12 %", "$900 to 1,500".
std::string formatValue(const Value& value);
/// A number with its unit: formatQuantity(7.25, Unit::mm, 1) = "7.3 mm".
std::string formatQuantity(double value, Unit unit, int decimals = 0);
/// True when the number, as it is written, takes the singular.
bool formatsAsOne(const Value& value);
/// "front, top or left".
std::string formatNames(const std::vector<std::string>& names);
/// Rounds to `figures` significant figures.
double roundTo(double value, int figures);
/// "14,900–17,100", or one number when both ends read the same. Ends rounded to two or three figures.
std::string formatCountRange(const Interval& interval);
/// "7–9", "3.5–4": steps of a half below 10, whole numbers above.
std::string formatHoursRange(const Interval& interval);
/// "38–44" cm2: one decimal below 10.
std::string formatAreaRange(const Interval& interval);
/// "$2,100 – 3,400": ends rounded to 50 below 1,000 and to 100 above.
std::string formatMoneyRange(const Interval& interval, const std::string& currency);
/// "72 ± 2 mm".
std::string formatMmWithError(double mm, double errorMm);
/// "day 28", "6 mo", "year 2" from days since the last session.
std::string formatAge(double days);

}  // namespace hd
