// The Monte Carlo against solutions that others computed without one.
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <cstdio>

#include "core/math.h"
#include "light/columns.h"
#include "light/skin_bands.h"
#include "light/transport.h"

using namespace hd;

namespace {

struct Share {
  double reflected = 0, through = 0;
  double error = 0;  ///< standard error of `reflected`
};

Share shareOf(const Tissue& tissue, int paths, uint64_t seed) {
  PathMaker maker(tissue, Illumination::normal, 0.0, seed);
  Path path;
  Share share;
  double squares = 0;
  for (int i = 0; i < paths; ++i) {
    maker.next(path);
    if (path.weight <= 0) continue;
    (path.reflected ? share.reflected : share.through) += path.weight;
    if (path.reflected) squares += path.weight * path.weight;
  }
  share.reflected /= paths;
  share.through /= paths;
  share.error = std::sqrt((squares / paths - share.reflected * share.reflected) / paths);
  return share;
}

}  // namespace

TEST_CASE("a slab reflects and passes what van de Hulst's tables say", "[light]") {
  // Optical thickness 2, albedo .9, g .75, no borders (van de Hulst 1980, table 35): .09739 and .66096.
  const Share share = shareOf({{{0.2, 9.0, 0.75, 1.0}}, 1.0}, 400000, 3);
  std::printf("slab: %.5f +- %.5f reflected (.09739), %.5f through (.66096)\n", share.reflected, share.error, share.through);
  CHECK(share.error < 0.0005);
  CHECK(std::fabs(share.reflected - 0.09739) < 3 * share.error);
  CHECK(std::fabs(share.through - 0.66096) < 0.003);
}

TEST_CASE("half a space with a border reflects what Giovanelli computed", "[light]") {
  // Albedo .9, isotropic, refraction 1.5 (Giovanelli 1955): .2600 with the border's own .04.
  const Share share = shareOf({{{1e6, 9.0, 0.0, 1.0}}, 1.5}, 200000, 4);
  const double all = share.reflected + fresnel(1.0, 1.0, 1.5);
  std::printf("half space: %.5f +- %.5f reflected (.2600)\n", all, share.error);
  CHECK(share.error < 0.0008);
  CHECK(std::fabs(all - 0.2600) < 3 * share.error);
}

TEST_CASE("borders turn back what Fresnel says", "[light]") {
  CHECK(std::fabs(fresnel(1.0, 1.0, 1.5) - 0.04) < 1e-12);
  CHECK(fresnel(0.1, 1.5, 1.0) == 1.0);
  CHECK(fresnel(0.3, 1.0, 1.0) == 0.0);
  // The same ray from the other side.
  const double inside = std::sqrt(1.0 - 0.25 / 2.25);
  CHECK(std::fabs(fresnel(std::sqrt(0.75), 1.0, 1.5) - fresnel(inside, 1.5, 1.0)) < 1e-12);
}

TEST_CASE("lengths in columns are those of geometry", "[light]") {
  const Column column{0.3, 0.1, 0.4};
  const Segment across[] = {{{-1, 0, 0.2}, {2, 0, 0}}};
  CHECK(std::fabs(lengthInColumn(across, column, {0, 0}) - 0.3) < 1e-12);
  CHECK(std::fabs(lengthInColumn(across, column, {0, 0.09}) - 0.24) < 1e-12);
  const Segment down[] = {{{0.1, 0, 0}, {0, 0, 1}}};
  CHECK(std::fabs(lengthInColumn(down, column, {0, 0}) - 0.3) < 1e-12);
  CHECK(lengthInColumn(down, column, {0.3, 0}) == 0.0);
  // A hair at 30 degrees: straight down through its axis one meets its width over the sine of what it leans.
  Column hair{0.07, 0.0, 2.0, kPi / 6};
  const Segment through[] = {{{1.0, 0, 0}, {0, 0, 2}}};
  CHECK(std::fabs(lengthInColumn(through, hair, {0, 0}) - 0.07 / std::cos(kPi / 6)) < 1e-9);
  // Over many shifts a field holds its volume's share of any path.
  const Segment slanted[] = {{{0, 0, 0.15}, {1.3, 0.4, 0.2}}};
  double sum = 0;
  for (int i = 0; i < 100; ++i)
    for (int j = 0; j < 100; ++j) sum += lengthInField(slanted, column, 190, {(i + 0.5) / 100, (j + 0.5) / 100});
  const double expected = glm::length(slanted[0].step) * kPi * 0.15 * 0.15 * 1.9;
  CHECK(std::fabs(sum / 1e4 / expected - 1) < 0.01);
}

TEST_CASE("light and dark skin reflect what they are known for", "[light]") {
  const auto reflectance = [](int band, double melanosomes) {
    PathMaker maker(skinTissue(band), Illumination::normal, 0.0, 9);
    Path path;
    double sum = 0;
    for (int i = 0; i < 6000; ++i) {
      maker.next(path);
      if (path.reflected) sum += path.weight * std::exp(-melaninPerMm(band, melanosomes) * path.lengthMm[0]);
    }
    return sum / 6000;
  };
  // 460, 540 and 660 nm.
  CHECK(std::fabs(reflectance(2, 0.01) - 0.30) < 0.03);
  CHECK(std::fabs(reflectance(6, 0.01) - 0.36) < 0.03);
  CHECK(std::fabs(reflectance(12, 0.01) - 0.53) < 0.04);
  CHECK(std::fabs(reflectance(12, 0.2) - 0.13) < 0.02);
  CHECK(reflectance(2, 0.2) < 0.025);
}

TEST_CASE("a white reflectance is white", "[light]") {
  std::array<double, kBands> white;
  white.fill(1.0);
  for (const double c : linearRgbOf(white)) CHECK(std::fabs(c - 1.0) < 2e-3);
}
