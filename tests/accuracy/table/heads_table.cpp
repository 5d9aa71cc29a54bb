// How true stated areas are on measured people: reads cases from standard input, prints a table.
//
//   zcat cases.jsonl.gz outside.jsonl.gz | heads_table [WITH [cases]]
//
// WITH, for one part of the table: outline; "outline, tape"; "outline, focal"; "points only". With "cases" each case is told,
// too: person, view, scale, set, error, stated standard error, misfit of the outline (HeadFit::outlineMisfit).
//
// A case is a line of JSON: what a person would have measured in a photo ("measures", as the landmarks file has them, and
// "outline_px"), a zone in photo px ("zone", "x,y x,y ...") and how much skin it truly holds ("area_cm2"); "view",
// "scale", "set" and "person" sort it, "circumference_mm" is the person's by a tape. The people must not be among those
// that the family of heads was made from (fact head.family). Each case goes through what `hairline new` and `estimate` do.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "core/json.h"
#include "core/text.h"
#include "design/start.h"
#include "estimate/estimate.h"

using namespace hd;

namespace {

struct Case {
  std::string kind, view, scale, set, person;
  std::vector<Vec2> zonePx;
  double areaCm2 = 0.0;
  PhotoMeasures measures;
  std::optional<double> focalPx;  // of the true camera, as EXIF would tell it
};

std::vector<Vec2> corners(const std::string& text) {
  std::vector<Vec2> out;
  Vec2 p;
  const char* at = text.c_str();
  for (int read = 0; std::sscanf(at, " %lf,%lf%n", &p.x, &p.y, &read) == 2; at += read) out.push_back(p);
  return out;
}

std::optional<Case> parse(const std::string& line) {
  const Result<JsonDocument> document = JsonDocument::parse(line, Message{"noun.landmarks_file"});
  if (!document) return std::nullopt;
  const JsonValue root = document->root();
  JsonErrors errors;
  Case out;
  out.person = root["person"].text(errors);
  out.kind = out.person.starts_with("ict") ? "family" : "outside";
  out.view = root["view"].text(errors);
  out.scale = root["scale"].isNull() ? "none" : root["scale"].text(errors);
  out.set = root["set"].text(errors);
  out.zonePx = corners(root["zone"].text(errors));
  out.areaCm2 = root["area_cm2"].number(errors);
  root["measures"]["landmarks"].forEachMember([&](std::string_view name, const JsonValue& p) {
    if (const auto landmark = landmarkFromName(name))
      out.measures.landmarks[*landmark] = Vec2(p.at(0).number(errors), p.at(1).number(errors));
  });
  if (const JsonValue scale = root["measures"]["scale"]; scale.present() && !scale.isNull()) {
    ScaleReference& reference = out.measures.scale.emplace();
    reference.kind = scaleKindFromName(scale["kind"].text(errors)).value_or(ScaleKind::length);
    reference.px = scale["px"].number(errors);
    reference.mm = scale["mm"].number(errors);
    // What the program asks a person: where the card was held.
    if (reference.kind == ScaleKind::card)
      reference.held = out.scale == "cardside" ? ScaleHeld::side : out.view == "top" ? ScaleHeld::top : ScaleHeld::forehead;
  }
  root["outline_px"].forEachElement([&](const JsonValue& p) {
    out.measures.outlinePx.push_back({p.at(0).number(errors), p.at(1).number(errors)});
  });
  if (root["circumference_mm"].present()) out.measures.circumferenceMm = root["circumference_mm"].number(errors);
  if (root["truth"]["focal_px"].present()) out.focalPx = root["truth"]["focal_px"].number(errors);
  if (errors.any()) return std::nullopt;
  return out;
}

bool tellCases = false;

struct Tally {
  std::vector<double> errors;
  int held = 0, refused = 0, cut = 0;
  double halfWidth = 0.0;
  std::string together{};  // the row that sums it up with others

  void add(const Tally& other) {
    errors.insert(errors.end(), other.errors.begin(), other.errors.end());
    held += other.held, refused += other.refused, cut += other.cut, halfWidth += other.halfWidth;
  }
};

FitShot shotOf(const Case& c, bool outline, bool tape, bool focal) {
  FitShot shot{c.measures, {}};
  shot.options.photoWidthPx = 1200;
  shot.options.photoHeightPx = 1500;
  if (!outline) shot.measures.outlinePx.clear();
  if (!tape) shot.measures.circumferenceMm.reset();
  if (focal) shot.options.focalPx = c.focalPx;
  return shot;
}

void judge(const Case& c, const HeadFit& fit, Tally& tally) {
  const ScalpMap map = ScalpMap::ofHead(fit.head);
  Design design = startHeadDesign({}, fit, map);
  bool cut = false;
  Result<Zone> zone = zoneFromPhotoPolygon(fit.view, map, c.zonePx, 150.0, &cut);
  if (!zone) {
    ++tally.refused;
    std::printf("refused: %s %s: %s\n", c.person.c_str(), c.view.c_str(), describe(zone.error()).c_str());
    return;
  }
  tally.cut += cut;
  design.zones = {*zone};
  const Interval area = estimateDesign(design, map, {}).areaCm2;
  tally.errors.push_back(std::fabs(area.value / c.areaCm2 - 1.0));
  tally.held += area.low <= c.areaCm2 && c.areaCm2 <= area.high;
  if (tellCases) {
    std::printf("case %s %s %s %s %.5f %.5f %.3f\n", c.person.c_str(), c.view.c_str(), c.scale.c_str(), c.set.c_str(),
                area.value / c.areaCm2 - 1.0, 0.5 * (area.high - area.low) / area.value / 1.96, fit.outlineMisfit);
  }
  tally.halfWidth += 0.5 * (area.high - area.low) / area.value;
}

void print(const std::string& name, Tally& tally) {
  const size_t n = tally.errors.size();
  if (n == 0) return;
  std::sort(tally.errors.begin(), tally.errors.end());
  const auto at = [&](double share) { return 100.0 * tally.errors[std::min(n - 1, static_cast<size_t>(share * static_cast<double>(n)))]; };
  std::printf("%-52s %4zu %7d %6d %7.1f %6.1f %6.1f %6.0f %9.1f\n", name.c_str(), n, tally.refused, tally.cut, at(0.5), at(0.95), at(1.0),
              100.0 * tally.held / static_cast<double>(n), 100.0 * tally.halfWidth / static_cast<double>(n));
}

}  // namespace

int main(int argc, char** argv) {
  const std::string only = argc > 1 ? argv[1] : "";
  tellCases = argc > 2;

  std::vector<Case> cases;
  for (std::string line; std::getline(std::cin, line);)
    if (std::optional<Case> c = parse(line)) cases.push_back(std::move(*c));
  if (cases.empty()) {
    std::fprintf(stderr, "usage: zcat CASES.jsonl.gz ... | heads_table\n");
    return 2;
  }
  struct With {
    const char* name;
    bool outline, tape, focal;
  };
  std::map<std::string, Tally> one, all;
  for (const With with : {With{"outline", true, false, false}, With{"outline, tape", true, true, false},
                          With{"outline, focal", true, false, true}, With{"points only", false, false, false}}) {
    if (!only.empty() && only != with.name) continue;
    std::map<std::string, std::map<std::string, std::vector<const Case*>>> people;
    for (const Case& c : cases) {
      if (with.focal && !c.focalPx) continue;
      Tally& tally = one[c.kind + ": " + c.view + ", " + c.scale + ", " + c.set + ", " + with.name];
      tally.together = c.kind + ": one photo, together, " + with.name;
      const FitShot shot = shotOf(c, with.outline, with.tape, with.focal);
      const Result<HeadFit> fit = fitHead(shot.measures, shot.options);
      if (fit) {
        judge(c, *fit, tally);
      } else {
        ++tally.refused;
        std::printf("refused: %s %s: %s\n", c.person.c_str(), c.view.c_str(), describe(fit.error()).c_str());
      }
      if (c.scale == "card" && c.set == "all") people[c.kind + "/" + c.person][c.view].push_back(&c);
    }
    for (const auto& [person, views] : people) {
      size_t rounds = 1000;
      for (const auto& [view, of] : views) rounds = std::min(rounds, of.size());
      for (size_t round = 0; round < rounds && views.size() == 4; ++round) {
        std::vector<FitShot> shots;
        for (const auto& [view, of] : views) shots.push_back(shotOf(*of[round], with.outline, with.tape, with.focal));
        Tally& tally = all[person.substr(0, person.find('/')) + ": four photos, card, " + with.name];
        const Result<std::vector<HeadFit>> fits = fitHeads(shots);
        size_t i = 0;
        for (const auto& [view, of] : views) {
          if (fits) judge(*of[round], (*fits)[i++], tally);
          else ++tally.refused;
        }
        if (!fits) std::printf("refused: %s four photos: %s\n", person.c_str(), describe(fits.error()).c_str());
      }
    }
  }
  std::printf("%-52s %4s %7s %6s %7s %6s %6s %6s %9s\n", "area error, %", "n", "refused", "cut", "median", "p95", "worst", "held %",
              "+- stated");
  for (const auto& [name, tally] : one) all[tally.together].add(tally);
  for (auto& [name, tally] : one) print(name, tally);
  for (auto& [name, tally] : all) print(name, tally);
  return 0;
}
