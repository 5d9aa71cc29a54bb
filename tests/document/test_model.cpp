// The document behind the screen: what follows from it, exact undo, what happens on a new fit.
#include <catch2/catch_test_macros.hpp>

#include <cmath>

#include "design/design_io.h"
#include "design/skin_cover.h"
#include "design/templates.h"
#include "document/designer_model.h"
#include "document/hairline_edit.h"
#include "document/look_json.h"
#include "document/scale_step.h"
#include "document/zone_edit.h"
#include "support/dots_hash.h"
#include "text/sentence.h"

using namespace hd;
using hd::test::hashDots;

namespace {

DesignerModel modelOnPhoto() {
  DesignerModel model;
  model.newPhoto({"photo.jpg", 1200, 1500}, nullptr);
  return model;
}

std::string jsonOf(const DesignerModel& model) { return designToJson(model.file()); }

}  // namespace

TEST_CASE("a photo has dots and a price from the first second") {
  DesignerModel model = modelOnPhoto();
  CHECK(model.dots().size() > 1000);
  CHECK(model.splats().size() > 500);
  CHECK(model.estimate().cost.low > 0);
  CHECK(validateDesign(model.design()).ok());
  CHECK_FALSE(model.canUndo());
}

TEST_CASE("undo and redo restore the design to the byte, gesture by gesture") {
  DesignerModel model = modelOnPhoto();
  const std::string start = jsonOf(model);
  const uint64_t dotsAtStart = hashDots(model.dots());

  DesignerModel::Edit drag = model.edit("hairline");
  for (int i = 1; i <= 20; ++i) {
    drag.change([&](Design& d) {
      auto& points = d.hairline.pointsMapMm;
      moveHairlineHandle(d.hairline, points.size() / 2, points[points.size() / 2] + Vec2(0, -0.5));
    });
  }
  REQUIRE(drag.commit());
  const std::string lowered = jsonOf(model);
  CHECK(lowered != start);
  CHECK(hashDots(model.dots()) != dotsAtStart);

  model.step("density", [](Design& d) { DesignerModel::setCoreDensity(d, 120); });
  CHECK(model.coreDensityPerCm2() == 120.0);
  model.undo();
  CHECK(jsonOf(model) == lowered);
  model.undo();
  CHECK(jsonOf(model) == start);
  CHECK(hashDots(model.dots()) == dotsAtStart);
  CHECK_FALSE(model.canUndo());
  model.redo();
  CHECK(jsonOf(model) == lowered);
}

TEST_CASE("a cancelled gesture leaves nothing behind") {
  DesignerModel model = modelOnPhoto();
  const std::string start = jsonOf(model);
  DesignerModel::Edit edit = model.edit("zone");
  edit.change([](Design& d) { d.zones.clear(); });
  CHECK(model.dots().empty());
  model.cancel();
  CHECK(jsonOf(model) == start);
  CHECK_FALSE(model.dots().empty());
  CHECK_FALSE(model.canUndo());
}

TEST_CASE("an edit that changes nothing is no step") {
  DesignerModel model = modelOnPhoto();
  REQUIRE(model.step("density", [](Design& d) { DesignerModel::setCoreDensity(d, 120); }));
  model.undo();
  const int stage = model.design().norwood;
  CHECK_FALSE(model.step("stage", [&](Design& d) { d.norwood = stage; }));
  // To and fro under one hand.
  DesignerModel::Edit drag = model.edit("hairline");
  for (const double mm : {3.0, -3.0}) drag.change([mm](Design& d) { d.hairline.pointsMapMm[2].y += mm; });
  CHECK(model.design().hairline.pointsMapMm[2].y == modelOnPhoto().design().hairline.pointsMapMm[2].y);
  CHECK_FALSE(drag.commit());
  CHECK_FALSE(model.canUndo());
  CHECK(model.canRedo());
  // The open document, opened again.
  model.open(model.file());
  CHECK_FALSE(model.canUndo());
}

TEST_CASE("what follows from the design is found, not announced") {
  DesignerModel model = modelOnPhoto();
  const uint64_t before = hashDots(model.dots());
  const double cost = model.estimate().cost.low, dots = model.estimate().dots.value;
  model.splats();
  const uint64_t splats = model.splatsRevision();
  CHECK_FALSE(model.dotsStale());
  CHECK_FALSE(model.refreshPlan(0, 0));

  // Prices change the plan alone.
  model.step("price", [](Design& d) { d.price.perSessionLow = 10, d.price.totalLow = 20; });
  CHECK_FALSE(model.dotsStale());
  CHECK(model.estimate().cost.low < cost);
  model.splats();
  CHECK(model.splatsRevision() == splats);
  CHECK(hashDots(model.dots()) == before);

  // Whatever dots depend on changes them, whoever changed it.
  const auto each = [&](auto change) {
    DesignerModel::Edit edit = model.edit("any");
    edit.change(change);
    const bool stale = model.dotsStale();
    const bool others = hashDots(model.dots()) != before;
    edit.cancel();
    CHECK(hashDots(model.dots()) == before);
    return stale && others;
  };
  CHECK(each([](Design& d) { d.seed += 1; }));
  CHECK(each([](Design& d) { d.irregularity = 0.9; }));
  CHECK(each([](Design& d) { d.zones[0].visible = false; }));
  CHECK(each([](Design& d) { d.hairline.featherMm = 1; }));
  CHECK(each([](Design& d) { d.masks.push_back({"", {{-80, 10}, {80, 10}, {0, 120}}}); }));
  CHECK(each([](Design& d) { d.flow.strokes.push_back({{{-20, 20}, {20, 40}}, 30}); }));
  CHECK(each([](Design& d) { d.sessions.count = 2, d.sessions.split = {0.5, 0.5}; }));
  CHECK(each([](Design& d) { d.head->modes[0] += 0.3; }));
  // The camera moves splats, not dots.
  DesignerModel::Edit edit = model.edit("view");
  edit.change([](Design& d) { d.view().camera.translationMm.x += 5; });
  CHECK(model.dotsStale());
  CHECK(hashDots(model.dots()) == before);
  edit.cancel();
  CHECK(model.estimate().dots.value == dots);
}

TEST_CASE("the estimate follows the design and tells no other number than the dots drawn") {
  DesignerModel model = modelOnPhoto();
  const double before = model.estimate().dots.value;
  CHECK(before == static_cast<double>(model.dots().size()));
  model.step("stage", [&](Design& d) { setNorwood(d, scalpMapOf(d), 6); });
  CHECK(model.estimate().dots.value > 2 * before);
  CHECK(model.estimate().dots.value == static_cast<double>(model.dots().size()));
}

TEST_CASE("symmetric hairlines stay symmetric under every edit") {
  DesignerModel model = modelOnPhoto();
  Hairline h = model.design().hairline;
  REQUIRE(h.symmetric);
  const auto mirrored = [&] {
    const auto& p = h.pointsMapMm;
    for (size_t i = 0; i < p.size(); ++i) {
      const Vec2 twin = p[p.size() - 1 - i];
      if (std::fabs(p[i].x + twin.x) > 1e-9 || std::fabs(p[i].y - twin.y) > 1e-9) return false;
    }
    return true;
  };
  CHECK(mirrored());
  const auto handles = hairlineHandles(h);
  REQUIRE(handles.size() >= 5);
  moveHairlineHandle(h, handles[1], h.pointsMapMm[handles[1]] + Vec2(4, -6));
  CHECK(mirrored());
  const auto added = addHairlinePoint(h, 0.5 * (h.pointsMapMm[hairlineHandles(h)[2]] + h.pointsMapMm[hairlineHandles(h)[3]]));
  REQUIRE(added.has_value());
  CHECK(mirrored());
  const size_t count = h.pointsMapMm.size();
  REQUIRE(removeHairlinePoint(h, *added));
  CHECK(h.pointsMapMm.size() == count - 2);
  CHECK(mirrored());
  CHECK_FALSE(removeHairlinePoint(h, 0));
  CHECK_FALSE(removeHairlinePoint(h, h.pointsMapMm.size() / 2));

  h.symmetric = false;
  moveHairlinePoint(h, 1, h.pointsMapMm[1] + Vec2(3, 3));
  CHECK_FALSE(mirrored());
  makeSymmetric(h);
  CHECK(mirrored());
}

TEST_CASE("the height slider sets the height measured along the skin") {
  DesignerModel model = modelOnPhoto();
  Hairline h = model.design().hairline;
  const Vec2 end = h.pointsMapMm.front();
  for (const double target : {60.0, 72.0, 95.0}) {
    setHairlineHeight(model.map(), h, target);
    CHECK(std::fabs(hairlineHeightMm(model.map(), h) - target) < 0.2);
    CHECK(length(h.pointsMapMm.front() - end) < 1e-9);
  }
}

TEST_CASE("after a new fit templates are laid anew and drawn zones stay where they were in the photo") {
  DesignerModel model = modelOnPhoto();
  const View view = model.design().view();
  const Vec2 centre{600, 430};
  std::vector<Vec2> drawnPx = {centre + Vec2(-60, -40), centre + Vec2(60, -40), centre + Vec2(50, 40), centre + Vec2(-50, 40)};
  const auto zone = zoneFromPhotoPolygon(view, model.map(), drawnPx, 150);
  REQUIRE(zone.ok());
  Zone drawn = drawnZone(model.design(), zone->outlineMapMm, 150, "Zone");
  const size_t index = model.design().zones.size();
  model.step("zone", [&](Design& d) { d.zones.push_back(drawn); });

  // The same face, but seen 8 % larger and a little aside.
  PhotoMeasures measures = model.design().shot().measures;
  for (auto& px : measures.landmarks.px) {
    if (px) *px = Vec2(600, 700) + 1.08 * (*px - Vec2(600, 700)) + Vec2(12, -9);
  }
  DesignerModel::Edit edit = model.edit("scale");
  edit.change([&](Design& d) { d.shot().measures = measures; });
  REQUIRE(model.fitTo(edit, measures).ok());
  REQUIRE(edit.commit());
  const Design& d = model.design();
  CHECK(validateDesign(d).ok());
  const ScalpMap& map = model.map();
  const Hairline expected = makeHairline(map, HairlineTemplate::natural);
  REQUIRE(d.hairline.pointsMapMm.size() == expected.pointsMapMm.size());
  for (size_t i = 0; i < expected.pointsMapMm.size(); ++i) CHECK(d.hairline.pointsMapMm[i] == expected.pointsMapMm[i]);
  Box2 box;
  for (const Vec2 p : d.zones[index].outlineMapMm) {
    const auto px = projectPoint(d.view(), map.toScalp(p));
    REQUIRE(px.has_value());
    box.add(*px);
  }
  CHECK(length(box.min - (centre + Vec2(-60, -40))) < 1.5);
  CHECK(length(box.max - (centre + Vec2(60, 40))) < 1.5);
  model.undo();
  CHECK(model.design().view().camera.focalPx == view.camera.focalPx);
}

TEST_CASE("a close-up is flat with an exact scale, and leads back to a head") {
  DesignerModel model = modelOnPhoto();
  const std::string start = jsonOf(model);
  REQUIRE(chooseScale(model, ScaleChoice::closeUp).ok());
  CHECK(model.design().view().kind == ViewKind::flat);
  CHECK_FALSE(model.dots().empty());
  REQUIRE(setScaleMm(model, 50.0).ok());
  const double px = length(shownRuler(model.design().shot())[1] - shownRuler(model.design().shot())[0]);
  CHECK(std::fabs(model.design().view().mmPerPx - 50.0 / px) < 1e-12);
  CHECK(validateDesign(model.design()).ok());
  REQUIRE(chooseScale(model, ScaleChoice::pupils).ok());
  CHECK(model.design().view().kind == ViewKind::head);
  CHECK(validateDesign(model.design()).ok());
  while (model.canUndo()) model.undo();
  CHECK(jsonOf(model) == start);
}

TEST_CASE("a known card makes the scale surer than the pupils") {
  DesignerModel model = modelOnPhoto();
  REQUIRE(chooseScale(model, ScaleChoice::pupils).ok());
  const double byPupils = model.design().view().scaleRelSd;
  REQUIRE(chooseScale(model, ScaleChoice::card).ok());
  CHECK(model.design().view().scaleRelSd < 0.5 * byPupils);
}

TEST_CASE("each side of the head offers the points that can be seen from there") {
  for (const HeadSide side : {HeadSide::front, HeadSide::left, HeadSide::right, HeadSide::top}) {
    const Landmarks guess = guessLandmarks(side, 1200, 1500);
    int count = 0;
    for (const auto& px : guess.px) count += px.has_value();
    CHECK(count == static_cast<int>(landmarksSeenFrom(side).size()));
    DesignerModel model = modelOnPhoto();
    const Status chosen = chooseSide(model, side);
    INFO((chosen ? std::string() : sentence(chosen.error())));
    REQUIRE(chosen.ok());
    CHECK(sideOf(model.design().view()) == side);
    CHECK(validateDesign(model.design()).ok());
  }
}

TEST_CASE("another stage replaces the zones of the last and keeps what was drawn") {
  DesignerModel model = modelOnPhoto();
  const auto zone = zoneFromPhotoPolygon(model.design().view(), model.map(), std::vector<Vec2>{{560, 420}, {640, 420}, {600, 480}}, 150);
  REQUIRE(zone.ok());
  const Zone mine = drawnZone(model.design(), zone->outlineMapMm, 150, "Zone");
  model.step("zone", [&](Design& d) { d.zones.push_back(mine); });
  for (const int stage : {7, 4, 1, 5}) {
    model.step("stage", [&](Design& d) { setNorwood(d, scalpMapOf(d), stage); });
    const auto& zones = model.design().zones;
    CHECK(zones.size() == makeNorwoodZones(model.map(), stage).size() + 1);
    CHECK(zones.back().name == "Zone 1");
    CHECK(validateDesign(model.design()).ok());
  }
}

TEST_CASE("sessions follow the stage until somebody chooses them") {
  DesignerModel model = modelOnPhoto();
  const auto choose = [&](int stage) {
    model.step("stage", [&](Design& d) { setNorwood(d, scalpMapOf(d), stage); });
    return model.design().sessions.count;
  };
  CHECK(choose(2) == 2);
  CHECK(choose(6) == 3);
  CHECK(model.design().sessions.split == defaultSessionSplit(3));
  CHECK(choose(7) == 4);
  CHECK(choose(3) == 2);
  model.step("sessions", [](Design& d) {
    d.sessions.count = 3;
    d.sessions.split = {0.5, 0.3, 0.2};
  });
  CHECK(choose(6) == 3);
  CHECK(choose(2) == 3);
  CHECK(model.design().sessions.split == std::vector<double>{0.5, 0.3, 0.2});
}

TEST_CASE("points nobody placed follow those that were: two pupils bring the face") {
  const Landmarks guess = guessLandmarks(HeadSide::front, 1200, 1500);
  // A face somewhere else: half as large, turned by ten degrees.
  const double c = 0.5 * std::cos(0.1745), s = 0.5 * std::sin(0.1745);
  const auto there = [&](Vec2 p) { return Vec2(300, 260) + Vec2(c * p.x - s * p.y, s * p.x + c * p.y); };
  Landmarks landmarks = guess;
  landmarks[Landmark::pupilLeft] = there(*guess[Landmark::pupilLeft]);
  landmarks[Landmark::pupilRight] = there(*guess[Landmark::pupilRight]);
  const uint32_t placed = 1u << static_cast<int>(Landmark::pupilLeft) | 1u << static_cast<int>(Landmark::pupilRight);
  followPlaced(landmarks, guess, placed);
  CHECK(length(*landmarks[Landmark::menton] - there(*guess[Landmark::menton])) < 1e-6);
  CHECK(length(*landmarks[Landmark::tragionLeft] - there(*guess[Landmark::tragionLeft])) < 1e-6);
  // One point only shifts.
  Landmarks shifted = guess;
  shifted[Landmark::pupilLeft] = *guess[Landmark::pupilLeft] + Vec2(40, -20);
  followPlaced(shifted, guess, 1u << static_cast<int>(Landmark::pupilLeft));
  CHECK(length(*shifted[Landmark::menton] - *guess[Landmark::menton] - Vec2(40, -20)) < 1e-9);
}

TEST_CASE("a mistake is shown and taken back without touching the design, its dots or its plan") {
  DesignerModel model = modelOnPhoto();
  const std::string design = jsonOf(model);
  const uint64_t dots = hashDots(model.dots());
  const size_t shown = model.splats().size();
  const double cost = model.estimate().cost.value;
  Mistakes dense;
  dense.tooDense = true;
  model.setMistakes(dense);
  CHECK(model.splats().size() > 1.3 * static_cast<double>(shown));
  CHECK(hashDots(model.dots()) == dots);
  CHECK(model.estimate().cost.value == cost);
  CHECK(jsonOf(model) == design);
  CHECK_FALSE(model.canUndo());
  model.setMistakes({});
  CHECK(model.splats().size() == shown);
}

TEST_CASE("scripts set the look by its members, all or none") {
  DesignerModel model = modelOnPhoto();
  CHECK(lookToJson(model).find("\"mistakes\":[]") != std::string::npos);
  REQUIRE(setLookFromJson(
      model,
      R"({"session":1,"day":1826,"sun":"high","pigment":"permanent","touch_ups":2,"mistakes":["too-deep","one-shade"],"distance_m":3})"));
  CHECK(model.look().sessionsDone == 1);
  CHECK(model.look().ageing.sun == SunExposure::high);
  CHECK(model.look().touchUps == 2);
  CHECK(model.mistakes().tooDeep);
  CHECK(model.distanceMm() == 3000.0);
  const std::string json = lookToJson(model);
  for (const char* bad : {R"({"day":-1})", R"({"day":3,"sun":"much"})", R"({"mistakes":["too-late"]})", R"({"session":9})",
                          R"({"distance_m":"far"})", "[]", "{"}) {
    INFO(bad);
    CHECK_FALSE(setLookFromJson(model, bad));
    CHECK(lookToJson(model) == json);
  }
  REQUIRE(setLookFromJson(model, json));
  CHECK(lookToJson(model) == json);
  REQUIRE(setLookFromJson(model, R"({"mistakes":[]})"));
  CHECK_FALSE(model.mistakes().any());
  CHECK(model.look().dayAfterLastSession == 1826.0);
}

TEST_CASE("taps on skin and hair are kept in the design and choose the shade; undo takes them back") {
  // Skin in the upper half of the photo, hair below it.
  auto pixels = std::make_shared<ImageRgb8>();
  pixels->width = 600, pixels->height = 750;
  for (int y = 0; y < 750; ++y)
    for (int x = 0; x < 600; ++x)
      for (const int v : {214, 170, 140}) pixels->rgb.push_back(static_cast<uint8_t>(y < 400 ? v : v / 5));
  DesignerModel model;
  model.newPhoto({"photo.jpg", 1200, 1500}, pixels);
  const std::string start = jsonOf(model);
  const Result<bool> skin = model.tapColour(PatchKind::skin, {600, 300});
  REQUIRE(skin);
  CHECK(*skin);
  REQUIRE(model.tapColour(PatchKind::hair, {600, 1200}));
  CHECK(model.design().photo().skin->posPhotoPx == Vec2(600, 300));
  REQUIRE(model.shadeAdvice());
  CHECK(model.design().zones.back().shade == model.shadeAdvice()->wholeShade);
  model.splats();
  CHECK(model.look().skinLinear == model.design().photo().skin->linear);
  const Result<bool> edge = model.tapColour(PatchKind::skin, {600, 800});
  REQUIRE(edge);
  CHECK_FALSE(*edge);
  CHECK_FALSE(model.tapColour(PatchKind::skin, {1300, 800}));
  for (int i = 0; i < 3; ++i) model.undo();
  CHECK(jsonOf(model) == start);
}

TEST_CASE("a zone for hair that stays takes its skin from the photo, and taps correct it") {
  auto pixels = std::make_shared<ImageRgb8>();
  pixels->width = 600, pixels->height = 750;
  for (int y = 0; y < 750; ++y)
    for (int x = 0; x < 600; ++x)
      for (const int v : {214, 170, 140}) pixels->rgb.push_back(static_cast<uint8_t>(x / 12 % 2 ? v : v / 5));
  DesignerModel model;
  model.newPhoto({"photo.jpg", 1200, 1500}, pixels);
  const size_t front = 0;
  const std::string start = jsonOf(model);
  model.setUse(front, ZoneUse::betweenHair);
  CHECK(model.design().zones[front].use == ZoneUse::betweenHair);
  REQUIRE_FALSE(model.design().skinCover.skin.empty());
  const double between = model.dotsPerZone()[front];
  // Half of the photo is hair, and it shows most of this zone; what it does not show counts as skin.
  const SkinCover& cover = model.design().skinCover;
  const Vec2 middle = cover.originMapMm + 0.5 * cover.cellMm * Vec2(cover.columns, cover.rows);
  REQUIRE(model.paintCover(middle, 500.0, true));
  const double all = model.dotsPerZone()[front];
  INFO(between << " dots between hair, " << all << " without any");
  CHECK(between < 0.9 * all);
  CHECK(between > 0.5 * all);
  CHECK_FALSE(model.paintCover(middle, 500.0, true));
  model.undo();
  CHECK(model.dotsPerZone()[front] == between);
  model.undo();
  CHECK(jsonOf(model) == start);
}

TEST_CASE("skin between hair stays where it is in the photo when the scale changes") {
  auto pixels = std::make_shared<ImageRgb8>();
  pixels->width = 600, pixels->height = 750;
  for (int k = 0; k < 600 * 750; ++k) pixels->rgb.insert(pixels->rgb.end(), {214, 170, 140});
  DesignerModel model;
  model.newPhoto({"photo.jpg", 1200, 1500}, pixels);
  const Vec2 centre{600, 430}, spotPx{570, 425}, besidePx{640, 440};
  const std::vector<Vec2> drawnPx = {centre + Vec2(-70, -50), centre + Vec2(70, -50), centre + Vec2(60, 50), centre + Vec2(-60, 50)};
  const auto zone = zoneFromPhotoPolygon(model.design().view(), model.map(), drawnPx, 150);
  REQUIRE(zone.ok());
  const size_t index = model.design().zones.size();
  model.step("zone", [&](Design& d) { d.zones.push_back(drawnZone(d, zone->outlineMapMm, 150, "Zone")); });
  model.setUse(index, ZoneUse::betweenHair);
  const auto shownAt = [&](Vec2 px) {
    const auto at = unprojectToMap(model.design().view(), model.map(), px);
    REQUIRE(at);
    return skinShown(model.design().skinCover, *at);
  };
  REQUIRE(model.paintCover(*unprojectToMap(model.design().view(), model.map(), spotPx), 4.0, false));
  CHECK(shownAt(spotPx) < 0.1);
  CHECK(shownAt(besidePx) > 0.9);

  PhotoMeasures measures = model.design().shot().measures;
  for (auto& px : measures.landmarks.px)
    if (px) *px = Vec2(600, 700) + 1.1 * (*px - Vec2(600, 700)) + Vec2(14, -9);
  DesignerModel::Edit edit = model.edit("scale");
  REQUIRE(model.fitTo(edit, measures).ok());
  CHECK(shownAt(spotPx) < 0.1);
  CHECK(shownAt(besidePx) > 0.9);
  model.makeFlat(edit, 0.15);
  CHECK(shownAt(spotPx) < 0.1);
  CHECK(shownAt(besidePx) > 0.9);
  CHECK(validateDesign(model.design()).ok());
}
