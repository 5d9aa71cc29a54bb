#include "estimate/internal/spread.h"

#include "design/start.h"

namespace hd {

std::vector<double> zoneAreaRelativeSd(const Design& design, const ScalpMap& map) {
  std::vector<double> spread(design.zones.size(), design.view().areaRelSd);
  if (map.isFlat()) return spread;
  std::vector<std::vector<FitSample>> samples;
  for (size_t shot = 0; shot < design.shots.size(); ++shot) samples.push_back(fitSamples(design, shot));
  for (size_t i = 0; i < design.zones.size(); ++i) {
    const Zone& zone = design.zones[i];
    const auto shot = static_cast<size_t>(zone.drawnOnPhoto ? zone.drawnOnShot : design.currentShot);
    if (samples[shot].empty()) continue;
    // The bands of one stage share an outline; it is looked at once.
    size_t same = 0;
    while (design.zones[same].outlineMapMm != zone.outlineMapMm || design.zones[same].drawnOnPhoto != zone.drawnOnPhoto ||
           design.zones[same].drawnOnShot != zone.drawnOnShot)
      ++same;
    if (same < i) spread[i] = spread[same];
    else
      spread[i] = areaRelativeSd(zone.outlineMapMm, map, design.shots[shot].view, samples[shot],
                                 zone.drawnOnPhoto ? OutlineAnchor::photo : OutlineAnchor::anatomy);
  }
  return spread;
}

}  // namespace hd
