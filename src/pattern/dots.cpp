#include "pattern/dots.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "core/facts.h"
#include "core/math.h"
#include "core/rng.h"
#include "design/templates.h"
#include "pattern/density_field.h"
#include "pattern/flow_field.h"
#include "pattern/sampler.h"

namespace hd {
namespace {

// Streams of the hashes that give a dot its looks.
enum Stream : uint64_t { kSizeStream = 11, kShadeStream, kDepthStream, kAccentStream, kUptakeStream };

// Dots become as fine as the edge's own over this distance behind the hairline, mm.
constexpr double kFineEdgeMm = 10.0;
// Shades are steps of dilution; one step is about this relative change of opacity.
constexpr double kOpacityPerShade = 0.30;

// Ends of the sessions on a scale of 0..1.
std::vector<double> sessionEnds(const Sessions& sessions) {
  std::vector<double> ends;
  double sum = 0.0, total = 0.0;
  for (int k = 0; k < sessions.count; ++k)
    total += static_cast<size_t>(k) < sessions.split.size() ? std::max(0.0, sessions.split[k]) : 0.0;
  for (int k = 0; k < sessions.count; ++k) {
    const double share = static_cast<size_t>(k) < sessions.split.size() ? std::max(0.0, sessions.split[k]) : 0.0;
    sum += total > 0.0 ? share / total : 1.0 / sessions.count;
    ends.push_back(sum);
  }
  return ends;
}

}  // namespace

std::vector<Dot> makeDots(const Design& design, const ScalpMap& map) {
  const DensityField field(design, map);
  const std::vector<Place> places = samplePlaces(design, field);
  std::vector<Dot> dots;
  dots.reserve(places.size());
  if (places.empty()) return dots;
  const FlowField flow(design, map.isFlat());
  const FlowGrid flowGrid(flow, field.box());
  const double diameterCv = factValue("dots.diameter_cv");
  const double shadeSd = factValue("dots.opacity_cv") / kOpacityPerShade;
  const double edgeDiameter = factValue("dots.hairline_diameter_mm");
  const Fact& depth = fact("look.depth_mm");
  // Zones may be done in fewer sessions than the whole.
  std::vector<std::vector<double>> endsOf;
  std::vector<SessionStyle> styles;
  for (int count = 1; count <= design.sessions.count; ++count) {
    endsOf.push_back(count == design.sessions.count ? sessionEnds(design.sessions)
                     : count == 1                   ? std::vector<double>{1.0}
                                                    : sessionEnds({count, defaultSessionSplit(count), {}}));
    styles.push_back(sessionStyle(design.sessions, count));
  }
  const double uptakeCv = factValue("scar.uptake_cv");
  const PointSet& set = pointSet();
  const uint64_t sizeSeed = hash64(kSizeStream, design.seed), shadeSeed = hash64(kShadeStream, design.seed),
                 depthSeed = hash64(kDepthStream, design.seed);
  for (const Place& place : places) {
    const Zone& zone = design.zones[place.zone];
    Dot dot;
    dot.id = static_cast<uint64_t>(place.mode) << 32 | static_cast<uint64_t>(place.repeat) << 16 | place.rank;
    dot.posMapMm = place.posMapMm;
    dot.posScalpMm = map.toScalp(place.posMapMm);
    dot.normal = map.normal(place.posMapMm);
    double diameter = place.diameterMm;
    if (zone.followsHairline && place.behindMm < kFineEdgeMm)
      diameter = std::min(diameter, mix(edgeDiameter, diameter, smoothstep(0.0, kFineEdgeMm, place.behindMm)));
    // Depth and the place within a session level take a half of the bits each.
    const uint64_t bits = hash64(dot.id, depthSeed);
    dot.depthMm = static_cast<float>(mix(depth.low, depth.high, static_cast<double>(bits >> 32) * 0x1p-32));
    dot.flowAngleRad = static_cast<float>(flowGrid.angleAt(place.posMapMm));
    dot.zone = static_cast<uint16_t>(place.zone);
    const int planned = zone.sessions > 0 ? std::min(zone.sessions, design.sessions.count) : design.sessions.count;
    const std::vector<double>& ends = endsOf[static_cast<size_t>(planned - 1)];
    // Splits in twentieths fall on the baked levels; others cut a level by a hash.
    const double level = (set.level[place.rank] + static_cast<double>(bits & 0xffffffffu) * 0x1p-32) / kPointLevels;
    size_t session = 0;
    while (session + 1 < ends.size() && level >= ends[session] - 1e-9) ++session;
    dot.session = static_cast<uint8_t>(session + 1);
    const SessionStyle& style = styles[session];
    // Three deviations either way, so that no dot becomes a blot.
    const double size = clamp(style.sizeSpread * normalFromBits(hash64(dot.id, sizeSeed)), -3.0, 3.0);
    dot.radiusMm = static_cast<float>(0.5 * diameter * style.diameterFactor * (1.0 + diameterCv * size));
    const double accent = hashUnit(dot.id, design.seed, kAccentStream) < style.accentShare ? 1.0 : 0.0;
    dot.shade = static_cast<float>(
        clamp(place.shade + style.shadeOffset + accent + shadeSd * normalFromBits(hash64(dot.id, shadeSeed)), 1.0, 6.0));
    dot.uptake = 1.0f;
    if (zone.uptake < 1.0)
      dot.uptake = static_cast<float>(clamp(zone.uptake * (1.0 + uptakeCv * hashNormal(dot.id, design.seed, kUptakeStream)), 0.0, 1.0));
    dot.rank = static_cast<uint32_t>(dots.size());
    dots.push_back(dot);
  }
  return dots;
}

uint64_t hashDots(const std::vector<Dot>& dots) {
  uint64_t h = 0x68642d646f7473ull;
  const auto add = [&](uint64_t bits) { h = hash64(h ^ bits); };
  const auto addReal = [&](double v) { add(std::bit_cast<uint64_t>(v)); };
  for (const Dot& d : dots) {
    addReal(d.posMapMm.x);
    addReal(d.posMapMm.y);
    for (int k = 0; k < 3; ++k) addReal(d.posScalpMm[k]);
    for (int k = 0; k < 3; ++k) addReal(d.normal[k]);
    add(static_cast<uint64_t>(std::bit_cast<uint32_t>(d.radiusMm)) << 32 | std::bit_cast<uint32_t>(d.shade));
    add(std::bit_cast<uint32_t>(d.uptake));
    add(static_cast<uint64_t>(std::bit_cast<uint32_t>(d.depthMm)) << 32 | std::bit_cast<uint32_t>(d.flowAngleRad));
    add(static_cast<uint64_t>(d.rank) << 32 | static_cast<uint64_t>(d.zone) << 8 | d.session);
    add(d.id);
  }
  return h;
}

}  // namespace hd
