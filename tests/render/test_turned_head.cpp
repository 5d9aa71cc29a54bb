// The head turned to any side: its form, what photos lay on it, and that dots lie where their skin is.
#include <algorithm>
#include <cmath>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "core/math.h"
#include "core/rng.h"
#include "image/colour.h"
#include "render/bust.h"
#include "render/cpu_raster.h"
#include "render/head_scene.h"
#include "render/turned_head.h"

using namespace hd;
using Catch::Approx;

namespace {

HeadModel someHead(uint64_t seed) {
  Rng rng(seed);
  std::array<double, kHeadModes> modes;
  for (double& m : modes) m = rng.range(-1.0, 1.0);
  return HeadModel(peopleHead(modes));
}

const Vec3 kSkin(0.45, 0.29, 0.2);

// Stripes and steps, so that a shift of a pixel shows.
ImageRgb8 pattern(int width, int height) {
  ImageRgb8 image{width, height, std::vector<uint8_t>(3 * static_cast<size_t>(width) * static_cast<size_t>(height))};
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      uint8_t* p = &image.rgb[3 * (static_cast<size_t>(y) * static_cast<size_t>(width) + static_cast<size_t>(x))];
      p[0] = static_cast<uint8_t>(120 + 80 * std::sin(0.11 * x));
      p[1] = static_cast<uint8_t>(120 + 80 * std::sin(0.07 * x + 0.13 * y));
      p[2] = static_cast<uint8_t>(40 + 160 * y / height);
    }
  return image;
}

}  // namespace

TEST_CASE("turned head: the form is the cranium where dots lie, and has a face and ears") {
  for (const uint64_t seed : {1u, 2u, 3u}) {
    const HeadModel head = someHead(seed);
    const Bust bust = makeBust(head);
    size_t scalp = 0;
    double widest = 0.0, front = 0.0, lowest = 0.0;
    for (const BustVertex& v : bust.vertices) {
      CHECK(glm::length(v.normal) == Approx(1.0));
      widest = std::max(widest, v.posMm.x);
      front = std::max(front, v.posMm.z);
      lowest = std::min(lowest, v.posMm.y);
      if (!v.scalp()) continue;
      ++scalp;
      CHECK(glm::length(v.posMm - head.surfacePoint(head.anatomicalDirection(v.posMm))) < 0.03);
    }
    // Everything from the brow up and back to the nape is skin that can be designed on.
    CHECK(scalp > bust.vertices.size() / 3);
    for (const Vec3 q : {Vec3(0, 1, 0), Vec3(0, 0.5, 0.87), Vec3(0.8, 0.6, 0), Vec3(0, 0.1, -0.99)}) {
      const Vec3 place = head.surfacePoint(glm::normalize(q));
      const auto nearest = std::min_element(bust.vertices.begin(), bust.vertices.end(), [&](const BustVertex& a, const BustVertex& b) {
        return glm::length(a.posMm - place) < glm::length(b.posMm - place);
      });
      CHECK(nearest->scalp());
      CHECK(glm::length(nearest->posMm - place) < 4.0);
    }
    CHECK(widest > 0.5 * head.params().breadthMm);
    CHECK(front > head.landmark(Landmark::glabella).z + 8.0);  // the nose
    CHECK(lowest < head.landmark(Landmark::menton).y - 60.0);  // the neck
    for (const auto& t : bust.triangles)
      for (const uint32_t corner : t) REQUIRE(corner < bust.vertices.size());
  }
}

TEST_CASE("turned head: the camera stands where it was asked to, and the whole head is in the picture") {
  const HeadModel head = someHead(4);
  for (const double azimuth : {0.0, 1.0, kPi, -2.2})
    for (const double elevation : {-0.4, 0.0, 0.6, 0.5 * kPi}) {
      const View view = turnedView(head, azimuth, elevation, 500, 640);
      const Vec3 from = glm::normalize(cameraPositionMm(view.camera) - Vec3(0, 17, 0));
      CHECK(std::asin(from.y) == Approx(elevation).margin(0.01));
      if (elevation < 1.5) CHECK(std::remainder(std::atan2(from.x, from.z) - azimuth, kTwoPi) == Approx(0.0).margin(0.01));
      CHECK(glm::determinant(view.camera.rotation) == Approx(1.0));
      for (double y = -0.2; y <= 1.0; y += 0.1)
        for (double a = 0.0; a < kTwoPi; a += 0.2) {
          const double ring = std::sqrt(1.0 - y * y);
          const Vec2 px = *projectPoint(view, head.surfacePoint({ring * std::sin(a), y, ring * std::cos(a)}));
          CHECK((px.x > 0.0 && px.x < 500.0 && px.y > 0.0 && px.y < 640.0));
        }
    }
}

TEST_CASE("turned head: a photo laid back at its own view is that photo") {
  const HeadModel head = someHead(5);
  const View view = turnedView(head, 0.3, 0.5, 400, 500);
  const ImageRgb8 photo = pattern(400, 500);
  const LaidPhoto laid[] = {{photo, view}};
  const TurnedHead turned = drawTurnedHead(head, view, laid, kSkin);
  size_t compared = 0, off = 0;
  for (int y = 0; y < 500; ++y)
    for (int x = 0; x < 400; ++x) {
      const size_t at = static_cast<size_t>(y) * 400 + static_cast<size_t>(x);
      if (turned.scalpShare[at] != 255) continue;
      const Vec3 eye = cameraPositionMm(view.camera);
      const Vec2 slope = (Vec2(x + 0.5, y + 0.5) - view.camera.centrePx) / view.camera.focalPx;
      const auto hit = head.intersect(eye, glm::normalize(Vec3(slope, 1.0) * view.camera.rotation));
      if (!hit) continue;
      if (glm::dot(head.surfaceNormal(head.anatomicalDirection(*hit)), glm::normalize(eye - *hit)) < 0.5) continue;
      ++compared;
      for (size_t c = 3 * at; c < 3 * at + 3; ++c) off += std::abs(int{turned.bare.rgb[c]} - int{photo.rgb[c]}) > 2;
    }
  CHECK(compared > 20000);
  CHECK(off < compared / 200);
}

TEST_CASE("turned head: the place of the skin tells the photo's pixel, from another side, too") {
  const HeadModel head = someHead(6);
  const View taken = turnedView(head, 0.0, 0.7, 400, 500), seen = turnedView(head, 0.6, 0.9, 400, 500);
  const ImageRgb8 photo = pattern(400, 500);
  const LaidPhoto laid[] = {{photo, taken}};
  const TurnedHead turned = drawTurnedHead(head, seen, laid, kSkin);
  for (const Vec3 q : {Vec3(0, 1, 0.1), Vec3(0.2, 0.9, 0.4), Vec3(-0.1, 0.8, 0.6), Vec3(0.4, 0.8, 0.3)}) {
    const Vec3 place = head.surfacePoint(glm::normalize(q));
    const Vec2 from = *projectPoint(taken, place), to = *projectPoint(seen, place);
    const size_t a = static_cast<size_t>(from.y) * 400 + static_cast<size_t>(from.x),
                 b = static_cast<size_t>(to.y) * 400 + static_cast<size_t>(to.x);
    for (size_t c = 0; c < 3; ++c)
      CHECK(std::abs(int{photo.rgb[3 * a + c]} - int{turned.bare.rgb[3 * b + c]}) < 14);  // a pixel of the pattern
  }
  // What the photo does not see is skin: the back, redder than green and greener than blue.
  const View behind = turnedView(head, kPi, 0.0, 200, 250);
  const TurnedHead back = drawTurnedHead(head, behind, laid, kSkin);
  const uint8_t* nape = &back.bare.rgb[3 * (150 * 200 + 100)];
  CHECK(nape[0] > nape[1]);
  CHECK(nape[1] > nape[2]);
}

TEST_CASE("turned head: dots lie where their skin is and take the light that the reference says") {
  const scene::HeadScene scene = scene::head(5, 600);
  const View view = turnedView(scene.map.head(), 0.5, 1.0, 600, 700);
  LookSettings look;
  const std::vector<Splat> splats = makeSplats(scene.dots, view, scene.map, look, 3);
  REQUIRE(splats.size() > 3000);
  const TurnedHead turned = drawTurnedHead(scene.map.head(), view, {}, kSkin);
  ImageRgb8 picture = renderFull(turned.bare, splats);
  coverDots(turned, picture);
  RasterWindow window;
  window.width = 600;
  window.height = 700;
  const std::vector<float> removed = removedLight(prepareSplats(splats), window);
  size_t dotted = 0, off = 0;
  for (size_t at = 0; at < turned.scalpShare.size(); ++at)
    for (size_t c = 3 * at; c < 3 * at + 3; ++c) {
      const int wanted = srgb8FromLinear(linearFromSrgb8(turned.bare.rgb[c]) * (1.0f - removed[c]));
      if (turned.scalpShare[at] == 255) {
        dotted += picture.rgb[c] != turned.bare.rgb[c];
        off += std::abs(int{picture.rgb[c]} - wanted) > 2;
      } else if (turned.scalpShare[at] == 0) {
        off += picture.rgb[c] != turned.bare.rgb[c];  // ears and nose have no dots
      }
    }
  CHECK(dotted > 30000);
  CHECK(off == 0);
  // Each splat lies where a visible dot's skin is seen.
  size_t found = 0;
  auto dot = scene.dots.begin();
  for (const Splat& splat : splats) {
    if (splat.halo) continue;
    for (; dot != scene.dots.end(); ++dot) {
      const std::optional<Vec2> px = projectPoint(view, (*dot).posScalpMm);
      if (px && std::fabs(px->x - static_cast<double>(splat.x)) < 0.01 && std::fabs(px->y - static_cast<double>(splat.y)) < 0.01) {
        ++found;
        break;
      }
    }
  }
  CHECK(found == splats.size());
}
