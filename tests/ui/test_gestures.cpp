// One finger draws, two move the picture, taps undo: recognised from raw pointers.
#include <catch2/catch_test_macros.hpp>

#include <vector>

#include "ui/gestures.h"

using namespace hd;

namespace {

struct Hand {
  GestureRecogniser recogniser;
  std::vector<GestureEvent> out;
  void send(int32_t id, PointerKind kind, PointerPhase phase, double x, double y, double ms, uint8_t buttons = 1) {
    PointerEvent e;
    e.id = id;
    e.kind = kind;
    e.phase = phase;
    e.posPt = {x, y};
    e.timeMs = ms;
    e.buttons = phase == PointerPhase::up || phase == PointerPhase::hover ? 0 : buttons;
    recogniser.handle(e, out);
  }
  void finger(int32_t id, PointerPhase phase, double x, double y, double ms) { send(id, PointerKind::touch, phase, x, y, ms); }
  int count(GestureKind kind) const {
    int n = 0;
    for (const auto& e : out) n += e.kind == kind;
    return n;
  }
};

}  // namespace

TEST_CASE("one finger draws a stroke from down to up") {
  Hand h;
  h.finger(1, PointerPhase::down, 10, 10, 0);
  h.finger(1, PointerPhase::move, 40, 10, 200);
  h.finger(1, PointerPhase::up, 40, 10, 400);
  REQUIRE(h.out.size() == 3);
  CHECK(h.out[0].kind == GestureKind::strokeBegin);
  CHECK(h.out[1].kind == GestureKind::strokeMove);
  CHECK(h.out[1].deltaPt == Vec2(30, 0));
  CHECK(h.out[2].kind == GestureKind::strokeEnd);
}

TEST_CASE("a second finger within 150 ms takes the stroke back and both pan and zoom") {
  Hand h;
  h.finger(1, PointerPhase::down, 100, 100, 0);
  h.finger(1, PointerPhase::move, 120, 100, 60);
  h.finger(2, PointerPhase::down, 220, 100, 140);
  REQUIRE(h.count(GestureKind::strokeCancel) == 1);
  h.out.clear();
  // Both fingers go apart: 100 px become 200 px about the same centre.
  h.finger(1, PointerPhase::move, 70, 100, 180);
  h.finger(2, PointerPhase::move, 270, 100, 200);
  double factor = 1.0;
  Vec2 moved{0, 0};
  for (const auto& e : h.out) {
    REQUIRE(e.kind == GestureKind::panZoom);
    factor *= e.factor;
    moved += e.deltaPt;
  }
  CHECK(factor > 1.999);
  CHECK(factor < 2.001);
  CHECK(length(moved) < 1e-9);
  h.finger(1, PointerPhase::up, 70, 100, 600);
  h.finger(2, PointerPhase::up, 270, 100, 610);
  CHECK(h.count(GestureKind::undo) == 0);
  CHECK(h.count(GestureKind::strokeEnd) == 0);
}

TEST_CASE("a hand resting down later does not disturb a stroke that is being drawn") {
  Hand h;
  h.finger(1, PointerPhase::down, 0, 0, 0);
  h.finger(1, PointerPhase::move, 50, 0, 100);
  h.finger(2, PointerPhase::down, 200, 200, 400);
  h.finger(1, PointerPhase::move, 80, 0, 500);
  CHECK(h.count(GestureKind::strokeCancel) == 0);
  CHECK(h.count(GestureKind::strokeMove) == 2);
  CHECK(h.count(GestureKind::panZoom) == 0);
}

TEST_CASE("two fingers tapping undo, three redo") {
  Hand two;
  two.finger(1, PointerPhase::down, 0, 0, 0);
  two.finger(2, PointerPhase::down, 80, 0, 40);
  two.finger(1, PointerPhase::up, 0, 0, 120);
  two.finger(2, PointerPhase::up, 80, 0, 140);
  CHECK(two.count(GestureKind::undo) == 1);
  CHECK(two.count(GestureKind::strokeCancel) == 1);

  Hand three;
  three.finger(1, PointerPhase::down, 0, 0, 0);
  three.finger(2, PointerPhase::down, 80, 0, 30);
  three.finger(3, PointerPhase::down, 160, 0, 60);
  for (int i = 1; i <= 3; ++i) three.finger(i, PointerPhase::up, 80.0 * (i - 1), 0, 150 + i);
  CHECK(three.count(GestureKind::redo) == 1);
  CHECK(three.count(GestureKind::undo) == 0);

  Hand slow;
  slow.finger(1, PointerPhase::down, 0, 0, 0);
  slow.finger(2, PointerPhase::down, 80, 0, 40);
  slow.finger(1, PointerPhase::up, 0, 0, 900);
  slow.finger(2, PointerPhase::up, 80, 0, 910);
  CHECK(slow.count(GestureKind::undo) == 0);
}

TEST_CASE("after a pen has been seen fingers only navigate") {
  Hand h;
  h.send(9, PointerKind::pen, PointerPhase::down, 5, 5, 0);
  h.send(9, PointerKind::pen, PointerPhase::up, 30, 5, 300);
  CHECK(h.count(GestureKind::strokeEnd) == 1);
  h.out.clear();
  h.finger(1, PointerPhase::down, 0, 0, 1000);
  h.finger(1, PointerPhase::move, 20, 10, 1100);
  h.finger(1, PointerPhase::up, 20, 10, 1500);
  CHECK(h.count(GestureKind::strokeBegin) == 0);
  CHECK(h.count(GestureKind::panZoom) == 1);
  // The switch on screen turns it back.
  h.recogniser.fingersNavigateOnly = false;
  h.finger(1, PointerPhase::down, 0, 0, 2000);
  CHECK(h.count(GestureKind::strokeBegin) == 1);
}

TEST_CASE("the middle button and the pan tool move the picture") {
  Hand h;
  h.send(1, PointerKind::mouse, PointerPhase::down, 0, 0, 0, 4);
  h.send(1, PointerKind::mouse, PointerPhase::move, 15, 5, 20, 4);
  h.send(1, PointerKind::mouse, PointerPhase::up, 15, 5, 40);
  CHECK(h.count(GestureKind::strokeBegin) == 0);
  REQUIRE(h.count(GestureKind::panZoom) == 1);
  CHECK(h.out[0].deltaPt == Vec2(15, 5));
  h.out.clear();
  h.recogniser.panOnly = true;
  h.send(1, PointerKind::mouse, PointerPhase::down, 0, 0, 100);
  h.send(1, PointerKind::mouse, PointerPhase::move, 1, 2, 110);
  CHECK(h.count(GestureKind::strokeBegin) == 0);
  CHECK(h.count(GestureKind::panZoom) == 1);
  h.send(1, PointerKind::mouse, PointerPhase::up, 1, 2, 150);
  CHECK(h.count(GestureKind::tap) == 1);
  // A drag is no tap, nor is the middle button.
  h.send(1, PointerKind::mouse, PointerPhase::down, 0, 0, 300);
  h.send(1, PointerKind::mouse, PointerPhase::move, 30, 0, 320);
  h.send(1, PointerKind::mouse, PointerPhase::up, 30, 0, 340);
  h.send(1, PointerKind::mouse, PointerPhase::down, 0, 0, 500, 4);
  h.send(1, PointerKind::mouse, PointerPhase::up, 0, 0, 520);
  CHECK(h.count(GestureKind::tap) == 1);
}

TEST_CASE("taps, double taps and long presses") {
  Hand h;
  h.finger(1, PointerPhase::down, 50, 50, 0);
  h.finger(1, PointerPhase::up, 51, 50, 80);
  CHECK(h.count(GestureKind::tap) == 1);
  h.finger(1, PointerPhase::down, 52, 50, 200);
  h.finger(1, PointerPhase::up, 52, 50, 260);
  CHECK(h.count(GestureKind::doubleTap) == 1);
  // A third tap is a first one again.
  h.finger(1, PointerPhase::down, 52, 50, 350);
  h.finger(1, PointerPhase::up, 52, 50, 400);
  CHECK(h.count(GestureKind::tap) == 2);

  Hand press;
  press.finger(1, PointerPhase::down, 50, 50, 0);
  REQUIRE(press.recogniser.nextTickMs().has_value());
  press.recogniser.tick(300, press.out);
  CHECK(press.count(GestureKind::longPress) == 0);
  press.recogniser.tick(600, press.out);
  press.recogniser.tick(700, press.out);
  CHECK(press.count(GestureKind::longPress) == 1);
  press.finger(1, PointerPhase::up, 50, 50, 800);
  CHECK(press.count(GestureKind::tap) == 0);
}

TEST_CASE("a cancelled pointer takes its stroke back") {
  for (const PointerKind kind : {PointerKind::mouse, PointerKind::pen, PointerKind::touch}) {
    Hand h;
    h.send(1, kind, PointerPhase::down, 0, 0, 0);
    h.send(1, kind, PointerPhase::move, 30, 0, 50);
    h.send(1, kind, PointerPhase::cancel, 30, 0, 60);
    CHECK(h.count(GestureKind::strokeCancel) == 1);
    CHECK(h.count(GestureKind::strokeEnd) == 0);
    CHECK_FALSE(h.recogniser.strokeActive());
  }
}
