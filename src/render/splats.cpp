#include "render/splats.h"

#include <algorithm>
#include <cmath>

#include "core/facts.h"
#include "core/math.h"
#include "core/rng.h"

namespace hd {
namespace {

/// Skin that is seen more edge-on than this shows no single dots.
constexpr double kLeastFacing = 0.05;
/// Dots that keep less of their pigment did not take at all.
constexpr float kLeastUptake = 0.15f;
constexpr uint64_t kPaceStream = 0x70616365;

Splat ellipse(const Footprint& footprint, Vec2 axis0Px, Vec2 axis1Px, double soft, Vec3 transmission) {
  Splat s;
  s.x = static_cast<float>(footprint.centrePx.x);
  s.y = static_cast<float>(footprint.centrePx.y);
  s.axis0x = static_cast<float>(axis0Px.x);
  s.axis0y = static_cast<float>(axis0Px.y);
  s.axis1x = static_cast<float>(axis1Px.x);
  s.axis1y = static_cast<float>(axis1Px.y);
  s.soft = static_cast<float>(clamp(soft, 0.0, 1.0));
  s.absorbR = static_cast<float>(1.0 - transmission.x);
  s.absorbG = static_cast<float>(1.0 - transmission.y);
  s.absorbB = static_cast<float>(1.0 - transmission.z);
  return s;
}

/// The dot's ellipse may stick out of the photo and still darken its edge pixels.
bool touchesPhoto(const View& view, Vec2 px, double reachPx) {
  return px.x > -reachPx && px.y > -reachPx && px.x < view.photoWidthPx + reachPx && px.y < view.photoHeightPx + reachPx;
}

}  // namespace

std::vector<Splat> makeSplats(std::span<const Dot> dots, const View& view, const ScalpMap& map,
                              const LookSettings& look, int sessionLimit) {
  LookSettings settings = look;
  settings.sessionsDone = sessionLimit;
  std::vector<LookModel> models;
  for (int session = 1; session <= sessionLimit; ++session) models.emplace_back(settings, session);
  const double stretch = std::sqrt(factValue("look.dot_aspect"));
  const double veilReachMm = factValue("optics.veil_reach_mm");
  const float veilShare = static_cast<float>(factValue("optics.veil_share"));
  const bool onHead = view.kind != ViewKind::flat && !map.isFlat();
  const Vec3 eye = onHead ? cameraPositionMm(view.camera) : Vec3(0.0);

  std::vector<Splat> splats;
  splats.reserve(dots.size());
  for (const Dot& dot : dots) {
    if (dot.session > sessionLimit || dot.session < 1) continue;
    // Most dots of a head are on its far side: told by their own normal, before the map is asked for its slopes.
    if (onHead && glm::dot(eye - dot.posScalpMm, dot.normal) < 0.0) continue;
    const std::optional<Footprint> footprint = footprintAt(view, map, dot.posMapMm);
    if (!footprint || footprint->facing < kLeastFacing) continue;
    if (dot.uptake < kLeastUptake) continue;
    DotLook l = models[static_cast<size_t>(dot.session - 1)].look(dot.radiusMm, dot.shade, dot.depthMm,
                                                                            hashUnit(dot.id, kPaceStream, 0));
    if (dot.uptake < 1.0f)
      for (int c = 0; c < 3; ++c) l.transmission[c] = detPow(l.transmission[c], dot.uptake);
    const double pxPerMm = std::max(glm::length(footprint->axis0Px), glm::length(footprint->axis1Px));
    if (!touchesPhoto(view, footprint->centrePx, 2.0 * pxPerMm * std::max(l.radiusMm, l.haloRadiusMm))) continue;
    if (!isVisible(view, map, dot.posScalpMm, dot.normal)) continue;

    if (l.haloRadiusMm > 0.0) {
      splats.push_back(ellipse(*footprint, footprint->axis0Px * l.haloRadiusMm, footprint->axis1Px * l.haloRadiusMm,
                               1.0, l.haloTransmission));
      splats.back().halo = true;
    }
    const double c = std::cos(dot.flowAngleRad), s = std::sin(dot.flowAngleRad);
    const Vec2 alongPx = (footprint->axis0Px * c + footprint->axis1Px * s) * (l.radiusMm * stretch);
    const Vec2 acrossPx = (footprint->axis1Px * c - footprint->axis0Px * s) * (l.radiusMm / stretch);
    splats.push_back(ellipse(*footprint, alongPx, acrossPx, l.softMm / l.radiusMm, l.transmission));
    // Round, and as large as the ellipse that the reach makes in the picture.
    const Vec2 a = footprint->axis0Px, b = footprint->axis1Px;
    splats.back().veilReachPx = static_cast<float>(veilReachMm * std::sqrt(std::fabs(a.x * b.y - a.y * b.x)));
    splats.back().veilShare = veilShare;
  }
  return splats;
}

}  // namespace hd
