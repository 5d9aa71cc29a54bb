#include "design/templates.h"

#include <algorithm>
#include <cmath>

#include "core/facts.h"

namespace hd {
namespace {

// How far zones reach in front of the reference hairline, map mm: further than a hairline is ever lowered.
constexpr double kForwardReachMm = 40.0;
// Outline points this near the reference hairline lie on it.
constexpr double kOnHairlineMm = 2.0;

std::vector<Vec2> toMap(const ScalpMap& map, const std::vector<Vec3>& directions) {
  std::vector<Vec2> out;
  out.reserve(directions.size());
  for (const Vec3& q : directions) out.push_back(map.toMap(map.head().surfacePoint(q)));
  return out;
}

double distanceToPolyline(Vec2 p, std::span<const Vec2> line) {
  double best = 1e300;
  for (size_t i = 0; i + 1 < line.size(); ++i) best = std::min(best, distanceToSegment(p, line[i], line[i + 1]));
  return best;
}

// The outline with its front carried forward, towards the face. From side to side a hairline has one
// point for each x, so nothing that lies behind the reference hairline is added or lost.
std::vector<Vec2> reachForward(const std::vector<Vec2>& outline, const std::vector<bool>& onHairline) {
  std::vector<Vec2> out;
  const size_t n = outline.size();
  for (size_t i = 0; i < n; ++i) {
    const bool before = onHairline[(i + n - 1) % n], here = onHairline[i], after = onHairline[(i + 1) % n];
    if (!here || !before) out.push_back(outline[i]);
    if (!here) continue;
    out.push_back(outline[i] + Vec2(0.0, kForwardReachMm));
    if (!after && before) out.push_back(outline[i]);
  }
  return out;
}

Zone presetZone(const char* name, const char* key, std::vector<Vec2> outline) {
  const auto value = [&](const char* what) { return factValue(std::string("zones.") + key + what); };
  Zone zone;
  zone.name = name;
  zone.outlineMapMm = std::move(outline);
  zone.densityPerCm2 = value("_density_per_cm2");
  zone.dotDiameterMm = value("_diameter_mm");
  zone.shade = static_cast<int>(value("_shade"));
  zone.featherMm = factValue("zones.blend_mm");
  return zone;
}

}  // namespace

ScalpMap scalpMapOf(const Design& design) { return design.head ? ScalpMap::ofHead(*design.head) : ScalpMap::flat(); }

Hairline makeHairline(const ScalpMap& map, HairlineTemplate t) {
  Hairline hairline;
  hairline.enabled = true;
  hairline.templateName = hairlineTemplateName(t);
  hairline.pointsMapMm = toMap(map, hairlineDirections(t));
  hairline.featherMm = factValue("hairline.feather_mm");
  return hairline;
}

std::vector<Zone> makeNorwoodZones(const ScalpMap& map, int stage) {
  const std::vector<Vec2> reference = hairlineCurve(makeHairline(map, HairlineTemplate::natural));
  const double transitionToMm = factValue("zones.transition_to_mm");
  const double definedToMm = factValue("zones.defined_to_mm");
  std::vector<Zone> zones;
  std::vector<Zone> islands;
  for (const std::vector<Vec3>& directions : norwoodOutlines(stage)) {
    const std::vector<Vec2> outline = toMap(map, directions);
    std::vector<bool> onHairline(outline.size());
    for (size_t i = 0; i < outline.size(); ++i) onHairline[i] = distanceToPolyline(outline[i], reference) < kOnHairlineMm;
    if (std::none_of(onHairline.begin(), onHairline.end(), [](bool on) { return on; })) {
      islands.push_back(presetZone("Crown", "crown", outline));
      continue;
    }
    const std::vector<Vec2> reaching = reachForward(outline, onHairline);
    const auto band = [&](const char* name, const char* key, double fromMm, double toMm) {
      Zone zone = presetZone(name, key, reaching);
      zone.followsHairline = true;
      zone.bandFromMm = fromMm;
      zone.bandToMm = toMm;
      zones.push_back(std::move(zone));
    };
    band("Transition", "transition", 0.0, transitionToMm);
    band("Defined", "defined", transitionToMm, definedToMm);
    band("Core", "core", definedToMm, 0.0);
  }
  zones.insert(zones.end(), islands.begin(), islands.end());
  return zones;
}

void setShades(std::vector<Zone>& zones, int wholeShade) {
  for (Zone& zone : zones) {
    const bool edge = zone.followsHairline && zone.bandFromMm <= 0.0 && zone.bandToMm > 0.0;
    zone.shade = std::clamp(wholeShade - (edge ? 1 : 0), 1, 6);
  }
}

}  // namespace hd
