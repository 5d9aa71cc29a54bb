// A head that was found in the photo, as the editor takes it over: one step, marks to drag, and words where there is none.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>

#include "core/json.h"
#include "core/math.h"
#include "design/design_io.h"
#include "design/rules.h"
#include "design/start.h"
#include "design/templates.h"
#include "editor/headless_editor.h"
#include "mannequin/sample_head.h"
#include "mannequin/truth.h"
#include "scalp/head_model.h"
#include "text/sentence.h"
#include "vision/found_design.h"
#include "vision/found_json.h"

using namespace hd;
using hd::test::HeadlessEditor;

namespace {

constexpr int kWidthPx = 480, kHeightPx = 600;

/// The edge of the bare head above the ears: its farthest points.
std::vector<Vec2> outlineOf(const Truth& truth) {
  const HeadFit fit = fitOfTruth(truth);
  const HeadModel head(fit.head);
  std::vector<Vec2> skin, outline;
  for (int y = 0; y <= 40; ++y)
    for (int a = 0; a < 96; ++a) {
      const double up = y / 40.0, around = std::sqrt(1 - up * up), angle = kTwoPi * a / 96;
      if (const auto px = projectPoint(fit.view, head.surfacePoint({around * std::sin(angle), up, around * std::cos(angle)})))
        skin.push_back(*px);
    }
  for (int i = 0; i < 40; ++i) {
    const Vec2 out{std::cos(kPi * (1 + (i + 0.5) / 40)), std::sin(kPi * (1 + (i + 0.5) / 40))};
    outline.push_back(*std::max_element(skin.begin(), skin.end(), [&](Vec2 a, Vec2 b) { return glm::dot(a, out) < glm::dot(b, out); }));
  }
  return outline;
}

/// A found face that is the truth of a sample head, with errors as finding has them.
FoundHead foundHead() {
  SampleOptions options;
  options.widthPx = kWidthPx;
  options.heightPx = kHeightPx;
  const Truth truth = sampleTruth(options);
  FoundHead found;
  found.faces = 1;
  found.view = HeadView::front;
  for (size_t i = 0; i < kLandmarkCount; ++i)
    if (truth.measures.landmarks.px[i]) found.landmarks[i] = FoundPoint{*truth.measures.landmarks.px[i], 1.0 + static_cast<double>(i)};
  found.outlinePx = outlineOf(truth);
  found.outlineSdPx = 1;
  found.scale = FoundScale{*truth.measures.scale, 0.04};
  return found;
}

PhotoInfo photoInfo() { return {"plain.jpg", kWidthPx, kHeightPx}; }

std::string designOf(const FoundHead& found) {
  const Result<Design> design = proposeDesign(photoInfo(), found);
  REQUIRE(design);
  return designToJson({*design, {}, {}});
}

Status give(HeadlessEditor& e, const FoundHead& found) {
  e.editor().lookingForHead(true);
  return e.editor().headFound(foundToJson(found, sentence), found.faces > 0 ? designOf(found) : std::string());
}

Design designIn(const HeadlessEditor& e) {
  const Result<DesignFile> file = designFromJson(e.design());
  REQUIRE(file);
  return file->design;
}

/// Text of a member of the estimate.
bool estimateSaysAssumed(HeadlessEditor& e) {
  return e.editor().estimateJson().find("\"assumed_head\":true") != std::string::npos ||
         e.editor().estimateJson().find("\"assumed_head\": true") != std::string::npos;
}

}  // namespace

TEST_CASE("a found head is one step: hairline and zones without a mark moved, undone and redone") {
  for (const double width : {390.0, 1180.0}) {
    HeadlessEditor::Screen screen;
    screen.widthPt = width;
    screen.heightPt = width < 500 ? 844 : 820;
    HeadlessEditor e(screen);
    e.openPlainPhoto(kWidthPx, kHeightPx);
    CHECK(estimateSaysAssumed(e));
    const Design before = designIn(e);
    e.editor().lookingForHead(true);
    e.settle();
    REQUIRE(give(e, foundHead()));
    e.settle();
    const Design found = designIn(e);
    CHECK(e.said("step") == "hairline");
    CHECK(found.shot().placedLandmarks != 0);
    CHECK(found.shot().measures.sdPx[0] == 1.0);
    CHECK(found.shot().measures.outlinePx.size() == 40);
    CHECK(found.hairline.enabled);
    CHECK(found.zones.size() > 1);
    CHECK(found.photo().file == "plain.jpg");
    CHECK_FALSE(estimateSaysAssumed(e));
    CHECK(e.drawn().splats > 1000);
    e.run("undo");
    e.settle();
    CHECK(designIn(e) == before);
    CHECK_FALSE(e.can("undo"));
    CHECK(e.can("find.use"));
    e.run("redo");
    e.settle();
    CHECK(designIn(e) == found);
    CHECK(e.drawn().faults.empty());
  }
}

TEST_CASE("while it is looked for the screen says so and answers") {
  HeadlessEditor e;
  e.openPlainPhoto(kWidthPx, kHeightPx);
  e.editor().lookingForHead(true);
  e.settle();
  const auto looking = [&] { return e.editor().uiJson().find("\"looking_for_head\":true") != std::string::npos; };
  CHECK(looking());
  e.run("tool.hairline");
  e.settle();
  CHECK(e.said("tool") == "hairline");
  e.editor().headNotFound("no head was found in the photo: place the marks by hand");
  e.settle();
  CHECK_FALSE(looking());
  CHECK(e.said("message") == "No head was found in the photo: place the marks by hand");
}

TEST_CASE("a head that is found after a design was opened changes nothing") {
  HeadlessEditor e;
  e.openPlainPhoto(kWidthPx, kHeightPx);
  StartOptions start;
  start.photo = photoInfo();
  start.norwood = 5;
  const HeadFit fit = assumedFit(kWidthPx, kHeightPx, {});
  const std::string opened = designToJson({startHeadDesign(start, fit, ScalpMap::ofHead(fit.head)), {}, {}});
  e.editor().lookingForHead(true);
  REQUIRE(e.editor().setDesignJson(opened));
  const Design mine = designIn(e);
  const FoundHead late = foundHead();
  REQUIRE(e.editor().headFound(foundToJson(late, sentence), designOf(late)));
  e.editor().headNotFound("nobody");
  e.settle();
  CHECK(designIn(e) == mine);
  CHECK(e.said("message").empty());
}

TEST_CASE("what a person has begun is not taken away: the found head waits and can be asked for") {
  HeadlessEditor e;
  e.openPlainPhoto(kWidthPx, kHeightPx);
  e.editor().lookingForHead(true);
  e.run("tool.scale");
  e.settle();
  const auto pupil = e.itemOf("landmark.pupil_left");
  REQUIRE(pupil);
  e.drag(HeadlessEditor::middleOf(*pupil), HeadlessEditor::middleOf(*pupil) + Vec2(12, 8));
  const Design mine = designIn(e);
  REQUIRE(give(e, foundHead()));
  e.settle();
  CHECK(designIn(e) == mine);
  REQUIRE(e.can("find.use"));
  e.press("Use the head found in the photo");
  e.settle();
  CHECK(designIn(e).shot().measures.outlinePx.size() == 40);
  CHECK_FALSE(e.can("find.use"));
  e.run("undo");
  e.settle();
  CHECK(designIn(e) == mine);
}

TEST_CASE("a wrong mark is mended by a drag, undone and redone, by mouse and finger") {
  for (const PointerKind kind : {PointerKind::mouse, PointerKind::touch}) {
    HeadlessEditor::Screen screen;
    screen.touchFirst = kind != PointerKind::mouse;
    HeadlessEditor e(screen);
    e.openPlainPhoto(kWidthPx, kHeightPx);
    FoundHead wrong = foundHead();
    wrong.landmarks[static_cast<size_t>(Landmark::menton)]->px.y -= 25;
    REQUIRE(give(e, wrong));
    e.run("tool.scale");
    e.settle();
    const Design found = designIn(e);
    const auto chin = e.itemOf("landmark.menton");
    REQUIRE(chin);
    const double scale = 25 * (e.ptOfPhoto({0, 1}).y - e.ptOfPhoto({0, 0}).y);
    e.drag(HeadlessEditor::middleOf(*chin), HeadlessEditor::middleOf(*chin) + Vec2(0, scale), kind);
    e.settle();
    const Design mended = designIn(e);
    const auto at = [](const Design& d) { return *d.shot().measures.landmarks[Landmark::menton]; };
    CHECK(length(at(mended) - (at(found) + Vec2(0, 25))) < 1.5);
    CHECK_FALSE(mended.shot().measures.sdPx[static_cast<size_t>(Landmark::menton)]);
    CHECK(mended.head != found.head);
    e.run("undo");
    e.settle();
    CHECK(designIn(e) == found);
    e.run("redo");
    e.settle();
    CHECK(designIn(e) == mended);
  }
}

TEST_CASE("several faces: which one is asked, and another can be chosen") {
  HeadlessEditor e;
  e.openPlainPhoto(kWidthPx, kHeightPx);
  FoundHead found = foundHead();
  found.faces = 2;
  found.otherFacesPx = {{{60, 300}, 90}};
  found.warnings = {FindWarning::severalPeople};
  REQUIRE(give(e, found));
  e.settle();
  CHECK(e.said("step") == "scale");
  CHECK(e.said("message").starts_with("More than one person"));
  e.run("tool.scale");
  e.settle();
  REQUIRE(e.has("Person 1"));
  CHECK(e.item("Person 2").checked);  // the one that was taken stands to the right
  e.press("Person 1");
  CHECK(e.facesAsked == std::vector<int>{1});
}

TEST_CASE("a face that no head fits is told, and another person can be chosen") {
  HeadlessEditor e;
  e.openPlainPhoto(kWidthPx, kHeightPx);
  const Design assumed = designIn(e);
  FoundHead found = foundHead();
  found.faces = 2;
  found.otherFacesPx = {{{60, 300}, 90}};
  found.warnings = {FindWarning::severalPeople};
  e.editor().lookingForHead(true);
  REQUIRE(e.editor().headFound(foundToJson(found, sentence), ""));
  e.settle();
  CHECK(designIn(e) == assumed);
  CHECK(e.said("message").starts_with("No head fits this face"));
  e.run("tool.scale");
  e.settle();
  e.press("Person 1");
  CHECK(e.facesAsked == std::vector<int>{1});
}

TEST_CASE("rules and plan wait for a head") {
  HeadlessEditor e;
  e.openPlainPhoto(kWidthPx, kHeightPx);
  const Design assumed = designIn(e);
  const auto rules = [](const Design& d) {
    std::vector<std::string> ids;
    for (const Finding& f : checkDesign(d, scalpMapOf(d))) ids.push_back(f.id());
    return ids;
  };
  const auto has = [](const std::vector<std::string>& ids, std::string_view id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  CHECK(has(rules(assumed), "face.unplaced"));
  for (const char* face : {"hairline.height", "hairline.symmetry", "hairline.temple", "hairline.straight"})
    CHECK_FALSE(has(rules(assumed), face));
  REQUIRE(give(e, foundHead()));
  CHECK_FALSE(has(rules(designIn(e)), "face.unplaced"));
  CHECK(has(rules(designIn(e)), "hairline.height"));
}
