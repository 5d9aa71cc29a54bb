// What pigment looks like in skin: how much light a dot lets through, by depth, shade and age.
//
// A shade is a dilution, and a dilution an optical thickness of the deposit; healing and years take their part of it;
// what a deposit of that thickness, depth and size does to light in this skin is pigment_light.h. Limits keep a dot
// from ever getting blacker than pigment under skin can be.
#pragma once

#include <optional>
#include <vector>

#include "appearance/healing.h"
#include "appearance/pigment_light.h"
#include "core/vec.h"

namespace hd {

/// When and on what the work is looked at.
struct LookSettings {
  double dayAfterLastSession = 60.0;          ///< days after the last session shown, 0..2557 (7 years)
  int sessionsDone = 3;                       ///< 1..4
  Ageing ageing;                              ///< sun, skin and pigment: how fast it fades
  std::optional<double> fadeHalfLifeYears{};  ///< instead of what `ageing` says
  int touchUps = 0;                           ///< renewed at most so often, each time the strength reached the touch-up mark
  double skinMelanin = 0.2;                   ///< 0 (lightest) .. 1 (darkest); used when skinLinear is absent
  /// Bare skin under the dots, linear RGB 0..1, for instance averaged from the photo.
  std::optional<Vec3> skinLinear;
  /// Blur of the photo that the dots lie in, standard deviation, photo px: they are drawn as soft.
  double photoBlurPx = 0.0;
  /// Days between two sessions; earlier sessions' dots are older by it.
  double sessionIntervalDays = 14.0;
  bool operator==(const LookSettings&) const = default;
};

/// One dot as the renderer needs it.
struct DotLook {
  Vec3 transmission{1.0};  ///< linear light let through at the centre, per channel, 0..1
  double radiusMm = 0.15;  ///< visible radius at that time
  /// Light missing around the dot, summed up, over the area of its disk; how far away it can be missing.
  Vec3 veil{0.0};
  Vec3 veilReachMm{1.0};
  double softMm = 0.03;        ///< width of the soft edge
  Vec3 haloTransmission{1.0};  ///< redness around a fresh dot; 1 = none
  double haloRadiusMm = 0.0;   ///< 0 when there is no halo

  /// Light left in the middle of the dot where it stands alone: its own veil lies on it, too.
  Vec3 centre() const;
};

/// Looks of all dots of one session at one time.
class LookModel {
 public:
  /// Dots made in session `session` (1..settings.sessionsDone).
  LookModel(const LookSettings& settings, int session);

  /// Look of a dot of a healed radius, shade (1..6, continuous) and effective depth (mm). While dots
  /// heal some are ahead of others: `pace` 0..1 (a hash of the dot) says which, 0.5 is the average. `uptake` is what
  /// the skin keeps of the pigment (scars keep less), 0..1.
  DotLook look(double healedRadiusMm, double shade, double depthMm, double pace = 0.5, double uptake = 1.0) const;
  /// Days since these dots were made.
  double ageDays() const { return ageDays_; }

 private:
  struct Stage {
    HealingState state;
    Vec3 crust{1.0};  ///< transmission of the scab
  };
  double ageDays_;
  Vec3 skin_;
  double leastLuminance_;
  PigmentLight light_;
  std::vector<Stage> stages_;  ///< by pace; one when healing is over
};

/// Look of a dot of the last session; for single dots (LookModel for many).
DotLook lookOf(double healedRadiusMm, double shade, double depthMm, const LookSettings& settings);

/// Optical thickness at 550 nm of a settled deposit of this shade (1..6, continuous) after a later session.
double strengthOfShade(double shade);
/// The other way round; outside of the ramp its ends.
double shadeOfStrength(double strength);

/// Linear colour of bare skin by melanin 0..1, along the ten Monk tones.
Vec3 skinOfMelanin(double melanin);
/// The bare skin that `settings` speak of.
Vec3 skinOf(const LookSettings& settings);
/// L* that a dot on this skin is never darker than: skin - 45 and 18, but on skin about as dark as
/// that still 2 below the skin, so that work on the darkest skin stays just visible.
double darkestDotL(Vec3 skinLinear);

}  // namespace hd
