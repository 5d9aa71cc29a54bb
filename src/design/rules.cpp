#include "design/rules.h"

#include <algorithm>
#include <cmath>

#include "core/facts.h"
#include "core/json.h"
#include "core/math.h"
#include "design/start.h"
#include "design/templates.h"
#include "scalp/anatomy.h"

namespace hd {
namespace {

class Findings {
 public:
  void add(Severity severity, Message message, double value = 0.0, const char* unit = "") {
    list_.push_back({severity, std::move(message), value, unit});
  }
  std::vector<Finding> take() { return std::move(list_); }

 private:
  std::vector<Finding> list_;
};

// Where the curve crosses the midline, else its point nearest to it.
Vec2 midFrontalPoint(const std::vector<Vec2>& curve) {
  for (size_t i = 0; i + 1 < curve.size(); ++i) {
    const Vec2 a = curve[i], b = curve[i + 1];
    if ((a.x <= 0.0) != (b.x <= 0.0)) return a + (b - a) * (a.x / (a.x - b.x));
  }
  return *std::min_element(curve.begin(), curve.end(), [](Vec2 a, Vec2 b) { return std::fabs(a.x) < std::fabs(b.x); });
}

double distanceToCurve(Vec2 p, const std::vector<Vec2>& curve) {
  double best = 1e300;
  for (size_t i = 0; i + 1 < curve.size(); ++i) best = std::min(best, distanceToSegment(p, curve[i], curve[i + 1]));
  return best;
}

// Height of the mid-frontal point above the glabella, along the skin.
void checkHeight(Findings& out, const ScalpMap& map, const std::vector<Vec2>& curve) {
  const Vec2 mid = midFrontalPoint(curve);
  const double heightMm = midFrontalHeightMm(map, mid);
  const double browMm = factValue("hairline.brow_margin_mm");
  const Fact& men = fact("hairline.mid_frontal_height_mm");
  const Fact& women = fact("hairline.mid_frontal_height_women_mm");
  const Value height = quantity(heightMm, Unit::mm);
  const Value usual = quantityRange(men.low, men.high, Unit::mm);
  if (heightMm < browMm) out.add(Severity::error, Message{"hairline.height/brow", {{"height", height}}}, heightMm, "mm");
  else if (heightMm < women.low) out.add(Severity::warning, Message{"hairline.height/low", {{"height", height}}}, heightMm, "mm");
  else if (heightMm < men.low)
    out.add(Severity::note, Message{"hairline.height/women", {{"height", height}, {"least", quantity(men.low, Unit::mm)}}}, heightMm, "mm");
  else if (heightMm > men.high)
    out.add(Severity::note, Message{"hairline.height/high", {{"height", height}, {"usual", usual}}}, heightMm, "mm");
  else out.add(Severity::good, Message{"hairline.height/good", {{"height", height}, {"usual", usual}}}, heightMm, "mm");
}

// The larger of both mirrored distances, so that a bulge on either side counts.
void checkSymmetry(Findings& out, const ScalpMap& map, const std::vector<Vec2>& curve) {
  std::vector<Vec2> mirrored(curve.rbegin(), curve.rend());
  for (Vec2& p : mirrored) p.x = -p.x;
  double worst = 0.0;
  for (const Vec2& p : mirrored) worst = std::max(worst, distanceToCurve(p, curve) * map.lengthScale(p));
  const Fact& limit = fact("hairline.asymmetry_mm");
  if (worst > limit.high)
    out.add(Severity::warning, Message{"hairline.symmetry/shows", {{"difference", quantity(worst, Unit::mm, 1)}}}, worst, "mm");
  else if (worst > limit.low)
    out.add(Severity::note, Message{"hairline.symmetry/meant", {{"difference", quantity(worst, Unit::mm, 1)}}}, worst, "mm");
  else out.add(Severity::good, Message{"hairline.symmetry/good", {{"difference", quantity(limit.low, Unit::mm, 1)}}}, worst, "mm");
}

struct Apex {
  Vec2 posMapMm{0, 0};
  double turnRad = 0.0;
};

// The sharpest bend on one side (sign of x) of the curve, outside of the middle of the forehead.
Apex sharpestBend(const std::vector<Vec2>& curve, double side, double reachMm) {
  constexpr double kMiddleMm = 25.0;
  Apex best;
  for (size_t i = 1; i + 1 < curve.size(); ++i) {
    const Vec2 p = curve[i];
    if (p.x * side < kMiddleMm) continue;
    size_t a = i, b = i;
    while (a > 0 && glm::length(curve[a] - p) < reachMm) --a;
    while (b + 1 < curve.size() && glm::length(curve[b] - p) < reachMm) ++b;
    if (glm::length(curve[a] - p) < reachMm || glm::length(curve[b] - p) < reachMm) continue;
    const double turn = std::fabs(detAtan2(cross2(p - curve[a], curve[b] - p), glm::dot(p - curve[a], curve[b] - p)));
    if (turn > best.turnRad) best = {p, turn};
  }
  return best;
}

// The fronto-temporal angle: there should be one, and it belongs above the outer corner of the eye.
void checkTemples(Findings& out, const ScalpMap& map, const std::vector<Vec2>& curve) {
  constexpr double kBendReachMm = 12.0;
  const double canthusMm = factValue("face.lateral_canthus_mm");
  const Fact& limit = fact("hairline.temple_offset_mm");
  const double leastTurnRad = factValue("hairline.least_temple_turn_deg") * kPi / 180.0;
  const Apex left = sharpestBend(curve, 1.0, kBendReachMm), right = sharpestBend(curve, -1.0, kBendReachMm);
  const double turnDeg = std::min(left.turnRad, right.turnRad) * 180.0 / kPi;
  if (std::min(left.turnRad, right.turnRad) < leastTurnRad) {
    out.add(Severity::note, Message{"hairline.temple/round"}, turnDeg, "deg");
    return;
  }
  const auto offset = [&](const Apex& apex) { return std::fabs(map.toScalp(apex.posMapMm).x) - canthusMm; };
  const double leftMm = offset(left), rightMm = offset(right);
  const double worst = std::fabs(leftMm) > std::fabs(rightMm) ? leftMm : rightMm;
  if (std::fabs(worst) <= limit.value) out.add(Severity::good, Message{"hairline.temple/good"}, worst, "mm");
  else
    out.add(std::fabs(worst) > limit.high ? Severity::warning : Severity::note,
            worst > 0 ? Message{"hairline.temple/outside", {{"offset", quantity(worst, Unit::mm)}}}
                      : Message{"hairline.temple/inside", {{"offset", quantity(-worst, Unit::mm)}}},
            worst, "mm");
}

void checkEdge(Findings& out, const Hairline& hairline) {
  const Fact& feather = fact("hairline.feather_mm");
  const Fact& hard = fact("hairline.hard_feather_mm");
  const Value width = quantity(hairline.featherMm, Unit::mm, 1);
  if (hairline.featherMm < hard.value)
    out.add(Severity::warning, Message{"hairline.feather/hard", {{"width", width}, {"least", quantity(hard.value, Unit::mm)}}},
            hairline.featherMm, "mm");
  else if (hairline.featherMm > hard.high)
    out.add(Severity::note, Message{"hairline.feather/wide", {{"width", width}, {"usual", quantityRange(5, 10, Unit::mm)}}},
            hairline.featherMm, "mm");
  else
    out.add(Severity::good, Message{"hairline.feather/good", {{"width", width}, {"usual", quantity(feather.value, Unit::mm)}}},
            hairline.featherMm, "mm");
  const double least = factValue("hairline.least_irregularity");
  if (hairline.irregularity < least) out.add(Severity::warning, Message{"hairline.irregularity/ruled"}, hairline.irregularity, "1");
  else out.add(Severity::good, Message{"hairline.irregularity/good"}, hairline.irregularity, "1");
}

// How far the frontal part bows: the middle of the curve against the line between the points above the eyes' outer corners.
void checkStraightness(Findings& out, const std::vector<Vec2>& curve) {
  const double halfMm = factValue("face.lateral_canthus_mm");
  const Vec2* left = nullptr;
  const Vec2* right = nullptr;
  for (const Vec2& p : curve) {
    if (p.x <= -halfMm + 5 || p.x >= halfMm - 5) continue;
    if (!left || p.x > left->x) left = &p;
    if (!right || p.x < right->x) right = &p;
  }
  if (!left || !right || left == right) return;
  double bow = 0.0;
  for (const Vec2& p : curve)
    if (p.x > right->x && p.x < left->x) bow = std::max(bow, distanceToSegment(p, *left, *right));
  const double least = factValue("hairline.least_bow_mm");
  if (bow < least) out.add(Severity::warning, Message{"hairline.straight/ruled", {{"bow", quantity(bow, Unit::mm, 1)}}}, bow, "mm");
  else out.add(Severity::good, Message{"hairline.straight/good", {{"bow", quantity(bow, Unit::mm)}}}, bow, "mm");
}

void checkDensities(Findings& out, const Design& design) {
  const Zone* edge = nullptr;  // the zone that begins at the hairline
  const Zone* core = nullptr;  // the densest zone behind it
  double densest = 0.0, coverage = 0.0;
  int lightest = 7, darkest = 0;
  double dotted = 0.0;
  for (const Zone& zone : design.zones) {
    if (!zone.visible || zone.densityPerCm2 <= 0.0) continue;
    dotted += zone.densityPerCm2;
    densest = std::max(densest, zone.densityPerCm2);
    coverage = std::max(coverage, zone.densityPerCm2 * kPi * zone.dotDiameterMm * zone.dotDiameterMm / 400.0);
    lightest = std::min(lightest, zone.shade);
    darkest = std::max(darkest, zone.shade);
    if (!zone.followsHairline) continue;
    if (zone.bandFromMm <= 0.0 && !edge) edge = &zone;
    else if (zone.bandFromMm > 0.0 && (!core || zone.densityPerCm2 > core->densityPerCm2)) core = &zone;
  }
  if (dotted <= 0.0) return out.add(Severity::note, Message{"design.empty"});

  const double helmet = factValue("dots.density_helmet_per_cm2");
  const Value density = quantity(densest, Unit::count), flat = quantity(helmet, Unit::count);
  if (densest > helmet)
    out.add(Severity::warning, Message{"density.helmet/flat", {{"density", density}, {"most", flat}}}, densest, "1/cm2");
  else out.add(Severity::good, Message{"density.helmet/good", {{"density", density}, {"most", flat}}}, densest, "1/cm2");
  const Fact& paint = fact("dots.coverage_paint");
  const Value covered = quantity(coverage * 100, Unit::percent);
  if (coverage > paint.high)
    out.add(Severity::warning,
            Message{"density.coverage/paint",
                    {{"covered", covered}, {"most", quantityRange(paint.low * 100, paint.high * 100, Unit::percent)}}},
            coverage, "1");
  else if (coverage > paint.low)
    out.add(Severity::note, Message{"density.coverage/near", {{"covered", covered}, {"most", quantity(paint.high * 100, Unit::percent)}}},
            coverage, "1");
  else out.add(Severity::good, Message{"density.coverage/good", {{"covered", covered}}}, coverage, "1");

  if (edge && core) {
    const double ratio = edge->densityPerCm2 / core->densityPerCm2;
    if (ratio > 1.0) out.add(Severity::warning, Message{"density.edge/denser"}, ratio, "1");
    else if (ratio > factValue("zones.most_edge_ratio")) out.add(Severity::note, Message{"density.edge/near"}, ratio, "1");
    else out.add(Severity::good, Message{"density.edge/good"}, ratio, "1");
    if (edge->shade > core->shade) out.add(Severity::note, Message{"shade.edge"}, edge->shade);
  }
  if (design.zones.size() > 1 && lightest == darkest) out.add(Severity::note, Message{"shade.single"}, lightest);
}

void checkSessions(Findings& out, const Design& design) {
  if (design.sessions.split.empty()) return;
  const double first = design.sessions.split.front();
  const Fact& share = fact("sessions.first_share");
  const Value percent = quantity(first * 100, Unit::percent);
  if (first > share.high) out.add(Severity::warning, Message{"sessions.first/many", {{"share", percent}}}, first, "1");
  else out.add(Severity::good, Message{"sessions.first/good", {{"share", percent}}}, first, "1");
}

}  // namespace

std::string_view severityName(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
    default:
      return "good";
  }
}

std::vector<Finding> checkDesign(const Design& design, const ScalpMap& map) {
  Findings out;
  if (design.hairline.enabled && design.hairline.pointsMapMm.size() >= 3) {
    const std::vector<Vec2> curve = hairlineCurve(design.hairline);
    if (headAssumed(design)) {
      out.add(Severity::warning, Message{"face.unplaced"});
    } else if (!map.isFlat()) {
      checkHeight(out, map, curve);
      checkSymmetry(out, map, curve);
      checkTemples(out, map, curve);
      checkStraightness(out, curve);
    }
    checkEdge(out, design.hairline);
  }
  checkDensities(out, design);
  checkSessions(out, design);
  return out.take();
}

bool allFine(const std::vector<Finding>& findings) {
  return std::none_of(findings.begin(), findings.end(),
                      [](const Finding& f) { return f.severity == Severity::warning || f.severity == Severity::error; });
}

std::string findingsToJson(const std::vector<Finding>& findings, Speak sentence) {
  JsonWriter json;
  json.beginObject().boolean("ok", allFine(findings)).beginArray("findings");
  for (const Finding& f : findings) {
    json.beginObject().text("id", f.id()).text("severity", severityName(f.severity)).text("message", sentence(f.message));
    json.text("key", f.message.key).beginObject("args");
    for (const Argument& a : f.message.args) {
      if (a.value.kind != Value::Kind::range) json.number(a.name, a.value.low);
      else json.beginArray(a.name).element(a.value.low).element(a.value.high).endArray();
    }
    json.endObject().number("value", f.value).text("unit", f.unit).endObject();
  }
  json.endArray().endObject();
  return json.finish();
}

}  // namespace hd
