#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/math.h"
#include "design/start.h"
#include "design/templates.h"
#include "report/unrolled_hairline.h"

using namespace hd;

namespace {

Design withHairline(std::vector<Vec2> points) {
  Design design = makeEmptyDesign();
  design.hairline.enabled = true;
  design.hairline.pointsMapMm = std::move(points);
  return design;
}

}  // namespace

TEST_CASE("on a flat map the unrolled hairline is the hairline") {
  const std::vector<Vec2> points = {{10, 60}, {40, 20}, {90, 35}, {150, 5}};
  const auto flat = unrollHairline(withHairline(points), ScalpMap::flat());
  REQUIRE(flat);
  CHECK_FALSE(flat->glabellaMm);
  for (size_t i = 0; i < points.size(); ++i)
    for (size_t k = 0; k < points.size(); ++k)
      CHECK(std::fabs(glm::length(flat->controlMm[i] - flat->controlMm[k]) - glm::length(points[i] - points[k])) < 0.01);
  // Not its mirror image.
  const Vec2 a = flat->controlMm[1] - flat->controlMm[0], b = flat->controlMm[2] - flat->controlMm[0];
  const Vec2 c = points[1] - points[0], d = points[2] - points[0];
  CHECK((a.x * b.y - a.y * b.x) * (c.x * d.y - c.y * d.x) > 0);
}

TEST_CASE("on a sphere a circle about the crown unrolls to an arc of radius R tan theta") {
  // Geodesic curvature of a circle at angle theta from the pole: cot(theta) / R (Gauss).
  constexpr double kRadius = 90.0;
  const ScalpMap map = ScalpMap::ofHead(HeadModel::ellipsoid({kRadius, kRadius, kRadius}));
  const Vec3 up = map.head().vertexDirection();
  const Vec3 left = glm::normalize(glm::cross(up, Vec3{0, 0, 1})), front = glm::cross(left, up);
  for (const double theta : {0.5, 0.8, 1.0}) {
    std::vector<Vec2> points;
    for (int i = -20; i <= 20; ++i) {
      const double phi = 0.05 * i;
      points.push_back(
          map.toMap(map.head().surfacePoint(std::cos(theta) * up + std::sin(theta) * (std::cos(phi) * front + std::sin(phi) * left))));
    }
    const bool fromRight = points.front().x < points.back().x;
    if (!fromRight) std::reverse(points.begin(), points.end());
    const auto unrolled = unrollHairline(withHairline(points), map);
    REQUIRE(unrolled);
    // Arc of 2 radians about the pole: its chord and rise on paper, with the paper's own radius.
    const double radius = kRadius * std::tan(theta), length = 2.0 * kRadius * std::sin(theta), half = 0.5 * length / radius;
    const Vec2 chord = unrolled->curveMm.back() - unrolled->curveMm.front();
    std::printf("  theta %.1f: length %.3f of %.3f mm, chord %.3f of %.3f mm\n", theta, unrolled->lengthMm, length, glm::length(chord),
                2.0 * radius * std::sin(half));
    CHECK(std::fabs(unrolled->lengthMm - length) < 0.05);
    CHECK(std::fabs(glm::length(chord) - 2.0 * radius * std::sin(half)) < 0.1);
    // The ends lie back from the middle, which is up on the paper.
    CHECK(unrolled->curveMm.front().y < -0.9 * radius * (1.0 - std::cos(half)));
    CHECK(unrolled->curveMm.back().x > 0);
  }
}

TEST_CASE("on the average head it keeps lengths along the skin and near it") {
  HeadFit fit;
  fit.head = defaultHead();
  fit.view.kind = ViewKind::head;
  const ScalpMap map = ScalpMap::ofHead(fit.head);
  StartOptions options;
  options.norwood = 3;
  const Design design = startHeadDesign(options, fit, map);
  const auto h = unrollHairline(design, map);
  REQUIRE(h);
  CHECK(std::fabs(h->lengthMm - map.skinLengthMm(hairlineCurve(design.hairline, 0.5))) < 0.1);
  REQUIRE(h->glabellaMm);
  CHECK(*h->glabellaMm > 60);
  CHECK(h->marks.size() == 4);
  // Straight across the skin between points of the line, up to some 40 mm apart.
  const auto& points = design.hairline.pointsMapMm;
  double worst = 0.0;
  for (size_t i = 0; i < points.size(); ++i)
    for (size_t k = i + 1; k < points.size(); ++k) {
      const double skin = map.geodesicMm(points[i], points[k]);
      if (skin < 40.0) worst = std::max(worst, std::fabs(glm::length(h->controlMm[i] - h->controlMm[k]) - skin));
    }
  std::printf("  worst distance within 40 mm: %.3f mm off\n", worst);
  CHECK(worst < 0.5);
}
