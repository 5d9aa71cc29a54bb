// Heads of the family made from people, and the fit of one or several photos to it.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <vector>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "core/math.h"
#include "core/rng.h"
#include "scalp/anatomy.h"
#include "scalp/fit.h"
#include "scalp/scalp_map.h"
#include "scalp/surface_area.h"
#include "true_head.h"

using namespace hd;
using Catch::Approx;

namespace {

HeadParams drawn(Rng& rng) {
  std::array<double, kHeadModes> modes;
  for (double& m : modes) m = kPeopleSpread * testing::normal(rng);
  return peopleHead(modes);
}

enum class From { front, threequarter, side, top };

/// A camera that looks at the head from there, at a phone's distance.
View photoFrom(From from, Rng& rng) {
  constexpr double kYaw[] = {0.0, 0.75, 1.5, 0.0}, kPitch[] = {0.1, 0.15, 0.05, 1.1};
  const double yaw = kYaw[static_cast<int>(from)] + rng.range(-0.1, 0.1), pitch = kPitch[static_cast<int>(from)] + rng.range(-0.1, 0.1);
  const Vec3 toEye(std::sin(yaw) * std::cos(pitch), std::sin(pitch), std::cos(yaw) * std::cos(pitch));
  const Vec3 up = glm::normalize(Vec3(0, 1, 0) - toEye * toEye.y + 1e-6 * Vec3(0, 0, -1));
  const Vec3 right = glm::cross(up, toEye);
  View view;
  view.kind = ViewKind::head;
  view.photoWidthPx = 1200;
  view.photoHeightPx = 1500;
  view.camera.rotation = glm::transpose(Mat3(right, -up, -toEye));
  const double distance = rng.range(480.0, 850.0);
  view.camera.translationMm = -(view.camera.rotation * (Vec3(0, 20, 0) + distance * toEye));
  view.camera.focalPx = 4.0 * distance;
  view.camera.centrePx = {600, 750};
  return view;
}

/// What a person would tap and a card would tell, with taps 1 px off; the outline is found among 20,000 points of skin.
FitShot shotOf(const HeadParams& params, const View& view, From from, Rng& rng) {
  using enum Landmark;
  const HeadModel head(params);
  const auto px = [&](Vec3 p) { return *projectPoint(view, p) + Vec2(testing::normal(rng), testing::normal(rng)); };
  FitShot shot;
  shot.options.photoWidthPx = view.photoWidthPx;
  shot.options.photoHeightPx = view.photoHeightPx;
  const std::vector<Landmark> seen[] = {{pupilLeft, pupilRight, glabella, menton},
                                        {pupilLeft, pupilRight, glabella, menton, tragionLeft},
                                        {glabella, menton, tragionLeft, vertex},
                                        {glabella, tragionLeft, tragionRight, vertex}};
  for (const Landmark l : seen[static_cast<int>(from)]) shot.measures.landmarks[l] = px(head.landmark(l));
  const Landmark heldAt = from == From::top ? vertex : glabella;
  const double z = (view.camera.rotation * head.landmark(heldAt) + view.camera.translationMm).z;
  shot.measures.scale = ScaleReference{ScaleKind::card, 85.6 * view.camera.focalPx / z * (1.0 + 0.007 * testing::normal(rng)), 85.6,
                                       from == From::top ? ScaleHeld::top : ScaleHeld::forehead};
  for (int d = 0; d < 36; ++d) {
    const double angle = kTwoPi * d / 36;
    const Vec2 u(std::cos(angle), std::sin(angle));
    double most = -1e9;
    Vec3 at(0.0);
    for (double y = -0.5; y < 1.0; y += 0.01)
      for (int k = 0; k < 120; ++k) {
        const double around = kTwoPi * k / 120, ring = std::sqrt(1.0 - y * y);
        const Vec3 q(ring * std::sin(around), y, ring * std::cos(around));
        const Vec3 p = head.surfacePoint(q);
        const double reach = glm::dot(*projectPoint(view, p), u);
        if (reach > most) most = reach, at = q;
      }
    // The neck and the face are no edge of the bare head.
    if (at.y > 0.0 && !(at.z > 0.6 && at.y < 0.15)) shot.measures.outlinePx.push_back(*projectPoint(view, head.surfacePoint(at)));
  }
  return shot;
}

/// Area under a patch of the photo about its scalp's middle, on a head as a camera sees it.
double patchCm2(const HeadParams& params, const Camera& camera, const std::vector<Vec2>& patch) {
  const HeadModel head(params);
  std::vector<Vec3> outline;
  for (const Vec2& p : patch) {
    const Vec2 slope = (p - camera.centrePx) / camera.focalPx;
    const auto hit = head.intersect(cameraPositionMm(camera), glm::normalize(Vec3(slope, 1.0) * camera.rotation));
    if (hit) outline.push_back(head.anatomicalDirection(*hit));
  }
  return directionAreaCm2(head, outline);
}

std::vector<Vec2> patchOf(const HeadParams& params, const View& view, From from) {
  constexpr double kY[] = {0.75, 0.75, 0.6, 1.0}, kX[] = {0.0, 0.4, 0.8, 0.0}, kZ[] = {0.66, 0.5, 0.0, 0.1};
  const int i = static_cast<int>(from);
  const Vec2 middle = *projectPoint(view, HeadModel(params).surfacePoint(glm::normalize(Vec3(kX[i], kY[i], kZ[i]))));
  std::vector<Vec2> out;
  for (int k = 0; k < 48; ++k) {
    const double a = kTwoPi * k / 48;
    out.push_back(middle + Vec2(150.0 * std::cos(a), 70.0 * std::sin(a)));
  }
  return out;
}

}  // namespace

TEST_CASE("people's heads: the mean is a person, modes change it smoothly") {
  const HeadParams mean = peopleHead({});
  CHECK(mean.lengthMm == Approx(195).margin(4));
  CHECK(mean.breadthMm == Approx(158).margin(4));
  CHECK(mean.vaultHeightMm == Approx(132).margin(2));
  CHECK(mean.pupilDistanceMm == Approx(64).margin(1));
  CHECK(mean.faceHeightMm == Approx(134).margin(2));  // glabella to menton
  CHECK(circumferenceMm(HeadModel(mean)) == Approx(566).margin(6));
  Rng rng(3);
  double off = 0.0;
  for (int i = 0; i < 20; ++i) {
    const HeadParams params = drawn(rng);
    const HeadModel head(params);
    // Landmarks that are skin lie about on the skin, as people find them; the surface bulges all over.
    for (const Landmark l : {Landmark::glabella, Landmark::vertex}) {
      const Vec3 p = head.landmark(l);
      off += glm::length(p - head.surfacePoint(head.anatomicalDirection(p))) / 40.0;
    }
    for (const Vec3& q : scalpOutline()) CHECK(glm::dot(head.surfaceNormal(q), head.surfacePoint(q) - head.centreMm()) > 0.0);
    CHECK(params.lengthMm > 150.0);
    CHECK(params.lengthMm < 245.0);
  }
  CHECK(off < 3.0);
}

TEST_CASE("people's heads: charts are conformal, what is left is told") {
  Rng rng(5);
  std::vector<double> worst;
  constexpr int kHeads = 24;
  for (int i = 0; i < kHeads; ++i) {
    const ScalpMap map = ScalpMap::ofHead(drawn(rng));
    double most = 1.0;
    for (double y = -620; y <= 330; y += 12)
      for (double x = -400; x <= 400; x += 12) {
        if (!map.covers({x, y})) continue;
        const ScalpMap::Jet j = map.jet({x, y});
        const double a = glm::dot(j.alongX, j.alongX), b = glm::dot(j.alongY, j.alongY), c = glm::dot(j.alongX, j.alongY);
        const double r = std::sqrt((a - b) * (a - b) + 4 * c * c) / (a + b);
        most = std::fmax(most, std::sqrt((1 + r) / (1 - r)));
      }
    worst.push_back(most);
  }
  std::sort(worst.begin(), worst.end());
  std::printf("charts of %d people: ratio of stretches %.4f in the median, %.4f at most\n", kHeads, worst[kHeads / 2], worst.back());
  CHECK(worst[kHeads / 2] < 1.006);
  CHECK(worst.back() < 1.01);
}

TEST_CASE("people's heads: photos tell the area, several tell it better, and ranges hold it") {
  Rng rng(11);
  constexpr int kPeopleDrawn = 12;
  std::vector<double> one, four;
  int held = 0, all = 0;
  for (int i = 0; i < kPeopleDrawn; ++i) {
    const HeadParams truth = drawn(rng);
    std::vector<FitShot> shots;
    std::vector<View> views;
    for (const From from : {From::front, From::threequarter, From::side, From::top}) {
      views.push_back(photoFrom(from, rng));
      shots.push_back(shotOf(truth, views.back(), from, rng));
    }
    const auto judge = [&](const HeadFit& fit, size_t photo, std::vector<double>& errors) {
      const std::vector<Vec2> patch = patchOf(truth, views[photo], static_cast<From>(photo));
      const double cm2 = patchCm2(truth, views[photo].camera, patch), found = patchCm2(fit.head, fit.view.camera, patch);
      double spread = 0.025 * 0.025;
      for (const FitSample& s : fit.samples) spread += std::pow(patchCm2(s.head, s.camera, patch) / found - 1.0, 2) / 16.0;
      errors.push_back(std::fabs(found / cm2 - 1.0));
      held += std::fabs(found - cm2) < 1.96 * std::sqrt(spread) * found;
      ++all;
    };
    for (size_t photo = 0; photo < shots.size(); ++photo) {
      const Result<HeadFit> fit = fitHead(shots[photo].measures, shots[photo].options);
      CAPTURE(i, photo, fit ? "" : fit.error().key);
      REQUIRE(fit);
      judge(*fit, photo, one);
    }
    const Result<std::vector<HeadFit>> fits = fitHeads(shots);
    REQUIRE(fits);
    for (size_t photo = 0; photo < shots.size(); ++photo) judge((*fits)[photo], photo, four);
  }
  std::sort(one.begin(), one.end());
  std::sort(four.begin(), four.end());
  const auto at = [](const std::vector<double>& sorted, double share) {
    return sorted[static_cast<size_t>(share * static_cast<double>(sorted.size()))];
  };
  std::printf("areas of %d people: one photo %.1f %% in the median, %.1f %% in 95 of 100; four %.1f, %.1f; ranges hold %d of %d\n",
              kPeopleDrawn, 100 * at(one, 0.5), 100 * at(one, 0.95), 100 * at(four, 0.5), 100 * at(four, 0.95), held, all);
  CHECK(at(one, 0.5) < 0.04);
  CHECK(at(one, 0.95) < 0.11);
  CHECK(at(four, 0.5) < 0.02);
  CHECK(at(four, 0.95) < 0.06);
  CHECK(held >= 0.93 * all);
}

TEST_CASE("people's heads: a wrong tap is found and named, a tape replaces a scale, exchanged sides are told") {
  Rng rng(21);
  const HeadParams truth = drawn(rng);
  const View view = photoFrom(From::threequarter, rng);
  FitShot shot = shotOf(truth, view, From::threequarter, rng);
  FitShot wrong = shot;
  wrong.measures.landmarks[Landmark::tragionLeft]->y += 160.0;
  const Result<HeadFit> fit = fitHead(wrong.measures, wrong.options);
  REQUIRE(fit);
  REQUIRE(fit->leftOut.size() == 1);
  CHECK(fit->leftOut[0] == Landmark::tragionLeft);
  const Result<HeadFit> right = fitHead(shot.measures, shot.options);
  REQUIRE(right);
  CHECK(right->leftOut.empty());
  CHECK(std::fabs(fit->head.lengthMm - right->head.lengthMm) < 8.0);

  FitShot taped = shot;
  taped.measures.scale.reset();
  const Result<HeadFit> guessed = fitHead(taped.measures, taped.options);
  taped.measures.circumferenceMm = circumferenceMm(HeadModel(truth));
  const Result<HeadFit> measured = fitHead(taped.measures, taped.options);
  REQUIRE(guessed);
  REQUIRE(measured);
  CHECK(measured->view.scaleRelSd < 0.8 * guessed->view.scaleRelSd);
  CHECK(circumferenceMm(HeadModel(measured->head)) == Approx(*taped.measures.circumferenceMm).margin(8.0));

  FitShot exchanged = shotOf(truth, photoFrom(From::front, rng), From::front, rng);
  std::swap(exchanged.measures.landmarks[Landmark::pupilLeft], exchanged.measures.landmarks[Landmark::pupilRight]);
  const Result<HeadFit> refused = fitHead(exchanged.measures, exchanged.options);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().key == "fit.implausible/exchanged");
}

TEST_CASE("people's heads: a scale that makes one of several photos impossible is named") {
  Rng rng(31);
  for (int person = 0; person < 4; ++person) {
    const HeadParams truth = drawn(rng);
    std::vector<FitShot> shots;
    for (const From from : {From::front, From::top}) shots.push_back(shotOf(truth, photoFrom(from, rng), from, rng));
    REQUIRE(fitHeads(shots));
    for (const double factor : {1.6, 1.0 / 1.6}) {
      std::vector<FitShot> wrong = shots;
      wrong[1].measures.scale->px *= factor;
      const Result<std::vector<HeadFit>> fits = fitHeads(wrong);
      CAPTURE(person, factor, fits ? "fitted" : fits.error().key);
      REQUIRE_FALSE(fits);
      CHECK(fits.error().key == "fit.implausible/scale");
      REQUIRE(fits.error().find("shot"));
      CHECK(fits.error().find("shot")->low == 2);
      // What it should have measured is told.
      REQUIRE(fits.error().find("expected"));
      CHECK(fits.error().find("expected")->low == Approx(shots[1].measures.scale->px).epsilon(0.12));
    }
  }
}

TEST_CASE("people's heads: an outline that no head has says so and widens the range") {
  Rng rng(41);
  const HeadParams truth = drawn(rng);
  const View view = photoFrom(From::front, rng);
  const FitShot shot = shotOf(truth, view, From::front, rng);
  const Result<HeadFit> usual = fitHead(shot.measures, shot.options);
  REQUIRE(usual);
  CHECK(usual->outlineMisfit > 0.0);
  CHECK(usual->outlineMisfit < 1.0);
  FitShot odd = shot;
  // Towards a box as wide and as high as the head.
  double wide = 0.0, high = 0.0;
  Vec2 middle(0.0);
  for (const Vec2& p : odd.measures.outlinePx) middle += p / static_cast<double>(odd.measures.outlinePx.size());
  for (const Vec2& p : odd.measures.outlinePx) {
    wide = std::max(wide, std::fabs(p.x - middle.x));
    high = std::max(high, std::fabs(p.y - middle.y));
  }
  for (Vec2& p : odd.measures.outlinePx) {
    const Vec2 out = p - middle;
    const double box = std::min(wide / std::max(std::fabs(out.x), 1.0), high / std::max(std::fabs(out.y), 1.0));
    p = middle + out * (0.6 + 0.4 * box);
  }
  const Result<HeadFit> fit = fitHead(odd.measures, odd.options);
  REQUIRE(fit);
  CHECK(fit->outlineMisfit > kUnusualMisfit);
  CHECK(fit->view.areaRelSd > 1.2 * usual->view.areaRelSd);
}
