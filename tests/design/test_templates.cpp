#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>

#include "core/facts.h"
#include "design/design_fixture.h"
#include "design/rules.h"
#include "design/start.h"
#include "scalp/anatomy.h"
#include "text/sentence.h"

using namespace hd;

namespace {

const ScalpMap& headMap() {
  static const ScalpMap kMap = ScalpMap::ofHead(defaultHead());
  return kMap;
}

const Finding* find(const std::vector<Finding>& findings, std::string_view id) {
  const auto found = std::find_if(findings.begin(), findings.end(), [&](const Finding& f) { return f.id() == id; });
  return found == findings.end() ? nullptr : &*found;
}

Design headDesign(HairlineTemplate t, int norwood) {
  HeadFit fit;
  fit.head = defaultHead();
  fit.view.kind = ViewKind::head;
  StartOptions options;
  options.hairline = t;
  options.norwood = norwood;
  return startHeadDesign(options, fit, headMap());
}

Severity severityOf(const Design& design, std::string_view id) {
  const std::vector<Finding> findings = checkDesign(design, headMap());
  const Finding* f = find(findings, id);
  REQUIRE(f);
  return f->severity;
}

}  // namespace

TEST_CASE("hairlines of all templates are valid, symmetric and in order") {
  for (HairlineTemplate t : allHairlineTemplates()) {
    CAPTURE(hairlineTemplateName(t));
    const Hairline hairline = makeHairline(headMap(), t);
    CHECK(hairline.enabled);
    CHECK(hairline.pointsMapMm.size() % 2 == 1);
    const auto& p = hairline.pointsMapMm;
    for (size_t i = 0; i < p.size(); ++i) {
      const Vec2 mirrored(-p[p.size() - 1 - i].x, p[p.size() - 1 - i].y);
      CHECK(glm::length(p[i] - mirrored) < 0.05);
      if (i > 0) CHECK(p[i].x > p[i - 1].x);
    }
  }
}

TEST_CASE("the curve passes through its points, evenly sampled") {
  const Hairline hairline = makeHairline(headMap(), HairlineTemplate::natural);
  const std::vector<Vec2> curve = hairlineCurve(hairline, 0.5);
  for (const Vec2& p : hairline.pointsMapMm) CHECK(std::find(curve.begin(), curve.end(), p) != curve.end());
  for (size_t i = 0; i + 1 < curve.size(); ++i) CHECK(glm::length(curve[i + 1] - curve[i]) < 0.9);
  Hairline wild;
  wild.pointsMapMm = {{-20'000, -20'000}, {20'000, 20'000}, {20'000, 20'000}, {-20'000, 20'000}};
  CHECK(hairlineCurve(wild, 1e-6).size() < 25'000);
  for (const Vec2& p : hairlineCurve(wild)) CHECK((std::isfinite(p.x) && std::isfinite(p.y)));
}

TEST_CASE("the curve of the natural template runs along the anatomical reference") {
  const std::vector<Vec2> curve = hairlineCurve(makeHairline(headMap(), HairlineTemplate::natural));
  double worst = 0.0;
  for (const Vec3& q : hairlineCurve(HairlineTemplate::natural)) {
    const Vec2 p = headMap().toMap(headMap().head().surfacePoint(q));
    double nearest = 1e300;
    for (size_t i = 0; i + 1 < curve.size(); ++i) nearest = std::min(nearest, distanceToSegment(p, curve[i], curve[i + 1]));
    worst = std::max(worst, nearest);
  }
  CAPTURE(worst);
  CHECK(worst < 0.8);
}

TEST_CASE("stages bring the field's three bands, and the crown where it is an island") {
  CHECK(makeNorwoodZones(headMap(), 1).empty());
  for (int stage = 2; stage <= 7; ++stage) {
    const std::vector<Zone> zones = makeNorwoodZones(headMap(), stage);
    CAPTURE(stage);
    REQUIRE(zones.size() == (stage == 4 ? 4u : 3u));
    CHECK(zones[0].name == "Transition");
    CHECK(zones[1].bandFromMm == zones[0].bandToMm);
    CHECK(zones[2].bandFromMm == zones[1].bandToMm);
    CHECK(zones[2].bandToMm <= zones[2].bandFromMm);
    CHECK(zones[0].densityPerCm2 < zones[1].densityPerCm2);
    CHECK(zones[1].densityPerCm2 < zones[2].densityPerCm2);
    CHECK(zones[0].dotDiameterMm < zones[2].dotDiameterMm);
    for (const Zone& zone : zones) CHECK_FALSE(selfIntersects(zone.outlineMapMm));
    // In front of the reference hairline the zone goes on, so that the hairline may be moved there.
    const Vec2 mid = makeHairline(headMap(), HairlineTemplate::natural)
                         .pointsMapMm[makeHairline(headMap(), HairlineTemplate::natural).pointsMapMm.size() / 2];
    CHECK(contains(zones[0].outlineMapMm, mid + Vec2(0, 20)));
    CHECK(contains(zones[0].outlineMapMm, mid - Vec2(0, 1)));
  }
}

TEST_CASE("starting points are valid designs") {
  for (HairlineTemplate t : allHairlineTemplates())
    for (int stage : {0, 1, 3, 7}) {
      const Design design = headDesign(t, stage);
      const Status valid = validateDesign(design);
      CAPTURE(hairlineTemplateName(t), stage, valid ? std::string() : sentence(valid.error()));
      CHECK(valid);
    }
}

TEST_CASE("flat polygons keep their corners exactly") {
  View view;
  view.mmPerPx = 0.1;
  view.photoWidthPx = 400;
  view.photoHeightPx = 300;
  const std::vector<Vec2> corners = {{0, 0}, {400, 0}, {133.3, 300}};
  const Result<Zone> zone = zoneFromPhotoPolygon(view, ScalpMap::flat(), corners, 120);
  REQUIRE(zone);
  CHECK(zone->featherMm == 0.0);
  CHECK(zone->densityPerCm2 == 120);
  REQUIRE(zone->outlineMapMm.size() == 3);
  CHECK(zone->outlineMapMm[1] == Vec2(400 * 0.1, 0));
  CHECK(zone->outlineMapMm[2] == Vec2(133.3 * 0.1, 300 * 0.1));
  const auto problem = [&](std::vector<Vec2> points) { return zoneFromPhotoPolygon(view, ScalpMap::flat(), points, 100).error().id; };
  CHECK(problem({{0, 0}, {1, 1}}) == "zone.corners");
  CHECK(problem({{0, 0}, {1, 1}, {2, 2}}) == "zone.corners");
  CHECK(problem({{0, 0}, {9, 9}, {9, 0}, {0, 9}}) == "zone.corners");
  CHECK(problem({{402, 0}, {401, 1}, {410, 2}}) == "zone.outside");
  CHECK(problem({{0, 0}, {NAN, 1}, {2, 2}}) == "zone.outside");
}

TEST_CASE("a ring closed by its first corner is the same zone") {
  View view;
  view.mmPerPx = 0.1;
  view.photoWidthPx = 400;
  view.photoHeightPx = 300;
  const std::vector<Vec2> open = {{10, 10}, {200, 10}, {100, 250}};
  const std::vector<Vec2> closed = {{10, 10}, {200, 10}, {200, 10}, {100, 250}, {10, 10}};
  const Result<Zone> a = zoneFromPhotoPolygon(view, ScalpMap::flat(), open, 120);
  const Result<Zone> b = zoneFromPhotoPolygon(view, ScalpMap::flat(), closed, 120);
  REQUIRE(a);
  REQUIRE(b);
  CHECK(a->outlineMapMm == b->outlineMapMm);
}

TEST_CASE("a zone that reaches beyond the head ends at its visible border") {
  const HeadFit fit = assumedFit(1200, 1500, 0.21);
  const ScalpMap map = ScalpMap::ofHead(fit.head);
  const auto vertexPx = projectPoint(fit.view, map.head().landmark(Landmark::vertex));
  REQUIRE(vertexPx);
  const double x = vertexPx->x, y = vertexPx->y;
  bool cut = false;
  const std::vector<Vec2> over = {{x - 100, y - 150}, {x + 100, y - 150}, {x + 100, y + 150}, {x - 100, y + 150}};
  const Result<Zone> zone = zoneFromPhotoPolygon(fit.view, map, over, 150, &cut);
  REQUIRE(zone);
  CHECK(cut);
  // All that the photo shows of the scalp between the lower edge and the silhouette is in it.
  for (const Vec2 px : {Vec2(x, y + 140), Vec2(x - 80, y + 100), Vec2(x + 80, y + 100)}) {
    const auto skin = unprojectToMap(fit.view, map, px);
    REQUIRE(skin);
    CHECK(contains(zone->outlineMapMm, *skin));
  }
  cut = false;
  const std::vector<Vec2> within = {{x - 60, y + 60}, {x + 60, y + 60}, {x + 60, y + 150}, {x - 60, y + 150}};
  REQUIRE(zoneFromPhotoPolygon(fit.view, map, within, 150, &cut));
  CHECK_FALSE(cut);
  const std::vector<Vec2> beside = {{1, 1}, {60, 1}, {60, 60}};
  CHECK(zoneFromPhotoPolygon(fit.view, map, beside, 150).error().id == "zone.off_scalp");
}

TEST_CASE("shades are set a step lighter at the hairline") {
  Design design = headDesign(HairlineTemplate::natural, 5);
  setShades(design.zones, 5);
  CHECK(design.zones.front().shade == 4);
  CHECK(design.zones.back().shade == 5);
  setShades(design.zones, 1);
  CHECK(design.zones.front().shade == 1);
}

TEST_CASE("the natural starting point passes all rules") {
  for (int stage : {3, 5, 7}) {
    for (const Finding& f : checkDesign(headDesign(HairlineTemplate::natural, stage), headMap())) {
      CAPTURE(describe(f.message), f.value);
      CHECK((f.severity == Severity::good || f.severity == Severity::note));
      CHECK_FALSE(sentence(f.message).empty());
    }
  }
  CHECK(severityOf(headDesign(HairlineTemplate::natural, 5), "hairline.height") == Severity::good);
  CHECK(severityOf(headDesign(HairlineTemplate::natural, 5), "hairline.symmetry") == Severity::good);
  CHECK(severityOf(headDesign(HairlineTemplate::natural, 5), "hairline.temple") == Severity::good);
}

TEST_CASE("each fault is found by its rule") {
  const auto changed = [](auto change) {
    Design design = headDesign(HairlineTemplate::natural, 5);
    change(design);
    return design;
  };
  const auto moved = [&](double byMm) {
    return changed([&](Design& d) {
      for (Vec2& p : d.hairline.pointsMapMm) p.y += byMm;
    });
  };
  CHECK(severityOf(moved(36), "hairline.height") == Severity::warning);
  CHECK(severityOf(moved(75), "hairline.height") == Severity::error);
  CHECK(severityOf(moved(-30), "hairline.height") == Severity::note);
  const Design lopsided = changed([](Design& d) { d.hairline.pointsMapMm[3].y += 15; });
  CHECK(severityOf(lopsided, "hairline.symmetry") == Severity::warning);
  const Design hard = changed([](Design& d) { d.hairline.featherMm = 0.5; });
  CHECK(severityOf(hard, "hairline.feather") == Severity::warning);
  const Design ruled = changed([](Design& d) { d.hairline.irregularity = 0; });
  CHECK(severityOf(ruled, "hairline.irregularity") == Severity::warning);
  const Design line = changed([](Design& d) {
    for (Vec2& p : d.hairline.pointsMapMm) p.y = 70;
  });
  CHECK(severityOf(line, "hairline.straight") == Severity::warning);
  CHECK(severityOf(line, "hairline.temple") == Severity::note);
  const Design helmet = changed([](Design& d) { d.zones[2].densityPerCm2 = 260; });
  CHECK(severityOf(helmet, "density.helmet") == Severity::warning);
  const Design paint = changed([](Design& d) { d.zones[2].dotDiameterMm = 0.5; });
  CHECK(severityOf(paint, "density.coverage") == Severity::warning);
  const Design wall = changed([](Design& d) { d.zones[0].densityPerCm2 = 200; });
  CHECK(severityOf(wall, "density.edge") == Severity::warning);
  const Design dark = changed([](Design& d) { d.zones[0].shade = 6; });
  CHECK(severityOf(dark, "shade.edge") == Severity::note);
  const Design one = changed([](Design& d) {
    for (Zone& z : d.zones) z.shade = 4;
  });
  CHECK(severityOf(one, "shade.single") == Severity::note);
  const Design greedy = changed([](Design& d) { d.sessions.split = {0.8, 0.1, 0.1}; });
  CHECK(severityOf(greedy, "sessions.first") == Severity::warning);
  CHECK(find(checkDesign(makeEmptyDesign(), ScalpMap::flat()), "design.empty"));
}

TEST_CASE("a part line is a band of its width along the skin") {
  const ScalpMap flatMap = ScalpMap::flat();
  const std::vector<Vec2> straight = {{0, 0}, {80, 0}};
  const Result<Zone> band = makePartLine(flatMap, straight, 12.0);
  REQUIRE(band);
  CHECK(band->use == ZoneUse::partLine);
  // 80 x 12 mm and two half disks, which the outline's corners cut by a few percent.
  CHECK(std::fabs(std::fabs(signedArea(band->outlineMapMm)) - (960 + 113.1)) < 6.0);
  CHECK_FALSE(selfIntersects(band->outlineMapMm));
  for (Vec2 p : band->outlineMapMm) {
    const double beyond = p.x < 0 ? -p.x : p.x > 80 ? p.x - 80 : 0;
    CHECK(std::fabs(glm::length(Vec2(beyond, p.y)) - 6.0) < 1e-6);
  }
  // Along the middle of a head, from the vertex to the hairline: as wide on the skin everywhere.
  const std::vector<Vec2> parting = {{2, 0}, {4, 30}, {3, 75}};
  const Result<Zone> onHead = makePartLine(headMap(), parting, 20.0);
  REQUIRE(onHead);
  double areaMm2 = 0;
  for (double y = -15; y < 90; y += 0.5)
    for (double x = -20; x < 26; x += 0.5)
      if (contains(onHead->outlineMapMm, {x, y})) areaMm2 += 0.25 * headMap().areaFactor({x, y});
  double lengthMm = 0;
  for (size_t i = 0; i + 1 < parting.size(); ++i)
    lengthMm += glm::length(parting[i + 1] - parting[i]) * headMap().lengthScale(0.5 * (parting[i] + parting[i + 1]));
  CHECK(std::fabs(areaMm2 / (20.0 * lengthMm + 314.0) - 1.0) < 0.03);
  Design design = makeEmptyDesign();
  design.zones = {*band};
  CHECK(validateDesign(design));
  CHECK(makePartLine(flatMap, std::vector<Vec2>{{0, 0}}, 12.0).error().id == "part.points");
  CHECK(makePartLine(flatMap, std::vector<Vec2>{{0, 0}, {0, 0}}, 12.0).error().id == "part.points");
  CHECK(makePartLine(flatMap, straight, 0.5).error().id == "part.width");
  CHECK(makePartLine(headMap(), std::vector<Vec2>{{0, 0}, {900, 0}}, 12.0).error().id == "part.points");
}
