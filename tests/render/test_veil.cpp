// The veil: skin between dots is darker for their sake.
#include <catch2/catch_test_macros.hpp>

#include <cmath>

#include "core/math.h"
#include "render/scenes.h"
#include "render/veil.h"

using namespace hd;

namespace {

Splat dotAt(double x, double y, double radiusPx, double reachPx, double share) {
  Splat s = scene::ellipse(x, y, radiusPx, radiusPx, 0.0, 0.8, {0.6, 0.5, 0.4});
  s.veilReachPx.fill(static_cast<float>(reachPx));
  s.veil = {static_cast<float>(0.6 * share), static_cast<float>(0.5 * share), static_cast<float>(0.4 * share)};
  return s;
}

double covered(double radiusPx) { return kPi * radiusPx * radiusPx; }

}  // namespace

TEST_CASE("a dot takes as much light beside itself wherever it lies and however the picture is scaled", "[render][veil]") {
  for (const double reachPx : {8.0, 14.4, 40.0})
    for (const double at : {100.0, 100.21, 101.7, 103.33}) {
      const Splat bare = dotAt(at, 99.0 + at / 50.0, 1.8, 0.0, 0.0), s = dotAt(at, 99.0 + at / 50.0, 1.8, reachPx, 0.75);
      const Vec3 without = scene::totalRemoved(prepareSplats(std::span(&bare, 1)), {0, 0, 1.0, 200, 200});
      CHECK(std::fabs(without.x / (0.6 * covered(1.8)) - 1.0) < 0.003);
      for (const double scale : {0.5, 1.0, 2.0}) {
        const int side = static_cast<int>(200 * scale);
        const Vec3 with = scene::totalRemoved(prepareSplats(std::span(&s, 1)), {0, 0, scale, side, side});
        INFO("reach " << reachPx << " at " << at << ", scale " << scale << ": " << with.x / without.x);
        // What lies under the dot itself it cannot take twice, which is much where the reach is small.
        const double twice = std::min(0.75 * 3.0 * covered(1.8) / covered(reachPx), 1.0) * 0.6;
        CHECK(with.x / without.x < 1.75 + 0.004);
        CHECK(with.x / without.x > 1.75 - 1.1 * twice - 0.004);
      }
    }
}

TEST_CASE("the veil ends at its reach and is smooth", "[render][veil]") {
  const Splat s = dotAt(60, 60, 2.0, 15.0, 0.75);
  const Veil veil = makeVeil(std::span(&s, 1));
  REQUIRE_FALSE(veil.empty());
  float last = veilAt(veil, 60, 60)[0];
  CHECK(last > 0.0f);
  for (double d = 0.25; d < 40.0; d += 0.25) {
    const float here = veilAt(veil, 60 + d, 60)[0];
    CHECK(here <= last + 1e-7f);
    CHECK(last - here < 0.1f * veilAt(veil, 60, 60)[0]);
    last = here;
    // A mesh beyond it at most, for it is interpolated.
    if (d > 15.0 + 2.0 * veil.meshPx) CHECK(here == 0.0f);
  }
  CHECK_FALSE(veilMeets(veil, 100, 100, 120, 120));
  CHECK(veilMeets(veil, 0, 0, 61, 61));
}

TEST_CASE("full density takes about 1.7 times the light that it covers", "[render][veil]") {
  // 190 dots of 0.30 mm a cm2 at 10 px/mm.
  std::vector<Splat> bare, veiled;
  Rng rng(3);
  for (int j = 0; j < 40; ++j)
    for (int i = 0; i < 40; ++i) {
      const double x = 7.25 * i + rng.range(-1.5, 1.5) + 20, y = 7.25 * j + rng.range(-1.5, 1.5) + 20;
      bare.push_back(dotAt(x, y, 1.5, 0.0, 0.0));
      veiled.push_back(dotAt(x, y, 1.5, 12.0, 0.75));
    }
  const RasterWindow middle{80, 80, 1.0, 160, 160};
  const double n = 160.0 * 160.0;
  const double coverage = 0.6 * covered(1.5) / (7.25 * 7.25);
  const double without = scene::totalRemoved(prepareSplats(bare), middle).x / n,
               with = scene::totalRemoved(prepareSplats(veiled), middle).x / n;
  CHECK(std::fabs(without / coverage - 1.0) < 0.03);
  // Both act on all of the light: 1 - (1 - dots)(1 - veil), the veil that of an even layer.
  const double veil = 1.0 - std::exp(-0.75 * coverage);
  CHECK(std::fabs(with / (without + veil - without * veil) - 1.0) < 0.03);
}

TEST_CASE("splats that cast no veil and foolish ones leave none", "[render][veil]") {
  CHECK(makeVeil({}).empty());
  const Splat plain = dotAt(10, 10, 2, 0, 0.75);
  CHECK(makeVeil(std::span(&plain, 1)).empty());
  Splat odd = dotAt(10, 10, 2, 5, 0.75);
  odd.x = std::nanf("");
  CHECK(makeVeil(std::span(&odd, 1)).empty());
  std::vector<Splat> far = {dotAt(0, 0, 2, 1, 0.75), dotAt(9e5, 3, 2, 1, 0.75)};
  const Veil veil = makeVeil(far);
  CHECK(veil.columns < 2000);
  CHECK(veil.rows < 2000);
}
