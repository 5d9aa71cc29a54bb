#include <cmath>
#include <cstdio>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "core/facts.h"
#include "core/polygon.h"
#include "core/rng.h"
#include "scalp/anatomy.h"
#include "scalp/surface_area.h"

using namespace hd;
using Catch::Approx;

namespace {

std::vector<Vec2> onMap(const ScalpMap& map, const std::vector<Vec3>& directions) {
  std::vector<Vec2> out;
  for (const Vec3 q : directions) out.push_back(map.toMap(map.head().surfacePoint(q)));
  return out;
}

}  // namespace

TEST_CASE("anatomy: bald areas of the stages on the average head are those of the facts") {
  const ScalpMap map = ScalpMap::ofHead(defaultHead());
  const std::vector<double>& expected = factList("norwood.area_cm2");
  REQUIRE(expected.size() == 7);
  CHECK(norwoodOutlines(1).empty());
  for (int stage = 2; stage <= 7; ++stage) {
    double area = 0.0;
    for (const auto& outline : norwoodOutlines(stage)) area += map.skinAreaCm2(onMap(map, outline));
    std::printf("Norwood %d: %.1f cm2 (facts %.0f)\n", stage, area, expected[static_cast<size_t>(stage - 1)]);
    CHECK(area == Approx(expected[static_cast<size_t>(stage - 1)]).epsilon(0.03));
  }
  const double scalp = map.skinAreaCm2(onMap(map, scalpOutline()));
  std::printf("whole scalp: %.1f cm2\n", scalp);
  CHECK(scalp == Approx(factValue("scalp.area_cm2")).epsilon(0.03));
}

TEST_CASE("anatomy: area by directions equals area on the map") {
  for (const HeadParams& params : {defaultHead(), HeadParams{179, 167, 125, 60, 112}}) {
    const ScalpMap map = ScalpMap::ofHead(params);
    for (int stage = 2; stage <= 7; ++stage)
      for (const auto& outline : norwoodOutlines(stage))
        CHECK(directionAreaCm2(map.head(), outline) == Approx(map.skinAreaCm2(onMap(map, outline))).epsilon(2e-3));
  }
}

TEST_CASE("anatomy: outlines and membership say the same, left as right") {
  const ScalpMap map = ScalpMap::ofHead(defaultHead());
  Rng rng(3);
  for (int stage = 1; stage <= 7; ++stage) {
    std::vector<std::vector<Vec2>> outlines;
    for (const auto& o : norwoodOutlines(stage)) {
      outlines.push_back(onMap(map, o));
      CHECK_FALSE(selfIntersects(outlines.back()));
      // Counter-clockwise seen from outside is clockwise on the map, which is mirrored.
      CHECK(signedArea(outlines.back()) < 0.0);
    }
    CHECK(outlines.size() == (stage == 1 ? 0u : stage == 4 ? 2u : 1u));
    int inside = 0;
    for (int k = 0; k < 4000; ++k) {
      const Vec2 p(rng.range(-150, 150), rng.range(-180, 120));
      const Vec3 q = map.head().anatomicalDirection(map.toScalp(p));
      bool expected = false;
      double nearest = 1e9;
      for (const auto& o : outlines) {
        expected = expected || contains(o, p);
        nearest = std::fmin(nearest, distanceToOutline(o, p));
      }
      if (nearest < 0.2) continue;
      CHECK(inNorwoodRegion(stage, q) == expected);
      CHECK(inNorwoodRegion(stage, {-q.x, q.y, q.z}) == expected);
      inside += expected;
    }
    CHECK((stage == 1) == (inside == 0));
  }
}

TEST_CASE("anatomy: each stage takes more than the one before, and only behind the reference hairline") {
  const ScalpMap map = ScalpMap::ofHead(defaultHead());
  const std::vector<Vec2> scalp = onMap(map, scalpOutline());
  Rng rng(4);
  int lost = 0, total = 0;
  for (int k = 0; k < 20000; ++k) {
    const Vec2 p(rng.range(-150, 150), rng.range(-180, 120));
    const Vec3 q = map.head().anatomicalDirection(map.toScalp(p));
    for (int stage = 2; stage < 7; ++stage) {
      if (!inNorwoodRegion(stage, q)) continue;
      ++total;
      lost += !inNorwoodRegion(stage + 1, q);
      if (distanceToOutline(scalp, p) > 0.3) CHECK(contains(scalp, p));
    }
  }
  // Hair does not grow back; the drawn shapes may cross by a millimetre or two at their edges.
  CHECK(lost < total / 100);
  for (int stage = 2; stage <= 7; ++stage) {
    CHECK_FALSE(inNorwoodRegion(stage, {0, 0, 1}));
    CHECK_FALSE(inNorwoodRegion(stage, glm::normalize(Vec3(1, 0.05, 0))));
    CHECK_FALSE(inNorwoodRegion(stage, {0, -1, 0}));
  }
}

TEST_CASE("anatomy: hairlines stand where surgeons put them") {
  const ScalpMap map = ScalpMap::ofHead(defaultHead());
  const auto heightMm = [&](HairlineTemplate t) {
    const std::vector<Vec3> d = hairlineDirections(t);
    REQUIRE(d.size() % 2 == 1);
    return midFrontalHeightMm(map, map.toMap(map.head().surfacePoint(d[d.size() / 2])));
  };
  CHECK(heightMm(HairlineTemplate::natural) == Approx(75.0).margin(1.0));
  CHECK(heightMm(HairlineTemplate::mature) == Approx(80.0).margin(1.0));
  for (const HairlineTemplate t : allHairlineTemplates()) {
    CHECK((heightMm(t) >= 60.0 && heightMm(t) <= 85.0));
    const std::vector<Vec3> d = hairlineDirections(t);
    for (size_t i = 0; i < d.size(); ++i) {
      const Vec3 m = d[d.size() - 1 - i];
      CHECK(glm::length(d[i] - Vec3(-m.x, m.y, m.z)) < 1e-12);
    }
    CHECK(d.front().x < 0.0);  // from the person's right
    // The apex, the curve's rearmost place, on the vertical through the lateral canthus give or take a finger.
    Vec3 apex(0, 0, 1e9);
    for (const Vec3 q : d)
      if (const Vec3 p = map.head().surfacePoint(q); p.x > 0 && p.z < apex.z) apex = p;
    CHECK((apex.x > 42.0 && apex.x < 62.0));
    for (const Vec2 p : onMap(map, hairlineCurve(t))) CHECK(map.covers(p));
  }
}

TEST_CASE("anatomy: template names") {
  CHECK(hairlineTemplateName(HairlineTemplate::natural) == "natural");
  CHECK(hairlineTemplateName(HairlineTemplate::widowsPeak) == "widows-peak");
  CHECK(allHairlineTemplates().size() == 6);
}
