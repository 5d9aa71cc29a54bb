#include "render/mistakes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

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

/// Lays a ruler across the front: one height on the forehead from temple to temple, a chord on flat skin.
void straighten(const ScalpMap& map, std::vector<Vec2>& points) {
  if (points.size() < 3) return;
  if (map.isFlat()) {
    const Vec2 from = points.front(), to = points.back();
    for (size_t i = 1; i + 1 < points.size(); ++i)
      points[i] = from + (to - from) * (static_cast<double>(i) / static_cast<double>(points.size() - 1));
    return;
  }
  double reach = 0.0;
  Vec2 middle = points.front();
  for (Vec2 p : points) {
    reach = std::max(reach, std::fabs(p.x));
    if (std::fabs(p.x) < std::fabs(middle.x)) middle = p;
  }
  const double heightMm = map.toScalp(middle).y;
  constexpr double kFrontShare = 0.75;  // beyond it the temples run down
  for (Vec2& p : points) {
    if (p == middle || std::fabs(p.x) > kFrontShare * reach) continue;
    double near = 0.3, far = 2.0;  // along the ray from the vertex, where the scalp falls off
    for (int step = 0; step < 40; ++step) {
      const double at = 0.5 * (near + far);
      (map.covers(p * at) && map.toScalp(p * at).y > heightMm ? near : far) = at;
    }
    if (map.covers(p * near)) p *= near;
  }
}

struct NamedMistake {
  std::string_view name;
  bool Mistakes::*which;
};
constexpr NamedMistake kMistakes[] = {{"too-deep", &Mistakes::tooDeep},
                                      {"too-dense", &Mistakes::tooDense},
                                      {"too-low", &Mistakes::tooLow},
                                      {"too-straight", &Mistakes::tooStraight},
                                      {"one-shade", &Mistakes::oneShade}};

}  // namespace

std::span<const std::string_view> mistakeNames() {
  static const auto kNames = [] {
    std::array<std::string_view, std::size(kMistakes)> names;
    for (size_t i = 0; i < names.size(); ++i) names[i] = kMistakes[i].name;
    return names;
  }();
  return kNames;
}

bool setMistake(Mistakes& mistakes, std::string_view name, bool on) {
  for (const NamedMistake& m : kMistakes)
    if (m.name == name) return mistakes.*m.which = on, true;
  return false;
}

bool mistakeOn(const Mistakes& mistakes, std::string_view name) {
  for (const NamedMistake& m : kMistakes)
    if (m.name == name) return mistakes.*m.which;
  return false;
}

Design designWithMistakes(const Design& design, const ScalpMap& map, const Mistakes& mistakes) {
  Design bad = design;
  if (mistakes.tooDense) {
    const double wider = factValue("mistake.dense_diameter");
    const double coverage = factValue("mistake.dense_coverage"), least = factValue("mistake.dense_per_cm2");
    for (Zone& zone : bad.zones) {
      if (zone.densityPerCm2 <= 0.0) continue;  // a zone that is kept free
      zone.dotDiameterMm = std::min(zone.dotDiameterMm * wider, 1.0);
      const double dotCm2 = kPi * zone.dotDiameterMm * zone.dotDiameterMm / 400.0;
      zone.densityPerCm2 = std::min(std::max({coverage / dotCm2, zone.densityPerCm2, least}), kMostDensityPerCm2);
    }
  }
  if (mistakes.tooLow)
    for (Vec2& p : bad.hairline.pointsMapMm) p = forward(map, p, factValue("mistake.low_mm"));
  if (mistakes.tooStraight) {
    straighten(map, bad.hairline.pointsMapMm);
    bad.hairline.irregularity = 0.0;
    bad.hairline.featherMm = 0.0;
    for (Zone& zone : bad.zones) {
      zone.featherMm = 0.0;
      // The transition zone is what a ruled edge lacks.
      if (zone.followsHairline && zone.bandToMm > zone.bandFromMm)
        for (const Zone& core : design.zones) {
          zone.densityPerCm2 = std::max(zone.densityPerCm2, core.densityPerCm2);
          zone.dotDiameterMm = std::max(zone.dotDiameterMm, core.dotDiameterMm);
        }
    }
  }
  return bad;
}

void spoilDots(Dots& dots, const Design& design, const Mistakes& mistakes) {
  if (!mistakes.oneShade && !mistakes.tooStraight && !mistakes.tooDeep) return;
  const float depthMm = static_cast<float>(factValue("mistake.deep_mm"));
  const float wider = static_cast<float>(factValue("mistake.deep_diameter"));
  dots.changeMarks([&](DotMark& dot) {
    if (dot.zone < design.zones.size()) {
      const Zone& zone = design.zones[dot.zone];
      if (mistakes.oneShade) {
        dot.shade = static_cast<float>(zone.shade);
        dot.radiusMm = static_cast<float>(0.5 * zone.dotDiameterMm);
      }
      // The edge lacks the finer dots, too.
      if (mistakes.tooStraight) dot.radiusMm = std::max(dot.radiusMm, 0.45f * static_cast<float>(zone.dotDiameterMm));
    }
    if (!mistakes.tooDeep) return;
    dot.depthMm = depthMm;
    // Deep strokes also leave more pigment behind.
    dot.shade = std::min(dot.shade + 2.0f, 6.0f);
    dot.radiusMm *= wider;
  });
}

}  // namespace hd
