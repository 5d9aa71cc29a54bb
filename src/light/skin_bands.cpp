#include "light/skin_bands.h"

#include <cmath>

namespace hd {
namespace {

struct Band {
  double x, y, z;  // CIE 1931 2 degree observer
  double d65;
  double oxygenated;  // molar extinction of haemoglobin with and without oxygen, 1/(cm M), after Prahl
  double reduced;
};
constexpr Band kTable[kBands] = {{.13438, .0040, .6456, 93.4318, 480360, 407560},
                                 {.34828, .0230, 1.74706, 104.865, 102580, 413280},
                                 {.2908, .0600, 1.6692, 117.812, 44480, 23389},
                                 {.09564, .13902, .81295, 115.923, 26629, 14550},
                                 {.0049, .3230, .2720, 109.354, 20932, 20862},
                                 {.06327, .7100, .07825, 104.790, 24202, 31590},
                                 {.2904, .9540, .0203, 104.405, 53236, 46592},
                                 {.5945, .9950, .0039, 100.000, 32613, 53788},
                                 {.9163, .8700, .0017, 95.788, 50104, 37020},
                                 {1.0622, .6310, .0008, 90.006, 3200, 14677},
                                 {.85445, .3810, .00019, 87.699, 942, 6510},
                                 {.4479, .1750, .00002, 83.699, 442, 4345},
                                 {.1649, .0610, 0, 80.215, 320, 3227},
                                 {.04677, .0170, 0, 78.284, 278, 2408}};

/// Volume share of blood and its oxygen (Jacques 2013: 0.002 .. 0.02, 0.75). With the baseline below the low end gives
/// light skin its reflectance of 0.36 at 540 nm and 0.53 at 660 nm.
constexpr double kBlood = 0.0028;
constexpr double kOxygen = 0.75;
/// Anisotropy of skin; below kSlackMm scattering is drawn as isotropic with the same transport coefficient.
constexpr double kAnisotropy = 0.8;
constexpr double kSlackMm = 2.0;

/// Reduced scattering of skin, per mm (Jacques 2013: 46 (l / 500 nm)^-1.421 per cm).
double reducedScatterPerMm(double nm) { return 4.60 * std::pow(nm / 500.0, -1.421); }
/// Skin without blood and melanin, per mm: between Jacques's two baselines (1998), so that bare skin comes out right.
double baselinePerMm(double nm) { return 0.030 * std::pow(nm / 660.0, -3.7); }
double bloodPerMm(const Band& band) {
  // 150 g/l of haemoglobin of 64,500 g/mol, ln 10, cm to mm.
  return 2.303 * 150.0 / 64500.0 / 10.0 * (kOxygen * band.oxygenated + (1.0 - kOxygen) * band.reduced);
}

}  // namespace

double bandNm(int band) { return 420.0 + 20.0 * band; }

Tissue skinTissue(int band) {
  const double nm = bandNm(band);
  const double scatter = reducedScatterPerMm(nm), base = baselinePerMm(nm);
  const double dermis = base + kBlood * bloodPerMm(kTable[band]);
  return {{{kEpidermisMm, scatter / (1.0 - kAnisotropy), kAnisotropy, base},
           {kSlackMm, scatter / (1.0 - kAnisotropy), kAnisotropy, dermis},
           {1e6, scatter, 0.0, dermis}},
          1.4};
}

double melaninPerMm(int band, double melanosomes) {
  // Inside of melanosomes, Jacques 1998: 6.6e11 l^-3.33 per cm.
  return 0.1 * melanosomes * 6.6e11 * std::pow(bandNm(band), -3.33);
}

double hairPerMm(int band, double pigment, double diameterMm) {
  // Per radius of the shaft, d'Eon et al. 2011: 0.419, 0.697, 1.37 in red, green and blue light.
  return pigment * 0.697 * std::pow(bandNm(band) / 545.0, -3.7) / (0.5 * diameterMm);
}

std::array<double, 3> linearRgbOf(const std::array<double, kBands>& reflectance) {
  double xyz[3] = {0, 0, 0}, white[3] = {0, 0, 0};
  for (int b = 0; b < kBands; ++b) {
    const double cmf[3] = {kTable[b].x, kTable[b].y, kTable[b].z};
    for (int c = 0; c < 3; ++c) {
      xyz[c] += cmf[c] * kTable[b].d65 * reflectance[static_cast<size_t>(b)];
      white[c] += cmf[c] * kTable[b].d65;
    }
  }
  // Twenty-nanometre bands meet D65's white only nearly: each of X, Y, Z is scaled to it.
  constexpr double d65[3] = {0.95047, 1.0, 1.08883};
  for (int c = 0; c < 3; ++c) xyz[c] *= d65[c] / white[c];
  return {3.2404542 * xyz[0] - 1.5371385 * xyz[1] - 0.4985314 * xyz[2], -0.9692660 * xyz[0] + 1.8760108 * xyz[1] + 0.0415560 * xyz[2],
          0.0556434 * xyz[0] - 0.2040259 * xyz[1] + 1.0572252 * xyz[2]};
}

}  // namespace hd
