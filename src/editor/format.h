// Numbers as people read them: thousands, ranges, money, lengths. The one place where figures
// become text, so that a second language or unit is a change in one file.
#pragma once

#include <string>

#include "core/interval.h"

namespace hd {

/// "14,900"; rounded to a whole number.
std::string formatCount(double value);
/// Fixed decimals without trailing noise: formatNumber(3.14159, 1) = "3.1".
std::string formatNumber(double value, int decimals);
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
