#include "estimate/spread.h"

#include "scalp/fit.h"

namespace hd {

std::vector<double> zoneAreaRelativeSd(const Design& design, const ScalpMap& map) {
  std::vector<double> spread(design.zones.size(), design.view.areaRelSd);
  if (map.isFlat() || design.viewSamples.empty()) return spread;
  std::vector<FitSample> samples;
  for (const Design::ViewSample& sample : design.viewSamples) samples.push_back({sample.head, sample.camera});
  for (size_t i = 0; i < design.zones.size(); ++i) {
    const Zone& zone = design.zones[i];
    // The bands of one stage share an outline; it is looked at once.
    size_t same = 0;
    while (design.zones[same].outlineMapMm != zone.outlineMapMm || design.zones[same].drawnOnPhoto != zone.drawnOnPhoto) ++same;
    if (same < i)
      spread[i] = spread[same];
    else
      spread[i] = areaRelativeSd(zone.outlineMapMm, map, design.view, samples, zone.drawnOnPhoto ? OutlineAnchor::photo : OutlineAnchor::anatomy);
  }
  return spread;
}

}  // namespace hd
