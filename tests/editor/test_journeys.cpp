// What people do, found by the words on the screen: the editor's half of the browser's journeys, without a screen and
// under the sanitizers.
#include <imgui.h>
#include <catch2/catch_test_macros.hpp>

#include <cmath>

#include "editor/headless_editor.h"

using namespace hd;
using hd::test::HeadlessEditor;

namespace {

Vec2 middle(const UiItem& item) { return {item.x + item.width / 2.0, item.y + item.height / 2.0}; }

/// The middle one of the hairline's points.
UiItem middlePoint(const HeadlessEditor& e) {
  std::vector<UiItem> points;
  for (const UiItem& each : e.items())
    if (each.label.starts_with("Hairline point ")) points.push_back(each);
  REQUIRE(points.size() >= 3);
  return points[points.size() / 2];
}

constexpr PointerKind kKinds[] = {PointerKind::mouse, PointerKind::touch, PointerKind::pen};

HeadlessEditor::Screen screenFor(PointerKind kind) {
  HeadlessEditor::Screen screen;
  screen.touchFirst = kind != PointerKind::mouse;
  return screen;
}

}  // namespace

TEST_CASE("the start screen lays out before there is a photo") {
  HeadlessEditor e;
  e.settle();
  CHECK(e.said("screen") == "start");
  CHECK(e.drawn().frames > 0);
  CHECK(e.drawn().pictures == 0);
  CHECK(e.drawn().faults.empty());
}

TEST_CASE("a sample opens in the studio with dots, and rests") {
  HeadlessEditor e;
  e.openSample();
  CHECK(e.said("screen") == "studio");
  CHECK(e.drawn().pictures > 0);
  CHECK(e.drawn().splats > 1000);
  const int frames = e.drawn().frames;
  CHECK(e.editor().framesOwed() == 0);
  CHECK(e.drawn().frames == frames);
  CHECK(e.drawn().faults.empty());
}

TEST_CASE("a dragged hairline point is one step that undo takes back exactly, by mouse, finger and pen") {
  for (const PointerKind kind : kKinds) {
    HeadlessEditor e(screenFor(kind));
    e.openSample();
    e.run("tool.hairline");
    const std::string before = e.design();
    REQUIRE_FALSE(e.can("undo"));
    const Vec2 from = middle(middlePoint(e));
    e.drag(from, from + Vec2(0, -30), kind);
    CAPTURE(static_cast<int>(kind));
    const std::string after = e.design();
    CHECK(after != before);
    REQUIRE(e.can("undo"));
    e.press("Undo", kind);
    CHECK(e.design() == before);
    CHECK_FALSE(e.can("undo"));
    e.press("Redo", kind);
    CHECK(e.design() == after);
    CHECK(e.drawn().faults.empty());
  }
}

TEST_CASE("a drag that ends where it began is no step") {
  HeadlessEditor e;
  e.openSample();
  e.run("tool.hairline");
  const std::string before = e.design();
  const Vec2 at = middle(middlePoint(e));
  e.tap(at);
  CHECK(e.design() == before);
  CHECK_FALSE(e.can("undo"));
}

TEST_CASE("a stroke that the system takes away leaves nothing behind") {
  for (const PointerKind kind : kKinds) {
    for (const char* tool :
         {"tool.hairline", "tool.brush", "tool.mask", "tool.polygon", "tool.comb", "tool.part", "tool.scale", "tool.pan"}) {
      HeadlessEditor e(screenFor(kind));
      e.openSample();
      e.run(tool);
      CAPTURE(tool, static_cast<int>(kind));
      const std::string before = e.design();
      Vec2 at = e.ptOfPhoto({240, 190});
      if (std::string_view(tool) == "tool.hairline") at = middle(middlePoint(e));
      e.pointer(5, kind, PointerPhase::down, at);
      e.frame();
      for (int i = 1; i <= 5; ++i) e.pointer(5, kind, PointerPhase::move, at + Vec2(6 * i, 4 * i)), e.frame();
      e.pointer(5, kind, PointerPhase::cancel, at + Vec2(30, 20));
      e.settle();
      CHECK(e.design() == before);
      CHECK_FALSE(ImGui::GetIO().MouseDown[0]);
      // Nothing sticks: moving on without a button changes nothing, and the next touch is a first one.
      if (kind != PointerKind::touch) e.pointer(5, kind, PointerPhase::hover, at + Vec2(60, 60)), e.settle();
      CHECK(e.design() == before);
      e.run("tool.hairline");
      const Vec2 from = middle(middlePoint(e));
      e.drag(from, from + Vec2(0, -20), kind);
      CHECK(e.design() != before);
      e.run("undo");
      CHECK(e.design() == before);
    }
  }
}

TEST_CASE("two fingers pan, zoom and undo; a second finger takes a stroke back") {
  HeadlessEditor e(screenFor(PointerKind::touch));
  e.openSample();
  e.run("tool.hairline");
  const std::string before = e.design();
  const Vec2 from = middle(middlePoint(e));
  e.drag(from, from + Vec2(0, -30), PointerKind::touch);
  const std::string moved = e.design();
  REQUIRE(moved != before);

  const auto both = [&](PointerPhase phase, Vec2 a, Vec2 b) {
    e.pointer(11, PointerKind::touch, phase, a);
    e.pointer(12, PointerKind::touch, phase, b);
    e.frame();
  };
  const Vec2 left{380, 400}, right{520, 400};
  both(PointerPhase::down, left, right);
  both(PointerPhase::up, left, right);
  e.settle();
  CHECK(e.design() == before);  // two fingers tapped: undo
  e.run("redo");
  CHECK(e.design() == moved);

  const Vec2 corner = e.ptOfPhoto({0, 0}), far = e.ptOfPhoto({480, 600});
  both(PointerPhase::down, left, right);
  for (int i = 1; i <= 8; ++i) both(PointerPhase::move, left - Vec2(8 * i, 0), right + Vec2(8 * i, 0));
  both(PointerPhase::up, left - Vec2(64, 0), right + Vec2(64, 0));
  e.settle();
  CHECK(length(e.ptOfPhoto({480, 600}) - e.ptOfPhoto({0, 0})) > 1.5 * length(far - corner));
  CHECK(e.design() == moved);
}

TEST_CASE("the whole of the guided way by keyboard alone") {
  HeadlessEditor::Screen phone;
  phone.widthPt = 390;
  phone.heightPt = 844;
  phone.pixelRatio = 3;
  HeadlessEditor e(phone);
  e.openPlainPhoto(900, 1200);
  CHECK(e.said("screen") == "guided");
  CHECK(e.said("step") == "scale");
  for (const char* step : {"hairline", "density", "look", "plan"}) {
    // Tab until the button that goes on has the focus, then Enter.
    bool found = false;
    for (int i = 0; i < 80 && !found; ++i) {
      e.key(Key::tab);
      for (const UiItem& each : e.items()) found = found || (each.focused && (each.id == "step.next" || each.label.starts_with("Next")));
    }
    CAPTURE(step);
    REQUIRE(found);
    e.key(Key::enter);
    CHECK(e.said("step") == step);
  }
  CHECK(e.drawn().faults.empty());
}

TEST_CASE("no label is cut off by the edge of the screen, on any screen, in any step") {
  for (const Vec2 size : {Vec2(360, 740), Vec2(390, 844), Vec2(820, 1180), Vec2(1180, 820), Vec2(1440, 900), Vec2(640, 360)}) {
    const double width = size.x, height = size.y;
    HeadlessEditor::Screen screen;
    screen.widthPt = width;
    screen.heightPt = height;
    screen.touchFirst = width < 1000;
    HeadlessEditor e(screen);
    e.openSample();
    for (const char* step : {"photo", "scale", "hairline", "density", "look", "plan"}) {
      e.run(std::string("step.") + step);
      CAPTURE(width, height, step);
      int buttons = 0;
      for (const UiItem& each : e.items()) {
        if (each.role == "handle" || each.width <= 0) continue;
        CAPTURE(each.label, each.role, each.x, each.width);
        // Rows that scroll sideways run on; everything else lies between the sides.
        if (each.x < static_cast<float>(width) && each.x + each.width > 0) ++buttons;
        CHECK(each.width <= static_cast<float>(width));
      }
      CHECK(buttons >= 3);
    }
    CHECK(e.drawn().faults.empty());
  }
}

TEST_CASE("the rail's buttons all lie within it, in a low window, too") {
  for (const double height : {700.0, 768.0, 820.0, 900.0}) {
    HeadlessEditor::Screen screen;
    screen.widthPt = 1280;
    screen.heightPt = height;
    HeadlessEditor e(screen);
    e.openSample();
    int seen = 0;
    for (const UiItem& each : e.items()) {
      if (each.x > 60 || (!each.id.starts_with("tool.") && each.id != "undo" && each.id != "redo")) continue;
      CAPTURE(height, each.id, each.y, each.height);
      CHECK(each.y + each.height <= static_cast<float>(height) - 116);
      CHECK(each.height >= 34);
      ++seen;
    }
    CHECK(seen >= 10);
  }
}

TEST_CASE("saving hands over the design that scripts get") {
  HeadlessEditor e;
  e.openSample();
  e.run("design.save");
  REQUIRE(e.savedBytes.size() == 1);
  CHECK(e.savedBytes[0] == e.design());
}

TEST_CASE("graphics may go away and come back at any time") {
  HeadlessEditor e;
  e.openSample();
  const std::string before = e.design();
  for (const bool alive : {true, false}) {
    e.editor().dropGraphics(alive);
    e.frame();
    KeyEvent letter;
    letter.key = Key::letter;
    letter.letter = 'H';
    e.editor().key(letter);
    e.pointer(1, PointerKind::mouse, PointerPhase::down, {300, 300});
    e.pointer(1, PointerKind::mouse, PointerPhase::up, {300, 300});
    REQUIRE(e.editor().initGraphics());
    e.settle();
    CHECK(e.design() == before);
    CHECK(e.drawn().splats > 1000);
  }
}

TEST_CASE("two editors on one page do not know each other") {
  HeadlessEditor a, b;
  a.openSample(2);
  b.openSample(5);
  const std::string ofB = b.design();
  a.run("norwood.4");
  a.frame();
  b.frame();
  CHECK(b.design() == ofB);
  CHECK_FALSE(b.can("undo"));
  a.press("Undo");
  CHECK(b.design() == ofB);
}
