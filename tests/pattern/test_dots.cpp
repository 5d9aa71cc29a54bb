#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <catch2/catch_test_macros.hpp>

#include "core/facts.h"
#include "core/polygon.h"
#include "design/skin_cover.h"
#include "pattern/dots.h"
#include "pattern/field.h"
#include "pattern/random_designs.h"

using namespace hd;
using namespace hd::test;

namespace {

using Key = std::tuple<uint64_t, double, double>;

std::set<Key> places(const Dots& dots) {
  std::set<Key> out;
  for (const Dot& d : dots) out.insert({d.id, d.posMapMm.x, d.posMapMm.y});
  return out;
}

std::vector<uint32_t> countPerZone(const Design& design, const Dots& dots) {
  std::vector<uint32_t> count(design.zones.size(), 0);
  for (const Dot& d : dots) ++count[d.zone];
  return count;
}

const ScalpMap& flat() {
  static const ScalpMap map = ScalpMap::flat();
  return map;
}

// Distance in front of the drawn hairline, by the polyline and its side, independent of the field.
double inFrontMm(const std::vector<Vec2>& curve, Vec2 p) {
  double best = 1e300;
  size_t edge = 0;
  for (size_t i = 0; i + 1 < curve.size(); ++i) {
    const double d = distanceToSegment(p, curve[i], curve[i + 1]);
    if (d < best) {
      best = d;
      edge = i;
    }
  }
  return cross2(curve[edge + 1] - curve[edge], p - curve[edge]) > 0.0 ? best : -best;
}

}  // namespace

TEST_CASE("No dot lies outside its zone, in a mask or ahead of the hairline but for sentinels", "[pattern]") {
  const double reach = fact("hairline.sentinel_reach_mm").high;
  for (uint64_t seed = 0; seed < 60; ++seed) {
    const Design design = randomFlatDesign(seed);
    const std::vector<Vec2> curve = hairlineCurve(design.hairline);
    uint32_t outside = 0, masked = 0, ahead = 0, farAhead = 0;
    for (const Dot& d : makeDots(design, flat())) {
      const Zone& zone = design.zones[d.zone];
      for (const Mask& mask : design.masks) masked += contains(mask.outlineMapMm, d.posMapMm);
      const double front = zone.followsHairline ? inFrontMm(curve, d.posMapMm) : -1.0;
      const bool withinSpan = d.posMapMm.x > 6.0 && d.posMapMm.x < 119.0;
      if (front > 1e-6 && withinSpan) {
        ++ahead;
        farAhead += front > reach + 1e-6;
      } else {
        outside += !contains(zone.outlineMapMm, d.posMapMm);
      }
    }
    CAPTURE(seed);
    CHECK(outside == 0);
    CHECK(masked == 0);
    CHECK(farAhead == 0);
    if (design.hairline.irregularity == 0.0) CHECK(ahead == 0);
  }
}

TEST_CASE("Counts are the integral of the density to 0.3 % in zones above 1000 dots", "[pattern]") {
  int checked = 0;
  double worst = 0.0;
  for (uint64_t seed = 100; seed < 300; ++seed) {
    const Design design = randomFlatDesign(seed);
    const std::vector<uint32_t> count = countPerZone(design, makeDots(design, flat()));
    const std::vector<ZoneTally> tally = tallyZones(design, flat());
    for (size_t z = 0; z < count.size(); ++z) {
      if (tally[z].dots < 1000.0) continue;
      ++checked;
      worst = std::max(worst, std::fabs(count[z] / tally[z].dots - 1.0));
    }
  }
  CHECK(checked > 250);
  CHECK(worst <= 0.003);
}

TEST_CASE("A sharp zone has density times area dots", "[pattern]") {
  for (double density : {60.0, 190.0, 400.0})
    for (double size : {30.0, 80.0, 220.0}) {
      const Design design = oneZone({{3.3, 4.4}, {3.3 + size, 6.0}, {1.0 + size, 4.4 + size}, {9.0, 1.0 + size}}, density);
      const double want = std::fabs(signedArea(design.zones[0].outlineMapMm)) * 0.01 * density;
      if (want < 1000.0) continue;
      CAPTURE(density, size, want);
      CHECK(std::fabs(makeDots(design, flat()).size() / want - 1.0) <= 0.003);
    }
}

TEST_CASE("Raising the density only adds dots", "[pattern]") {
  for (uint64_t seed = 0; seed < 12; ++seed) {
    Rng rng(seed + 500);
    Design design = oneZone(blob(rng, {50, 50}, 45.0, 9), 40.0, seed % 2 ? 8.0 : 0.0);
    design.seed = seed;
    design.irregularity = rng.unit();
    std::set<Key> before;
    for (double density : {40.0, 60.0, 61.0, 100.0, 190.0, 400.0}) {
      design.zones[0].densityPerCm2 = density;
      const std::set<Key> now = places(makeDots(design, flat()));
      CAPTURE(seed, density);
      CHECK(std::includes(now.begin(), now.end(), before.begin(), before.end()));
      before = now;
    }
  }
}

TEST_CASE("An edit changes nothing further away than a block", "[pattern]") {
  for (uint64_t seed = 0; seed < 10; ++seed) {
    Design design = oneZone({{0, 0}, {60, -5}, {120, 0}, {125, 90}, {60, 95}, {0, 90}}, 150.0, seed % 2 ? 6.0 : 0.0);
    design.seed = seed;
    const Dots before = makeDots(design, flat());
    const Vec2 moved = design.zones[0].outlineMapMm[2];
    design.zones[0].outlineMapMm[2] += Vec2(6.0, -4.0);
    const Dots after = makeDots(design, flat());
    // The edges that meet the corner reach to x = 60 and y = 90; feather and block add to it.
    const auto far = [&](const Dots& dots) {
      std::set<Key> out;
      for (const Dot& d : dots)
        if (d.posMapMm.x < moved.x - 60.0 - 49.0) out.insert({d.id, d.posMapMm.x, d.posMapMm.y});
      return out;
    };
    CHECK(far(before).size() > 1000);
    CHECK(far(before) == far(after));
    // What stays keeps its looks as well.
    std::map<uint64_t, Dot> old;
    for (const Dot& d : before) old[d.id] = d;
    uint32_t changed = 0, same = 0;
    for (const Dot& d : after) {
      const auto it = old.find(d.id);
      if (it == old.end()) continue;
      ++same;
      changed += it->second.radiusMm != d.radiusMm || it->second.session != d.session || it->second.posMapMm != d.posMapMm;
    }
    CHECK(same > before.size() * 9 / 10);
    CHECK(changed == 0);
  }
}

TEST_CASE("Dots keep their distance, across borders too", "[pattern]") {
  Design design = oneZone({{0, 0}, {70, 0}, {70, 80}, {0, 80}}, 200.0);
  design.irregularity = 0.0;
  Zone dense = design.zones[0];
  dense.densityPerCm2 = 90.0;
  dense.outlineMapMm = {{70, 0}, {130, 0}, {130, 80}, {70, 80}};
  design.zones.push_back(dense);
  const Dots made = makeDots(design, flat());
  std::vector<Dot> dots(made.begin(), made.end());
  std::sort(dots.begin(), dots.end(), [](const Dot& a, const Dot& b) { return a.posMapMm.x < b.posMapMm.x; });
  double worst = 1e300;
  for (size_t i = 0; i < dots.size(); ++i)
    for (size_t j = i + 1; j < dots.size() && dots[j].posMapMm.x - dots[i].posMapMm.x < 2.0; ++j) {
      const double denser = std::max(design.zones[dots[i].zone].densityPerCm2, design.zones[dots[j].zone].densityPerCm2);
      const double hexMm = 10.745699318235418 / std::sqrt(denser);
      worst = std::min(worst, glm::length(dots[i].posMapMm - dots[j].posMapMm) / hexMm);
    }
  CHECK(worst >= 0.60);
}

TEST_CASE("Dots come in rank order with unique ids, sessions by their split, sizes about the zone's", "[pattern]") {
  Design design = oneZone({{0, 0}, {150, 0}, {150, 150}, {0, 150}}, 190.0);
  design.sessions.styles.assign(3, SessionStyle{});  // every session alike
  const Dots dots = makeDots(design, flat());
  std::set<uint64_t> ids;
  std::vector<uint32_t> sessions(4, 0);
  double sum = 0.0, squares = 0.0;
  for (size_t i = 0; i < dots.size(); ++i) {
    CHECK(dots[i].rank == i);
    if (i > 0) CHECK((dots[i].id & 0xffff) >= (dots[i - 1].id & 0xffff));
    ids.insert(dots[i].id);
    REQUIRE(dots[i].session >= 1);
    REQUIRE(dots[i].session <= 3);
    ++sessions[dots[i].session];
    sum += dots[i].radiusMm;
    squares += static_cast<double>(dots[i].radiusMm) * dots[i].radiusMm;
  }
  CHECK(ids.size() == dots.size());
  const double n = static_cast<double>(dots.size()), mean = sum / n, cv = std::sqrt(squares / n - mean * mean) / mean;
  CHECK(std::fabs(2.0 * mean / design.zones[0].dotDiameterMm - 1.0) < 0.01);
  CHECK(std::fabs(cv - factValue("dots.diameter_cv")) < 0.01);
  for (int s = 0; s < 3; ++s) CHECK(std::fabs(sessions[s + 1] / n - design.sessions.split[s]) < 0.005);
}

TEST_CASE("The first session is lightest and finest, the third has darker accents and mixed sizes", "[pattern]") {
  Design design = makeEmptyDesign();
  Zone zone;
  zone.outlineMapMm = {{0, 0}, {80, 0}, {80, 80}, {0, 80}};
  zone.densityPerCm2 = 190.0;
  zone.shade = 4;
  design.zones = {zone};
  struct Sums {
    double n = 0, shade = 0, radius = 0, squares = 0, dark = 0;
  } by[5];
  for (const Dot& d : makeDots(design, flat())) {
    Sums& s = by[d.session];
    s.n += 1, s.shade += d.shade, s.radius += d.radiusMm, s.squares += static_cast<double>(d.radiusMm) * d.radiusMm,
        s.dark += d.shade > 5.0f;
    REQUIRE(d.uptake == 1.0f);
  }
  const auto mean = [&](int session) { return by[session].shade / by[session].n; };
  const auto cv = [&](int session) {
    const double radius = by[session].radius / by[session].n;
    return std::sqrt(by[session].squares / by[session].n - radius * radius) / radius;
  };
  CHECK(std::fabs(mean(1) - 3.0) < 0.05);
  CHECK(std::fabs(mean(2) - 4.0) < 0.05);
  CHECK(std::fabs(mean(3) - 4.25) < 0.07);
  CHECK(std::fabs(by[1].radius / by[1].n - 0.9 * 0.15) < 0.001);
  CHECK(std::fabs(by[2].radius / by[2].n - 0.15) < 0.001);
  CHECK(std::fabs(cv(2) - 0.15) < 0.01);
  CHECK(std::fabs(cv(3) - 0.22) < 0.015);
  CHECK(by[3].dark / by[3].n > 2.0 * by[2].dark / by[2].n);

  design.sessions.styles = {{0.5, 1.2, 1.0, 0.0}};
  double shade = 0, n = 0;
  for (const Dot& d : makeDots(design, flat()))
    if (d.session == 1) shade += d.shade, n += 1;
  CHECK(std::fabs(shade / n - 4.5) < 0.05);
}

TEST_CASE("A zone may be done in fewer sessions, and a scar keeps less of its pigment", "[pattern]") {
  Design design = makeEmptyDesign();
  Zone zone;
  zone.outlineMapMm = {{0, 0}, {60, 0}, {60, 60}, {0, 60}};
  zone.densityPerCm2 = 150.0;
  setZoneUse(zone, ZoneUse::scarCover);
  zone.sessions = 2;
  design.zones = {zone};
  double uptake = 0, first = 0;
  const Dots dots = makeDots(design, flat());
  for (const Dot& d : dots) {
    REQUIRE(d.session <= 2);
    REQUIRE(d.uptake >= 0.0f);
    REQUIRE(d.uptake <= 1.0f);
    uptake += d.uptake;
    first += d.session == 1;
  }
  const double n = static_cast<double>(dots.size());
  CHECK(std::fabs(uptake / n - zone.uptake) < 0.04);
  CHECK(std::fabs(first / n - 0.6) < 0.01);
  design.zones[0].sessions = 1;
  for (const Dot& d : makeDots(design, flat())) REQUIRE(d.session == 1);
  design.zones[0].sessions = 4;  // more than the design has: all of them
  std::set<int> used;
  for (const Dot& d : makeDots(design, flat())) used.insert(d.session);
  CHECK(used == std::set<int>{1, 2, 3});
}

TEST_CASE("Between hair that stays dots lie on skin only", "[pattern]") {
  Design design = makeEmptyDesign();
  Zone zone;
  zone.outlineMapMm = {{0, 0}, {60, 0}, {60, 60}, {0, 60}};
  setZoneUse(zone, ZoneUse::betweenHair);
  design.zones = {zone};
  const size_t all = makeDots(design, flat()).size();
  design.skinCover = blankSkinCover(design, 1.0);
  CHECK(makeDots(design, flat()).size() == all);
  // Strands 6 mm wide, 6 mm apart.
  SkinCover& cover = design.skinCover;
  for (int j = 0; j < cover.rows; ++j)
    for (int i = 0; i < cover.columns; ++i) cover.skin[static_cast<size_t>(j) * cover.columns + i] = i / 6 % 2 ? 0 : 255;
  const Dots dots = makeDots(design, flat());
  CHECK(std::fabs(static_cast<double>(dots.size()) / all - 0.5) < 0.03);
  for (const Dot& d : dots) {
    const double x = std::fmod(d.posMapMm.x, 12.0);
    REQUIRE((x < 6.6 || x > 11.4));
  }
  CHECK(std::fabs(tallyZones(design, flat())[0].dots / static_cast<double>(dots.size()) - 1.0) < 0.01);
  design.zones[0].use = ZoneUse::shavedLook;
  CHECK(makeDots(design, flat()).size() == all);
}

TEST_CASE("Another split keeps a dot's place and only moves the ends of the sessions", "[pattern]") {
  Design design = oneZone({{0, 0}, {100, 0}, {100, 100}, {0, 100}}, 190.0);
  const Dots before = makeDots(design, flat());
  design.sessions.split = {0.5, 0.33, 0.17};
  const Dots after = makeDots(design, flat());
  REQUIRE(before.size() == after.size());
  std::vector<double> count(4, 0.0);
  for (size_t i = 0; i < before.size(); ++i) {
    CHECK(before[i].id == after[i].id);
    CHECK(after[i].session <= before[i].session);
    count[after[i].session] += 1.0;
  }
  for (int s = 0; s < 3; ++s) CHECK(std::fabs(count[s + 1] / static_cast<double>(after.size()) - design.sessions.split[s]) < 0.01);
}

TEST_CASE("Sentinels: none along a ruled edge, the stated number along an irregular one", "[pattern]") {
  Design design = oneZone({{0, -60}, {200, -60}, {200, 40}, {0, 40}}, 190.0);
  design.zones[0].followsHairline = true;
  design.hairline.enabled = true;
  design.hairline.pointsMapMm = {{0, 0}, {50, 0}, {100, 0}, {150, 0}, {200, 0}};
  for (double irregularity : {0.0, 0.5, 1.0}) {
    design.hairline.irregularity = irregularity;
    uint32_t ahead = 0, rows = 0;
    for (const Dot& d : makeDots(design, flat())) {
      ahead += d.posMapMm.y > 0.0;
      rows += d.posMapMm.y > -1.0 && d.posMapMm.y <= 0.0;
    }
    CAPTURE(irregularity, ahead);
    if (irregularity == 0.0) CHECK(ahead == 0);
    // The count of the fact is along the wandering edge, part of which lies in notches.
    if (irregularity > 0.0) CHECK(ahead > 20);
    CHECK(ahead <= 200 / 10 * fact("hairline.sentinels_per_10mm").high);
    CHECK(rows < 200 * 1.0 * 0.01 * 190.0 * 0.5);
  }
}

TEST_CASE("Designs without skin to dot give no dots", "[pattern]") {
  CHECK(makeDots(makeEmptyDesign(), flat()).empty());
  Design design = oneZone({{0, 0}, {50, 0}, {50, 50}}, 100.0);
  design.zones[0].visible = false;
  CHECK(makeDots(design, flat()).empty());
  design.zones[0].visible = true;
  design.zones[0].densityPerCm2 = 0.0;
  CHECK(makeDots(design, flat()).empty());
  design.zones[0].densityPerCm2 = 100.0;
  design.masks.push_back({"All", {{-10, -10}, {60, -10}, {60, 60}, {-10, 60}}});
  CHECK(makeDots(design, flat()).empty());
}

TEST_CASE("The list of dots has the contract's columns", "[pattern]") {
  const Dots dots = makeDots(oneZone({{0, 0}, {10, 0}, {10, 10}, {0, 10}}, 100.0), flat());
  const std::string csv = dotsToCsv(dots);
  CHECK(csv.starts_with("x_mm,y_mm,sx_mm,sy_mm,sz_mm,radius_mm,shade,depth_mm,zone,session,rank\n"));
  CHECK(std::count(csv.begin(), csv.end(), '\n') == static_cast<long>(dots.size()) + 1);
}
