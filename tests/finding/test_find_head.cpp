// Heads drawn by the program itself, whose points are known, found again: in good pictures and in poor ones.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

#include "core/math.h"
#include "core/polygon.h"
#include "core/rng.h"
#include "mannequin/sample_head.h"
#include "scalp/anatomy.h"
#include "vision/find_head.h"

using namespace hd;

namespace {

HeadFinder& finder() {
  static HeadFinder made = [] {
    std::ifstream file(HD_NETS, std::ios::binary);
    const std::vector<uint8_t> bytes(std::istreambuf_iterator<char>(file), {});
    Result<HeadFinder> read = HeadFinder::fromBytes(bytes);
    REQUIRE(read.ok());
    return std::move(*read);
  }();
  return made;
}

SampleHead head(HeadSide view, int skin, uint64_t seed) {
  SampleOptions options;
  options.view = view;
  options.skin = skin;
  options.norwood = 2 + static_cast<int>(seed % 5);
  options.seed = seed;
  options.widthPx = 600;
  options.heightPx = 750;
  return makeSampleHead(options);
}

const std::vector<SampleHead>& fronts() {
  static const std::vector<SampleHead> heads = [] {
    std::vector<SampleHead> made;
    uint64_t seed = 0;
    for (int skin : {1, 3, 5, 7, 9, 10}) made.push_back(head(HeadSide::front, skin, seed++));
    return made;
  }();
  return heads;
}

template <class Change>
ImageRgb8 changed(ImageRgb8 image, Change change) {
  for (int y = 0; y < image.height; ++y)
    for (int x = 0; x < image.width; ++x)
      for (int k = 0; k < 3; ++k) {
        uint8_t& v =
            image.rgb[3 * (static_cast<size_t>(y) * static_cast<size_t>(image.width) + static_cast<size_t>(x)) + static_cast<size_t>(k)];
        v = static_cast<uint8_t>(clamp(change(static_cast<double>(v), x, y, k), 0.0, 255.0));
      }
  return image;
}

ImageRgb8 noisy(const ImageRgb8& image) {
  return changed(image, [&](double v, int x, int y, int k) {
    return v + 14 * hashNormal(static_cast<uint64_t>((y * image.width + x) * 3 + k), 1, 2);
  });
}
/// One side at a fifth of the light.
ImageRgb8 halfLit(const ImageRgb8& image) {
  return changed(image, [&](double v, int x, int, int) { return v * (0.45 + 0.55 * smoothstep(0.3 * image.width, 0.7 * image.width, x)); });
}
ImageRgb8 blurred(const ImageRgb8& image) {
  const ImageRgb8 from = image;
  return changed(image, [&](double, int x, int y, int k) {
    double sum = 0;
    for (int j = -3; j <= 3; ++j)
      for (int i = -3; i <= 3; ++i) {
        const int xx = std::clamp(x + i, 0, from.width - 1), yy = std::clamp(y + j, 0, from.height - 1);
        sum += from.rgb[3 * static_cast<size_t>(yy * from.width + xx) + static_cast<size_t>(k)];
      }
    return sum / 49;
  });
}
ImageRgb8 quarterTurned(const ImageRgb8& image) {
  ImageRgb8 out{image.height, image.width, std::vector<uint8_t>(image.rgb.size())};
  for (int y = 0; y < image.height; ++y)
    for (int x = 0; x < image.width; ++x)
      for (int k = 0; k < 3; ++k)
        out.rgb[3 * static_cast<size_t>(x * out.width + (image.height - 1 - y)) + static_cast<size_t>(k)] =
            image.rgb[3 * static_cast<size_t>(y * image.width + x) + static_cast<size_t>(k)];
  return out;
}

struct Errors {
  std::vector<double> pupil, menton, iris;
  int found = 0;
};

double median(std::vector<double> v) {
  REQUIRE_FALSE(v.empty());
  std::nth_element(v.begin(), v.begin() + static_cast<ptrdiff_t>(v.size() / 2), v.end());
  return v[v.size() / 2];
}

template <class Change>
Errors errorsOf(Change change) {
  Errors errors;
  for (const SampleHead& h : fronts()) {
    const Result<FoundHead> found = finder().find(change(h.image), std::nullopt);
    if (!found || found->faces != 1) continue;
    ++errors.found;
    const auto off = [&](Landmark l) {
      return glm::length(found->landmarks[static_cast<size_t>(l)]->px - *h.truth.measures.landmarks[l]) * h.truth.mmPerPx;
    };
    errors.pupil.push_back(off(Landmark::pupilLeft));
    errors.pupil.push_back(off(Landmark::pupilRight));
    errors.menton.push_back(off(Landmark::menton));
    if (found->irisPx) errors.iris.push_back(*found->irisPx * h.truth.mmPerPx);
  }
  return errors;
}

bool warns(const FoundHead& found, FindWarning warning) {
  return std::find(found.warnings.begin(), found.warnings.end(), warning) != found.warnings.end();
}

}  // namespace

TEST_CASE("sample heads of all skins are found from the front, with pupils, chin and irises where they are") {
  const Errors e = errorsOf([](const ImageRgb8& image) { return image; });
  CHECK(e.found == 6);
  CHECK(median(e.pupil) < 0.5);
  CHECK(*std::max_element(e.pupil.begin(), e.pupil.end()) < 1.5);
  CHECK(median(e.menton) < 4);
  // Drawn 11.8 mm wide, 1 % farther away than the plane of the scale.
  CHECK(median(e.iris) == Catch::Approx(11.7).margin(0.5));
}

TEST_CASE("noise, blur and light from one side leave the points where they are") {
  SECTION("noise") {
    const Errors e = errorsOf(noisy);
    CHECK(e.found == 6);
    CHECK(median(e.pupil) < 1);
    CHECK(median(e.menton) < 4);
  }
  SECTION("blur") {
    const Errors e = errorsOf(blurred);
    CHECK(e.found == 6);
    CHECK(median(e.pupil) < 1);
    CHECK(median(e.menton) < 4);
  }
  SECTION("half light") {
    const Errors e = errorsOf(halfLit);
    CHECK(e.found == 6);
    CHECK(median(e.pupil) < 1);
    CHECK(median(e.menton) < 4);
  }
}

TEST_CASE("a photo held on its side is found too, and told to be tilted") {
  const SampleHead& h = fronts()[1];
  const Result<FoundHead> found = finder().find(quarterTurned(h.image), std::nullopt);
  REQUIRE(found.ok());
  REQUIRE(found->faces == 1);
  const Vec2 upright = *h.truth.measures.landmarks[Landmark::pupilLeft];
  const Vec2 expected(h.image.height - upright.y, upright.x);
  CHECK(glm::length(found->landmarks[static_cast<size_t>(Landmark::pupilLeft)]->px - expected) * h.truth.mmPerPx < 1.5);
  CHECK(warns(*found, FindWarning::tilted));
}

TEST_CASE("poor photos are told apart from good ones") {
  const Result<FoundHead> good = finder().find(fronts()[0].image, std::nullopt);
  REQUIRE(good.ok());
  CHECK(good->warnings.empty());
  const Result<FoundHead> dark = finder().find(changed(fronts()[0].image, [](double v, int, int, int) { return v * 0.2; }), std::nullopt);
  REQUIRE(dark.ok());
  CHECK(warns(*dark, FindWarning::dark));
  const Result<FoundHead> soft = finder().find(blurred(blurred(fronts()[0].image)), std::nullopt);
  REQUIRE(soft.ok());
  CHECK(warns(*soft, FindWarning::blurred));
}

TEST_CASE("from the side there is an outline and no face") {
  for (const HeadSide view : {HeadSide::left, HeadSide::right}) {
    const SampleHead h = head(view, 4, 2);
    const Result<FoundHead> found = finder().find(h.image, std::nullopt);
    REQUIRE(found.ok());
    CHECK(found->faces == 0);
    CHECK(found->view == (view == HeadSide::left ? HeadView::left : HeadView::right));
    CHECK(found->outlinePx.size() > 40);
    CHECK(warns(*found, FindWarning::noFace));
    CHECK_FALSE(found->scale.has_value());
    // The highest point of the outline is the vertex's height.
    double top = 1e9;
    for (Vec2 p : found->outlinePx) top = std::min(top, p.y);
    const auto vertex = h.truth.measures.landmarks[Landmark::vertex];
    REQUIRE(vertex.has_value());
    CHECK(std::fabs(top - vertex->y) * h.truth.mmPerPx < 4);
  }
}

TEST_CASE("the outline from the front follows the crown and stays off the ears") {
  const SampleHead& h = fronts()[2];
  const Result<FoundHead> found = finder().find(h.image, std::nullopt);
  REQUIRE(found.ok());
  REQUIRE(found->outlinePx.size() > 50);
  Box2 box = boxOf(found->outlinePx);
  // Above the ears, which reach out some 15 mm on either side; the skull is widest behind them, farther from the camera.
  const Camera& camera = h.truth.camera;
  const double depthMm = (camera.rotation * Vec3(0, 50, 0) + camera.translationMm).z;
  CHECK((box.max.x - box.min.x) * depthMm / camera.focalPx == Catch::Approx(h.truth.head.breadthMm).margin(6));
}

TEST_CASE("hair is told from bare skin on skins of all tones, and the stage is near") {
  int baldHeads = 0, hairyHeads = 0;
  for (const SampleHead& h : fronts()) {
    const Result<FoundHead> found = finder().find(h.image, std::nullopt);
    REQUIRE(found.ok());
    INFO("skin " << h.truth.skin << ", Norwood " << h.truth.norwood);
    REQUIRE(found->hair.has_value());
    const HairFound& hair = *found->hair;
    // Skin that bears hair, by the truth's own head and camera.
    const HeadFit truth = fitOfTruth(h.truth);
    const ScalpMap map = ScalpMap::ofHead(truth.head);
    std::vector<Vec2> scalp;
    for (Vec3 q : scalpOutline()) scalp.push_back(map.toMap(map.head().surfacePoint(q)));
    double bare = 0, bareCount = 0, dense = 0, denseCount = 0;
    for (int y = 0; y < hair.height; ++y) {
      for (int x = 0; x < hair.width; ++x) {
        const size_t i = static_cast<size_t>(y) * static_cast<size_t>(hair.width) + static_cast<size_t>(x);
        if (hair.head[i] < 0.5f) continue;
        const Vec2 px = hair.minPx + Vec2(x + 0.5, y + 0.5) * hair.stepPx;
        const std::optional<Vec2> at = unprojectToMap(truth.view, map, px);
        if (!at || !contains(scalp, *at) || distanceToOutline(scalp, *at) < 6) continue;
        // Within half a centimetre of the border hair runs out softly.
        int bald = 0;
        for (const Vec2 aside : {Vec2(-5, 0), Vec2(5, 0), Vec2(0, -5), Vec2(0, 5)})
          bald += inNorwoodRegion(h.truth.norwood, map.head().anatomicalDirection(map.toScalp(*at + aside))) ? 1 : 0;
        if (bald == 4) bare += hair.hair[i], ++bareCount;
        if (bald == 0) dense += hair.hair[i], ++denseCount;
      }
    }
    INFO("share of hair " << bare / bareCount << " where it is bald, " << dense / denseCount << " where hair grows");
    // From the front a receding head shows little of the one, a bald one little of the other.
    if (bareCount > 100) {
      ++baldHeads;
      CHECK(bare / bareCount < 0.07);
    }
    if (denseCount > 100) {
      ++hairyHeads;
      CHECK(dense / denseCount > 0.7);
    }
    REQUIRE(hair.norwood.has_value());
    CHECK(std::abs(*hair.norwood - h.truth.norwood) <= 2);
  }
  CHECK(baldHeads >= 3);
  CHECK(hairyHeads >= 5);
}

TEST_CASE("where nobody is, nobody is found") {
  const auto picture = [](auto colour) {
    ImageRgb8 image{480, 640, std::vector<uint8_t>(3u * 480 * 640, 128)};
    return changed(std::move(image), [&](double, int x, int y, int k) { return colour(x, y, k); });
  };
  const auto woven = [](int x, int y, int k) {
    return 90 + 50 * detSin(x * 0.7) * detSin(y * 0.45) + 20 * hashNormal(static_cast<uint64_t>(y * 480 + x), 3, 0) + 10 * k;
  };
  const auto slope = [](int x, int y, int k) { return 60 + 0.2 * x + 0.15 * y + 5 * k; };
  const auto ball = [](int x, int y, int k) {
    const double r = std::hypot(x - 240.0, y - 300.0);
    return r < 150 ? 200 - 0.4 * r - 20 * k : 70 + 5.0 * k;
  };
  for (const ImageRgb8& image : {picture(woven), picture(slope), picture(ball)}) {
    const Result<FoundHead> found = finder().find(image, std::nullopt);
    if (found) CHECK(found->faces == 0);
    else CHECK(found.error().id == "find.nobody");
  }
  CHECK_FALSE(finder().find(picture(slope), std::nullopt).ok());
  CHECK_FALSE(finder().find(ImageRgb8{8, 8, std::vector<uint8_t>(192, 90)}, std::nullopt).ok());
}
