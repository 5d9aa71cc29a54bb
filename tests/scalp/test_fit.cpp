#include <algorithm>
#include <cstdio>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "core/facts.h"
#include "scalp/anatomy.h"
#include "scalp/fit.h"
#include "scalp/surface_area.h"
#include "scalp/true_head.h"
#include "text/sentence.h"

using namespace hd;
using namespace hd::testing;

namespace {

FitOptions optionsFor(const View& view) {
  FitOptions options;
  options.photoWidthPx = view.photoWidthPx;
  options.photoHeightPx = view.photoHeightPx;
  return options;
}

double stageAreaCm2(const HeadParams& head, int stage) {
  double sum = 0.0;
  for (const auto& outline : norwoodOutlines(stage)) sum += directionAreaCm2(HeadModel(head), outline);
  return sum;
}

struct Tally {
  int cases = 0, fitted = 0, covered = 0;
  std::vector<double> errors, widths;
  void add(double truth, double value, double relSd) {
    ++fitted;
    errors.push_back(std::fabs(value / truth - 1.0));
    widths.push_back(1.96 * relSd);
    covered += std::fabs(value - truth) <= 1.96 * relSd * value;
  }
  double median(std::vector<double> v) const {
    std::sort(v.begin(), v.end());
    return v.empty() ? 1.0 : v[v.size() / 2];
  }
  void print(const std::string& name) const {
    std::printf("  %-22s fitted %3d of %3d   area error median %4.1f %%   covered %5.1f %%   +-%4.1f %%\n", name.c_str(), fitted, cases,
                100 * median(errors), 100.0 * covered / std::max(1, fitted), 100 * median(widths));
  }
};

}  // namespace

TEST_CASE("fit: bald area of unknown heads, with its stated range") {
  std::printf("bald area from landmarks with 1 px of noise and a card:\n");
  Rng rng(20260);
  Tally all;
  for (const Side side : {Side::front, Side::threeQuarter, Side::left, Side::right, Side::top}) {
    Tally tally;
    for (int k = 0; k < 50; ++k) {
      const TrueHead person(rng);
      const View view = photograph(rng, side);
      PhotoMeasures measures{tap(rng, person, view, side, 1.0), card(rng, person, view)};
      const int stage = 2 + k % 6;
      ++tally.cases;
      ++all.cases;
      const Result<HeadFit> fit = fitHead(measures, optionsFor(view));
      if (!fit) {
        std::printf("    %s %d: %s\n", sideName(side), k, sentence(fit.error()).c_str());
        continue;
      }
      const double truth = person.baldAreaCm2(stage), value = stageAreaCm2(fit->head, stage);
      tally.add(truth, value, fit->view.areaRelSd);
      all.add(truth, value, fit->view.areaRelSd);
    }
    tally.print(sideName(side));
  }
  all.print("all");
  CHECK(all.fitted >= all.cases * 98 / 100);
  CHECK(all.median(all.errors) <= 0.05);
  CHECK(all.covered >= all.fitted * 90 / 100);
  CHECK(all.median(all.widths) <= 0.20);
}

namespace {

/// A head of the family, photographed from that side, without any error.
struct Exact {
  HeadParams params = peopleHead({0.9, -0.6, 0.7, 0.4, -0.8, 0.3, 0.5, -0.4});
  View view;
  PhotoMeasures measures;
  Exact(Side side, std::initializer_list<Landmark> seen, uint64_t seed = 77) {
    Rng rng(seed);
    view = photograph(rng, side);
    const HeadModel head(params);
    for (const Landmark l : seen) measures.landmarks[l] = projectPoint(view, head.landmark(l));
    const auto depth = [&](Landmark l) { return (view.camera.rotation * head.landmark(l) + view.camera.translationMm).z; };
    const double z = std::fmin(depth(Landmark::glabella), depth(Landmark::vertex));
    measures.scale = {ScaleKind::card, 85.60 * view.camera.focalPx / z, 85.60};
  }
  Result<HeadFit> fit() const { return fitHead(measures, optionsFor(view)); }
  /// Angle between the fitted and the true rotation, degrees.
  double turnErrorDeg(const HeadFit& fit) const {
    const Mat3 d = glm::transpose(fit.view.camera.rotation) * view.camera.rotation;
    return 57.29578 * std::acos(std::fmin(1.0, 0.5 * (d[0][0] + d[1][1] + d[2][2] - 1.0)));
  }
};

using enum Landmark;

bool mentions(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("fit: any set of points that fixes a pose will do, from any side") {
  struct Case {
    Side side;
    std::initializer_list<Landmark> seen;
  };
  const Case cases[] = {
      {Side::front, {pupilLeft, pupilRight, menton}},
      {Side::front, {pupilLeft, pupilRight, glabella, menton}},
      {Side::front, {pupilLeft, pupilRight, vertex}},
      {Side::front, {pupilLeft, pupilRight, menton, tragionLeft, tragionRight}},
      {Side::threeQuarter, {pupilLeft, pupilRight, menton, vertex}},
      {Side::left, {tragionLeft, glabella, vertex}},
      {Side::right, {tragionRight, glabella, vertex}},
      {Side::right, {tragionRight, glabella, menton, vertex}},
      {Side::top, {tragionLeft, tragionRight, vertex}},
      {Side::top, {tragionLeft, tragionRight, glabella}},
      {Side::top, {tragionLeft, tragionRight, glabella, vertex}},
  };
  for (const Case& c : cases)
    for (uint64_t seed = 1; seed <= 6; ++seed) {
      const Exact exact(c.side, c.seen, seed);
      const Result<HeadFit> fit = exact.fit();
      INFO(sideName(c.side) << " with " << c.seen.size() << " points, seed " << seed);
      if (!fit) FAIL(sentence(fit.error()));
      CHECK(exact.turnErrorDeg(*fit) < 20.0);
      CHECK(std::fabs(stageAreaCm2(fit->head, 5) / stageAreaCm2(exact.params, 5) - 1.0) < 2.5 * fit->view.areaRelSd);
      CHECK(fit->view.scaleSource == "card");
      CHECK(fit->samples.size() == 16);
    }
}

TEST_CASE("fit: photos on their side or upside down are no obstacle") {
  const Exact upright(Side::front, {pupilLeft, pupilRight, glabella, menton, vertex});
  const Result<HeadFit> straight = upright.fit();
  REQUIRE(straight.ok());
  for (const int quarters : {1, 2, 3}) {
    Exact turned = upright;
    for (auto& p : turned.measures.landmarks.px)
      for (int k = 0; p && k < quarters; ++k) p = Vec2(4000, 4000) * 0.5 + Vec2(-(p->y - 2000), p->x - 2000);
    FitOptions options;
    options.photoWidthPx = options.photoHeightPx = 4000;
    const Result<HeadFit> fit = fitHead(turned.measures, options);
    REQUIRE(fit.ok());
    CHECK(std::fabs(fit->head.breadthMm - straight->head.breadthMm) < 1.0);
  }
}

TEST_CASE("fit: the better the reference, the narrower the range") {
  Exact exact(Side::front, {pupilLeft, pupilRight, glabella, menton, tragionLeft, tragionRight, vertex});
  const HeadModel head(exact.params);
  const double depth = (exact.view.camera.rotation * head.landmark(pupilLeft) + exact.view.camera.translationMm).z;
  const double pxPerMm = exact.view.camera.focalPx / depth;
  const auto card = exact.fit();
  exact.measures.scale = {ScaleKind::iris, 11.71 * pxPerMm, 11.71};
  const auto iris = exact.fit();
  exact.measures.scale = {ScaleKind::ipd, glm::length(*exact.measures.landmarks[pupilLeft] - *exact.measures.landmarks[pupilRight]), 63.0};
  const auto ipd = exact.fit();
  exact.measures.scale.reset();
  const auto none = exact.fit();
  REQUIRE((card.ok() && iris.ok() && ipd.ok() && none.ok()));
  std::printf("length error with card %.1f %%, iris %.1f %%, pupil distance %.1f %%, nothing %.1f %%\n", 100 * card->view.scaleRelSd,
              100 * iris->view.scaleRelSd, 100 * ipd->view.scaleRelSd, 100 * none->view.scaleRelSd);
  CHECK(card->view.scaleRelSd < iris->view.scaleRelSd);
  CHECK(iris->view.scaleRelSd < ipd->view.scaleRelSd);
  CHECK(ipd->view.scaleRelSd < none->view.scaleRelSd * 1.01);
  CHECK(none->view.scaleRelSd < 0.09);
  CHECK(none->view.scaleSource == "assumed");
  CHECK(ipd->view.scaleSource == "ipd");
  // The pupils' distance is foreshortened in a turned head, and the fit knows it.
  Exact turned(Side::threeQuarter, {pupilLeft, pupilRight, glabella, menton, vertex}, 5);
  turned.measures.scale = {ScaleKind::ipd, glm::length(*turned.measures.landmarks[pupilLeft] - *turned.measures.landmarks[pupilRight]),
                           turned.params.pupilDistanceMm + 2.0};
  const auto fit = turned.fit();
  REQUIRE(fit.ok());
  CHECK(std::fabs(fit->head.lengthMm - turned.params.lengthMm) < 20.0);
}

TEST_CASE("fit: a focal length from the camera helps") {
  const Exact exact(Side::front, {pupilLeft, pupilRight, glabella, menton, tragionLeft, tragionRight, vertex}, 3);
  FitOptions options = optionsFor(exact.view);
  const auto without = fitHead(exact.measures, options);
  options.focalPx = exact.view.camera.focalPx;
  const auto with = fitHead(exact.measures, options);
  REQUIRE((without.ok() && with.ok()));
  CHECK(std::fabs(std::log(with->view.camera.focalPx / exact.view.camera.focalPx)) < 0.1);
  CHECK(with->view.areaRelSd <= without->view.areaRelSd * 1.001);
}

TEST_CASE("fit: what is missing is said") {
  const auto errorOf = [](const Exact& e) { return e.fit().ok() ? Error{"none"} : e.fit().error(); };
  CHECK(errorOf(Exact(Side::front, {})).id == "fit.landmarks");
  CHECK(errorOf(Exact(Side::front, {pupilLeft, pupilRight})).id == "fit.landmarks");
  CHECK(mentions(sentence(errorOf(Exact(Side::front, {pupilLeft, pupilRight}))), "menton"));
  CHECK(errorOf(Exact(Side::left, {tragionLeft, glabella})).id == "fit.landmarks");
  CHECK(mentions(sentence(errorOf(Exact(Side::left, {tragionLeft, glabella}))), "vertex"));
  CHECK(mentions(sentence(errorOf(Exact(Side::top, {tragionLeft, tragionRight}))), "vertex"));
  Exact unscaled(Side::left, {tragionLeft, glabella, vertex});
  unscaled.measures.scale.reset();
  CHECK(errorOf(unscaled).id == "fit.scale");
  Exact noEyes(Side::left, {tragionLeft, glabella, vertex});
  noEyes.measures.scale = {ScaleKind::ipd, 300, 63};
  CHECK(errorOf(noEyes).id == "fit.scale");
}

TEST_CASE("fit: points no head can have are refused with the likely reason") {
  const auto all = {pupilLeft, pupilRight, glabella, menton, vertex};
  for (uint64_t seed = 1; seed <= 5; ++seed) {
    Exact swapped(Side::front, all, seed);
    std::swap(swapped.measures.landmarks[pupilLeft], swapped.measures.landmarks[pupilRight]);
    REQUIRE_FALSE(swapped.fit().ok());
    CHECK(swapped.fit().error().id == "fit.implausible");
    CHECK(mentions(sentence(swapped.fit().error()), "exchanged"));
  }
  Exact wrongScale(Side::front, all);
  wrongScale.measures.scale->px *= 2.0;
  REQUIRE_FALSE(wrongScale.fit().ok());
  CHECK(wrongScale.fit().error().id == "fit.implausible");
  CHECK(mentions(sentence(wrongScale.fit().error()), "card"));
  Exact chinOnTop(Side::front, all);
  chinOnTop.measures.landmarks[menton] = *chinOnTop.measures.landmarks[glabella] + Vec2(900, 0);
  // One wrong point among enough others is named and left out.
  const Result<HeadFit> rest = chinOnTop.fit();
  REQUIRE(rest);
  CHECK(rest->leftOut == std::vector<Landmark>{menton});
  Exact heap(Side::front, all);
  for (auto& p : heap.measures.landmarks.px)
    if (p) p = Vec2(500, 500);
  CHECK(heap.fit().error().id == "fit.implausible");
}

TEST_CASE("fit: the same taps give the same fit") {
  const Exact exact(Side::threeQuarter, {pupilLeft, pupilRight, glabella, menton, vertex});
  const auto a = exact.fit(), b = exact.fit();
  REQUIRE((a.ok() && b.ok()));
  CHECK(a->head.lengthMm == b->head.lengthMm);
  CHECK(a->view.camera.focalPx == b->view.camera.focalPx);
  CHECK(a->view.areaRelSd == b->view.areaRelSd);
}

TEST_CASE("fit: an outline drawn on the photo, with its own range") {
  std::printf("area of an outline drawn on the photo:\n");
  Rng rng(404);
  Tally tally;
  double anatomy = 0.0, photo = 0.0;
  for (int k = 0; k < 60; ++k) {
    const Side side = static_cast<Side>(k % 5);
    const TrueHead person(rng);
    const View view = photograph(rng, side);
    const PhotoMeasures measures{tap(rng, person, view, side, 1.0), card(rng, person, view)};
    const Result<HeadFit> fit = fitHead(measures, optionsFor(view));
    ++tally.cases;
    if (!fit) continue;
    // A patch of the true skin that faces the camera, about 40 cm2, its edge seen in the photo.
    const Vec3 eye = cameraPositionMm(view.camera);
    const Vec3 toEye =
        person.model().anatomicalDirection(person.model().centreMm() + glm::normalize(eye - person.model().centreMm()) * 90.0);
    const Vec3 middle = glm::normalize(toEye + Vec3(0, 0.9, 0));
    const Vec3 e1 = glm::normalize(glm::cross(middle, Vec3(0.3, 0.1, 1))), e2 = glm::cross(middle, e1);
    constexpr int kAround = 60, kRings = 40;
    const auto direction = [&](int i, int j) {
      const double r = 0.40 * i / kRings, a = 6.283185307179586 * j / kAround;
      return glm::normalize(middle + r * (std::cos(a) * e1 + std::sin(a) * e2));
    };
    double truth = 0.0;
    std::vector<Vec2> polygon;
    bool whole = true;
    const ScalpMap map = ScalpMap::ofHead(fit->head);
    for (int j = 0; j < kAround; ++j) {
      for (int i = 0; i < kRings; ++i) {
        const Vec3 a = person.surface(direction(i, j)), b = person.surface(direction(i + 1, j));
        const Vec3 c = person.surface(direction(i + 1, j + 1)), d = person.surface(direction(i, j + 1));
        truth += 0.005 * (glm::length(glm::cross(b - a, c - a)) + glm::length(glm::cross(c - a, d - a)));
      }
      const auto p = unprojectToMap(fit->view, map, *projectPoint(view, person.surface(direction(kRings, j))));
      if (!p) whole = false;
      else polygon.push_back(*p);
    }
    if (!whole) continue;
    const double sd = areaRelativeSd(polygon, map, fit->view, fit->samples, OutlineAnchor::photo);
    photo += sd;
    anatomy += areaRelativeSd(polygon, map, fit->view, fit->samples, OutlineAnchor::anatomy);
    tally.add(truth, map.skinAreaCm2(polygon), sd);
  }
  tally.print("photo-fixed");
  std::printf("  mean standard error: photo-fixed %.1f %%, by anatomy %.1f %%\n", 100 * photo / tally.fitted, 100 * anatomy / tally.fitted);
  CHECK(tally.fitted >= 50);
  CHECK(tally.median(tally.errors) <= 0.05);
  CHECK(tally.covered >= tally.fitted * 90 / 100);
}

TEST_CASE("fit: scale references are as sure as the facts say") {
  CHECK(std::fabs(scaleRelativeSd({ScaleKind::card, 1e6, 85.6}) - factValue("scale.card_rel_sd")) < 1e-6);
  CHECK(scaleRelativeSd({ScaleKind::iris, 60, 11.71}) > factValue("scale.iris_rel_sd"));
  CHECK(scaleRelativeSd({ScaleKind::ipd, 300, 63}) < 0.065);
  CHECK(scaleRelativeSd({ScaleKind::length, 20, 10}) > 0.05);
}
