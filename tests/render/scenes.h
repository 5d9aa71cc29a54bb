// Made-up dots for the tests of the picture: no head, no design, any density.
#pragma once

#include <cmath>
#include <vector>

#include "core/math.h"
#include "core/rng.h"
#include "render/cpu_raster.h"

namespace hd::scene {

struct DotField {
  double sidePx = 100;  ///< dots lie in a square of this side, photo px
  double pxPerMm = 10;
  double densityPerCm2 = 150;
  double diameterMm = 0.3;
  double leastSpacing = 0.55;  ///< of the mean spacing
  double squash = 1.0;         ///< foreshortening of x, 0..1
  double soft = 0.8;
  Vec3 absorb{0.62, 0.58, 0.5};
  double haloMm = 0.0;  ///< diameter of the halo, 0 none
  uint64_t seed = 1;
};

/// Ellipse with half axes along x and y turned by `angle`.
inline Splat ellipse(double x, double y, double rx, double ry, double angle, double soft, Vec3 absorb) {
  Splat s{};
  s.x = static_cast<float>(x);
  s.y = static_cast<float>(y);
  s.axis0x = static_cast<float>(rx * std::cos(angle));
  s.axis0y = static_cast<float>(rx * std::sin(angle));
  s.axis1x = static_cast<float>(-ry * std::sin(angle));
  s.axis1y = static_cast<float>(ry * std::cos(angle));
  s.soft = static_cast<float>(soft);
  s.absorbR = static_cast<float>(absorb.x);
  s.absorbG = static_cast<float>(absorb.y);
  s.absorbB = static_cast<float>(absorb.z);
  return s;
}

/// Dots by dart throwing with a least spacing; the same for equal seeds and mm, whatever pxPerMm.
inline std::vector<Splat> dots(const DotField& f) {
  std::vector<Splat> splats;
  std::vector<Vec2> places;
  Rng rng(f.seed);
  const double sideMm = f.sidePx / f.pxPerMm;
  const int wanted = static_cast<int>(f.densityPerCm2 * sideMm * sideMm / 100.0);
  const double spacing = f.leastSpacing * 10.0 / std::sqrt(f.densityPerCm2);
  for (int tries = 0; static_cast<int>(places.size()) < wanted && tries < 200 * wanted; ++tries) {
    const Vec2 p{rng.range(0, sideMm), rng.range(0, sideMm)};
    bool free = true;
    for (const Vec2& q : places) free = free && glm::length(p - q) > spacing;
    if (free) places.push_back(p);
  }
  for (const Vec2& p : places) {
    const double r = 0.5 * f.diameterMm * rng.range(0.8, 1.2) * f.pxPerMm;
    const double strength = rng.range(0.75, 1.2);
    const double angle = rng.range(0, kTwoPi);
    Splat s = ellipse(p.x * f.pxPerMm, p.y * f.pxPerMm, 1.07 * r, r / 1.07, angle, f.soft, glm::min(f.absorb * strength, Vec3(0.97)));
    s.axis0x *= static_cast<float>(f.squash);
    s.axis1x *= static_cast<float>(f.squash);
    s.x *= static_cast<float>(f.squash);
    if (f.haloMm > 0) {
      Splat h = ellipse(s.x, s.y, 0.5 * f.haloMm * f.pxPerMm * f.squash, 0.5 * f.haloMm * f.pxPerMm, 0, 1.0, {0.03, 0.16, 0.13});
      h.halo = true;
      splats.push_back(h);
    }
    splats.push_back(s);
  }
  return splats;
}

inline ImageRgb8 plainPhoto(int width, int height, uint8_t r, uint8_t g, uint8_t b) {
  ImageRgb8 photo{width, height, {}};
  for (int i = 0; i < width * height; ++i) photo.rgb.insert(photo.rgb.end(), {r, g, b});
  return photo;
}

/// Skin-coloured noise with a bright stripe, a dark stripe and a gradient.
inline ImageRgb8 busyPhoto(int width, int height, uint64_t seed) {
  ImageRgb8 photo{width, height, {}};
  Rng rng(seed);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      double v = 0.6 + 0.4 * x / width + rng.range(-0.06, 0.06);
      if ((x + y) % 37 < 3) v *= 0.25;
      if ((x + 2 * y) % 53 < 2) v *= 1.5;
      for (const double c : {225.0, 180.0, 150.0}) photo.rgb.push_back(static_cast<uint8_t>(clamp(c * v, 0.0, 255.0)));
    }
  return photo;
}

/// Sum over the window of the light removed per channel, in photo px.
inline Vec3 totalRemoved(const PreparedSplats& prepared, const RasterWindow& window) {
  const std::vector<float> removed = removedLight(prepared, window);
  Vec3 sum{0.0};
  for (size_t i = 0; i < removed.size(); ++i) sum[static_cast<int>(i % 3)] += removed[i];
  return sum / (window.pxPerPhotoPx * window.pxPerPhotoPx);
}

/// The true picture by brute force: at n x n points of every pixel 1 - halos - lit * (1 - product
/// over dots), averaged. What halos leave to a dot is even across it by definition, so it stands
/// inside the product's terms.
inline std::vector<float> removedByProduct(std::span<const Splat> splats, const RasterWindow& window, int n) {
  std::vector<float> removed(static_cast<size_t>(window.width) * window.height * 3, 0.0f);
  const PreparedSplats prepared = prepareSplats(splats);
  for (int y = 0; y < window.height; ++y)
    for (int x = 0; x < window.width; ++x)
      for (int j = 0; j < n; ++j)
        for (int i = 0; i < n; ++i) {
          const float px = static_cast<float>(window.originXPx + (x + (i + 0.5) / n) / window.pxPerPhotoPx);
          const float py = static_cast<float>(window.originYPx + (y + (j + 0.5) / n) / window.pxPerPhotoPx);
          Vec3 through{1.0}, taken{0.0};
          for (size_t k = 0; k < prepared.splats.size(); ++k) {
            const DrawSplat& d = prepared.splats[k];
            const double a = coverageAt(d, px - d.x, py - d.y);
            if (a <= 0) continue;
            const Vec3 absorb{splats[k].absorbR, splats[k].absorbG, splats[k].absorbB};
            if (splats[k].halo) {
              taken += a * absorb;
              continue;
            }
            taken += through * absorb * Vec3(d.lit[0], d.lit[1], d.lit[2]) * a;
            through *= Vec3(1.0) - a * absorb;
          }
          for (int c = 0; c < 3; ++c)
            removed[3 * (static_cast<size_t>(y) * window.width + x) + c] += static_cast<float>(taken[c] / (n * n));
        }
  return removed;
}

}  // namespace hd::scene
