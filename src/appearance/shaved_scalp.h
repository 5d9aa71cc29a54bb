// What shaved hair does to the light of a scalp, and what settled work does: the two that have to look alike.
//
// Light that skin scatters is lost in the roots of hair under it, and stubble shades it. From the Monte Carlo of
// src/light, per channel of linear light:
//
//     removed = 1 - e^-V,  V = e^a (n/150)^b g^h/(g^h + k^h) sin(e)^-c e^(d sqrt(m))        roots
//                              + e^f (n/150) s g/(g + e^i) sin(e)^-j                        stubble
//
// with n hairs per cm2, g their pigment, e their angle above the skin, s the stubble's length in mm and m the skin's
// melanosomes (facts "hair.shaved"; rms 3 % of the removed light).
#pragma once

#include "core/vec.h"
#include "image/colour.h"

namespace hd {

/// The client's own sides once they are shaved. Defaults are facts "hair.*".
struct ShavedSides {
  double hairsPerCm2 = 0.0;  ///< single hairs, not follicles of one to four; 0: usual
  double angleDeg = 0.0;     ///< of the hair above the skin; 0: usual
  double stubbleMm = -1.0;   ///< below 0: usual
  double pigment = 3.0;      ///< eumelanin: 0.3 blond, 1.3 brown, 8 black

  /// The same with the usual values put in for what is not known.
  ShavedSides filled() const;
};

/// Pigment of hair of this colour, by its L* (fact "hair.pigment_by_l"). Grey hair counts as a mixture: little.
double hairPigmentOf(Lab hair);

/// Share of the skin's light that shaved hair takes, RGB.
Vec3 shavedRemoved(const ShavedSides& sides, Vec3 skinLinear);

/// Share that an even field of settled work takes when it was made in `sessions` sessions of this shade, whose first
/// is lighter and finer as planned (facts "sessions.*"). `diameterMm` is that of a healed dot.
Vec3 settledRemoved(Vec3 skinLinear, double shade, double perCm2, double diameterMm, int sessions = 3);

}  // namespace hd
