#include "pattern/internal/dot_maker.h"

#include <algorithm>

#include "core/facts.h"
#include "core/fingerprint.h"
#include "core/math.h"
#include "core/rng.h"
#include "design/templates.h"
#include "pattern/point_set.h"

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
  for (int k = 0; k < sessions.count; ++k) total += static_cast<size_t>(k) < sessions.split.size() ? std::max(0.0, sessions.split[k]) : 0.0;
  for (int k = 0; k < sessions.count; ++k) {
    const double share = static_cast<size_t>(k) < sessions.split.size() ? std::max(0.0, sessions.split[k]) : 0.0;
    sum += total > 0.0 ? share / total : 1.0 / sessions.count;
    ends.push_back(sum);
  }
  return ends;
}

}  // namespace

DotMaker::DotMaker(const Design& design, const ScalpMap& map, const Box2& box)
    : design_(design),
      flow_(design, map.isFlat()),
      flowGrid_(flow_, box),
      diameterCv_(factValue("dots.diameter_cv")),
      shadeSd_(factValue("dots.opacity_cv") / kOpacityPerShade),
      edgeDiameterMm_(factValue("dots.hairline_diameter_mm")),
      depthLowMm_(fact("look.depth_mm").low),
      depthHighMm_(fact("look.depth_mm").high),
      uptakeCv_(factValue("scar.uptake_cv")),
      sizeSeed_(hash64(kSizeStream, design.seed)),
      shadeSeed_(hash64(kShadeStream, design.seed)),
      depthSeed_(hash64(kDepthStream, design.seed)),
      accentSeed_(hash64(kAccentStream, design.seed)) {
  Fingerprint looks;
  looks.add(design.flow.whorlClockwise);
  for (const FlowStroke& stroke : design.flow.strokes) {
    looks.addReal(stroke.radiusMm);
    looks.add(stroke.pointsMapMm.size());
    for (Vec2 p : stroke.pointsMapMm) looks.addPoint(p);
  }
  // Zones may be done in fewer sessions than the whole.
  for (int count = 1; count <= design.sessions.count; ++count) {
    endsOf_.push_back(count == design.sessions.count ? sessionEnds(design.sessions)
                      : count == 1                   ? std::vector<double>{1.0}
                                                     : sessionEnds({count, defaultSessionSplit(count), {}}));
    styles_.push_back(sessionStyle(design.sessions, count));
    for (double end : endsOf_.back()) looks.addReal(end);
    const SessionStyle& style = styles_.back();
    for (double v : {style.shadeOffset, style.diameterFactor, style.sizeSpread, style.accentShare}) looks.addReal(v);
    anyAccents_ = anyAccents_ || style.accentShare > 0.0;
  }
  looks_ = looks.value();
}

void DotMaker::mark(std::span<const uint64_t> ids, std::span<const Vec2> posMapMm, std::span<const PlaceLook> looks,
                    std::span<DotMark> marks) const {
  const std::span<const uint8_t> levels = pointSet().level;
  for (size_t k = 0; k < ids.size(); ++k) {
    const uint64_t id = ids[k];
    const PlaceLook& place = looks[k];
    const Zone& zone = design_.zones[static_cast<size_t>(place.zone)];
    DotMark dot;
    double diameter = place.diameterMm;
    if (zone.followsHairline && place.behindMm < kFineEdgeMm)
      diameter = std::min(diameter, mix(edgeDiameterMm_, diameter, smoothstep(0.0, kFineEdgeMm, place.behindMm)));
    // Depth and the place within a session level take a half of the bits each.
    const uint64_t bits = hash64(id, depthSeed_);
    dot.depthMm = static_cast<float>(mix(depthLowMm_, depthHighMm_, static_cast<double>(static_cast<int64_t>(bits >> 32)) * 0x1p-32));
    dot.zone = static_cast<uint16_t>(place.zone);
    const int planned = zone.sessions > 0 ? std::min(zone.sessions, design_.sessions.count) : design_.sessions.count;
    const std::vector<double>& ends = endsOf_[static_cast<size_t>(planned - 1)];
    // Splits in twentieths fall on the baked levels; others cut a level by a hash.
    const double level = (levels[id & 0xffff] + static_cast<double>(static_cast<int64_t>(bits & 0xffffffffu)) * 0x1p-32) / kPointLevels;
    // Ends ascend, so those passed are counted without guessing.
    size_t session = 0;
    for (size_t e = 0; e + 1 < ends.size(); ++e) session += level >= ends[e] - 1e-9;
    dot.session = static_cast<uint8_t>(session + 1);
    const SessionStyle& style = styles_[session];
    // Three deviations either way, so that no dot becomes a blot.
    const double size = clamp(style.sizeSpread * normalFromBits(hash64(id, sizeSeed_)), -3.0, 3.0);
    dot.radiusMm = static_cast<float>(0.5 * diameter * style.diameterFactor * (1.0 + diameterCv_ * size));
    const bool accented = anyAccents_ && style.accentShare > 0.0 && unitFromBits(hash64(id, accentSeed_)) < style.accentShare;
    const double accent = accented ? 1.0 : 0.0;
    dot.shade =
        static_cast<float>(clamp(place.shade + style.shadeOffset + accent + shadeSd_ * normalFromBits(hash64(id, shadeSeed_)), 1.0, 6.0));
    dot.uptake = 1.0f;
    if (zone.uptake < 1.0)
      dot.uptake = static_cast<float>(clamp(zone.uptake * (1.0 + uptakeCv_ * hashNormal(id, design_.seed, kUptakeStream)), 0.0, 1.0));
    dot.flowAngleRad = static_cast<float>(flowGrid_.angleAt(posMapMm[k]));
    marks[k] = dot;
  }
}

}  // namespace hd
