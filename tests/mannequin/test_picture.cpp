#include <catch2/catch_test_macros.hpp>

#include <cmath>

#include "mannequin/sample_head.h"

using namespace hd;

namespace {

SampleOptions small(HeadSide view, int norwood, int skin, uint64_t seed) {
  SampleOptions o;
  o.view = view;
  o.norwood = norwood;
  o.skin = skin;
  o.seed = seed;
  o.widthPx = 160;
  o.heightPx = 200;
  return o;
}

/// Mean sRGB lightness 0..255 of a disc.
double meanAt(const ImageRgb8& image, Vec2 centre, double radius) {
  double sum = 0.0;
  int n = 0;
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      if (glm::length(Vec2(x + 0.5, y + 0.5) - centre) > radius) continue;
      const size_t i = 3 * (static_cast<size_t>(y) * static_cast<size_t>(image.width) + static_cast<size_t>(x));
      sum += 0.25 * image.rgb[i] + 0.5 * image.rgb[i + 1] + 0.25 * image.rgb[i + 2];
      ++n;
    }
  }
  return n > 0 ? sum / n : -1.0;
}

}  // namespace

TEST_CASE("picture: equal arguments, equal bytes; another seed, another person") {
  const SampleHead a = makeSampleHead(small(HeadSide::front, 3, 4, 7));
  const SampleHead b = makeSampleHead(small(HeadSide::front, 3, 4, 7));
  const SampleHead c = makeSampleHead(small(HeadSide::front, 3, 4, 8));
  CHECK(a.image.rgb == b.image.rgb);
  CHECK(truthJson(a.truth) == truthJson(b.truth));
  CHECK(a.image.rgb != c.image.rgb);
  CHECK(a.truth.head.lengthMm != c.truth.head.lengthMm);
}

TEST_CASE("picture: the truth beside a picture is the truth alone") {
  const SampleOptions o = small(HeadSide::top, 5, 6, 2);
  CHECK(truthJson(makeSampleHead(o).truth) == truthJson(sampleTruth(o)));
}

TEST_CASE("picture: a head before a backdrop in every view, with light and shade") {
  for (const HeadSide view : {HeadSide::front, HeadSide::top, HeadSide::left, HeadSide::right}) {
    const SampleHead s = makeSampleHead(small(view, 2, 5, 1));
    CHECK(s.image.rgb.size() == 3u * 160u * 200u);
    double sum = 0.0, squares = 0.0;
    for (const uint8_t v : s.image.rgb) {
      sum += v;
      squares += double(v) * v;
    }
    const double n = static_cast<double>(s.image.rgb.size());
    CHECK(std::sqrt(squares / n - sum * sum / n / n) > 25.0);
    // Upper corners are the bluish-grey backdrop.
    CHECK(s.image.rgb[2] >= s.image.rgb[0]);
  }
}

TEST_CASE("picture: bare crown is brighter than a crown with dark hair") {
  const SampleHead hair = makeSampleHead(small(HeadSide::top, 1, 3, 0));
  const SampleHead bald = makeSampleHead(small(HeadSide::top, 7, 3, 0));
  const Vec2 vertex = *bald.truth.measures.landmarks[Landmark::vertex];
  CHECK(meanAt(bald.image, vertex, 8) > meanAt(hair.image, vertex, 8) + 40.0);
}

TEST_CASE("picture: clipped hair shows the skin, the shorter the more; the person and all else stay") {
  SampleOptions o = small(HeadSide::top, 1, 3, 0);
  const SampleHead grown = makeSampleHead(o);
  const Vec2 vertex = *grown.truth.measures.landmarks[Landmark::vertex], brow = *grown.truth.measures.landmarks[Landmark::glabella];
  double shorter = 1e9;
  for (const double mm : {0.0, 0.5, 1.5}) {
    o.clippedMm = mm;
    const SampleHead clipped = makeSampleHead(o);
    CAPTURE(mm);
    CHECK(truthJson(clipped.truth) == truthJson(grown.truth));
    const double crown = meanAt(clipped.image, vertex, 8);
    CHECK(crown > meanAt(grown.image, vertex, 8) + 15.0);
    CHECK(crown < shorter);
    CHECK(std::abs(meanAt(clipped.image, brow - Vec2(0, 4), 2) - meanAt(grown.image, brow - Vec2(0, 4), 2)) < 1.0);
    shorter = crown;
  }
  // A bald crown is still lighter than a flush one: roots show through the skin.
  o.clippedMm = 0.0;
  const double flush = meanAt(makeSampleHead(o).image, vertex, 8);
  o.norwood = 7;
  CHECK(meanAt(makeSampleHead(o).image, vertex, 8) > flush + 8.0);
}

TEST_CASE("picture: ten skin tones from light to dark") {
  std::vector<double> mean;
  for (int tone = 1; tone <= 10; ++tone) {
    const SampleHead s = makeSampleHead(small(HeadSide::front, 5, tone, 0));
    // On the forehead, a third of the way up from the glabella to the vertex.
    mean.push_back(meanAt(s.image, *s.truth.measures.landmarks[Landmark::glabella] - Vec2(0, 20), 6));
  }
  // The first three tones of the scale are almost equally light; from there on each is darker.
  CHECK(std::abs(mean[2] - mean[0]) < 12.0);
  for (size_t i = 3; i < mean.size(); ++i) CHECK(mean[i] < mean[i - 1] - 2.0);
  CHECK(mean[0] < 250.0);
  CHECK(mean[9] > 25.0);
  CHECK(mean[9] < 110.0);
}

TEST_CASE("picture: the card shows at its corners' place") {
  SampleOptions o = small(HeadSide::front, 2, 8, 0);
  const SampleHead without = makeSampleHead(o);
  o.card = true;
  const SampleHead with = makeSampleHead(o);
  const auto& c = with.truth.card->cornersPx;
  const Vec2 middle = 0.25 * (c[0] + c[1] + c[2] + c[3]);
  // A pale card before a grey backdrop, and paler than the backdrop just outside it.
  const double inside = meanAt(with.image, middle, 5);
  const double outside = meanAt(with.image, middle - Vec2(0, 0.5 * glm::length(c[2] - c[1]) + 6.0), 3);
  CHECK(inside > outside + 10.0);
  CHECK_FALSE(without.truth.card.has_value());
}
