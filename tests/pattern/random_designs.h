// Designs for the property tests: random, but the same on every machine.
#pragma once

#include "core/math.h"
#include "core/polygon.h"
#include "core/rng.h"
#include "design/templates.h"

namespace hd::test {

/// A star-shaped outline about a centre.
inline std::vector<Vec2> blob(Rng& rng, Vec2 centre, double radiusMm, int corners) {
  std::vector<Vec2> out;
  for (int i = 0; i < corners; ++i) {
    const double angle = kTwoPi * i / corners, r = radiusMm * rng.range(0.6, 1.0);
    out.push_back(centre + r * Vec2(detCos(angle), detSin(angle)));
  }
  return out;
}

/// A blob somewhere in a box. Each number is drawn in a statement of its own, for compilers differ in
/// the order in which they evaluate arguments.
inline std::vector<Vec2> randomBlob(Rng& rng, const Box2& box, double leastMm, double mostMm, int corners) {
  const double x = rng.range(box.min.x, box.max.x);
  const double y = rng.range(box.min.y, box.max.y);
  const double radius = rng.range(leastMm, mostMm);
  return blob(rng, {x, y}, radius, corners);
}

/// One to three zones on a flat view, half the time with a hairline, sometimes with a mask.
inline Design randomFlatDesign(uint64_t seed) {
  Rng rng(seed * 7919 + 13);
  Design design = makeEmptyDesign();
  design.seed = seed;
  design.irregularity = rng.unit();
  design.hairline.enabled = rng.below(2) == 0;
  design.hairline.irregularity = rng.below(4) == 0 ? 0.0 : rng.unit();
  design.hairline.featherMm = rng.range(0.0, 15.0);
  for (double x : {5.0, 35.0, 60.0, 95.0, 120.0}) design.hairline.pointsMapMm.push_back({x, 70.0 + rng.range(-10.0, 10.0)});
  const uint32_t zones = 1 + rng.below(3);
  for (uint32_t z = 0; z < zones; ++z) {
    Zone zone;
    zone.name = "Zone";
    const int corners = 5 + static_cast<int>(rng.below(8));
    zone.outlineMapMm = randomBlob(rng, {{20.0, 15.0}, {90.0, 75.0}}, 20.0, 60.0, corners);
    zone.densityPerCm2 = rng.range(50.0, 250.0);
    zone.featherMm = rng.below(2) == 0 ? 0.0 : rng.range(0.5, 15.0);
    zone.followsHairline = design.hairline.enabled && rng.below(2) == 0;
    if (zone.followsHairline && rng.below(2) == 0) {
      zone.bandFromMm = rng.below(2) == 0 ? 0.0 : rng.range(4.0, 15.0);
      zone.bandToMm = zone.bandFromMm + rng.range(5.0, 25.0);
    }
    zone.mode = static_cast<ScatterMode>(rng.below(3));
    zone.shade = 1 + static_cast<int>(rng.below(6));
    design.zones.push_back(zone);
  }
  if (rng.below(3) == 0) design.masks.push_back({"Scar", blob(rng, Vec2(60.0, 40.0), 12.0, 6)});
  return design;
}

/// A design on a head: template hairline and the zones of a Norwood stage.
inline Design headDesign(uint64_t seed, HairlineTemplate hairline, int norwood) {
  Design design = makeEmptyDesign();
  design.seed = seed;
  HeadParams head = defaultHead();
  head.lengthMm += static_cast<double>(seed % 5) * 3.0 - 6.0;
  design.head = head;
  const ScalpMap map = ScalpMap::ofHead(head);
  design.hairline = makeHairline(map, hairline);
  design.zones = makeNorwoodZones(map, norwood);
  return design;
}

/// One zone with the given outline on a flat view.
inline Design oneZone(std::vector<Vec2> outline, double densityPerCm2, double featherMm = 0.0) {
  Design design = makeEmptyDesign();
  Zone zone;
  zone.name = "Zone";
  zone.outlineMapMm = std::move(outline);
  zone.densityPerCm2 = densityPerCm2;
  zone.featherMm = featherMm;
  design.zones = {zone};
  return design;
}

}  // namespace hd::test
