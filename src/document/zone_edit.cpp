#include "document/zone_edit.h"

#include <algorithm>

#include "design/limits.h"
#include "design/templates.h"
#include "estimate/estimate.h"

namespace hd {

std::string newZoneName(const Design& design, const char* stem) {
  for (int i = 1;; ++i) {
    const std::string name = std::string(stem) + " " + std::to_string(i);
    const bool taken = std::any_of(design.zones.begin(), design.zones.end(), [&](const Zone& z) { return z.name == name; }) ||
                       std::any_of(design.masks.begin(), design.masks.end(), [&](const Mask& m) { return m.name == name; });
    if (!taken) return name;
  }
}

Zone drawnZone(const Design& design, std::vector<Vec2> outlineMapMm, double densityPerCm2, const char* stem) {
  Zone zone;
  zone.name = newZoneName(design, stem);
  zone.outlineMapMm = std::move(outlineMapMm);
  zone.densityPerCm2 = densityPerCm2;
  zone.featherMm = 3.0;
  if (!design.zones.empty()) {
    zone.shade = design.zones.back().shade;
    zone.dotDiameterMm = design.zones.back().dotDiameterMm;
  }
  return zone;
}

void setNorwood(Design& design, const ScalpMap& map, int stage) {
  if (map.isFlat()) return;
  // What a stage brings is recognised by its names, so that a zone somebody drew is never thrown away.
  std::vector<std::string> stageNames;
  for (int s = 1; s <= 7; ++s) {
    for (const auto& zone : makeNorwoodZones(map, s)) stageNames.push_back(zone.name);
  }
  // Sessions follow the size of the work until somebody chooses them.
  Design planned = design;
  planSessions(planned, map);
  const bool asPlanned = planned.sessions.count == design.sessions.count && planned.sessions.split == design.sessions.split;
  int shade = 3;
  for (const auto& zone : design.zones) shade = zone.shade;
  std::erase_if(design.zones, [&](const Zone& z) {
    return z.followsHairline || std::find(stageNames.begin(), stageNames.end(), z.name) != stageNames.end();
  });
  auto fresh = makeNorwoodZones(map, stage);
  for (auto& zone : fresh) zone.shade = shade;
  design.zones.insert(design.zones.begin(), fresh.begin(), fresh.end());
  if (design.zones.size() > kMaxZones) design.zones.resize(kMaxZones);
  design.norwood = stage;
  if (asPlanned) planSessions(design, map);
}

}  // namespace hd
