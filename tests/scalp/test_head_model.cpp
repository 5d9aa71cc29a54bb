#include <cmath>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "core/facts.h"
#include "core/rng.h"
#include "scalp/head_model.h"

using namespace hd;
using Catch::Approx;

namespace {

Vec3 randomDirection(Rng& rng) {
  for (;;) {
    const Vec3 v(rng.range(-1, 1), rng.range(-1, 1), rng.range(-1, 1));
    const double r = glm::length(v);
    if (r > 0.1 && r < 1.0) return v / r;
  }
}

const HeadParams kHeads[] = {oldAverageHead(), {179, 167, 125, 60, 112}, {211, 143, 141, 70, 133}, defaultHead()};

}  // namespace

/// People's landmarks are their own, found on their skin within a fraction of a millimetre.
double marginOf(const HeadParams& params) { return params.fromPeople ? 0.4 : 0.05; }

TEST_CASE("head: the surface has the dimensions it was given") {
  for (const HeadParams& params : kHeads) {
    const HeadModel head(params);
    double front = 0, back = 0, top = 0, side = 0, topZ = 0, sideY = 0, sideZ = 0;
    for (double a = -1.5; a <= 1.5; a += 0.004)
      for (double b = 0.0; b < 6.2832; b += 0.02) {
        const Vec3 p = head.surfacePoint({std::cos(a) * std::sin(b), std::sin(a), std::cos(a) * std::cos(b)});
        if (p.y > 30.0) front = std::fmax(front, p.z), back = std::fmin(back, p.z);
        if (p.y > top) top = p.y, topZ = p.z;
        if (p.x > side) side = p.x, sideY = p.y, sideZ = p.z;
      }
    CHECK(head.landmark(Landmark::glabella).z - back == Approx(params.lengthMm).margin(marginOf(params)));
    CHECK(2.0 * side == Approx(params.breadthMm).margin(marginOf(params)));
    CHECK(top == Approx(params.vaultHeightMm).margin(marginOf(params)));
    CHECK(head.landmark(Landmark::vertex).y == Approx(top).margin(marginOf(params)));
    // The crown slightly behind the ears' vertical, the widest place above and behind the ears.
    CHECK((topZ < 0.0 && topZ > -15.0));
    CHECK((sideY > 40.0 && sideY < 80.0));
    CHECK((sideZ < -10.0 && sideZ > -40.0));
    CHECK(front < head.landmark(Landmark::glabella).z + 1.0);
  }
}

TEST_CASE("head: it is a cranium and no ellipsoid") {
  const HeadModel head(oldAverageHead());
  const auto level = [&](double y, double azimuth) {  // radius at height y
    double low = -1.4, high = 1.4;
    for (int k = 0; k < 60; ++k) {
      const double a = 0.5 * (low + high);
      const Vec3 p = head.surfacePoint({std::cos(a) * std::sin(azimuth), std::sin(a), std::cos(a) * std::cos(azimuth)});
      (p.y < y ? low : high) = a;
    }
    return head.surfacePoint({std::cos(low) * std::sin(azimuth), std::sin(low), std::cos(low) * std::cos(azimuth)});
  };
  // Narrower at the temples than an ellipse through front, side and back.
  const Vec3 temple = level(50, 0.62), occiput = level(50, 3.14159 - 0.62);
  CHECK(temple.x < occiput.x);
  // Fuller than the ellipsoid of the same measures, on average by millimetres.
  double sum = 0.0;
  int count = 0;
  const HeadModel egg = HeadModel::ellipsoid(head.scaleMm());
  for (double a = 0.1; a < 1.5; a += 0.05)
    for (double b = 0.0; b < 6.28; b += 0.05, ++count) {
      const Vec3 q(std::cos(a) * std::sin(b), std::sin(a), std::cos(a) * std::cos(b));
      sum += std::fabs(glm::length(head.surfacePoint(q) - head.centreMm()) - glm::length(egg.surfacePoint(q) - egg.centreMm()));
    }
  CHECK(sum / count > 2.0);
}

TEST_CASE("head: mirror symmetric, directions invert, normals are normals") {
  Rng rng(5);
  for (const HeadParams& params : kHeads) {
    const HeadModel head(params);
    for (int k = 0; k < 200; ++k) {
      const Vec3 q = randomDirection(rng);
      const Vec3 p = head.surfacePoint(q), mirrored = head.surfacePoint({-q.x, q.y, q.z});
      CHECK(mirrored == Vec3(-p.x, p.y, p.z));
      CHECK(glm::length(head.anatomicalDirection(p) - q) < 1e-12);
      const Vec3 n = head.surfaceNormal(q);
      const Vec3 e1 = glm::normalize(glm::cross(q, std::fabs(q.x) < 0.7 ? Vec3(1, 0, 0) : Vec3(0, 1, 0))), e2 = glm::cross(q, e1);
      for (const Vec3 e : {e1, e2}) {
        const double h = 1e-5;
        const Vec3 along = head.surfacePoint(glm::normalize(q + h * e)) - head.surfacePoint(glm::normalize(q - h * e));
        CHECK(std::fabs(glm::dot(glm::normalize(along), n)) < 1e-7);
      }
      CHECK(glm::dot(n, p - head.centreMm()) > 0.0);
    }
  }
}

TEST_CASE("head: rays meet the skin where it is first") {
  Rng rng(6);
  const HeadModel head(defaultHead());
  for (int k = 0; k < 300; ++k) {
    const Vec3 eye = head.centreMm() + 700.0 * randomDirection(rng);
    const Vec3 target = head.surfacePoint(randomDirection(rng));
    const Vec3 direction = glm::normalize(target - eye);
    const auto hit = head.intersect(eye, direction);
    REQUIRE(hit);
    CHECK(glm::length(*hit - head.surfacePoint(head.anatomicalDirection(*hit))) < 1e-7);
    CHECK(glm::length(*hit - eye) < glm::length(target - eye) + 1e-6);
    CHECK(glm::dot(head.surfaceNormal(head.anatomicalDirection(*hit)), direction) < 0.05);
    CHECK_FALSE(head.intersect(eye, -direction));
  }
  CHECK_FALSE(head.intersect({0, 300, 500}, {0, 0, -1}));
}

TEST_CASE("head: landmarks lie where they do on people") {
  const HeadModel head(oldAverageHead());
  CHECK(head.landmark(Landmark::pupilLeft).x == Approx(factValue("head.pupil_distance_mm") / 2));
  CHECK(head.landmark(Landmark::pupilRight).x == -head.landmark(Landmark::pupilLeft).x);
  CHECK(head.landmark(Landmark::pupilLeft).z > 75.0);
  CHECK(head.landmark(Landmark::tragionLeft) == Vec3(-head.landmark(Landmark::tragionRight).x, 0, 0));
  CHECK(head.landmark(Landmark::tragionLeft).x > 65.0);
  CHECK(head.landmark(Landmark::glabella).y - head.landmark(Landmark::menton).y == Approx(oldAverageHead().faceHeightMm));
  const Vec3 glabella = head.landmark(Landmark::glabella);
  CHECK(glm::length(glabella - head.surfacePoint(head.anatomicalDirection(glabella))) < 1e-9);
}

TEST_CASE("head: the mean of people is symmetric, with its landmarks on it") {
  const HeadModel head(defaultHead());
  const auto mirrored = [](Vec3 p) { return Vec3(-p.x, p.y, p.z); };
  CHECK(head.landmark(Landmark::pupilRight) == mirrored(head.landmark(Landmark::pupilLeft)));
  CHECK(head.landmark(Landmark::tragionRight) == mirrored(head.landmark(Landmark::tragionLeft)));
  for (const Landmark l : {Landmark::glabella, Landmark::vertex}) {
    const Vec3 p = head.landmark(l);
    CHECK(p.x == 0.0);
    CHECK(glm::length(p - head.surfacePoint(head.anatomicalDirection(p))) < 0.4);
  }
  CHECK(head.landmark(Landmark::menton).x == 0.0);
}

TEST_CASE("head: the plain ellipsoid is one") {
  Rng rng(7);
  const HeadModel ball = HeadModel::ellipsoid({70, 80, 90});
  for (int k = 0; k < 50; ++k) {
    const Vec3 p = (ball.surfacePoint(randomDirection(rng)) - ball.centreMm()) / Vec3(70, 80, 90);
    CHECK(glm::length(p) == Approx(1.0));
  }
}
