// What time does to a dot: fresh and wide, scabbed, pale, settled, then fading over years.
#pragma once

#include <string_view>
#include <vector>

namespace hd {

inline constexpr double kDaysPerYear = 365.25;

/// What decides how fast pigment fades.
enum class SunExposure { low, average, high };  ///< low: indoor life or sun protection
enum class SkinType { normal, oily };
enum class PigmentType { permanent, temporary };
struct Ageing {
  SunExposure sun = SunExposure::low;
  SkinType skin = SkinType::normal;
  PigmentType pigment = PigmentType::permanent;
  bool operator==(const Ageing&) const = default;
};

/// Names in files and on command lines, in the order of the values above.
inline constexpr std::string_view kSunNames[] = {"low", "average", "high"};
inline constexpr std::string_view kSkinTypeNames[] = {"normal", "oily"};
inline constexpr std::string_view kPigmentNames[] = {"permanent", "temporary"};

/// Years in which half of the settled strength is lost (facts "fading.half_life_*"). Temporary pigment
/// is absorbed whatever the sun does; oily skin fades as much as skin in the sun.
double halfLifeYears(const Ageing& ageing);

/// A dot's state at an age, all relative to the settled dot of a later session.
struct HealingState {
  double amount = 1.0;   ///< pigment that is seen (optical density), 1 settled
  double width = 1.0;    ///< diameter, 1 settled
  double redness = 0.0;  ///< of the halo, 0..1
  double scab = 0.0;     ///< brown crust, 0..1
  double covered = 1.0;  ///< skin over the pigment: 0 it reaches the surface, 1 settled; new skin is cloudy and counts more
  double years = 0.0;    ///< since the session
};

/// State `days` after the session that made the dot. First-session dots keep less of their pigment.
/// With `touchUps` the pigment was renewed every time its strength reached the touch-up mark, at most so many
/// times; renewed dots are shown settled, and go on widening.
HealingState healingAt(double days, bool firstSession, double halfLifeYears, int touchUps = 0);

/// Share of the settled strength that is left `days` after a session (pure fading, 1 at day 0).
double fadedShare(double days, double halfLifeYears);

/// Days after a session until the strength falls below the touch-up mark.
double daysToTouchUp(double halfLifeYears);

/// Days after the last session at which the strength falls to the mark, each time renewed before, up to
/// `mostDays`: the marks on the time axis.
std::vector<double> touchUpDays(double halfLifeYears, double mostDays);

/// Strength `days` after the last session when a touch-up was made every time it fell below the
/// mark, at most `touchUps` times: what the time axis draws.
double strengthWithTouchUps(double days, double halfLifeYears, int touchUps);

/// Extra shift toward blue, CIELAB dE, of pigment at an effective depth after some years.
double blueShiftDeltaE(double effectiveDepthMm, double years);

}  // namespace hd
