#include "render/mistakes.h"

#include <algorithm>

#include "core/facts.h"
#include "core/math.h"

namespace hd {
namespace {

constexpr double kMostDensityPerCm2 = 400.0;  // the densest the pattern offers

/// Moves a point of the hairline forward along the skin, away from the vertex.
Vec2 forward(const ScalpMap& map, Vec2 posMapMm, double byMm) {
  const Vec2 direction = map.isFlat() ? Vec2(0.0, 1.0) : glm::normalize(posMapMm + Vec2(0.0, 1e-6));
  const Vec2 moved = posMapMm + direction * (byMm / map.lengthScale(posMapMm));
  return map.covers(moved) ? moved : posMapMm;
}

}  // namespace

Design designWithMistakes(const Design& design, const ScalpMap& map, const Mistakes& mistakes) {
  Design bad = design;
  if (mistakes.tooDense) {
    const double wider = factValue("mistake.dense_diameter");
    const double coverage = factValue("mistake.dense_coverage");
    for (Zone& zone : bad.zones) {
      zone.dotDiameterMm = std::min(zone.dotDiameterMm * wider, 1.0);
      const double dotCm2 = kPi * zone.dotDiameterMm * zone.dotDiameterMm / 400.0;
      zone.densityPerCm2 = std::min(std::max(coverage / dotCm2, zone.densityPerCm2), kMostDensityPerCm2);
    }
  }
  if (mistakes.tooLow)
    for (Vec2& p : bad.hairline.pointsMapMm) p = forward(map, p, factValue("mistake.low_mm"));
  if (mistakes.tooStraight) {
    bad.hairline.irregularity = 0.0;
    bad.hairline.featherMm = 0.0;
    for (Zone& zone : bad.zones) {
      zone.featherMm = 0.0;
      // The transition zone is what a ruled edge lacks.
      if (zone.followsHairline && zone.bandToMm > zone.bandFromMm)
        for (const Zone& core : design.zones) zone.densityPerCm2 = std::max(zone.densityPerCm2, core.densityPerCm2);
    }
  }
  return bad;
}

void spoilDots(std::vector<Dot>& dots, const Design& design, const Mistakes& mistakes) {
  if (mistakes.oneShade)
    for (Dot& dot : dots) {
      if (dot.zone >= design.zones.size()) continue;
      dot.shade = static_cast<float>(design.zones[dot.zone].shade);
      dot.radiusMm = static_cast<float>(0.5 * design.zones[dot.zone].dotDiameterMm);
    }
  if (mistakes.tooDeep) {
    const float depthMm = static_cast<float>(factValue("mistake.deep_mm"));
    const float wider = static_cast<float>(factValue("mistake.deep_diameter"));
    for (Dot& dot : dots) {
      dot.depthMm = depthMm;
      // Deep strokes also leave more pigment behind.
      dot.shade = std::min(dot.shade + 2.0f, 6.0f);
      dot.radiusMm *= wider;
    }
  }
}

}  // namespace hd
