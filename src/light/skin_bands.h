// Skin by wavelength, and what bands of light add up to on a screen. The constants of the Monte Carlo; every source is
// named beside its number in the implementation.
#pragma once

#include <array>

#include "light/transport.h"

namespace hd {

/// Bands of 20 nm from 420 to 680 nm.
inline constexpr int kBands = 14;
double bandNm(int band);

inline constexpr double kEpidermisMm = 0.08;

/// Epidermis, dermis and what lies deeper, without melanin.
Tissue skinTissue(int band);
/// Absorption of an epidermis with this volume share of melanosomes, per mm.
double melaninPerMm(int band, double melanosomes);
/// Of hair: absorption per mm of a shaft of this diameter whose eumelanin is `pigment` (1.3 brown .. 8 black).
double hairPerMm(int band, double pigment, double diameterMm);

/// Linear sRGB under D65 of a reflectance per band; white is 1, 1, 1. Can be below 0 outside of the gamut.
std::array<double, 3> linearRgbOf(const std::array<double, kBands>& reflectance);

}  // namespace hd
