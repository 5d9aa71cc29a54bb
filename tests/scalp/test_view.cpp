#include <cmath>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "core/rng.h"
#include "scalp/fit.h"
#include "scalp/true_head.h"

using namespace hd;
using namespace hd::testing;
using Catch::Approx;

namespace {

const Side kSides[] = {Side::front, Side::threeQuarter, Side::left, Side::right, Side::top};

}  // namespace

TEST_CASE("view: what is projected is found again, and hidden skin is not") {
  Rng rng(11);
  const ScalpMap map = ScalpMap::ofHead(defaultHead());
  for (const Side side : kSides) {
    const View view = photograph(rng, side);
    int visible = 0, hidden = 0;
    for (int k = 0; k < 400; ++k) {
      const Vec2 p(rng.range(-160, 160), rng.range(-220, 160));
      if (!map.covers(p)) continue;
      const Vec3 pos = map.toScalp(p);
      const auto px = projectPoint(view, pos);
      REQUIRE(px);
      const auto back = unprojectToMap(view, map, *px);
      const bool shown = isVisible(view, map, pos, map.normal(p));
      if (shown) {
        ++visible;
        REQUIRE(back);
        // At the very rim a hair's breadth in the photo is a long way on the skin.
        const double facing = footprintAt(view, map, p)->facing;
        CHECK(glm::length(map.toScalp(*back) - pos) < (facing > 0.1 ? 1e-5 : 2.5));
      } else {
        ++hidden;
        // Something nearer is met instead; it may be the face, which is not on the map.
        if (back)
          CHECK(glm::length(map.toScalp(*back) - cameraPositionMm(view.camera)) < glm::length(pos - cameraPositionMm(view.camera)) + 1e-6);
      }
    }
    CHECK(visible > 80);
    CHECK(hidden > 40);
    CHECK_FALSE(unprojectToMap(view, map, {-5000, -5000}));
  }
}

TEST_CASE("view: from each side the right parts show") {
  Rng rng(12);
  const ScalpMap map = ScalpMap::ofHead(defaultHead());
  const auto shows = [&](const View& view, Vec3 q) {
    const Vec3 pos = map.head().surfacePoint(glm::normalize(q));
    return isVisible(view, map, pos, map.head().surfaceNormal(glm::normalize(q)));
  };
  for (int k = 0; k < 20; ++k) {
    const View front = photograph(rng, Side::front), left = photograph(rng, Side::left), top = photograph(rng, Side::top);
    CHECK(shows(front, {0, 0.3, 1}));
    CHECK_FALSE(shows(front, {0, 0.3, -1}));
    CHECK(shows(left, {1, 0.2, 0}));
    CHECK_FALSE(shows(left, {-1, 0.2, 0}));
    CHECK(shows(top, {0, 1, 0}));
    CHECK_FALSE(shows(top, {0, -0.7, 0.1}));
    // The person's left is on the right of a photo from the front, and up is up.
    CHECK(projectPoint(front, {50, 60, 60})->x > projectPoint(front, {-50, 60, 60})->x);
    CHECK(projectPoint(front, {0, 120, 0})->y < projectPoint(front, {0, 30, 90})->y);
    // Seen from the person's left the face is on the left of the photo.
    CHECK(projectPoint(left, {0, 42, 98})->x < projectPoint(left, {0, 42, -97})->x);
  }
}

TEST_CASE("view: footprints are the picture of a millimetre of skin") {
  Rng rng(13);
  const ScalpMap map = ScalpMap::ofHead(defaultHead());
  for (const Side side : kSides) {
    const View view = photograph(rng, side);
    for (int k = 0; k < 100; ++k) {
      const Vec2 p(rng.range(-120, 120), rng.range(-150, 120));
      const auto print = footprintAt(view, map, p);
      REQUIRE(print);
      const Vec3 pos = map.toScalp(p), n = map.normal(p);
      CHECK(glm::length(print->centrePx - *projectPoint(view, pos)) < 1e-9);
      const Vec3 t0 = glm::normalize(map.jet(p).alongX), t1 = glm::normalize(map.jet(p).alongY);
      const double h = 1e-3;
      const Vec2 d0 = (*projectPoint(view, pos + h * t0) - *projectPoint(view, pos - h * t0)) / (2 * h);
      const Vec2 d1 = (*projectPoint(view, pos + h * t1) - *projectPoint(view, pos - h * t1)) / (2 * h);
      CHECK(glm::length(print->axis0Px - d0) < 1e-6);
      // Tangent 1 is square to tangent 0, which map +y is up to the chart's small rest.
      CHECK(glm::length(print->axis1Px - d1) < 0.01 * (glm::length(d1) + glm::length(d0)));
      const Vec3 toEye = cameraPositionMm(view.camera) - pos;
      CHECK(print->facing == Approx(glm::dot(n, toEye) / glm::length(toEye)).margin(1e-9));
      // Foreshortened by just that much: the ellipse's area is facing times the unforeshortened circle's.
      const Vec3 c = view.camera.rotation * pos + view.camera.translationMm;
      const double scale = view.camera.focalPx / c.z;
      const double area = std::fabs(cross2(print->axis0Px, print->axis1Px));
      CHECK(area == Approx(scale * scale * std::fabs(print->facing) * glm::length(c) / c.z).epsilon(1e-6));
    }
  }
}

TEST_CASE("view: flat views are a constant scale") {
  View view;
  view.mmPerPx = 0.25;
  const ScalpMap map = ScalpMap::flat();
  CHECK(*projectPoint(view, {10, 20, 0}) == Vec2(40, 80));
  CHECK(*unprojectToMap(view, map, {40, 80}) == Vec2(10, 20));
  CHECK(isVisible(view, map, {10, 20, 0}, {0, 0, 1}));
  const auto print = footprintAt(view, map, {10, 20});
  REQUIRE(print);
  CHECK(print->axis0Px == Vec2(4, 0));
  CHECK(print->axis1Px == Vec2(0, 4));
  CHECK(print->facing == 1.0);
}

TEST_CASE("view: nothing is seen behind the camera") {
  Rng rng(14);
  View view = photograph(rng, Side::front);
  CHECK_FALSE(projectPoint(view, cameraPositionMm(view.camera) * 1.5));
}

TEST_CASE("view: the assumed head fills the picture and keeps a stated scale") {
  const HeadFit fit = assumedFit(1200, 1500, std::nullopt);
  const HeadModel head(fit.head);
  const Vec2 top = *projectPoint(fit.view, head.landmark(Landmark::vertex)),
             chin = *projectPoint(fit.view, head.landmark(Landmark::menton));
  CHECK((top.y > 100 && top.y < 400));
  CHECK((chin.y > 1100 && chin.y < 1400));
  CHECK(projectPoint(fit.view, head.landmark(Landmark::glabella))->x == Approx(600.0));
  const HeadFit scaled = assumedFit(1200, 1500, 0.2);
  CHECK(scaled.view.mmPerPx == Approx(0.2));
  const Vec2 a = *projectPoint(scaled.view, head.landmark(Landmark::glabella));
  const Vec2 b = *projectPoint(scaled.view, head.landmark(Landmark::glabella) + Vec3(10, 0, 0));
  CHECK(b.x - a.x == Approx(50.0));
  CHECK(scaled.view.scaleRelSd < fit.view.scaleRelSd);
}
