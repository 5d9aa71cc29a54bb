#include "appearance/healing.h"

#include <cmath>
#include <span>

#include "core/facts.h"
#include "core/math.h"

namespace hd {
namespace {

struct Key {
  double day;
  double value;
};

/// Smooth between the keys, constant outside.
double along(std::span<const Key> keys, double day) {
  if (day <= keys.front().day) return keys.front().value;
  for (size_t i = 1; i < keys.size(); ++i)
    if (day < keys[i].day) return mix(keys[i - 1].value, keys[i].value, smoothstep(keys[i - 1].day, keys[i].day, day));
  return keys.back().value;
}

}  // namespace

double halfLifeYears(const Ageing& ageing) {
  if (ageing.pigment == PigmentType::temporary) return factValue("fading.half_life_temporary_years");
  if (ageing.sun == SunExposure::high || ageing.skin == SkinType::oily) return factValue("fading.half_life_sunny_years");
  return factValue(ageing.sun == SunExposure::average ? "fading.half_life_average_years" : "fading.half_life_years");
}

double fadedShare(double days, double halfLifeYears) {
  return detExp(-kLn2 * std::fmax(days, 0.0) / kDaysPerYear / std::fmax(halfLifeYears, 0.01));
}

HealingState healingAt(double days, bool firstSession, double halfLifeYears, int touchUps) {
  const double later = factValue("healing.strength_later");
  const double fresh = 1.0 / later;
  const double settled = firstSession ? factValue("healing.strength_first") / later : 1.0;
  const double settledDay = factValue("healing.settled_day");
  const double day = std::fmax(days, 0.0);

  HealingState state;
  state.years = day / kDaysPerYear;
  const double pale = factValue("healing.pale_week") * settled;
  const Key amount[] = {{0.0, fresh}, {2.0, fresh}, {5.0, 0.5 * (fresh + settled)}, {8.0, pale}, {10.0, pale}, {settledDay, settled}};
  state.amount = along(amount, day) * strengthWithTouchUps(day, halfLifeYears, touchUps);

  const double freshWidth = factValue("healing.fresh_width");
  const Key width[] = {{0.0, freshWidth}, {3.0, mix(freshWidth, 1.0, 0.15)}, {10.0, mix(freshWidth, 1.0, 0.8)}, {28.0, 1.0}};
  const double firstYear = factValue("fading.spread_first_year");
  const double spread = state.years <= 1.0 ? firstYear * smoothstep(28.0 / kDaysPerYear, 1.0, state.years)
                                           : firstYear + factValue("fading.spread_per_year") * (state.years - 1.0);
  state.width = along(width, day) * (1.0 + spread);

  const Key redness[] = {{0.0, 1.0}, {1.0, 0.75}, {2.0, 0.4}, {4.0, 0.0}};
  state.redness = along(redness, day);
  const Key scab[] = {{1.0, 0.0}, {4.0, 1.0}, {6.0, 0.8}, {10.0, 0.0}};
  state.scab = along(scab, day);
  const double cloudy = factValue("healing.cloudy_cover");
  const Key covered[] = {{1.0, 0.0}, {3.0, 0.2}, {8.0, cloudy}, {10.0, cloudy}, {28.0, 1.0}};
  state.covered = along(covered, day);
  return state;
}

double daysToTouchUp(double halfLifeYears) { return -detLog(factValue("fading.touch_up_strength")) / kLn2 * halfLifeYears * kDaysPerYear; }

std::vector<double> touchUpDays(double halfLifeYears, double mostDays) {
  std::vector<double> days;
  const double period = daysToTouchUp(halfLifeYears);
  constexpr size_t kMost = 64;
  while (period > 0.0 && period * static_cast<double>(days.size() + 1) <= mostDays && days.size() < kMost)
    days.push_back(period * static_cast<double>(days.size() + 1));
  return days;
}

double strengthWithTouchUps(double days, double halfLifeYears, int touchUps) {
  const double period = daysToTouchUp(halfLifeYears);
  if (period <= 0.0) return 1.0;
  const double done = std::fmin(std::floor(std::fmax(days, 0.0) / period), touchUps);
  return fadedShare(days - done * period, halfLifeYears);
}

double blueShiftDeltaE(double effectiveDepthMm, double years) {
  static const double correct = fact("look.depth_mm").high;
  static const double tooDeep = factValue("look.depth_too_deep_mm");
  static const double shift = factValue("fading.blue_shift_delta_e");
  return shift * smoothstep(correct, tooDeep, effectiveDepthMm) * clamp(years / 5.0, 0.0, 4.0 / 3.0);
}

}  // namespace hd
