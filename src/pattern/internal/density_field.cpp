#include "pattern/internal/density_field.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/facts.h"
#include "core/fingerprint.h"
#include "core/math.h"
#include "core/rng.h"
#include "core/sort.h"
#include "design/limits.h"
#include "design/skin_cover.h"
#include "pattern/internal/local_field.h"

namespace hd {
namespace {

// Sentinels also fill the notches behind the drawn curve and thin out this far into the hair, mm.
constexpr double kSentinelTailMm = 2.0;
// Clusters and gaps fade into even hair this far behind the edge, mm.
constexpr double kClumpDepthMm = 12.0;
// Feathers below this are too fine for the sampled copy of the density, mm.
constexpr double kCoarseFeatherMm = 3.0;
// Strongest clumping of the density, at full irregularity.
constexpr double kClumping = 0.6;
// Skin that shows less than this between hair counts as hidden.
constexpr double kHiddenSkin = 0.1;

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

DensityField::DensityField(const Design& design, const ScalpMap& map, DensityField* before) : design_(design) {
  Box2 area;
  const bool hasHairline = design.hairline.enabled && design.hairline.pointsMapMm.size() >= 2;
  double reach = 0.0;
  for (const Zone& zone : design.zones) {
    if (!zone.visible || zone.outlineMapMm.size() < 3) continue;
    for (Vec2 p : zone.outlineMapMm) area.add(p);
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
  scale_ = before && before->scale_.serves(map, tabulated) ? std::move(before->scale_) : ScaleGrid(map, tabulated);
  if (anyFollows_) {
    const Hairline& line = design.hairline;
    const double wander = line.irregularity * (fact("hairline.macro_amplitude_mm").high + fact("hairline.micro_amplitude_mm").high);
    // Finer dots, feather, notches and clumps are all over by then.
    intricateTo_ = std::max(line.featherMm + wander, kClumpDepthMm + wander) + 0.5;
    reach = std::max(reach + bandFade_, intricateTo_) + 2.0;
    // Half the wavelength between nodes makes clusters and gaps of that wavelength.
    clumpMeshMm_ = 0.5 * factValue("hairline.micro_wavelength_mm");
    hairline_ = HairlineEdge(line, scale_, design.seed, reach);
    hairMatters_.push_back({-1.0, intricateTo_});
    for (const Zone& zone : design.zones) {
      if (!zone.visible || !zone.followsHairline) continue;
      hairMatters_.push_back({zone.bandFromMm, zone.bandFromMm + zone.featherMm});
      if (zone.bandFromMm > 0.0) bandEnds_.push_back(zone.bandFromMm);
      if (zone.bandToMm <= zone.bandFromMm) continue;
      hairMatters_.push_back({zone.bandToMm, zone.bandToMm + bandFade_});
      bandEnds_.push_back(zone.bandToMm);
    }
  }
  // One index per distinct outline, with the reach of the widest feather that uses it.
  std::vector<const Zone*> sources;
  std::vector<double> reaches;
  for (const Zone& zone : design.zones) {
    Region region;
    if (zone.visible && zone.outlineMapMm.size() >= 3) {
      double smallest = 1.0;
      for (Vec2 p : zone.outlineMapMm) {
        box_.add(p);
        smallest = std::min(smallest, scale_.lengthScale(p));
      }
      // Skin is hardly ever longer than map; where it is shorter the reach on the map grows.
      const double need = zone.featherMm > 0.0 ? 1.1 * zone.featherMm / smallest + 4.0 : 4.0;
      size_t k = 0;
      while (k < sources.size() && sources[k]->outlineMapMm != zone.outlineMapMm) ++k;
      if (k == sources.size()) {
        sources.push_back(&zone);
        reaches.push_back(need);
        widestFeather_.push_back(0.0);
      }
      widestFeather_[k] = std::max(widestFeather_[k], zone.featherMm);
      reaches[k] = std::max(reaches[k], need);
      region.outline = static_cast<int>(k);
    }
    regions_.push_back(region);
  }
  for (size_t z = regions_.size(); z-- > 0;)
    if (regions_[z].outline >= 0) zones_.push_back(z);
  for (size_t k = 0; k < sources.size(); ++k) {
    EdgeIndex* known = nullptr;
    if (before)
      for (EdgeIndex& outline : before->outlines_)
        if (outline.reachMm() == reaches[k] && outline.points() == sources[k]->outlineMapMm) known = &outline;
    if (known) outlines_.push_back(std::move(*known));
    else outlines_.emplace_back(sources[k]->outlineMapMm, true, reaches[k]);
  }
  if (anyFollows_ && hairline_.sentinelReachMm() > 0.0) {
    Box2 ahead = hairline_.box();
    ahead.grow(hairline_.sentinelReachMm() * 2.0);
    box_.add(ahead.min);
    box_.add(ahead.max);
  }
  Fingerprint cover;
  cover.addPoint(design.skinCover.originMapMm);
  cover.addReal(design.skinCover.cellMm);
  cover.add(static_cast<uint64_t>(design.skinCover.columns) << 32 | static_cast<uint64_t>(design.skinCover.rows));
  for (uint8_t v : design.skinCover.skin) cover.add(v);
  coverPrint_ = cover.value();
  for (const Mask& mask : design.masks)
    if (mask.outlineMapMm.size() >= 3) masks_.emplace_back(mask.outlineMapMm, true, 4.0);
}

DensityField::Fingerprints DensityField::fingerprints(const Box2& area) const {
  Fingerprint f;
  // Where a box ends, circles about its buckets go on a little.
  constexpr double kBeyondMm = 4.0;
  Box2 wide = area;
  wide.grow(kBeyondMm);
  for (const EdgeIndex& mask : masks_)
    if (const uint64_t print = mask.fingerprint(wide)) f.add(print);
  // A sentinel belongs to the zone at its foot on the hairline.
  const double footMm = anyFollows_ ? 2.0 * hairline_.sentinelReachMm() + 2.0 * kSentinelTailMm : 0.0;
  std::vector<uint64_t> prints;
  for (const EdgeIndex& outline : outlines_) {
    wide = area;
    wide.grow(kBeyondMm + std::max(outline.reachMm(), footMm));
    prints.push_back(outline.fingerprint(wide));
  }
  for (size_t z = 0; z < regions_.size(); ++z) {
    const Zone& zone = design_.zones[z];
    if (regions_[z].outline < 0) continue;
    // Ends of bands make a place intricate whatever zone they are of.
    if (zone.followsHairline && anyFollows_)
      for (double v : {zone.bandFromMm, zone.bandToMm}) f.addReal(v);
    const uint64_t print = prints[regions_[z].outline];
    if (print == 0) continue;
    f.add(z);
    f.add(print);
    f.add(static_cast<uint64_t>(zone.mode) << 16 | static_cast<uint64_t>(zone.use) << 8 | zone.followsHairline);
    f.add(static_cast<uint64_t>(zone.shade) << 8 | static_cast<uint64_t>(zone.sessions));
    for (double v : {zone.densityPerCm2, zone.featherMm, zone.dotDiameterMm, zone.uptake}) f.addReal(v);
    if (zone.use == ZoneUse::betweenHair && !design_.skinCover.everyZone) f.add(coverPrint_);
  }
  if (design_.skinCover.everyZone) f.add(coverFingerprint(design_.skinCover, area));
  if (!anyFollows_) return {f.value(), 0};
  for (double v : {bandFade_, intricateTo_, design_.hairline.featherMm, design_.hairline.irregularity}) f.addReal(v);
  return {f.value(), hairline_.fingerprint(area)};
}

double DensityField::highestDensity(const LocalField& local) const {
  double highest = 0.0;
  for (size_t z = 0; z < regions_.size(); ++z)
    if (regions_[z].outline >= 0 && local.ofOutline(static_cast<size_t>(regions_[z].outline)) != LocalField::Side::outside)
      highest = std::max(highest, design_.zones[z].densityPerCm2);
  // Near the edge clumps raise single places above the zone's own density, and sentinels add to it.
  if (anyFollows_ && !local.settled()) {
    for (const Zone& zone : design_.zones) highest = std::max(highest, zone.visible ? zone.densityPerCm2 : 0.0);
    highest = highest * (1.0 + kClumping * design_.hairline.irregularity) + hairline_.sentinelDensity();
  }
  return highest;
}

struct DensityField::Probe {
  Vec2 pos;
  const LocalField* local;
  HairlineSample hair;
  struct Side {
    int inside;
    double skinMm;  // from the outline; 1e300 beyond the reach
  };
  // Only the first outlines_.size() are set up (both -1: not asked yet).
  std::array<Side, kMaxZones> sides;
};

DensityField::Weighted DensityField::weigh(size_t index, Probe& probe) const {
  const Zone& zone = design_.zones[index];
  const auto which = static_cast<size_t>(regions_[index].outline);
  const EdgeIndex& outline = outlines_[which];
  Probe::Side& side = probe.sides[which];
  if (side.inside < 0) {
    const LocalField::Side whole = probe.local ? probe.local->ofOutline(which) : LocalField::Side::mixed;
    side.inside = whole == LocalField::Side::mixed ? outline.inside(probe.pos) : whole == LocalField::Side::inside;
  }
  if (!side.inside) return {false, 0.0};
  const double behind = probe.hair.behindMm;
  Weighted out{true, 1.0};
  if (zone.followsHairline && hairline_.enabled()) {
    if (behind < 0.0 || behind < zone.bandFromMm) return {false, 0.0};
    if (zone.bandFromMm > 0.0 && zone.featherMm > 0.0) out.weight = smoothstep(zone.bandFromMm, zone.bandFromMm + zone.featherMm, behind);
    if (zone.bandToMm > zone.bandFromMm && behind >= zone.bandToMm) {
      out.within = false;
      if (bandFade_ <= 0.0 || behind >= zone.bandToMm + bandFade_) return {false, 0.0};
      out.weight *= 1.0 - smoothstep(zone.bandToMm, zone.bandToMm + bandFade_, behind);
    }
  }
  if (zone.featherMm > 0.0) {
    if (side.skinMm < 0.0 && probe.local) side.skinMm = probe.local->skinFromOutlineMm(which, probe.pos);
    if (side.skinMm < 0.0) {
      const Nearest edge = outline.nearest(probe.pos);
      side.skinMm = edge.distanceMm < 1e299 ? scale_.skinLengthMm(edge.foot, probe.pos) : 1e300;
    }
    out.weight *= smoothstep(0.0, zone.featherMm, side.skinMm);
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
    if (regions_[z].outline >= 0 && zone.followsHairline && zone.bandFromMm <= 0.0 && outlines_[regions_[z].outline].inside(behind))
      return static_cast<int>(z);
  }
  return -1;
}

FieldSample DensityField::at(Vec2 p, const LocalField* local) const {
  FieldSample out;
  if (p.x < box_.min.x || p.x > box_.max.x || p.y < box_.min.y || p.y > box_.max.y) return out;
  if (local && local->ofMasks() == LocalField::Side::inside) return out;
  if (!local || local->ofMasks() == LocalField::Side::mixed)
    for (const EdgeIndex& mask : masks_)
      if (mask.inside(p)) return out;
  if (!(local && local->covered()) && !scale_.covered(p)) return out;
  // Where hair hides nearly all skin, there is nothing to work on.
  double bare = 1.0;
  if (design_.skinCover.everyZone) {
    bare = (skinShown(design_.skinCover, p) - kHiddenSkin) / (1.0 - kHiddenSkin);
    if (bare <= 0.0) return out;
  }
  Probe probe;
  probe.pos = p;
  probe.local = local;
  for (size_t k = 0; k < outlines_.size(); ++k) probe.sides[k] = {-1, -1.0};
  HairlineSample& hair = probe.hair;
  if (anyFollows_) hair = local ? local->at(p) : hairline_.at(p);
  out.behindMm = hair.behindMm;
  // From the top down: what a zone leaves uncovered goes to those below, and at last to a band that
  // ends here and lies above.
  const double edge = anyFollows_ && hair.behindMm >= 0.0 ? edgeFactor(p, hair) : 1.0;
  double left = 1.0, fading = 0.0;
  size_t fadingZone = 0;
  const auto paint = [&](size_t z, double share) {
    const Zone& zone = design_.zones[z];
    const double dots = share * zone.densityPerCm2 * (zone.followsHairline && hairline_.enabled() ? edge : 1.0) *
                        (zone.use == ZoneUse::betweenHair && !design_.skinCover.everyZone ? skinShown(design_.skinCover, p) : bare);
    out.densityPerCm2 += dots;
    out.diameterMm += dots * zone.dotDiameterMm;
    out.shade += dots * zone.shade;
  };
  for (const size_t z : local ? local->zones() : std::span<const size_t>(zones_)) {
    if (left <= 1e-9) break;
    const Weighted w = weigh(z, probe);
    if (out.zone < 0 && !w.within) {
      if (w.weight > fading) {
        fading = w.weight;
        fadingZone = z;
      }
      continue;
    }
    if (out.zone < 0) out.zone = static_cast<int>(z);
    if (w.weight <= 0.0) continue;
    paint(z, left * w.weight);
    left *= 1.0 - w.weight;
  }
  if (out.zone >= 0 && fading > 0.0) paint(fadingZone, left * fading);
  const double sentinels = anyFollows_ ? hairline_.sentinelDensity() : 0.0;
  if (sentinels > 0.0) {
    const double inside = hair.behindMm - hair.setbackMm, reach = hairline_.sentinelReachMm();
    if (inside > -reach && inside < kSentinelTailMm && !hair.atEnd) {
      const int owner = sentinelOwner(hair);
      // In front of the curve they only go where nothing else grows.
      if (owner >= 0 && (out.zone == owner || (out.zone < 0 && hair.behindMm < 0.0))) {
        const Zone& zone = design_.zones[owner];
        out.sentinel = hair.behindMm < 0.0;
        out.zone = owner;
        const double dots =
            bare * std::min(sentinels, 0.5 * zone.densityPerCm2) * (inside < 0.0 ? 1.0 + inside / reach : 1.0 - inside / kSentinelTailMm);
        out.densityPerCm2 += dots;
        out.diameterMm += dots * zone.dotDiameterMm;
        out.shade += dots * zone.shade;
      }
    }
  }
  if (out.zone < 0 || out.densityPerCm2 <= 0.0) {
    out.densityPerCm2 = 0.0;
    return out;
  }
  out.diameterMm /= out.densityPerCm2;
  out.shade /= out.densityPerCm2;
  return out;
}

std::vector<ZoneShare> DensityField::integrate(const LocalField& local) const {
  const Box2& area = local.area();
  std::vector<ZoneShare> out;
  const auto add = [&](Vec2 p, double mapMm2) {
    const FieldSample s = at(p, local);
    if (s.zone < 0) return;
    const double cm2 = mapMm2 * 0.01 * scale_.areaFactor(p);
    ZoneShare* share = nullptr;
    for (ZoneShare& known : out)
      if (known.zone == s.zone) share = &known;
    if (!share) share = &out.emplace_back(ZoneShare{s.zone, 0.0, 0.0});
    if (!s.sentinel) share->areaCm2 += cm2;
    share->dots += cm2 * s.densityPerCm2;
  };
  constexpr double kGauss = 0.21132486540518713;  // two-point rule on [0, 1]
  const Vec2 size = area.max - area.min;
  if (!intricate(local)) {
    for (int k = 0; k < 4; ++k)
      add(area.min + Vec2(k & 1 ? 1.0 - kGauss : kGauss, k & 2 ? 1.0 - kGauss : kGauss) * size, 0.25 * size.x * size.y);
    return out;
  }
  // Slabs between corners of outlines: there every outline is straight, so two lines across tell the
  // whole slab, and along a line the field is smooth between crossings.
  const int slabs = netAcross(local), pieces = slabs;
  std::vector<double> heights, cuts;
  for (int k = 0; k <= slabs; ++k) heights.push_back(area.min.y + size.y * k / slabs);
  for (const EdgeIndex& outline : outlines_) outline.corners(area, heights);
  for (const EdgeIndex& mask : masks_) mask.corners(area, heights);
  if (anyFollows_) hairline_.side().corners(area, heights);
  sortSmall(heights.begin(), heights.end());
  for (size_t k = 0; k + 1 < heights.size(); ++k) {
    const double slab = heights[k + 1] - heights[k];
    if (slab < 1e-9) continue;
    for (double g : {kGauss, 1.0 - kGauss}) {
      const double y = heights[k] + g * slab;
      cuts = {area.min.x, area.max.x};
      for (const EdgeIndex& outline : outlines_) outline.crossings(y, area.min.x, area.max.x, cuts);
      for (const EdgeIndex& mask : masks_) mask.crossings(y, area.min.x, area.max.x, cuts);
      if (anyFollows_) hairline_.side().crossings(y, area.min.x, area.max.x, cuts);
      sortSmall(cuts.begin(), cuts.end());
      for (size_t c = 0; c + 1 < cuts.size(); ++c) {
        const double length = cuts[c + 1] - cuts[c];
        if (length < 1e-9) continue;
        const int cutIn = 1 + static_cast<int>(length / size.x * (pieces - 0.01));
        for (int i = 0; i < cutIn; ++i) add(Vec2(cuts[c] + length * (i + 0.5) / cutIn, y), 0.5 * slab * length / cutIn);
      }
    }
  }
  return out;
}

bool DensityField::intricate(const LocalField& local) const {
  const Box2& area = local.area();
  if (scale_.covered(area.min) != scale_.covered(area.max)) return true;
  const auto overlaps = [&](const EdgeIndex& outline) {
    const Box2& box = outline.box();
    return !(area.max.x < box.min.x || area.min.x > box.max.x || area.max.y < box.min.y || area.min.y > box.max.y);
  };
  for (size_t k = 0; k < outlines_.size(); ++k)
    if (overlaps(outlines_[k]) && local.touchesOutline(k, 0.0)) return true;
  // A feather narrower than a few pixels of the sampled copy.
  if (narrowFeatherMm(local) < kCoarseFeatherMm) return true;
  for (const EdgeIndex& mask : masks_)
    if (overlaps(mask) && mask.touches(area)) return true;
  // Strands are finer than a sampled copy.
  if (design_.skinCover.everyZone) {
    if (coverWithin(design_.skinCover, area) == CoverWithin::mixed) return true;
  } else if (!design_.skinCover.skin.empty()) {
    for (size_t z = 0; z < regions_.size(); ++z) {
      if (regions_[z].outline < 0 || design_.zones[z].use != ZoneUse::betweenHair) continue;
      if (overlaps(outlines_[regions_[z].outline])) return true;
    }
  }
  return local.edgePasses() || local.bandEnds();
}

// Nobody cuts along the ends of bands and feathers: there the net is drawn closer, two meshes to a feather.
int DensityField::netAcross(const LocalField& local) const {
  constexpr int kWide = 3, kBandEnds = 6, kMost = 14;
  double meshes = local.bandEnds() ? kBandEnds : kWide;
  const double size = local.area().max.x - local.area().min.x;
  meshes = std::max(meshes, std::ceil(2.0 * size / narrowFeatherMm(local)));
  return static_cast<int>(std::min<double>(meshes, kMost));
}

double DensityField::narrowFeatherMm(const LocalField& local) const {
  double narrowest = kCoarseFeatherMm;
  for (size_t z = 0; z < regions_.size(); ++z) {
    const double feather = design_.zones[z].featherMm;
    if (regions_[z].outline < 0 || feather <= 0.0 || feather >= narrowest) continue;
    if (local.touchesOutline(static_cast<size_t>(regions_[z].outline), feather / 0.7)) narrowest = feather;
  }
  return narrowest;
}

}  // namespace hd
