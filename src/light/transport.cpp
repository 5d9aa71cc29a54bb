#include "light/transport.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"

namespace hd {
namespace {

/// Below this weight one path in ten goes on, with ten times the weight.
constexpr double kRouletteBelow = 0.03;
constexpr double kRouletteShare = 0.1;

/// A direction at an angle of this cosine to `d`, at any azimuth.
Vec3 turned(Vec3 d, double cosine, double azimuth) {
  const double sine = std::sqrt(std::max(1.0 - cosine * cosine, 0.0));
  const double c = std::cos(azimuth), s = std::sin(azimuth);
  if (std::fabs(d.z) > 0.99999) return {sine * c, sine * s, d.z > 0 ? cosine : -cosine};
  const double side = std::sqrt(1.0 - d.z * d.z);
  return glm::normalize(Vec3(sine * (d.x * d.z * c - d.y * s) / side + d.x * cosine, sine * (d.y * d.z * c + d.x * s) / side + d.y * cosine,
                             -sine * c * side + d.z * cosine));
}

double scatteringCosine(double g, double u) {
  if (std::fabs(g) < 1e-6) return 2.0 * u - 1.0;
  const double t = (1.0 - g * g) / (1.0 - g + 2.0 * g * u);
  return (1.0 + g * g - t * t) / (2.0 * g);
}

/// Through a flat border from one refraction to another.
Vec3 refracted(Vec3 d, double from, double to) {
  const double ratio = from / to;
  const double x = d.x * ratio, y = d.y * ratio;
  const double z = std::sqrt(std::max(1.0 - x * x - y * y, 0.0));
  return {x, y, d.z < 0 ? -z : z};
}

}  // namespace

double fresnel(double cosine, double from, double to) {
  if (from == to) return 0.0;
  const double sineTo = from / to * std::sqrt(std::max(1.0 - cosine * cosine, 0.0));
  if (sineTo >= 1.0) return 1.0;
  const double cosineTo = std::sqrt(1.0 - sineTo * sineTo);
  const double s = (from * cosine - to * cosineTo) / (from * cosine + to * cosineTo);
  const double p = (from * cosineTo - to * cosine) / (from * cosineTo + to * cosine);
  return 0.5 * (s * s + p * p);
}

PathMaker::PathMaker(Tissue tissue, Illumination illumination, double keepMm, uint64_t seed)
    : tissue_(std::move(tissue)), illumination_(illumination), keepMm_(keepMm), rng_(seed) {}

void PathMaker::next(Path& path) {
  path.segments.clear();
  path.lengthMm.assign(tissue_.layers.size(), 0.0);
  path.entry = Vec2(0.0);
  const double cosineIn = illumination_ == Illumination::normal ? 1.0 : std::sqrt(1.0 - rng_.unit());
  const double azimuth = kTwoPi * rng_.unit();
  const double sineIn = std::sqrt(std::max(1.0 - cosineIn * cosineIn, 0.0));
  path.directionIn = {sineIn * std::cos(azimuth), sineIn * std::sin(azimuth), cosineIn};
  path.weight = 1.0 - fresnel(cosineIn, 1.0, tissue_.refraction);
  path.reflected = false;

  Vec3 at(0.0), d = refracted(path.directionIn, 1.0, tissue_.refraction);
  size_t layer = 0;
  while (true) {
    double depth = -std::log(1.0 - rng_.unit());  // optical depth until the next scattering
    while (depth > 0.0) {
      const Layer& here = tissue_.layers[layer];
      const double top = layer ? tissue_.layers[layer - 1].bottomMm : 0.0;
      const double toBorder = d.z > 0 ? (here.bottomMm - at.z) / d.z : d.z < 0 ? (top - at.z) / d.z : 1e30;
      const double free = depth / here.scatterPerMm;
      const double length = std::min(free, std::max(toBorder, 0.0));
      if (at.z < keepMm_ || at.z + length * d.z < keepMm_) path.segments.push_back({at, length * d});
      at += length * d;
      path.lengthMm[layer] += length;
      path.weight *= std::exp(-here.absorptionPerMm * length);
      if (free <= toBorder) break;
      depth -= length * here.scatterPerMm;
      const bool up = d.z < 0, outside = up ? layer == 0 : layer + 1 == tissue_.layers.size();
      if (!outside) {
        at.z = up ? top : here.bottomMm;
        layer += up ? static_cast<size_t>(-1) : 1u;
        continue;
      }
      at.z = up ? 0.0 : here.bottomMm;
      if (rng_.unit() >= fresnel(std::fabs(d.z), tissue_.refraction, 1.0)) {
        path.reflected = up;
        path.exit = {at.x, at.y};
        path.directionOut = refracted(d, tissue_.refraction, 1.0);
        return;
      }
      d.z = -d.z;
    }
    if (path.weight < kRouletteBelow) {
      if (rng_.unit() >= kRouletteShare) {
        path.weight = 0.0;
        return;
      }
      path.weight /= kRouletteShare;
    }
    d = turned(d, scatteringCosine(tissue_.layers[layer].anisotropy, rng_.unit()), kTwoPi * rng_.unit());
  }
}

}  // namespace hd
