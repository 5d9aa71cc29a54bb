#include "appearance/pigment_light.h"

#include <algorithm>
#include <cmath>

#include "core/facts.h"
#include "core/math.h"
#include "image/colour.h"

namespace hd {
namespace {

constexpr double kUnitMm = 0.3;
/// Tables: evenly over depth, and over diameter.
constexpr double kDeepestMm = 1.25;
constexpr int kDepths = 51;
constexpr double kLeastMm = 0.04, kMostMm = 2.0;
constexpr int kDiameters = 99;

/// Of one channel, in the order of fact "light.powers".
struct Powers {
  double opaqueByDiameter, halfByDiameter, halfByThickness, veilByDiameter, veilByThickness, veilByMelanin, reachByDiameter, reachByMelanin;
};

std::array<Powers, 3> powersOf(const std::vector<double>& v) {
  std::array<Powers, 3> all;
  for (size_t c = 0; c < 3; ++c)
    all[c] = {v[8 * c], v[8 * c + 1], v[8 * c + 2], v[8 * c + 3], v[8 * c + 4], v[8 * c + 5], v[8 * c + 6], v[8 * c + 7]};
  return all;
}

/// A table over "light.depths_mm" at a depth, straight between its places and on beyond the last one; `channel` picks
/// one of the tables that stand one after the other.
double alongDepth(const std::vector<double>& table, size_t channel, double depthMm) {
  static const std::vector<double>& depths = factList("light.depths_mm");
  size_t i = 0;
  while (i + 2 < depths.size() && depthMm >= depths[i + 1]) ++i;
  const double* at = &table[channel * depths.size() + i];
  return mix(at[0], at[1], (depthMm - depths[i]) / (depths[i + 1] - depths[i]));
}

/// Place in a table and the part of the way to the next one.
struct Place {
  size_t at;
  double part;
};
Place placeIn(int count, double position) {
  const double inside = clamp(position, 0.0, count - 1.0);
  const int at = std::min(static_cast<int>(inside), count - 2);
  return {static_cast<size_t>(at), inside - at};
}

Vec3 between(Vec3 a, Vec3 b, double t) { return a + t * (b - a); }

}  // namespace

double PigmentLight::usualThicknessMm() { return factValue("look.column_mm"); }

PigmentLight::PigmentLight(double melanosomes, double thicknessMm) {
  static const std::array<Powers, 3> powers = powersOf(factList("light.powers"));
  const double root = std::sqrt(std::max(melanosomes, 0.0));
  const double thickness = std::max(thicknessMm, 0.01) / kUnitMm;
  seen_ = scatteredLight(melanosomes);
  for (int i = 0; i < kDepths; ++i) {
    const double z = kDeepestMm * i / (kDepths - 1);
    AtDepth at;
    for (int c = 0; c < 3; ++c) {
      const size_t k = static_cast<size_t>(c);
      const Powers& p = powers[k];
      at.opaque[c] = detExp(-alongDepth(factList("light.opaque"), k, z));
      at.half[c] = detExp(alongDepth(factList("light.half"), k, z)) * detPow(thickness, p.halfByThickness);
      at.veil[c] = detExp(alongDepth(factList("light.veil"), k, z) + p.veilByMelanin * root) * detPow(thickness, p.veilByThickness);
      at.reach[c] = detExp(alongDepth(factList("light.reach"), k, z) + p.reachByMelanin * root);
    }
    at.spreadMm2 = alongDepth(factList("light.spread_mm2"), 0, z);
    at.softness = clamp(alongDepth(factList("light.softness"), 0, z), 0.0, 1.0);
    depths_.push_back(at);
  }
  for (int i = 0; i < kDiameters; ++i) {
    const double x = mix(kLeastMm, kMostMm, static_cast<double>(i) / (kDiameters - 1)) / kUnitMm;
    AtDiameter at;
    for (int c = 0; c < 3; ++c) {
      const Powers& p = powers[static_cast<size_t>(c)];
      at.opaque[c] = detPow(x, -p.opaqueByDiameter);
      at.half[c] = detPow(x, p.halfByDiameter);
      at.veil[c] = detPow(x, p.veilByDiameter);
      at.reach[c] = detPow(x, p.reachByDiameter);
    }
    diameters_.push_back(at);
  }
}

DotLight PigmentLight::of(double topMm, double diameterMm, double strength) const {
  const Place d = placeIn(kDepths, topMm / kDeepestMm * (kDepths - 1));
  const Place x = placeIn(kDiameters, (diameterMm - kLeastMm) / (kMostMm - kLeastMm) * (kDiameters - 1));
  const AtDepth &d0 = depths_[d.at], &d1 = depths_[d.at + 1];
  const AtDiameter &x0 = diameters_[x.at], &x1 = diameters_[x.at + 1];
  const auto factor = [&](Vec3 AtDepth::*byDepth, Vec3 AtDiameter::*byDiameter) {
    return between(d0.*byDepth, d1.*byDepth, d.part) * between(x0.*byDiameter, x1.*byDiameter, x.part);
  };
  const double tau = std::max(strength, 0.0);
  DotLight light;
  light.radiusMm = std::sqrt(0.25 * diameterMm * diameterMm + mix(d0.spreadMm2, d1.spreadMm2, d.part));
  light.softness = mix(d0.softness, d1.softness, d.part);
  const Vec3 opaque = seen_ / (Vec3(1.0) + factor(&AtDepth::opaque, &AtDiameter::opaque));
  light.core = opaque * tau / (Vec3(tau) + factor(&AtDepth::half, &AtDiameter::half));
  light.veil = light.core * factor(&AtDepth::veil, &AtDiameter::veil);
  light.reachMm = factor(&AtDepth::reach, &AtDiameter::reach);
  return light;
}

Vec3 scatteredLight(double melanosomes) {
  static const std::vector<double>& until = factList("light.blue_until_melanosomes");
  return {1.0, 1.0, 1.0 - smoothstep(until[0], until[1], melanosomes)};
}

double melanosomesOf(Vec3 skinLinear) {
  // Pairs of L* and melanosomes, from light to dark; between them the share grows evenly in its logarithm.
  static const std::vector<double>& anchors = factList("skin.melanosomes_by_l");
  const double l = labFromLinear(skinLinear).l;
  if (l >= anchors[0]) return anchors[1];
  for (size_t i = 2; i + 1 < anchors.size(); i += 2)
    if (l >= anchors[i]) {
      const double t = (anchors[i - 2] - l) / (anchors[i - 2] - anchors[i]);
      return detExp(mix(detLog(anchors[i - 1]), detLog(anchors[i + 1]), t));
    }
  return anchors.back();
}

double luminance(Vec3 linearRgb) { return 0.2126 * linearRgb.x + 0.7152 * linearRgb.y + 0.0722 * linearRgb.z; }

}  // namespace hd
