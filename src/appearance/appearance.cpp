#include "appearance/appearance.h"

#include <array>
#include <cmath>

#include "appearance/optics.h"
#include "core/facts.h"
#include "core/math.h"
#include "image/colour.h"

namespace hd {
namespace {

constexpr int kShadeSteps = 21;   // shades 1, 1.25, ... 6
constexpr int kDepthSteps = 33;   // 0 .. kDeepestMm
constexpr double kDeepestMm = 1.28;
constexpr int kPaces = 7;         // stages of healing told apart; odd, so that the middle one is the average

Vec3 linearOfSrgb8(double r, double g, double b) {
  return {linearFromSrgb(r / 255.0), linearFromSrgb(g / 255.0), linearFromSrgb(b / 255.0)};
}

double lightness(Vec3 linear) { return labFromLinear(linear).l; }

/// Luminance of a neutral of this L*.
double luminanceOfL(double l) { return luminance(linearFromLab({l, 0.0, 0.0})); }

Vec3 power(Vec3 base, double exponent) {
  return {detPow(base.x, exponent), detPow(base.y, exponent), detPow(base.z, exponent)};
}

/// Amounts of pigment for the table's shades: what makes a settled dot of correct depth darken the
/// reference skin by the ramp's L* steps.
std::array<double, kShadeSteps> findAmounts() {
  const std::vector<double>& ramp = factList("look.shade_delta_l");
  const std::vector<double>& rgb = factList("look.reference_skin_srgb8");
  const Vec3 skin = linearOfSrgb8(rgb[0], rgb[1], rgb[2]);
  const Vec3 layer = layerReflectance(factValue("look.depth_mm"));
  const double skinL = lightness(skin);
  std::array<double, kShadeSteps> amounts;
  for (int i = 0; i < kShadeSteps; ++i) {
    const double position = (ramp.size() - 1) * static_cast<double>(i) / (kShadeSteps - 1);
    const size_t at = std::min(static_cast<size_t>(position), ramp.size() - 2);
    const double wanted = luminanceOfL(skinL - mix(ramp[at], ramp[at + 1], position - at));
    double low = 0.0, high = 16.0;
    for (int step = 0; step < 40; ++step) {
      const double middle = 0.5 * (low + high);
      (luminance(skin * belowSurface(power(layer, middle), skin)) > wanted ? low : high) = middle;
    }
    amounts[i] = 0.5 * (low + high);
  }
  return amounts;
}

/// Mixes in bare skin until the dot is no darker than allowed; exact, since luminance is linear.
Vec3 limitDarkness(Vec3 transmission, Vec3 skin, double lowestLuminance) {
  const double now = luminance(skin * transmission);
  if (now >= lowestLuminance) return transmission;
  const double bare = luminance(skin);
  const double t = bare > now ? clamp((lowestLuminance - now) / (bare - now), 0.0, 1.0) : 1.0;
  return transmission + t * (Vec3(1.0) - transmission);
}

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
  return {mix(1.0, transmission[0], strength), mix(1.0, transmission[1], strength),
          mix(1.0, transmission[2], strength)};
}

}  // namespace

Vec3 skinOfMelanin(double melanin) {
  static const std::vector<double>& tones = factList("skin.monk_srgb8");
  const int count = static_cast<int>(tones.size() / 3);
  const double position = clamp(melanin, 0.0, 1.0) * (count - 1);
  const int at = std::min(static_cast<int>(position), count - 2);
  const double* t = &tones[static_cast<size_t>(at) * 3];
  const double f = position - at;
  return linearOfSrgb8(mix(t[0], t[3], f), mix(t[1], t[4], f), mix(t[2], t[5], f));
}

Vec3 skinOf(const LookSettings& settings) {
  return settings.skinLinear ? *settings.skinLinear : skinOfMelanin(settings.skinMelanin);
}

double darkestDotL(Vec3 skinLinear) {
  const double skinL = lightness(skinLinear);
  const double limit = std::fmax(skinL - factValue("look.max_delta_l"), factValue("look.min_l"));
  return std::fmax(std::fmin(limit, skinL - 2.0), 0.0);
}

LookModel::LookModel(const LookSettings& settings, int session) {
  static const std::array<double, kShadeSteps> amounts = findAmounts();
  const int sessionsAfter = std::max(settings.sessionsDone - session, 0);
  ageDays_ = settings.dayAfterLastSession + sessionsAfter * settings.sessionIntervalDays;

  const Vec3 skin = skinOf(settings);
  const double lowest = luminanceOfL(darkestDotL(skin));
  const bool healing = ageDays_ > 0.0 && ageDays_ < factValue("healing.settled_day");
  const int paces = healing ? kPaces : 1;
  const double halfLife = settings.fadeHalfLifeYears.value_or(halfLifeYears(settings.ageing));
  const double spread = factValue("healing.pace_spread");
  for (int p = 0; p < paces; ++p) {
    const double ahead = healing ? 1.0 + spread * (2.0 * p / (kPaces - 1) - 1.0) : 1.0;
    Stage stage;
    stage.state = healingAt(ageDays_ * ahead, session <= 1, halfLife, settings.touchUps);
    const Vec3 crust = filter(factList("healing.scab_transmission"), stage.state.scab);
    stage.table.resize(static_cast<size_t>(kDepthSteps) * kShadeSteps);
    for (int d = 0; d < kDepthSteps; ++d) {
      const double depthMm = kDeepestMm * d / (kDepthSteps - 1);
      const Vec3 layer = layerReflectance(std::fmax(depthMm, 0.02));
      const double deltaE = blueShiftDeltaE(depthMm, stage.state.years);
      for (int s = 0; s < kShadeSteps; ++s) {
        Vec3 t = belowSurface(power(layer, amounts[s] * stage.state.amount), skin) * crust;
        t = limitDarkness(shiftBlue(t, skin, deltaE), skin, lowest);
        stage.table[static_cast<size_t>(d) * kShadeSteps + s] = t;
      }
    }
    stages_.push_back(std::move(stage));
  }
}

DotLook LookModel::look(double healedRadiusMm, double shade, double depthMm, double pace) const {
  static const std::vector<double>& haloTransmission = factList("healing.halo_transmission");
  static const double haloDiameterMm = factValue("healing.halo_diameter_mm");
  static const double typicalDiameterMm = factValue("dots.healed_diameter_mm");
  const Stage& stage = stages_[std::min(static_cast<size_t>(clamp(pace, 0.0, 1.0) * stages_.size()), stages_.size() - 1)];
  const double s = clamp((shade - 1.0) / 5.0, 0.0, 1.0) * (kShadeSteps - 1);
  const double d = clamp(depthMm / kDeepestMm, 0.0, 1.0) * (kDepthSteps - 1);
  const int s0 = std::min(static_cast<int>(s), kShadeSteps - 2);
  const int d0 = std::min(static_cast<int>(d), kDepthSteps - 2);
  const Vec3* row = &stage.table[static_cast<size_t>(d0) * kShadeSteps + s0];
  const auto blend = [](Vec3 a, Vec3 b, double t) { return a + t * (b - a); };

  DotLook look;
  look.transmission = blend(blend(row[0], row[1], s - s0), blend(row[kShadeSteps], row[kShadeSteps + 1], s - s0), d - d0);
  look.radiusMm = healedRadiusMm * stage.state.width;
  look.softMm = look.radiusMm * stage.state.softness;
  if (stage.state.redness > 0.0) {
    look.haloTransmission = filter(haloTransmission, stage.state.redness);
    look.haloRadiusMm = healedRadiusMm * haloDiameterMm / typicalDiameterMm;
  }
  return look;
}

DotLook lookOf(double healedRadiusMm, double shade, double depthMm, const LookSettings& settings) {
  return LookModel(settings, settings.sessionsDone).look(healedRadiusMm, shade, depthMm);
}

}  // namespace hd
