// Light through skin that holds pigment: what one deposit takes on its own disk and from the skin around it.
//
// Skin scatters: light that comes out beside a dot has partly been under it. A deposit is an upright column of pigment;
// its picture is a soft disk (the core) and a bell around it (the veil), each per channel of linear light:
//
//     core   = F tau / (tau + c),  ln F/(1-F) = F(z) + f1 ln x,  ln c = c(z) + c1 ln x + c2 ln y
//     veil   = core e^(s(z) + s1 ln x + s2 ln y + s3 sqrt(m))     light missing beside it, over the disk's area
//     reach  = e^(r(z) + r1 ln x + r2 sqrt(m))                    radius of the bell, mm
//     radius^2 = (diameter/2)^2 + w(z)                            of the disk that is seen
//
// with z the top of the column, x and y its diameter and thickness over .3 mm, tau its optical thickness at 550 nm and
// m the melanosomes' share of the epidermis. F is what an opaque column takes: the deeper it lies, the more light comes
// back from above it. The functions of depth are tables (facts "light.*"), fitted to a Monte Carlo of layered skin,
// src/light.
#pragma once

#include <array>
#include <vector>

#include "core/vec.h"

namespace hd {

/// What a deposit does to light; RGB, linear.
struct DotLight {
  double radiusMm = 0.15;  ///< of the disk that is seen
  double softness = 1.0;   ///< half width of its edge, in squared radii (render/splats.h), 0..1
  Vec3 core{0.0};          ///< share of the light that is missing on it, 0..1
  Vec3 veil{0.0};          ///< light missing beside it, summed up, over the disk's area
  Vec3 reachMm{1.0};       ///< radius of the bell around it
};

/// Deposits of one thickness in one skin: what depends on depth and on diameter is tabulated once.
class PigmentLight {
 public:
  /// `melanosomes` is their volume share of the epidermis, some .01 in light and .2 in dark skin.
  explicit PigmentLight(double melanosomes, double thicknessMm = usualThicknessMm());

  /// A column of this top and diameter whose optical thickness is `strength`.
  DotLight of(double topMm, double diameterMm, double strength) const;

  /// Of settled work (fact "look.column_mm").
  static double usualThicknessMm();

 private:
  /// Factors of the formulas, per channel.
  struct AtDepth {
    Vec3 opaque, half, veil, reach;
    double spreadMm2, softness;
  };
  struct AtDiameter {
    Vec3 opaque, half, veil, reach;
  };
  Vec3 seen_;  ///< of the light that skin scatters; the rest is its surface's
  std::vector<AtDepth> depths_;
  std::vector<AtDiameter> diameters_;
};

/// Melanosomes of skin by how light it is, between the anchors of fact "skin.melanosomes_by_l".
double melanosomesOf(Vec3 skinLinear);

/// Share of each channel's light that comes from under the epidermis: on dark skin blue light is its surface's.
Vec3 scatteredLight(double melanosomes);

/// Relative luminance of linear sRGB light.
double luminance(Vec3 linearRgb);

}  // namespace hd
