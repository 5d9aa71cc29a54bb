// A careless hand: thousands of random events and actions. Whatever happens, undo leads back to the very first document
// and redo to the very last, and nothing is drawn that has no place. Runs under the sanitizers too.
#include <imgui.h>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <cstdio>

#include "design/design_io.h"
#include "editor/headless_editor.h"
#include "support/slow_build.h"

using namespace hd;
using hd::test::HeadlessEditor;

namespace {

constexpr int kActions = test::kSlowBuild ? 2'500 : 10'000;

/// Actions that belong to the host or change which past is looked at; and the largest stages, whose fifty thousand dots
/// would be made anew thousands of times.
bool leftOut(std::string_view id) {
  if (id.starts_with("norwood.") && id > "norwood.2") return true;
  return id.starts_with("sample.") || id.starts_with("proposal") || id == "photo.open" || id == "design.open" || id == "start";
}

class CarelessHand {
 public:
  CarelessHand(HeadlessEditor& editor, uint64_t seed) : e_(editor), rng_(seed) {}

  void act() {
    const double dice = rng_.unit();
    if (dice < 0.60) {
      point();
    } else if (dice < 0.76) {
      run();
    } else if (dice < 0.80) {
      // Refused is fine, here and below: what was possible a moment ago need not be now.
      e_.editor().runAction(rng_.unit() < 0.6 ? "undo" : "redo").ok();
    } else if (dice < 0.93) {
      press();
    } else if (dice < 0.96) {
      WheelEvent wheel;
      wheel.posPt = somewhere();
      wheel.deltaPt = {0, 300 * (rng_.unit() - 0.5)};
      wheel.zoom = rng_.unit() < 0.5;
      e_.editor().wheel(wheel);
    } else if (dice < 0.97) {
      e_.editor().text("1");
    } else {
      e_.frame();
    }
    if (rng_.unit() < 0.15) e_.frame();
  }

  /// Lifts everything that is still down.
  void letGo() {
    for (const Held& held : held_) e_.pointer(held.id, held.kind, PointerPhase::cancel, held.at);
    held_.clear();
    e_.settle(20'000);  // ImGui takes in one change of a button a frame, and there were more of those than frames
  }

 private:
  struct Held {
    int id;
    PointerKind kind;
    Vec2 at;
  };

  Vec2 somewhere() {
    // Half of the time on something that can be pressed, else anywhere, sometimes beside the window.
    if (rng_.unit() < 0.5) {
      if (known_.empty() || rng_.unit() < 0.05) known_ = e_.items();
      if (!known_.empty()) {
        const UiItem& item = known_[pick(known_.size())];
        return {item.x + item.width * rng_.unit(), item.y + item.height * rng_.unit()};
      }
    }
    return {(1.1 * rng_.unit() - 0.05) * e_.screen.widthPt, (1.1 * rng_.unit() - 0.05) * e_.screen.heightPt};
  }

  size_t pick(size_t count) { return std::min(count - 1, static_cast<size_t>(rng_.unit() * static_cast<double>(count))); }

  void point() {
    if (!held_.empty() && rng_.unit() < 0.85) {
      const size_t which = pick(held_.size());
      Held& held = held_[which];
      const double dice = rng_.unit();
      held.at += Vec2(40 * (rng_.unit() - 0.5), 40 * (rng_.unit() - 0.5));
      if (dice < 0.7) {
        e_.pointer(held.id, held.kind, PointerPhase::move, held.at, static_cast<float>(rng_.unit()));
      } else {
        e_.pointer(held.id, held.kind, dice < 0.93 ? PointerPhase::up : PointerPhase::cancel, held.at);
        held_.erase(held_.begin() + static_cast<ptrdiff_t>(which));
      }
      return;
    }
    const double dice = rng_.unit();
    const PointerKind kind = dice < 0.4 ? PointerKind::mouse : dice < 0.85 ? PointerKind::touch : PointerKind::pen;
    if (kind != PointerKind::touch && rng_.unit() < 0.2) {
      e_.pointer(1, kind, rng_.unit() < 0.8 ? PointerPhase::hover : PointerPhase::leave, somewhere());
      return;
    }
    const int id = kind == PointerKind::mouse ? 1 : kind == PointerKind::pen ? 2 : next_++;
    for (const Held& held : held_)
      if (held.id == id) return;
    held_.push_back({id, kind, somewhere()});
    e_.pointer(id, kind, PointerPhase::down, held_.back().at);
  }

  void run() {
    if (actions_.empty() || rng_.unit() < 0.05) actions_ = e_.enabledActions();
    if (actions_.empty()) return;
    const std::string& id = actions_[pick(actions_.size())];
    if (!leftOut(id)) e_.editor().runAction(id).ok();
  }

  void press() {
    static constexpr Key kKeys[] = {Key::escape, Key::enter, Key::tab,  Key::backspace, Key::del,      Key::space, Key::left,
                                    Key::right,  Key::up,    Key::down, Key::pageUp,    Key::pageDown, Key::letter};
    KeyEvent key;
    key.key = kKeys[pick(std::size(kKeys))];
    if (key.key == Key::letter) {
      static constexpr char kLetters[] = "VSHPBMLDACWGYRX0123+-[]Z";
      key.letter = kLetters[pick(sizeof kLetters - 1)];
      key.control = key.letter == 'Z' || rng_.unit() < 0.1;
      if (key.control && (key.letter == 'O' || key.letter == 'S')) return;
    }
    key.shift = rng_.unit() < 0.2;
    e_.editor().key(key);
    key.pressed = false;
    e_.editor().key(key);
  }

  HeadlessEditor& e_;
  Rng rng_;
  std::vector<Held> held_;
  std::vector<UiItem> known_;
  std::vector<std::string> actions_;
  int next_ = 100;
};

// What undo is about; the look and the proposals that are not shown are kept beside it.
std::string designed(const HeadlessEditor& e) {
  auto file = designFromJson(e.design());
  REQUIRE(file);
  file->look = {};
  file->proposals = {};
  return designToJson(*file);
}

void carelessly(HeadlessEditor& e, uint64_t seed, const char* what) {
  REQUIRE_FALSE(e.can("undo"));
  const std::string first = designed(e);
  e.run("norwood.2");
  CarelessHand hand(e, seed);
  for (int i = 0; i < kActions; ++i) {
    hand.act();
    if (!e.drawn().faults.empty()) FAIL("after " << i + 1 << " actions: " << e.drawn().faults[0]);
  }
  hand.letGo();
  CHECK_FALSE(ImGui::GetIO().MouseDown[0]);
  // A field that is being typed into or a zone half drawn ends with Escape.
  for (int i = 0; i < 6; ++i) e.key(Key::escape);

  const std::string last = designed(e);
  while (e.can("redo")) REQUIRE(e.editor().runAction("redo"));
  const std::string top = designed(e);
  int steps = 0;
  for (; e.can("undo"); ++steps) REQUIRE(e.editor().runAction("undo"));
  e.settle();
  std::printf("  %s, seed %d: %d actions, %d steps to undo, %d frames\n", what, static_cast<int>(seed), kActions, steps, e.drawn().frames);
  CHECK(steps > 5);
  REQUIRE(steps < 500);  // beyond that the oldest are forgotten, and the first document with them
  CHECK(designed(e) == first);
  while (e.can("redo")) REQUIRE(e.editor().runAction("redo"));
  e.settle();
  CHECK(designed(e) == top);
  // The last one lies on the way.
  bool met = false;
  for (int i = 0; i <= steps && !met; ++i) {
    met = designed(e) == last;
    if (!met && e.can("undo")) REQUIRE(e.editor().runAction("undo"));
  }
  CHECK(met);
  CHECK(e.drawn().faults.empty());
}

}  // namespace

TEST_CASE("thousands of careless actions in the studio can all be undone") {
  HeadlessEditor e;
  e.openSample(2);
  carelessly(e, 1, "studio");
}

TEST_CASE("thousands of careless actions on a phone can all be undone") {
  HeadlessEditor::Screen phone;
  phone.widthPt = 390;
  phone.heightPt = 844;
  phone.touchFirst = true;
  HeadlessEditor e(phone);
  e.openPlainPhoto(300, 400);
  carelessly(e, 2, "phone");
}

TEST_CASE("thousands of careless actions on a tablet in the dark can all be undone") {
  HeadlessEditor::Screen tablet;
  tablet.widthPt = 820;
  tablet.dark = tablet.touchFirst = tablet.reducedMotion = true;
  HeadlessEditor e(tablet);
  e.openSample(2);
  carelessly(e, 3, "tablet");
}
