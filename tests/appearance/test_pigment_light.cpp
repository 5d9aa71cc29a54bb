// What deposits do to light against numbers that were not made by us: an independent Monte Carlo's.
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <cstdio>

#include "appearance/appearance.h"
#include "appearance/pigment_light.h"
#include "core/math.h"
#include "image/colour.h"

using namespace hd;

namespace {

Vec3 fieldOf(double melanosomes, double perCm2, double topMm, double strength, double diameterMm = 0.3) {
  const DotLight light = PigmentLight(melanosomes).of(topMm, diameterMm, strength);
  const double disks = 0.01 * perCm2 * kPi * light.radiusMm * light.radiusMm;
  Vec3 removed;
  for (int c = 0; c < 3; ++c) removed[c] = 1.0 - (1.0 - disks * light.core[c]) * detExp(-disks * light.veil[c]);
  return removed;
}

}  // namespace

TEST_CASE("full density removes what transport theory says", "[light]") {
  struct Row {
    double melanosomes, topMm, strength;
    Vec3 removed;
  };
  const Row rows[] = {{0.01, 0.1, 0.5, {0.23, 0.18, 0.12}}, {0.03, 0.1, 0.5, {0.21, 0.16, 0.10}}, {0.2, 0.1, 0.5, {0.17, 0.12, 0.0}},
                      {0.01, 0.1, 1.0, {0.34, 0.27, 0.18}}, {0.03, 0.1, 1.0, {0.32, 0.24, 0.16}}, {0.2, 0.1, 1.0, {0.26, 0.18, 0.01}},
                      {0.01, 0.2, 1.0, {0.31, 0.21, 0.12}}, {0.03, 0.2, 1.0, {0.29, 0.20, 0.11}}, {0.2, 0.2, 1.0, {0.24, 0.15, 0.0}},
                      {0.01, 0.5, 1.0, {0.21, 0.10, 0.04}}, {0.03, 0.5, 1.0, {0.19, 0.09, 0.03}}};
  for (const Row& row : rows) {
    const Vec3 got = fieldOf(row.melanosomes, 190, row.topMm, row.strength);
    INFO("m " << row.melanosomes << " z " << row.topMm << " tau " << row.strength << ": " << got.x << " " << got.y << " " << got.z);
    for (int c = 0; c < 3; ++c) CHECK(std::fabs(got[c] - row.removed[c]) < 0.02);
  }
}

TEST_CASE("by density the light that is missing grows as transport theory says", "[light]") {
  const double perCm2[] = {60, 100, 150, 190, 230, 300}, luminanceRemoved[] = {0.09, 0.15, 0.21, 0.26, 0.30, 0.37};
  const Vec3 skin = skinOfMelanin(4.0 / 9.0);
  for (int i = 0; i < 6; ++i) {
    const Vec3 left = skin * (Vec3(1.0) - fieldOf(0.03, perCm2[i], 0.1, 1.0));
    const double removed = 1.0 - luminance(left) / luminance(skin);
    INFO(perCm2[i] << ": " << removed);
    CHECK(std::fabs(removed - luminanceRemoved[i]) < 0.02);
  }
}

TEST_CASE("even an opaque column is no darker than the skin above it allows", "[light]") {
  struct Row {
    double topMm;
    Vec3 left;
  };
  // What is left on the core with the column's own veil on it.
  const Row rows[] = {{0.1, {0.15, 0.21, 0.33}}, {0.2, {0.41, 0.52, 0.67}}, {0.3, {0.64, 0.74, 0.85}}, {0.5, {0.86, 0.92, 0.97}}};
  double lastRadius = 0;
  for (const Row& row : rows) {
    const DotLight light = PigmentLight(0.03).of(row.topMm, 0.3, 99);
    INFO(row.topMm << " mm leaves " << 1 - light.core.x << " " << 1 - light.core.y << " " << 1 - light.core.z << ", radius "
                   << light.radiusMm);
    for (int c = 0; c < 3; ++c) CHECK(1 - light.core[c] > row.left[c] - 0.05);
    CHECK(light.radiusMm > lastRadius);
    CHECK(light.softness > 0.9);
    lastRadius = light.radiusMm;
  }
}

TEST_CASE("red light is missing farthest away and most, blue least", "[light]") {
  for (const double m : {0.01, 0.03, 0.05})
    for (const double z : {0.0, 0.1, 0.2, 0.3, 0.5}) {
      const DotLight light = PigmentLight(m).of(z, 0.3, 1.0);
      CHECK(light.reachMm.x > light.reachMm.y);
      CHECK(light.reachMm.y > light.reachMm.z);
      CHECK(light.veil.x > light.veil.y);
      CHECK(light.veil.y > light.veil.z);
    }
  // Blue light of dark skin comes from its surface.
  CHECK(PigmentLight(0.2).of(0.1, 0.3, 1.0).core.z == 0.0);
}

TEST_CASE("odd columns do no harm", "[light]") {
  const PigmentLight light(0.03);
  for (const double z : {-1.0, 0.0, 0.7, 9.0})
    for (const double d : {0.0, 0.05, 0.3, 5.0})
      for (const double tau : {-1.0, 0.0, 1.0, 1e9}) {
        const DotLight l = light.of(z, d, tau);
        for (int c = 0; c < 3; ++c) {
          CHECK(l.core[c] >= 0.0);
          CHECK(l.core[c] <= 1.0);
          CHECK(l.veil[c] >= 0.0);
          CHECK(std::isfinite(l.veil[c]));
          CHECK(l.reachMm[c] > 0.0);
        }
      }
}
