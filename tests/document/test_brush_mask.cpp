// Brush dabs become outlines of the right size and shape, and outlines survive the way back.
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <vector>

#include "document/brush_mask.h"

using namespace hd;

namespace {

double areaOf(const std::vector<Vec2>& outline) { return signedArea(outline); }

}  // namespace

TEST_CASE("a single dab is a disc") {
  for (const double radius : {2.0, 8.0, 20.0}) {
    BrushMask mask;
    mask.dab({3.3, -7.1}, {3.3, -7.1}, radius, true);
    const auto outlines = mask.outlines();
    REQUIRE(outlines.size() == 1);
    const double disc = 3.14159265358979 * radius * radius;
    CHECK(std::fabs(areaOf(outlines[0]) / disc - 1.0) < 0.02);
    for (const Vec2 p : outlines[0]) CHECK(std::fabs(length(p - Vec2(3.3, -7.1)) - radius) < 0.2);
    CHECK_FALSE(selfIntersects(outlines[0]));
  }
}

TEST_CASE("a stroke is a capsule, whatever its direction and wherever it grows the raster") {
  for (const Vec2 to : {Vec2(40, 0), Vec2(-35, 20), Vec2(0, -60)}) {
    BrushMask mask;
    for (int i = 0; i < 10; ++i) mask.dab(to * (i / 10.0), to * ((i + 1) / 10.0), 5.0, true);
    const auto outlines = mask.outlines();
    REQUIRE(outlines.size() == 1);
    const double capsule = 3.14159265358979 * 25.0 + 10.0 * length(to);
    CHECK(std::fabs(areaOf(outlines[0]) / capsule - 1.0) < 0.02);
  }
}

TEST_CASE("two islands are two outlines, the larger first") {
  BrushMask mask;
  mask.dab({0, 0}, {0, 0}, 4, true);
  mask.dab({40, 0}, {40, 0}, 7, true);
  const auto outlines = mask.outlines();
  REQUIRE(outlines.size() == 2);
  CHECK(areaOf(outlines[0]) > areaOf(outlines[1]));
  CHECK(contains(outlines[0], Vec2(40, 0)));
}

TEST_CASE("erasing cuts, splits and empties") {
  BrushMask mask;
  mask.dab({-20, 0}, {20, 0}, 6, true);
  mask.dab({0, -20}, {0, 20}, 3, false);
  auto outlines = mask.outlines();
  REQUIRE(outlines.size() == 2);
  for (const auto& o : outlines) CHECK_FALSE(contains(o, Vec2(0, 0)));
  mask.dab({-30, 0}, {30, 0}, 12, false);
  CHECK(mask.outlines().empty());
  CHECK(mask.empty());
}

TEST_CASE("holes are filled because a zone is one outline") {
  BrushMask mask;
  mask.dab({0, 0}, {0, 0}, 15, true);
  mask.dab({0, 0}, {0, 0}, 5, false);
  const auto outlines = mask.outlines();
  REQUIRE(outlines.size() == 1);
  CHECK(contains(outlines[0], Vec2(0, 0)));
}

TEST_CASE("an outline that goes through the raster again and again stays where it was") {
  std::vector<Vec2> outline = {{0, 0}, {31.7, 2.3}, {28.2, 19.9}, {14.4, 11.1}, {3.2, 22.6}};
  const double before = areaOf(outline);
  for (int round = 0; round < 10; ++round) {
    BrushMask mask;
    mask.setPolygon(outline);
    const auto outlines = mask.outlines();
    REQUIRE(outlines.size() == 1);
    outline = outlines[0];
  }
  CHECK(std::fabs(areaOf(outline) / before - 1.0) < 0.02);
  CHECK(contains(outline, Vec2(25, 8)));
  CHECK_FALSE(contains(outline, Vec2(14, 18)));
}

TEST_CASE("touching corners of the raster give closed rings, never a hang") {
  // Dabs of less than a cell in a diagonal pattern: the ambiguous cases of marching squares.
  BrushMask mask;
  for (int i = 0; i < 12; ++i) {
    const Vec2 centre{(i + 0.5) * 0.5, (i + 0.5) * 0.5};
    mask.dab(centre, centre, 0.3, true);
  }
  const auto outlines = mask.outlines(0.0);
  REQUIRE_FALSE(outlines.empty());
  for (const auto& o : outlines) CHECK(o.size() >= 3);
}

TEST_CASE("simplifying keeps the shape within its tolerance") {
  std::vector<Vec2> circle;
  for (int i = 0; i < 400; ++i) circle.push_back({10 * std::cos(i * 0.0157079632679), 10 * std::sin(i * 0.0157079632679)});
  const auto simple = simplifyClosed(circle, 0.1);
  CHECK(simple.size() < 60);
  for (const Vec2 p : circle) CHECK(distanceToOutline(simple, p) < 0.11);
}
