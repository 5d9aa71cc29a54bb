#include "pattern/density_field.h"

#include <algorithm>
#include <cmath>

#include "core/facts.h"
#include "core/math.h"
#include "core/rng.h"

namespace hd {
namespace {

// Sentinels also fill the notches behind the drawn curve and thin out this far into the hair, mm.
constexpr double kSentinelTailMm = 2.0;
// Clusters and gaps fade into even hair this far behind the edge, mm.
constexpr double kClumpDepthMm = 12.0;
// Strongest clumping of the density, at full irregularity.
constexpr double kClumping = 0.6;

// Smooth noise in [-1, 1] with the given mesh: bilinear blend of hashed nodes.
double meshNoise(Vec2 p, double meshMm, uint64_t seed) {
  const double gx = p.x / meshMm, gy = p.y / meshMm;
  const double fx = std::floor(gx), fy = std::floor(gy);
  const int64_t ix = static_cast<int64_t>(fx), iy = static_cast<int64_t>(fy);
  const auto node = [&](int64_t x, int64_t y) {
    return 2.0 * hashUnit(static_cast<uint64_t>(x) * 0x100000001b3ull + static_cast<uint64_t>(y), seed, 107) - 1.0;
  };
  const double tx = smoothstep(0.0, 1.0, gx - fx), ty = smoothstep(0.0, 1.0, gy - fy);
  return mix(mix(node(ix, iy), node(ix + 1, iy), tx), mix(node(ix, iy + 1), node(ix + 1, iy + 1), tx), ty);
}

}  // namespace

DensityField::DensityField(const Design& design, const ScalpMap& map) : design_(design) {
  Box2 area;
  const bool hasHairline = design.hairline.enabled && design.hairline.pointsMapMm.size() >= 2;
  double reach = 0.0;
  for (const Zone& zone : design.zones) {
    if (!zone.visible || zone.outlineMapMm.size() < 3) continue;
    for (Vec2 p : zone.outlineMapMm) area.add(p);
    highest_ = std::max(highest_, zone.densityPerCm2);
    if (!zone.followsHairline || !hasHairline) continue;
    anyFollows_ = true;
    bandFade_ = std::max(bandFade_, zone.featherMm);
    reach = std::max({reach, zone.bandFromMm + zone.featherMm, zone.bandToMm});
  }
  if (area.empty()) {
    regions_.resize(design.zones.size());
    return;
  }
  if (anyFollows_)
    for (Vec2 p : design.hairline.pointsMapMm) area.add(p);
  Box2 tabulated = area;
  tabulated.grow(20.0);
  scale_ = ScaleGrid(map, tabulated);
  if (anyFollows_) {
    const Hairline& line = design.hairline;
    const double wander = line.irregularity * (fact("hairline.macro_amplitude_mm").high + fact("hairline.micro_amplitude_mm").high);
    // Finer dots, feather, notches and clumps are all over by then.
    intricateTo_ = std::max(line.featherMm + wander, kClumpDepthMm + wander) + 0.5;
    reach = std::max(reach + bandFade_, intricateTo_) + 2.0;
    // Half the wavelength between nodes makes clusters and gaps of that wavelength.
    clumpMeshMm_ = 0.5 * factValue("hairline.micro_wavelength_mm");
    hairline_ = HairlineEdge(line, scale_, design.seed, reach);
    // Clumps raise single places above the zone's own density.
    highest_ = highest_ * (1.0 + kClumping * line.irregularity) + hairline_.sentinelDensity();
  }
  for (size_t z = 0; z < design.zones.size(); ++z) {
    const Zone& zone = design.zones[z];
    Region region;
    region.visible = zone.visible && zone.outlineMapMm.size() >= 3;
    if (region.visible) {
      // Skin is never much longer than map; the margin covers where it is shorter.
      double smallest = 1.0;
      for (Vec2 p : zone.outlineMapMm) smallest = std::min(smallest, scale_.lengthScale(p));
      const double need = zone.featherMm > 0.0 ? 1.1 * zone.featherMm / smallest + 4.0 : 4.0;
      for (size_t k = 0; k < z && !region.outline; ++k)
        if (regions_[k].visible && regions_[k].outline->reachMm() >= need && design.zones[k].outlineMapMm == zone.outlineMapMm)
          region.outline = regions_[k].outline;
      if (!region.outline) region.outline = std::make_shared<EdgeIndex>(zone.outlineMapMm, true, need);
      for (Vec2 p : zone.outlineMapMm) box_.add(p);
    }
    regions_.push_back(std::move(region));
  }
  if (anyFollows_ && hairline_.sentinelReachMm() > 0.0) {
    Box2 ahead = hairline_.box();
    ahead.grow(hairline_.sentinelReachMm() * 2.0);
    box_.add(ahead.min);
    box_.add(ahead.max);
  }
  for (const Mask& mask : design.masks)
    if (mask.outlineMapMm.size() >= 3) masks_.emplace_back(mask.outlineMapMm, true, 4.0);
}

DensityField::Weighted DensityField::weigh(size_t index, Vec2 p, const HairlineSample& hair) const {
  const Zone& zone = design_.zones[index];
  const Region& region = regions_[index];
  if (!region.visible || !region.outline->inside(p)) return {false, 0.0};
  Weighted out{true, 1.0};
  if (zone.followsHairline && hairline_.enabled()) {
    if (hair.behindMm < 0.0 || hair.behindMm < zone.bandFromMm) return {false, 0.0};
    if (zone.bandFromMm > 0.0 && zone.featherMm > 0.0)
      out.weight = smoothstep(zone.bandFromMm, zone.bandFromMm + zone.featherMm, hair.behindMm);
    if (zone.bandToMm > zone.bandFromMm && hair.behindMm >= zone.bandToMm) {
      out.within = false;
      if (bandFade_ <= 0.0 || hair.behindMm >= zone.bandToMm + bandFade_) return {false, 0.0};
      out.weight *= 1.0 - smoothstep(zone.bandToMm, zone.bandToMm + bandFade_, hair.behindMm);
    }
  }
  if (zone.featherMm > 0.0) {
    const Nearest edge = region.outline->nearest(p);
    if (edge.distanceMm < 1e299)
      out.weight *= smoothstep(0.0, zone.featherMm, scale_.skinLengthMm(edge.foot, p));
  }
  return out;
}

double DensityField::edgeFactor(Vec2 p, const HairlineSample& hair) const {
  const Hairline& line = design_.hairline;
  if (hair.behindMm > intricateTo_) return 1.0;
  const double inside = hair.behindMm - hair.setbackMm;
  if (inside < 0.0) return 0.0;
  double factor = line.featherMm > 0.0 ? smoothstep(0.0, line.featherMm, inside) : 1.0;
  if (line.irregularity > 0.0) {
    const double strength = kClumping * line.irregularity * (1.0 - smoothstep(0.0, kClumpDepthMm, inside));
    factor *= 1.0 + strength * meshNoise(p, clumpMeshMm_, design_.seed);
  }
  return factor;
}

int DensityField::sentinelOwner(const HairlineSample& hair) const {
  const Vec2 behind = hair.foot;
  for (size_t z = design_.zones.size(); z-- > 0;) {
    const Zone& zone = design_.zones[z];
    if (regions_[z].visible && zone.followsHairline && zone.bandFromMm <= 0.0 && regions_[z].outline->inside(behind))
      return static_cast<int>(z);
  }
  return -1;
}

FieldSample DensityField::at(Vec2 p) const {
  FieldSample out;
  if (p.x < box_.min.x || p.x > box_.max.x || p.y < box_.min.y || p.y > box_.max.y) return out;
  for (const EdgeIndex& mask : masks_)
    if (mask.inside(p)) return out;
  if (!scale_.covered(p)) return out;
  HairlineSample hair;
  if (anyFollows_) hair = hairline_.at(p);
  out.behindMm = hair.behindMm;
  // From the top down: what a zone leaves uncovered goes to those below, and at last to bands that
  // end here and lie above.
  double left = 1.0, density = 0.0;
  const size_t count = design_.zones.size();
  const double edge = anyFollows_ && hair.behindMm >= 0.0 ? edgeFactor(p, hair) : 1.0;
  double fading = 0.0, fadingDensity = 0.0;
  for (size_t z = count; z-- > 0 && left > 1e-9;) {
    const Weighted w = weigh(z, p, hair);
    if (w.weight <= 0.0 && !w.within) continue;
    const Zone& zone = design_.zones[z];
    const double own = zone.densityPerCm2 * (zone.followsHairline && hairline_.enabled() ? edge : 1.0);
    if (out.zone < 0 && !w.within) {
      fading = w.weight;
      fadingDensity = own;
      continue;
    }
    if (out.zone < 0) out.zone = static_cast<int>(z);
    density += left * w.weight * own;
    left *= 1.0 - w.weight;
  }
  if (out.zone >= 0) density += left * fading * fadingDensity;
  const double sentinels = anyFollows_ ? hairline_.sentinelDensity() : 0.0;
  if (sentinels > 0.0) {
    const double inside = hair.behindMm - hair.setbackMm, reach = hairline_.sentinelReachMm();
    if (inside > -reach && inside < kSentinelTailMm && !hair.atEnd) {
      const int owner = sentinelOwner(hair);
      // In front of the curve they only go where nothing else grows.
      if (owner >= 0 && (out.zone == owner || (out.zone < 0 && hair.behindMm < 0.0))) {
        out.sentinel = hair.behindMm < 0.0;
        out.zone = owner;
        const double most = std::min(sentinels, 0.5 * design_.zones[owner].densityPerCm2);
        density += most * (inside < 0.0 ? 1.0 + inside / reach : 1.0 - inside / kSentinelTailMm);
      }
    }
  }
  out.densityPerCm2 = out.zone >= 0 ? density : 0.0;
  return out;
}

bool DensityField::intricate(const Box2& area) const {
  if (scale_.covered(area.min) != scale_.covered(area.max)) return true;
  const double radius = 0.5 * glm::length(area.max - area.min);
  const Vec2 centre = 0.5 * (area.min + area.max);
  const auto meets = [&](const EdgeIndex& outline) {
    const Box2& box = outline.box();
    if (area.max.x < box.min.x || area.min.x > box.max.x || area.max.y < box.min.y || area.min.y > box.max.y) return false;
    return outline.touches(area);
  };
  for (size_t z = 0; z < regions_.size(); ++z) {
    if (!regions_[z].visible) continue;
    if (meets(*regions_[z].outline)) return true;
    // A feather narrower than a few pixels of the sampled copy.
    const double feather = design_.zones[z].featherMm;
    if (feather > 0.0 && feather < 3.0) {
      Box2 wide = area;
      wide.grow(feather);
      if (meets(*regions_[z].outline) || regions_[z].outline->touches(wide)) return true;
    }
  }
  for (const EdgeIndex& mask : masks_)
    if (meets(mask)) return true;
  if (!anyFollows_) return false;
  const HairlineSample hair = hairline_.at(centre);
  const double size = radius * 1.15 + 0.5;
  if (std::fabs(hair.behindMm) > 1e299) return false;
  if (hair.behindMm > -hairline_.sentinelReachMm() - size && hair.behindMm < intricateTo_ + size) return true;
  for (const Zone& zone : design_.zones) {
    if (!zone.visible || !zone.followsHairline) continue;
    if (std::fabs(hair.behindMm - zone.bandFromMm) < size) return true;
    if (zone.bandToMm > zone.bandFromMm && std::fabs(hair.behindMm - zone.bandToMm) < size) return true;
  }
  return false;
}

}  // namespace hd
