#include "appearance/optics.h"

#include <cmath>

#include "core/facts.h"
#include "core/math.h"

namespace hd {

Vec3 rawLayerReflectance(double depthMm) {
  static const std::vector<double>& absorption = factList("optics.absorption_rgb_per_cm");
  static const std::vector<double>& scatter = factList("optics.scatter_rgb_per_cm");
  static const double scatterToKm = factValue("optics.scatter_to_km");
  const double depthCm = std::fmax(depthMm, 0.0) / 10.0;
  Vec3 result;
  for (int c = 0; c < 3; ++c) {
    const double k = 2.0 * absorption[c];
    const double s = scatterToKm * scatter[c];
    const double a = 1.0 + k / s;
    const double b = std::sqrt(a * a - 1.0);
    // R = sinh x / (a sinh x + b cosh x), divided by that of infinitely thick skin, a - b.
    const double grow = detExp(b * s * depthCm);
    const double sinhX = 0.5 * (grow - 1.0 / grow);
    const double coshX = 0.5 * (grow + 1.0 / grow);
    result[c] = sinhX / (a * sinhX + b * coshX) / (a - b);
  }
  return result;
}

Vec3 layerReflectance(double depthMm) {
  static const double correct = factValue("optics.spectral_separation"), deep = factValue("optics.spectral_separation_deep");
  static const double deepestCorrectMm = fact("look.depth_mm").high, tooDeepMm = factValue("look.depth_too_deep_mm");
  const double separation = mix(correct, deep, smoothstep(deepestCorrectMm, tooDeepMm, depthMm));
  const Vec3 raw = rawLayerReflectance(depthMm);
  const double grey = (raw.x + raw.y + raw.z) / 3.0;
  return Vec3(grey) + separation * (raw - Vec3(grey));
}

double luminance(Vec3 linearRgb) { return 0.2126 * linearRgb.x + 0.7152 * linearRgb.y + 0.0722 * linearRgb.z; }

Vec3 belowSurface(Vec3 transmission, Vec3 skinLinear) {
  static const double surface = factValue("optics.surface_reflectance");
  Vec3 result;
  for (int c = 0; c < 3; ++c) {
    const double skin = std::fmax(skinLinear[c], 1e-4);
    const double reach = 1.0 - std::fmin(surface / skin, 0.5);
    result[c] = 1.0 - (1.0 - transmission[c]) * reach;
  }
  return result;
}

}  // namespace hd
