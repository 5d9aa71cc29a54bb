// What pigment looks like in skin: how much light a dot lets through, by depth, shade and age.
#pragma once

#include "core/vec.h"

namespace hd {

/// When and on what the work is looked at.
struct LookSettings {
  double dayAfterLastSession = 60.0;   ///< days, 0..2557 (7 years)
  int sessionsDone = 3;                ///< 1..4
  double fadeHalfLifeYears = 5.0;
  double skinMelanin = 0.2;            ///< 0 (lightest) .. 1 (darkest)
};

/// One dot as the renderer needs it.
struct DotLook {
  Vec3 transmission{1.0};   ///< linear light let through at the centre, per channel, 0..1
  double radiusMm = 0.15;   ///< visible radius at that time
  double softMm = 0.03;     ///< width of the soft edge
  Vec3 haloTransmission{1.0};  ///< redness around a fresh dot; 1 = none
  double haloRadiusMm = 0.0;
};

/// Look of a dot of a healed radius, shade (1..6, continuous) and depth.
DotLook lookOf(double healedRadiusMm, double shade, double depthMm, const LookSettings& settings);

}  // namespace hd
