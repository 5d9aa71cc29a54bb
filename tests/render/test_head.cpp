#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <tuple>
#include "core/rng.h"
#include "pattern/dot_engine.h"

#include "design/design_io.h"
#include "image/colour.h"
#include "render/head_scene.h"
#include "render/mistakes.h"
#include "render/scenes.h"
#include "support/dots_hash.h"
#include "vision/skin_sample.h"

using namespace hd;
using hd::test::hashDots;

namespace {

const scene::HeadScene& headScene() {
  static const scene::HeadScene kScene = scene::head(5, 600);
  return kScene;
}

double areaPx(const Splat& s) {
  return kPi * std::fabs(static_cast<double>(s.axis0x) * s.axis1y - static_cast<double>(s.axis0y) * s.axis1x);
}

}  // namespace

TEST_CASE("dots on a head are foreshortened by the cosine of their skin") {
  const scene::HeadScene& scene = headScene();
  REQUIRE(scene.dots.size() > 5000);
  LookSettings look;
  look.fadeHalfLifeYears = 1e9;
  look.dayAfterLastSession = 40;
  const std::vector<Splat> splats = makeSplats(scene.dots, scene.design.view(), scene.map, look, 3);
  REQUIRE(splats.size() > 3000);
  size_t at = 0;
  double worst = 0;
  for (const Dot& dot : scene.dots) {
    const std::optional<Footprint> f = footprintAt(scene.design.view(), scene.map, dot.posMapMm);
    REQUIRE(f);
    if (at >= splats.size() || std::fabs(splats[at].x - f->centrePx.x) > 1e-3 || std::fabs(splats[at].y - f->centrePx.y) > 1e-3) continue;
    const Vec3 eye = cameraPositionMm(scene.design.view().camera);
    const double distance = glm::length(eye - dot.posScalpMm);
    const double pxPerMm = scene.design.view().camera.focalPx / distance;
    // Skin above the pigment widens its picture.
    const double radiusMm = lookOf(dot.radiusMm, dot.shade, dot.depthMm, look).radiusMm;
    CHECK(radiusMm > dot.radiusMm);
    const double wanted = kPi * radiusMm * radiusMm * pxPerMm * pxPerMm * f->facing;
    worst = std::max(worst, std::fabs(areaPx(splats[at]) / wanted - 1.0));
    ++at;
  }
  CHECK(at == splats.size());
  INFO("worst relative area " << worst);
  CHECK(worst < 0.08);  // perspective: the line of sight is not the optical axis
}

TEST_CASE("a curved head darkens alike at every zoom") {
  const scene::HeadScene& scene = headScene();
  for (const double day : {0.0, 60.0}) {
    LookSettings look;
    look.dayAfterLastSession = day;
    const PreparedSplats prepared = prepareSplats(makeSplats(scene.dots, scene.design.view(), scene.map, look, 3));
    double low = 1e30, high = 0;
    // 0.5 to 9 px per mm.
    for (const double scale : {4.0, 1.0, 0.5, 0.22}) {
      const int side = static_cast<int>(600 * scale);
      const double removed = scene::totalRemoved(prepared, {0, 0, scale, side, side}).y;
      low = std::min(low, removed);
      high = std::max(high, removed);
    }
    INFO("day " << day << ": " << 100 * (high / low - 1) << " %");
    CHECK(high / low - 1 < 0.003);
  }
}

TEST_CASE("sessions add dots and move none") {
  const scene::HeadScene& scene = headScene();
  size_t before = 0;
  for (int session = 1; session <= 3; ++session) {
    LookSettings look;
    look.dayAfterLastSession = 60;
    const std::vector<Splat> splats = makeSplats(scene.dots, scene.design.view(), scene.map, look, session);
    CHECK(splats.size() > before * 1.1);
    before = splats.size();
  }
}

TEST_CASE("the skin under the dots is found in the photo and in a small copy of it") {
  const scene::HeadScene& scene = headScene();
  ImageRgb8 photo = scene::plainPhoto(600, 600, 20, 30, 60);  // blue room
  for (int y = 30; y < 600; ++y)
    for (int x = 60; x < 540; ++x) {
      uint8_t* p = &photo.rgb[3 * (static_cast<size_t>(y) * 600 + x)];
      p[0] = 220, p[1] = 180, p[2] = 150;
    }
  const std::optional<PatchColour> skin = skinUnderDots(photo, scene.dots, scene.design.view(), scene.map);
  REQUIRE(skin);
  const Lab wanted = labFromLinear({linearFromSrgb8(220), linearFromSrgb8(180), linearFromSrgb8(150)});
  CHECK(std::fabs(skin->lab.l - wanted.l) < 0.5);
  const ImageRgb8 small = renderWindow(photo, {}, {0, 0, 0.25, 150, 150});
  const std::optional<PatchColour> again = skinUnderDots(small, scene.dots, scene.design.view(), scene.map);
  REQUIRE(again);
  CHECK(std::fabs(again->lab.l - wanted.l) < 0.5);
  CHECK_FALSE(skinUnderDots(photo, {}, scene.design.view(), scene.map));
  CHECK(patchAround(photo, {300, 300}, 10, PatchKind::skin).uniform);
}

TEST_CASE("each mistake does what its name says") {
  const scene::HeadScene& scene = headScene();
  const auto coverage = [](const Dots& dots) {
    double sum = 0;
    for (const Dot& d : dots) sum += kPi * d.radiusMm * d.radiusMm;
    return sum;
  };
  const auto dotsWith = [&](const Mistakes& m) {
    const Design bad = designWithMistakes(scene.design, scene.map, m);
    REQUIRE(validateDesign(bad).ok());
    Dots dots = makeDots(bad, scene.map);
    spoilDots(dots, bad, m);
    return dots;
  };
  Mistakes m;
  CHECK(hashDots(dotsWith(m)) == hashDots(scene.dots));
  m = {};
  m.tooDense = true;
  CHECK(coverage(dotsWith(m)) > 1.8 * coverage(scene.dots));
  m = {};
  m.tooLow = true;
  const auto front = [](const Dots& dots) {
    double most = -1e9;
    for (const Dot& d : dots) most = std::max(most, d.posMapMm.y);
    return most;
  };
  CHECK(front(dotsWith(m)) > front(scene.dots) + 10);
  m = {};
  m.oneShade = true;
  for (const Dot& d : dotsWith(m)) REQUIRE(d.shade == static_cast<float>(scene.design.zones[d.zone].shade));
  m = {};
  m.tooDeep = true;
  for (const Dot& d : dotsWith(m)) REQUIRE(d.depthMm >= 0.3f);
  m = {};
  m.tooStraight = true;
  const Design ruled = designWithMistakes(scene.design, scene.map, m);
  CHECK(ruled.hairline.irregularity == 0.0);
  CHECK(ruled.hairline.featherMm == 0.0);
  // One height on the forehead, and dots as dense at the edge as behind it.
  const auto heights = [&](const Design& design) {
    double low = 1e9, high = -1e9;
    for (Vec2 p : design.hairline.pointsMapMm)
      if (std::fabs(p.x) < 45) low = std::min(low, scene.map.toScalp(p).y), high = std::max(high, scene.map.toScalp(p).y);
    return high - low;
  };
  CHECK(heights(scene.design) > 0.5);
  CHECK(heights(ruled) < 0.01);
}

TEST_CASE("mistakes have names") {
  Mistakes m;
  CHECK_FALSE(m.any());
  for (const std::string_view name : mistakeNames()) {
    CHECK(setMistake(m, name));
    CHECK(m.any());
    CHECK(setMistake(m, name, false));
    CHECK_FALSE(m.any());
  }
  CHECK(mistakeNames().size() == 5);
  CHECK_FALSE(setMistake(m, "too"));
}

TEST_CASE("too dense, too low and too deep are as bad as they are said to be, too dense whatever the dots' size") {
  const scene::HeadScene& scene = headScene();
  for (const double diameterMm : {0.18, 0.3, 0.6}) {
    Design design = scene.design;
    for (Zone& zone : design.zones) zone.dotDiameterMm = diameterMm;
    Zone kept = design.zones[0];
    kept.densityPerCm2 = 0;
    design.zones.push_back(kept);
    Mistakes m;
    m.tooDense = true;
    const Design bad = designWithMistakes(design, scene.map, m);
    for (size_t z = 0; z + 1 < bad.zones.size(); ++z) CHECK(bad.zones[z].densityPerCm2 >= 280);
    CHECK(bad.zones.back().densityPerCm2 == 0);
  }
  Mistakes low;
  low.tooLow = true;
  const Vec2 before = scene.design.hairline.pointsMapMm[scene.design.hairline.pointsMapMm.size() / 2];
  const Vec2 after = designWithMistakes(scene.design, scene.map, low).hairline.pointsMapMm[scene.design.hairline.pointsMapMm.size() / 2];
  const double movedMm = glm::length(after - before) * scene.map.lengthScale(0.5 * (after + before));
  CHECK(movedMm >= 15.0);
  CHECK(movedMm <= 20.5);
  Mistakes deep;
  deep.tooDeep = true;
  Dots dots = scene.dots;
  spoilDots(dots, scene.design, deep);
  const LookModel model(LookSettings{}, 3);
  for (size_t i = 0; i < dots.size(); i += 97) {
    const Vec3 good = model.look(scene.dots[i].radiusMm, scene.dots[i].shade, scene.dots[i].depthMm).transmission;
    const Vec3 bad = model.look(dots[i].radiusMm, dots[i].shade, dots[i].depthMm).transmission;
    // Of blue light it takes a smaller part than of red.
    CHECK((1 - bad.z) / (1 - bad.x) < 0.8 * (1 - good.z) / (1 - good.x));
    CHECK(dots[i].radiusMm > 1.3f * scene.dots[i].radiusMm);
  }
}

TEST_CASE("a tap tells the colour, and the design's own colours come before the photo's") {
  const scene::HeadScene& scene = headScene();
  ImageRgb8 photo = scene::plainPhoto(600, 600, 220, 180, 150);
  for (int y = 0; y < 600; ++y)
    for (int x = 500; x < 600; ++x)
      photo.rgb[3 * (static_cast<size_t>(y) * 600 + x)] = photo.rgb[3 * (static_cast<size_t>(y) * 600 + x) + 1] = 40;
  View view = scene.design.view();
  view.photoWidthPx = view.photoHeightPx = 1200;  // the image is a copy at half size
  const Result<Tap> tap = tapColour(photo, view, {400, 400}, PatchKind::skin);
  REQUIRE(tap);
  CHECK(tap->patch.uniform);
  CHECK(std::fabs(tap->colour.linear.x - linearFromSrgb8(220)) < 0.01);
  const Result<Tap> edge = tapColour(photo, view, {1000, 400}, PatchKind::skin);
  REQUIRE(edge);
  CHECK_FALSE(edge->patch.uniform);
  CHECK(tapColour(photo, view, {1200, 400}, PatchKind::skin).error().id == "tap.outside");

  Design design = scene.design;
  LookSettings look;
  setSkin(look, design, photo, scene.dots, scene.map);
  REQUIRE(look.skinLinear);
  CHECK(std::fabs(look.skinLinear->x - linearFromSrgb8(220)) < 0.01);
  design.photo().skin = TappedColour{{10, 10}, 5, {0.3, 0.2, 0.1}};
  const SkinLight light = setSkin(look, design, photo, scene.dots, scene.map);
  CHECK(look.skinLinear->x == 0.3);
  CHECK(light.luminance > 0.0f);
  design.photo().hair = TappedColour{{10, 10}, 5, {0.02, 0.015, 0.01}};
  const std::optional<ShadeAdvice> advice = adviseShadeFor(design, photo, scene.dots, scene.map);
  REQUIRE(advice);
  CHECK(advice->wholeShade >= 3);
  design.photo().hair->linear = design.photo().skin->linear;
  CHECK_FALSE(adviseShadeFor(design, photo, scene.dots, scene.map));
}

TEST_CASE("splats kept while someone edits are those made anew") {
  scene::HeadScene scene = scene::head(4, 500);
  DotEngine engine;
  SplatMaker maker;
  LookSettings look;
  View view = scene.design.view();
  Rng rng(5);
  const auto values = [](const Splat& s) {
    return std::tuple(s.x, s.y, s.axis0x, s.axis0y, s.axis1x, s.axis1y, s.soft, s.absorbR, s.absorbG, s.absorbB, s.veilReachPx, s.veil,
                      s.halo);
  };
  for (int step = 0; step < 24; ++step) {
    switch (step % 8) {
      case 1:
        scene.design.hairline.pointsMapMm[rng.below(static_cast<uint32_t>(scene.design.hairline.pointsMapMm.size()))].y += 0.7;
        break;
      case 2:
        scene.design.zones[0].densityPerCm2 *= 1.1;
        break;
      case 3:
        scene.design.masks = {{"Mask", {{0, 30}, {20, 30}, {10, 50.0 + step}}}};
        break;
      case 4:
        scene.design.zones.back().shade = 1 + step % 6;
        break;
      case 5:
        look.dayAfterLastSession = step % 16 == 5 ? 1 : 200;
        break;  // fresh dots have halos
      case 6:
        view.camera.focalPx *= 1.01;
        break;
      case 7:
        scene.design.seed += 1;
        break;
      default:
        break;
    }
    const std::vector<Splat>& kept = maker.update(engine.update(scene.design, scene.map), view, scene.map, look, 1 + step % 3);
    const std::vector<Splat> fresh = makeSplats(engine.dots(), view, scene.map, look, 1 + step % 3);
    CAPTURE(step);
    REQUIRE(kept.size() > 500);
    REQUIRE(kept.size() == fresh.size());
    size_t different = 0;
    for (size_t i = 0; i < kept.size(); ++i) different += values(kept[i]) != values(fresh[i]);
    REQUIRE(different == 0);
  }
}
