#include <catch2/catch_test_macros.hpp>

#include <cmath>

#include "mannequin/internal/individual.h"
#include "mannequin/sample_head.h"
#include "mannequin/truth.h"
#include "text/sentence.h"

using namespace hd;

namespace {

Truth truthOf(HeadSide view, int norwood, uint64_t seed, bool card = false) {
  SampleOptions o;
  o.view = view;
  o.norwood = norwood;
  o.seed = seed;
  o.card = card;
  return sampleTruth(o);
}

Vec2 projectBy(const Camera& camera, Vec3 p) {
  const Vec3 c = camera.rotation * p + camera.translationMm;
  return camera.centrePx + Vec2(c) * (camera.focalPx / c.z);
}

constexpr HeadSide kViews[] = {HeadSide::front, HeadSide::top, HeadSide::left, HeadSide::right};

}  // namespace

TEST_CASE("truth: landmarks in the picture are the projection of the true places") {
  for (const HeadSide view : kViews) {
    for (const uint64_t seed : {0u, 3u}) {
      const Truth t = truthOf(view, 3, seed);
      int seen = 0;
      for (int i = 0; i < kLandmarkCount; ++i) {
        const auto& px = t.measures.landmarks[static_cast<Landmark>(i)];
        if (!px) continue;
        ++seen;
        CHECK(px->x >= 0);
        CHECK(px->y >= 0);
        CHECK(px->x <= t.widthPx);
        CHECK(px->y <= t.heightPx);
        CHECK(glm::length(*px - projectBy(t.camera, t.landmarksMm[static_cast<size_t>(i)])) < 1e-9);
      }
      CHECK(seen >= 3);
    }
  }
}

TEST_CASE("truth: each view shows the landmarks a person would look for in it") {
  const auto has = [](const Truth& t, Landmark l) { return t.measures.landmarks[l].has_value(); };
  for (const uint64_t seed : {0u, 1u, 2u, 7u}) {
    const Truth front = truthOf(HeadSide::front, 3, seed);
    for (const Landmark l : {Landmark::pupilLeft, Landmark::pupilRight, Landmark::glabella, Landmark::menton}) CHECK(has(front, l));
    // The person's left is on the right of a picture from the front.
    CHECK(front.measures.landmarks[Landmark::pupilLeft]->x > front.measures.landmarks[Landmark::pupilRight]->x);
    const Truth left = truthOf(HeadSide::left, 3, seed), right = truthOf(HeadSide::right, 3, seed);
    CHECK(has(left, Landmark::tragionLeft));
    CHECK_FALSE(has(left, Landmark::tragionRight));
    CHECK(has(right, Landmark::tragionRight));
    CHECK_FALSE(has(right, Landmark::tragionLeft));
    for (const Truth* t : {&left, &right}) {
      CHECK(has(*t, Landmark::glabella));
      CHECK(has(*t, Landmark::vertex));
    }
    // The face of a left profile looks to the left.
    CHECK(left.measures.landmarks[Landmark::glabella]->x < left.measures.landmarks[Landmark::tragionLeft]->x);
    const Truth top = truthOf(HeadSide::top, 3, seed);
    for (const Landmark l : {Landmark::vertex, Landmark::tragionLeft, Landmark::tragionRight}) CHECK(has(top, l));
    // From above the face is at the bottom.
    CHECK(top.measures.landmarks[Landmark::glabella]->y > top.measures.landmarks[Landmark::vertex]->y);
  }
}

TEST_CASE("truth: the individual is a plausible head near its family") {
  for (uint64_t seed = 0; seed < 12; ++seed) {
    const Truth t = truthOf(HeadSide::front, 1, seed);
    CAPTURE(seed);
    CHECK(t.head.lengthMm > 170);
    CHECK(t.head.lengthMm < 220);
    CHECK(t.head.breadthMm > 138);
    CHECK(t.head.breadthMm < 175);
    CHECK(t.head.pupilDistanceMm > 52);
    CHECK(t.head.pupilDistanceMm < 74);
    CHECK(t.head.faceHeightMm > 100);
    CHECK(t.head.faceHeightMm < 145);
    // Eyes half way between the top of the head and the chin, within a tenth.
    const double top = t.landmarksMm[static_cast<size_t>(Landmark::vertex)].y;
    const double chin = t.landmarksMm[static_cast<size_t>(Landmark::menton)].y;
    const double eyes = t.landmarksMm[static_cast<size_t>(Landmark::pupilLeft)].y;
    CHECK((eyes - chin) / (top - chin) > 0.45);
    CHECK((eyes - chin) / (top - chin) < 0.56);
  }
}

TEST_CASE("truth: heads differ from their family by millimetres, not by centimetres") {
  double worst = 0.0, sum = 0.0;
  int n = 0;
  for (uint64_t seed = 1; seed <= 8; ++seed) {
    const Individual who(seed);
    for (int i = 0; i < 400; ++i) {
      const double y = 0.05 + 0.95 * (i / 400.0), a = i * 2.399963;
      const double r = std::sqrt(1 - y * y);
      const double d = std::abs(who.deviationMm(Vec3(r * std::cos(a), y, r * std::sin(a))));
      worst = std::max(worst, d);
      sum += d;
      ++n;
    }
  }
  CHECK(worst <= 4.0);
  CHECK(sum / n > 0.5);
  CHECK(Individual(0).deviationMm(Vec3(0, 1, 0)) == 0.0);
}

TEST_CASE("truth: bald area grows with the stage and what is seen is part of it") {
  for (const uint64_t seed : {0u, 5u}) {
    double before = -1.0;
    for (int stage = 1; stage <= 7; ++stage) {
      const Truth t = truthOf(HeadSide::top, stage, seed);
      CAPTURE(stage, seed, t.baldAreaCm2);
      CHECK(t.baldAreaCm2 > before);
      CHECK(t.visibleBaldAreaCm2 <= t.baldAreaCm2);
      CHECK(t.visibleBaldAreaCm2 >= 0.5 * t.baldAreaCm2);
      before = t.baldAreaCm2;
      CHECK(t.baldOutlinePx.empty() == (stage == 1));
    }
  }
  // The average head has the areas the trade works with (domain facts: II 25, III 50, IV 100 ... cm2).
  const double expected[] = {0, 25, 50, 100, 140, 190, 260};
  for (int stage = 2; stage <= 7; ++stage) {
    const double area = truthOf(HeadSide::front, stage, 0).baldAreaCm2;
    CHECK(std::abs(area / expected[stage - 1] - 1.0) < 0.06);
  }
}

TEST_CASE("truth: outlines of the bald skin enclose its share of the picture") {
  // From above, stage IV's crown is an island: its outline is closed and lies on the head.
  const Truth t = truthOf(HeadSide::top, 4, 0);
  REQUIRE(t.baldOutlinePx.size() >= 2);
  for (const auto& line : t.baldOutlinePx) {
    for (const Vec2& p : line) {
      CHECK(p.x > 0.15 * t.widthPx);
      CHECK(p.x < 0.85 * t.widthPx);
      CHECK(p.y > 0.1 * t.heightPx);
      CHECK(p.y < 0.9 * t.heightPx);
    }
  }
}

TEST_CASE("truth: the card has its true size and shape and hides nothing of the head") {
  for (const HeadSide view : kViews) {
    for (const uint64_t seed : {0u, 4u}) {
      const Truth t = truthOf(view, 3, seed, true);
      REQUIRE(t.card.has_value());
      const auto& c = t.card->cornersPx;
      const double a = glm::length(c[1] - c[0]), b = glm::length(c[2] - c[1]);
      const double longSide = std::max(a, b), shortSide = std::min(a, b);
      CHECK(std::abs(longSide * t.mmPerPx - 85.60) < 0.01);
      CHECK(std::abs(shortSide * t.mmPerPx - 53.98) < 0.01);
      CHECK(std::abs(glm::dot(c[1] - c[0], c[2] - c[1])) < 1e-6 * a * b);
      CHECK(t.measures.scale->kind == ScaleKind::card);
      CHECK(std::abs(t.measures.scale->px - longSide) < 0.01);
      for (const Vec2& p : c) {
        CHECK(p.x > 0);
        CHECK(p.x < t.widthPx);
        CHECK(p.y > 0);
        CHECK(p.y < t.heightPx);
      }
      for (const auto& px : t.measures.landmarks.px) {
        if (!px) continue;
        const Vec2 middle = 0.25 * (c[0] + c[1] + c[2] + c[3]);
        const Vec2 u = (c[1] - c[0]) / a, v = (c[2] - c[1]) / b;
        const bool inside = std::abs(glm::dot(*px - middle, u)) < 0.5 * a && std::abs(glm::dot(*px - middle, v)) < 0.5 * b;
        CHECK_FALSE(inside);
      }
    }
  }
}

TEST_CASE("truth: mm per px is that of the forehead or crown") {
  for (const HeadSide view : kViews) {
    const Truth t = truthOf(view, 2, 2);
    const Landmark at = view == HeadSide::top ? Landmark::vertex : Landmark::glabella;
    const Vec3 place = t.landmarksMm[static_cast<size_t>(at)];
    // Ten millimetres across the picture, there.
    const Vec3 right = glm::transpose(t.camera.rotation)[0];
    const double px = glm::length(projectBy(t.camera, place + 10.0 * right) - projectBy(t.camera, place));
    CHECK(std::abs(px * t.mmPerPx - 10.0) < 1e-6);
    CHECK(t.mmPerPx < 0.25);  // at least 4 px per mm at full size
    CHECK(std::abs(t.measures.scale->mm / t.measures.scale->px - t.mmPerPx) < 1e-12);
  }
}

TEST_CASE("truth: what is written reads back the same, and as a landmarks file") {
  const Truth t = truthOf(HeadSide::left, 4, 9, true);
  const std::string text = truthJson(t);
  const Result<Truth> back = parseTruth(text);
  REQUIRE(back.ok());
  CHECK(truthJson(*back) == text);
  CHECK(back->camera.focalPx == t.camera.focalPx);
  CHECK(back->camera.rotation == t.camera.rotation);
  CHECK(back->head.lengthMm == t.head.lengthMm);
  CHECK(back->baldAreaCm2 == t.baldAreaCm2);
  const Result<PhotoMeasures> measures = parseLandmarks(text);
  REQUIRE(measures.ok());
  CHECK(measures->landmarks[Landmark::glabella] == t.measures.landmarks[Landmark::glabella]);
  CHECK(measures->scale->kind == ScaleKind::card);
}

TEST_CASE("truth: a broken file gives an error that names the field") {
  const std::string text = truthJson(truthOf(HeadSide::front, 2, 0));
  const auto broken = [&text](std::string_view from, std::string_view to) {
    std::string s = text;
    const size_t at = s.find(from);
    REQUIRE(at != std::string::npos);
    s.replace(at, from.size(), to);
    const Result<Truth> r = parseTruth(s);
    REQUIRE_FALSE(r.ok());
    return sentence(r.error());
  };
  const auto names = [](const std::string& message, std::string_view field) { return message.find(field) != std::string::npos; };
  CHECK(names(broken("\"version\": 1", "\"version\": 2"), "version"));
  CHECK(names(broken("\"front\"", "\"behind\""), "view"));
  CHECK(names(broken("\"focal_px\": ", "\"focal_px\": -"), "camera.focal_px"));
  CHECK(names(broken("\"length_mm\": 1", "\"length_mm\": 9"), "head.length_mm"));
  CHECK(names(broken("\"rotation\": [", "\"rotation\": [2,"), "camera.rotation"));
  CHECK(names(broken("\"norwood\": 2", "\"norwood\": 8"), "norwood"));
  CHECK_FALSE(parseTruth("").ok());
  CHECK_FALSE(parseTruth("[]").ok());
  CHECK_FALSE(parseTruth("{}").ok());
  for (size_t cut = 0; cut < text.size(); cut += 97) CHECK_FALSE(parseTruth(text.substr(0, cut)).ok());
}
