#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "core/polygon.h"
#include "core/rng.h"

using hd::Vec2;

namespace {

std::vector<Vec2> square(double left, double bottom, double side) {
  return {{left, bottom}, {left + side, bottom}, {left + side, bottom + side}, {left, bottom + side}};
}

}  // namespace

TEST_CASE("signed area knows size and direction") {
  std::vector<Vec2> s = square(10, 20, 3);
  CHECK(hd::signedArea(s) == 9.0);
  std::reverse(s.begin(), s.end());
  CHECK(hd::signedArea(s) == -9.0);
  CHECK(hd::signedArea(std::vector<Vec2>{}) == 0.0);
}

TEST_CASE("neighbouring polygons share every point of their common edge out without overlap or gap") {
  const std::vector<Vec2> left = {{0, 0}, {5, 1}, {4, 9}, {0, 10}};
  const std::vector<Vec2> right = {{5, 1}, {10, 0}, {10, 10}, {4, 9}};
  const std::vector<Vec2> whole = {{0, 0}, {5, 1}, {10, 0}, {10, 10}, {4, 9}, {0, 10}};
  hd::Rng rng(1);
  for (int i = 0; i < 20'000; ++i) {
    Vec2 p(rng.range(-1, 11), rng.range(-1, 11));
    if (i % 3 == 0) p = Vec2(5, 1) + Vec2(-1, 8) * rng.unit();  // on the common edge, as near as rounding allows
    REQUIRE(hd::contains(left, p) + hd::contains(right, p) == hd::contains(whole, p));
  }
}

TEST_CASE("containment by even-odd rule of a star agrees with its area") {
  std::vector<Vec2> star;
  for (int i = 0; i < 10; ++i) {
    const double angle = i * hd::kPi / 5, radius = i % 2 ? 2.0 : 5.0;
    star.push_back({radius * hd::detCos(angle), radius * hd::detSin(angle)});
  }
  hd::Rng rng(2);
  int inside = 0;
  constexpr int kCount = 200'000;
  for (int i = 0; i < kCount; ++i) inside += hd::contains(star, {rng.range(-5, 5), rng.range(-5, 5)});
  const double area = 100.0 * inside / kCount;
  CHECK(std::fabs(area - hd::signedArea(star)) < 0.3);
}

TEST_CASE("distances to segments and outlines") {
  CHECK(hd::distanceToSegment({3, 4}, {0, 0}, {0, 0}) == 5.0);
  CHECK(hd::distanceToSegment({2, 5}, {0, 0}, {4, 0}) == 5.0);
  CHECK(hd::distanceToSegment({7, 4}, {0, 0}, {4, 0}) == 5.0);
  CHECK(hd::distanceToOutline(square(0, 0, 10), {5, 2}) == 2.0);
}

TEST_CASE("densified polygons keep their corners, their area and the longest edge allowed") {
  const std::vector<Vec2> s = square(0, 0, 10);
  const std::vector<Vec2> dense = hd::densifyClosed(s, 0.3);
  CHECK(std::fabs(hd::signedArea(dense) - 100.0) < 1e-9);
  for (size_t i = 0; i < dense.size(); ++i) CHECK(glm::length(dense[(i + 1) % dense.size()] - dense[i]) <= 0.3 + 1e-12);
  for (Vec2 corner : s) CHECK(std::count(dense.begin(), dense.end(), corner) == 1);
}

TEST_CASE("crossing edges are found, touching neighbours are not") {
  CHECK_FALSE(hd::selfIntersects(square(0, 0, 1)));
  CHECK(hd::selfIntersects(std::vector<Vec2>{{0, 0}, {1, 1}, {1, 0}, {0, 1}}));
}
