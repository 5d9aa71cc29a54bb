#include "appearance/appearance.h"

#include <array>
#include <cmath>

#include "core/facts.h"
#include "core/math.h"
#include "image/colour.h"

namespace hd {
namespace {

constexpr int kPaces = 7;  // stages of healing told apart; odd, so that the middle one is the average

Vec3 linearOfSrgb8(double r, double g, double b) {
  return {linearFromSrgb(r / 255.0), linearFromSrgb(g / 255.0), linearFromSrgb(b / 255.0)};
}

double lightness(Vec3 linear) { return labFromLinear(linear).l; }

/// Luminance of a neutral of this L*.
double luminanceOfL(double l) { return luminance(linearFromLab({l, 0.0, 0.0})); }

/// Moves the dot's colour on this skin by `deltaE` toward blue at constant L*.
Vec3 shiftBlue(Vec3 transmission, Vec3 skin, double deltaE) {
  if (deltaE <= 0.0) return transmission;
  Lab lab = labFromLinear(skin * transmission);
  lab.a -= 0.2 * deltaE;
  lab.b -= 0.98 * deltaE;
  const Vec3 shifted = linearFromLab(lab);
  Vec3 result;
  for (int c = 0; c < 3; ++c) result[c] = clamp(shifted[c] / std::fmax(skin[c], 1e-4), 0.0, 1.0);
  return result;
}

/// `strength` of a filter of this transmission, 0 none .. 1 all.
Vec3 filter(const std::vector<double>& transmission, double strength) {
  return {mix(1.0, transmission[0], strength), mix(1.0, transmission[1], strength), mix(1.0, transmission[2], strength)};
}

}  // namespace

double strengthOfShade(double shade) {
  static const std::vector<double>& water = factList("look.shade_water_parts");
  static const double undiluted = factValue("look.undiluted_strength");
  const double position = clamp(shade - 1.0, 0.0, static_cast<double>(water.size() - 1));
  const size_t at = std::min(static_cast<size_t>(position), water.size() - 2);
  // Even steps of the logarithm between the ramp's steps.
  return undiluted * detExp(-mix(detLog(1.0 + water[at]), detLog(1.0 + water[at + 1]), position - static_cast<double>(at)));
}

double shadeOfStrength(double strength) {
  double low = 1.0, high = static_cast<double>(factList("look.shade_water_parts").size());
  for (int step = 0; step < 40; ++step) {
    const double middle = 0.5 * (low + high);
    (strengthOfShade(middle) < strength ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

Vec3 skinOfMelanin(double melanin) {
  static const std::vector<double>& tones = factList("skin.monk_srgb8");
  const int count = static_cast<int>(tones.size() / 3);
  const double position = clamp(melanin, 0.0, 1.0) * (count - 1);
  const int at = std::min(static_cast<int>(position), count - 2);
  const double* t = &tones[static_cast<size_t>(at) * 3];
  const double f = position - at;
  return linearOfSrgb8(mix(t[0], t[3], f), mix(t[1], t[4], f), mix(t[2], t[5], f));
}

Vec3 skinOf(const LookSettings& settings) { return settings.skinLinear ? *settings.skinLinear : skinOfMelanin(settings.skinMelanin); }

double darkestDotL(Vec3 skinLinear) {
  const double skinL = lightness(skinLinear);
  const double limit = std::fmax(skinL - factValue("look.max_delta_l"), factValue("look.min_l"));
  return std::fmax(std::fmin(limit, skinL - 2.0), 0.0);
}

namespace {

/// Light that a dot's own veil leaves in its middle: the bell is 3 (1 - r^2)^2 / (pi reach^2) (render/veil.h).
Vec3 underVeil(Vec3 veil, Vec3 reachMm, double radiusMm) {
  Vec3 left;
  for (int c = 0; c < 3; ++c) left[c] = detExp(-3.0 * veil[c] * radiusMm * radiusMm / (reachMm[c] * reachMm[c]));
  return left;
}

/// Makes a dot weaker until its middle is no darker than allowed: dot and veil alike, and the rest, which is small, at
/// the dot alone; exact, since luminance is linear in its transmission.
void limitDarkness(DotLook& look, Vec3 skin, double leastLuminance) {
  const double bare = luminance(skin), now = luminance(skin * look.centre());
  if (now >= leastLuminance || bare <= now) return;
  const double share = clamp((bare - leastLuminance) / (bare - now), 0.0, 1.0);
  look.veil *= share;
  look.transmission = Vec3(1.0) - share * (Vec3(1.0) - look.transmission);
  const Vec3 lit = skin * underVeil(look.veil, look.veilReachMm, look.radiusMm);
  const double dot = luminance(lit * look.transmission), around = luminance(lit);
  if (dot >= leastLuminance || around <= dot) return;
  const double bareShare = clamp((leastLuminance - dot) / (around - dot), 0.0, 1.0);
  look.transmission += bareShare * (Vec3(1.0) - look.transmission);
}

}  // namespace

Vec3 DotLook::centre() const { return transmission * underVeil(veil, veilReachMm, radiusMm); }

LookModel::LookModel(const LookSettings& settings, int session)
    : skin_(skinOf(settings)), leastLuminance_(luminanceOfL(darkestDotL(skin_))), light_(melanosomesOf(skin_)) {
  const int sessionsAfter = std::max(settings.sessionsDone - session, 0);
  ageDays_ = settings.dayAfterLastSession + sessionsAfter * settings.sessionIntervalDays;
  const bool healing = ageDays_ > 0.0 && ageDays_ < factValue("healing.settled_day");
  const int paces = healing ? kPaces : 1;
  const double halfLife = settings.fadeHalfLifeYears.value_or(halfLifeYears(settings.ageing));
  const double spread = factValue("healing.pace_spread");
  for (int p = 0; p < paces; ++p) {
    const double ahead = healing ? 1.0 + spread * (2.0 * p / (kPaces - 1) - 1.0) : 1.0;
    Stage stage;
    stage.state = healingAt(ageDays_ * ahead, session <= 1, halfLife, settings.touchUps);
    stage.crust = filter(factList("healing.scab_transmission"), stage.state.scab);
    stages_.push_back(stage);
  }
}

DotLook LookModel::look(double healedRadiusMm, double shade, double depthMm, double pace, double uptake) const {
  static const std::vector<double>& haloTransmission = factList("healing.halo_transmission");
  static const double haloDiameterMm = factValue("healing.halo_diameter_mm");
  static const double typicalDiameterMm = factValue("dots.healed_diameter_mm");
  const Stage& stage =
      stages_[std::min(static_cast<size_t>(clamp(pace, 0.0, 1.0) * static_cast<double>(stages_.size())), stages_.size() - 1)];
  const HealingState& state = stage.state;
  const DotLight light =
      light_.of(depthMm * state.covered, 2.0 * healedRadiusMm * state.width, strengthOfShade(shade) * state.amount * uptake);

  DotLook look;
  look.radiusMm = light.radiusMm;
  look.softMm = light.radiusMm * light.softness;
  look.transmission = shiftBlue((Vec3(1.0) - light.core) * stage.crust, skin_, blueShiftDeltaE(depthMm, state.years));
  look.veil = light.veil;
  look.veilReachMm = light.reachMm;
  limitDarkness(look, skin_, leastLuminance_);
  if (state.redness > 0.0) {
    look.haloTransmission = filter(haloTransmission, state.redness);
    look.haloRadiusMm = healedRadiusMm * haloDiameterMm / typicalDiameterMm;
  }
  return look;
}

DotLook lookOf(double healedRadiusMm, double shade, double depthMm, const LookSettings& settings) {
  return LookModel(settings, settings.sessionsDone).look(healedRadiusMm, shade, depthMm);
}

}  // namespace hd
