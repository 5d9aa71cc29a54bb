#include "design/rules.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/facts.h"
#include "core/json.h"
#include "core/math.h"
#include "design/templates.h"
#include "scalp/anatomy.h"

namespace hd {
namespace {

std::string rounded(double value, int digits = 0) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

class Findings {
 public:
  void add(const char* id, Severity severity, std::string message, double value = 0.0, const char* unit = "") {
    list_.push_back({id, severity, std::move(message), value, unit});
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
  const std::string height = rounded(heightMm) + " mm";
  const char* id = "hairline.height";
  if (heightMm < browMm)
    out.add(id, Severity::error, "The hairline runs " + height + " above the glabella, on or below the brow", heightMm, "mm");
  else if (heightMm < women.low)
    out.add(id, Severity::warning, "The middle of the hairline is " + height + " above the glabella: too low for any adult, and it cannot be raised later", heightMm, "mm");
  else if (heightMm < men.low)
    out.add(id, Severity::note, "The middle of the hairline is " + height + " above the glabella: usual for women, low for men, who rarely lie below " + rounded(men.low) + " mm", heightMm, "mm");
  else if (heightMm > men.high)
    out.add(id, Severity::note, "The middle of the hairline is " + height + " above the glabella, higher than the usual " + rounded(men.low) + " to " + rounded(men.high) + " mm: a cautious start that can be lowered later", heightMm, "mm");
  else
    out.add(id, Severity::good, "The middle of the hairline is " + height + " above the glabella, within the usual " + rounded(men.low) + " to " + rounded(men.high) + " mm", heightMm, "mm");
}

// The larger of both mirrored distances, so that a bulge on either side counts.
void checkSymmetry(Findings& out, const ScalpMap& map, const std::vector<Vec2>& curve) {
  std::vector<Vec2> mirrored(curve.rbegin(), curve.rend());
  for (Vec2& p : mirrored) p.x = -p.x;
  double worst = 0.0;
  for (const Vec2& p : mirrored) worst = std::max(worst, distanceToCurve(p, curve) * map.lengthScale(p));
  const Fact& limit = fact("hairline.asymmetry_mm");
  if (worst > limit.high)
    out.add("hairline.symmetry", Severity::warning, "Left and right differ by up to " + rounded(worst, 1) + " mm, which shows face to face", worst, "mm");
  else if (worst > limit.low)
    out.add("hairline.symmetry", Severity::note, "Left and right differ by up to " + rounded(worst, 1) + " mm: small differences look natural, check that this one is meant", worst, "mm");
  else
    out.add("hairline.symmetry", Severity::good, "Left and right agree within " + rounded(limit.low, 1) + " mm", worst, "mm");
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
    out.add("hairline.temple", Severity::note, "The corners at the temples are rounded off: men's hairlines keep an angle there, and a filled one looks drawn as the hair behind it recedes", turnDeg, "deg");
    return;
  }
  const auto offset = [&](const Apex& apex) { return std::fabs(map.toScalp(apex.posMapMm).x) - canthusMm; };
  const double leftMm = offset(left), rightMm = offset(right);
  const double worst = std::fabs(leftMm) > std::fabs(rightMm) ? leftMm : rightMm;
  if (std::fabs(worst) <= limit.value)
    out.add("hairline.temple", Severity::good, "The corners at the temples stand above the outer corners of the eyes", worst, "mm");
  else
    out.add("hairline.temple", std::fabs(worst) > limit.high ? Severity::warning : Severity::note,
            "The corners at the temples stand " + rounded(std::fabs(worst)) + " mm to the " + (worst > 0 ? "outside" : "inside") +
                " of the outer corners of the eyes, where they belong", worst, "mm");
}

void checkEdge(Findings& out, const Hairline& hairline) {
  const Fact& feather = fact("hairline.feather_mm");
  const Fact& hard = fact("hairline.hard_feather_mm");
  if (hairline.featherMm < hard.value)
    out.add("hairline.feather", Severity::warning, "The edge softens over " + rounded(hairline.featherMm, 1) + " mm only: under " + rounded(hard.value) + " mm it reads as a drawn line", hairline.featherMm, "mm");
  else if (hairline.featherMm > hard.high)
    out.add("hairline.feather", Severity::note, "The edge softens over " + rounded(hairline.featherMm, 1) + " mm, more than the usual 5 to 10 mm: from a distance the hairline may look undecided", hairline.featherMm, "mm");
  else
    out.add("hairline.feather", Severity::good, "The edge softens over " + rounded(hairline.featherMm, 1) + " mm (" + rounded(feather.value) + " mm is usual)", hairline.featherMm, "mm");
  const double least = factValue("hairline.least_irregularity");
  if (hairline.irregularity < least)
    out.add("hairline.irregularity", Severity::warning, "The edge is almost ruled: natural hairlines wander by a few millimetres, and a straight one gives the work away", hairline.irregularity, "1");
  else
    out.add("hairline.irregularity", Severity::good, "The edge wanders as natural hairlines do", hairline.irregularity, "1");
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
  if (bow < least)
    out.add("hairline.straight", Severity::warning, "Between the temples the hairline is straight within " + rounded(bow, 1) + " mm: foreheads are round, and so are their hairlines", bow, "mm");
  else
    out.add("hairline.straight", Severity::good, "Between the temples the hairline bows by " + rounded(bow) + " mm", bow, "mm");
}

void checkDensities(Findings& out, const Design& design) {
  const Zone* edge = nullptr;   // the zone that begins at the hairline
  const Zone* core = nullptr;   // the densest zone behind it
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
  if (dotted <= 0.0) return out.add("design.empty", Severity::note, "There are no dots yet: choose a stage or draw a zone");

  const double helmet = factValue("dots.density_helmet_per_cm2");
  const std::string density = rounded(densest) + " dots per cm2";
  if (densest > helmet)
    out.add("density.helmet", Severity::warning, "The densest zone has " + density + ": above " + rounded(helmet) + " the work tends to look flat, like a helmet", densest, "1/cm2");
  else
    out.add("density.helmet", Severity::good, "The densest zone has " + density + ", below the " + rounded(helmet) + " at which work looks flat", densest, "1/cm2");
  const Fact& paint = fact("dots.coverage_paint");
  if (coverage > paint.high)
    out.add("density.coverage", Severity::warning, "Dots would cover " + rounded(coverage * 100) + " % of the skin: above " + rounded(paint.low * 100) + " to " + rounded(paint.high * 100) + " % the eye sees paint, not hair", coverage, "1");
  else if (coverage > paint.low)
    out.add("density.coverage", Severity::note, "Dots would cover " + rounded(coverage * 100) + " % of the skin: at " + rounded(paint.high * 100) + " % the eye begins to see paint", coverage, "1");
  else
    out.add("density.coverage", Severity::good, "Dots cover up to " + rounded(coverage * 100) + " % of the skin", coverage, "1");

  if (edge && core) {
    const double ratio = edge->densityPerCm2 / core->densityPerCm2;
    if (ratio > 1.0)
      out.add("density.edge", Severity::warning, "The hairline is denser than the area behind it; hair grows the other way round", ratio, "1");
    else if (ratio > factValue("zones.most_edge_ratio"))
      out.add("density.edge", Severity::note, "The hairline is nearly as dense as the area behind it; a sparser edge looks softer", ratio, "1");
    else
      out.add("density.edge", Severity::good, "Density rises from the hairline to the area behind it", ratio, "1");
    if (edge->shade > core->shade)
      out.add("shade.edge", Severity::note, "The hairline is darker than the area behind it; the lightest shade belongs to the edge", edge->shade);
  }
  if (design.zones.size() > 1 && lightest == darkest)
    out.add("shade.single", Severity::note, "All zones have one shade; two or three shades give depth", lightest);
}

void checkSessions(Findings& out, const Design& design) {
  if (design.sessions.split.empty()) return;
  const double first = design.sessions.split.front();
  const Fact& share = fact("sessions.first_share");
  if (first > share.high)
    out.add("sessions.first", Severity::warning, "The first session sets " + rounded(first * 100) + " % of the dots: start with less, it can be added to but not taken away", first, "1");
  else
    out.add("sessions.first", Severity::good, "The first session sets " + rounded(first * 100) + " % of the dots and leaves room to correct", first, "1");
}

}  // namespace

std::string_view severityName(Severity severity) {
  switch (severity) {
    case Severity::note: return "note";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
    default: return "good";
  }
}

std::vector<Finding> checkDesign(const Design& design, const ScalpMap& map) {
  Findings out;
  if (design.hairline.enabled && design.hairline.pointsMapMm.size() >= 3) {
    const std::vector<Vec2> curve = hairlineCurve(design.hairline);
    if (!map.isFlat()) {
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
  return std::none_of(findings.begin(), findings.end(), [](const Finding& f) {
    return f.severity == Severity::warning || f.severity == Severity::error;
  });
}

std::string findingsToJson(const std::vector<Finding>& findings) {
  JsonWriter json;
  json.beginObject().boolean("ok", allFine(findings)).beginArray("findings");
  for (const Finding& f : findings) {
    json.beginObject().text("id", f.id).text("severity", severityName(f.severity)).text("message", f.message);
    json.number("value", f.value).text("unit", f.unit).endObject();
  }
  json.endArray().endObject();
  return json.finish();
}

}  // namespace hd
