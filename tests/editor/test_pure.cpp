// View, layout and the registry of actions.
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <set>

#include "editor/session/layout.h"
#include "text/strings.h"
#include "ui/actions.h"
#include "ui/canvas_view.h"

using namespace hd;

TEST_CASE("zooming keeps the point under the finger") {
  CanvasView view{0.5, {20, 30}};
  const Vec2 anchor{200, 150};
  const Vec2 before = view.toPhotoPx(anchor);
  const CanvasView zoomed = zoomAbout(view, anchor, 3.0, 0.01, 100);
  CHECK(length(zoomed.toPhotoPx(anchor) - before) < 1e-9);
  CHECK(std::fabs(zoomed.scale - 1.5) < 1e-12);
  CHECK(zoomAbout(view, anchor, 1e9, 0.01, 40).scale == 40.0);
}

TEST_CASE("fitting shows all of a box and covering leaves nothing of the area bare") {
  Box2 photo, area;
  photo.add({0, 0}), photo.add({1200, 1500});
  area.add({64, 56}), area.add({864, 704});
  const CanvasView fit = fitBox(photo, area, 10);
  CHECK(fit.toPt({0, 0}).y >= 56 + 10 - 1e-9);
  CHECK(fit.toPt({1200, 1500}).y <= 704 - 10 + 1e-9);
  const CanvasView cover = coverBox(photo, area);
  CHECK(cover.toPt({0, 0}).x <= 64 + 1e-9);
  CHECK(cover.toPt({1200, 1500}).x >= 864 - 1e-9);
}

TEST_CASE("the picture cannot be pushed out of reach") {
  Box2 area;
  area.add({0, 0}), area.add({400, 400});
  CanvasView view{0.2, {5000, -9000}};
  const CanvasView kept = keepInReach(view, {1000, 1000}, area);
  CHECK(kept.toPt({0, 0}).x < 400);
  CHECK(kept.toPt({1000, 1000}).y > 0);
}

TEST_CASE("a move between two views starts and ends at them") {
  Box2 area;
  area.add({0, 0}), area.add({300, 500});
  const CanvasView a{0.3, {1, 2}}, b{2.0, {-400, -100}};
  for (const auto& [t, expected] : {std::pair{0.0, a}, std::pair{1.0, b}}) {
    const CanvasView m = mixViews(a, b, t, area);
    CHECK(std::fabs(m.scale - expected.scale) < 1e-9);
    CHECK(length(m.offsetPt - expected.offsetPt) < 1e-6);
  }
}

TEST_CASE("every layout keeps the estimate on screen and the canvas clear of panels") {
  struct Size {
    float w, h;
  };
  for (const Size s :
       {Size{390, 844}, Size{320, 568}, Size{844, 390}, Size{820, 1180}, Size{1180, 820}, Size{1440, 900}, Size{2560, 1440}}) {
    for (const bool studio : {false, true}) {
      const Layout l = layoutFor(s.w, s.h, studio, true, 400);
      CHECK(l.estimate.w > 0);
      CHECK(l.estimate.bottom() <= s.h + 0.01f);
      CHECK(l.estimate.right() <= s.w + 0.01f);
      CHECK(l.clear.h >= 0.3f * s.h);
      CHECK(l.clear.w >= 0.4f * s.w);
      // No panel covers the clear part.
      for (const Rect& panel : {l.top, l.rail, l.panel, l.bottom, l.estimate}) {
        const bool apart = panel.w <= 0 || panel.right() <= l.clear.x + 0.01f || panel.x >= l.clear.right() - 0.01f ||
                           panel.bottom() <= l.clear.y + 0.01f || panel.y >= l.clear.bottom() - 0.01f;
        CHECK(apart);
      }
    }
  }
  CHECK(layoutFor(390, 844, true, true, 300).form == Form::sheet);
  CHECK(layoutFor(1180, 820, true, true, 300).form == Form::studio);
}

TEST_CASE("actions run by id and by shortcut, and only when enabled") {
  ActionRegistry registry;
  int undone = 0;
  bool possible = false;
  registry.add({"undo", trKey("action.undo"), {{Key::letter, 'Z', true, false}}, [&] { return possible; }, {}, [&] { ++undone; }});
  KeyEvent key;
  key.key = Key::letter;
  key.letter = 'Z';
  key.control = true;
  CHECK_FALSE(registry.runShortcut(key));
  CHECK_FALSE(registry.run("undo"));
  possible = true;
  CHECK(registry.runShortcut(key));
  CHECK(registry.run("undo"));
  CHECK(undone == 2);
  key.shift = true;
  CHECK_FALSE(registry.runShortcut(key));
  key.shift = false;
  key.control = false;
  key.super = true;  // the command key of a Mac
  CHECK(registry.runShortcut(key));
  key.pressed = false;
  CHECK_FALSE(registry.runShortcut(key));
  CHECK_FALSE(registry.run("unknown"));
  CHECK(shortcutText(*registry.find("undo")) == "Ctrl+Z");
}
