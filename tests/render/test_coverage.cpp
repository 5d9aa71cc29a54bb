#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>

#include "render/scenes.h"

using namespace hd;

namespace {

double areaError(double rx, double ry, double angle, double soft, double x, double y) {
  const Splat s = scene::ellipse(x, y, rx, ry, angle, soft, Vec3(0.5));
  const RasterWindow window{0, 0, 1.0, 64, 64};
  const double removed = scene::totalRemoved(prepareSplats(std::span(&s, 1)), window).x;
  return removed / (0.5 * kPi * rx * ry) - 1.0;
}

double rms(const std::vector<float>& a, const std::vector<float>& b) {
  double sum = 0;
  for (size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return std::sqrt(sum / static_cast<double>(a.size()));
}

double worst(const std::vector<float>& a, const std::vector<float>& b) {
  double most = 0;
  for (size_t i = 0; i < a.size(); ++i) most = std::max(most, static_cast<double>(std::fabs(a[i] - b[i])));
  return most;
}

}  // namespace

TEST_CASE("a dot takes the light of its area at any size, place, tilt and softness") {
  Rng rng(7);
  double most = 0;
  for (int i = 0; i < 4000; ++i) {
    const double r = 0.05 * std::pow(200.0, rng.unit());
    const double squash = std::pow(0.04, rng.unit());
    const double error =
        areaError(r, std::max(r * squash, 0.005), rng.range(0, kTwoPi), rng.range(0.02, 1.0), 32 + rng.unit(), 32 + rng.unit());
    most = std::max(most, std::fabs(error));
  }
  INFO("largest relative error of area " << most);
  CHECK(most < 0.004);
}

TEST_CASE("a pixel's coverage is the mean over its square") {
  Rng rng(11);
  double mostWrong = 0;
  for (int i = 0; i < 40; ++i) {
    const double r = 0.15 * std::pow(30.0, rng.unit());
    const Splat s =
        scene::ellipse(8 + rng.unit(), 8 + rng.unit(), r, r * rng.range(0.2, 1.0), rng.range(0, kTwoPi), rng.range(0.2, 1.0), Vec3(1.0));
    const RasterWindow window{0, 0, 1.0, 16, 16};
    const std::vector<float> ours = removedLight(prepareSplats(std::span(&s, 1)), window);
    const std::vector<float> truth = scene::removedByProduct(std::span(&s, 1), window, 64);
    mostWrong = std::max(mostWrong, worst(ours, truth));
  }
  INFO("largest error of one pixel's coverage " << mostWrong);
  CHECK(mostWrong < 0.006);
}

TEST_CASE("overlapping dots multiply where they are large") {
  const Vec3 a{0.5, 0.4, 0.3}, b{0.6, 0.5, 0.2}, c{0.3, 0.3, 0.3};
  const Splat splats[] = {scene::ellipse(20, 20, 10, 10, 0, 0.1, a), scene::ellipse(27, 20, 10, 10, 0, 0.1, b),
                          scene::ellipse(24, 25, 10, 10, 0, 0.1, c)};
  const std::vector<float> removed = removedLight(prepareSplats(splats), {0, 0, 1.0, 48, 48});
  const auto at = [&](int x, int y, int ch) { return removed[3 * (static_cast<size_t>(y) * 48 + x) + ch]; };
  for (int ch = 0; ch < 3; ++ch) {
    CHECK(std::fabs(at(12, 17, ch) - a[ch]) < 1e-3);
    CHECK(std::fabs(at(23, 13, ch) - (1 - (1 - a[ch]) * (1 - b[ch]))) < 1e-3);
    CHECK(std::fabs(at(23, 21, ch) - (1 - (1 - a[ch]) * (1 - b[ch]) * (1 - c[ch]))) < 1e-3);
  }
}

TEST_CASE("mean darkening is the same at every zoom") {
  struct Case {
    const char* name;
    double densityPerCm2, diameterMm, haloMm, leastSpacing, squash;
  };
  const Case cases[] = {{"natural", 150, 0.30, 0, 0.55, 1.0}, {"full", 250, 0.35, 0, 0.5, 1.0},   {"fresh", 190, 0.48, 0.75, 0.5, 1.0},
                        {"packed", 400, 0.70, 0, 0.3, 1.0},   {"random", 200, 0.40, 0, 0.0, 1.0}, {"tilted", 190, 0.30, 0, 0.5, 0.2}};
  for (const Case& c : cases) {
    scene::DotField field;
    field.pxPerMm = 16;
    field.sidePx = 16 * 16;
    field.densityPerCm2 = c.densityPerCm2;
    field.diameterMm = c.diameterMm;
    field.haloMm = c.haloMm;
    field.leastSpacing = c.leastSpacing;
    field.squash = c.squash;
    const std::vector<Splat> splats = scene::dots(field);
    const PreparedSplats prepared = prepareSplats(splats);
    double low = 1e30, high = 0;
    for (const double pxPerMm : {64.0, 16.0, 9.0, 5.0, 3.0, 2.0, 1.0, 0.5}) {
      const double scale = pxPerMm / field.pxPerMm;
      const int side = static_cast<int>(std::ceil((field.sidePx + 64) * scale));
      const double removed = scene::totalRemoved(prepared, {-32, -32, scale, side, side}).y;
      low = std::min(low, removed);
      high = std::max(high, removed);
    }
    INFO(c.name << ": mean darkening differs by " << 100 * (high / low - 1) << " % from 64 to 0.5 px/mm");
    CHECK(high / low - 1 < 0.003);
  }
}

TEST_CASE("dots painted twice in other places of the list give the same picture") {
  scene::DotField field;
  field.densityPerCm2 = 300;
  field.diameterMm = 0.6;
  field.leastSpacing = 0;
  std::vector<Splat> splats = scene::dots(field);
  const RasterWindow window{0, 0, 2.0, 200, 200};
  const std::vector<float> one = removedLight(prepareSplats(splats), window);
  std::reverse(splats.begin(), splats.end());
  const std::vector<float> other = removedLight(prepareSplats(splats), window);
  INFO("rms " << rms(one, other) << " worst " << worst(one, other));
  CHECK(rms(one, other) < 0.004);
}

TEST_CASE("the sum of shares is the product of dots, averaged") {
  struct Case {
    const char* name;
    double densityPerCm2, diameterMm, haloMm, leastSpacing, tolerance;
  };
  const Case cases[] = {
      {"natural", 150, 0.30, 0, 0.55, 0.001}, {"fresh", 190, 0.48, 0.75, 0.5, 0.005}, {"random", 200, 0.40, 0, 0.0, 0.005}};
  for (const Case& c : cases) {
    scene::DotField field;
    field.sidePx = 40;
    field.densityPerCm2 = c.densityPerCm2;
    field.diameterMm = c.diameterMm;
    field.haloMm = c.haloMm;
    field.leastSpacing = c.leastSpacing;
    const std::vector<Splat> splats = scene::dots(field);
    for (const double pxPerMm : {16.0, 8.0, 4.0, 1.0}) {
      const double scale = pxPerMm / field.pxPerMm;
      const int side = static_cast<int>(40 * scale);
      const RasterWindow window{0, 0, scale, side, side};
      const std::vector<float> ours = removedLight(prepareSplats(splats), window);
      const std::vector<float> truth = scene::removedByProduct(splats, window, pxPerMm > 6 ? 6 : 24);
      INFO(c.name << " at " << pxPerMm << " px/mm: rms " << rms(ours, truth) << " worst " << worst(ours, truth));
      CHECK(rms(ours, truth) < c.tolerance);
    }
  }
}
