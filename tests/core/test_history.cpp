#include <catch2/catch_test_macros.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/history.h"
#include "core/rng.h"

using hd::History;

TEST_CASE("undo and redo walk over the steps and give back the very values") {
  History<std::string> history("a");
  CHECK_FALSE(history.undo());
  history.set("b", "Type b");
  history.set("c", "Type c");
  CHECK(history.undoLabel() == "Type c");
  REQUIRE(history.undo());
  CHECK(history.current() == "b");
  CHECK(history.undoLabel() == "Type b");
  CHECK(history.redoLabel() == "Type c");
  REQUIRE(history.redo());
  CHECK(history.current() == "c");
  CHECK_FALSE(history.redo());
  REQUIRE(history.undo());
  history.set("d", "Type d");
  CHECK_FALSE(history.canRedo());
  REQUIRE(history.undo());
  REQUIRE(history.undo());
  CHECK(history.current() == "a");
}

TEST_CASE("an edit of many changes is one step, and a cancelled one is none") {
  History<int> history(0);
  auto edit = history.edit("Drag");
  for (int i = 1; i <= 100; ++i) edit.change([i](int& v) { v = i; });
  CHECK(edit.commit());
  CHECK_FALSE(edit.open());
  CHECK(history.stepCount() == 1);
  edit = history.edit("Drag");
  edit.change([](int& v) { v = -5; });
  CHECK(history.current() == -5);
  edit.cancel();
  CHECK(history.current() == 100);
  CHECK(history.stepCount() == 1);
  edit = history.edit("Drag");
  edit.change([](int& v) { v = 7; });
  REQUIRE(history.undo());  // an open edit goes first
  CHECK(history.current() == 0);
}

TEST_CASE("an edit left without a commit goes back") {
  History<int> history(1);
  {
    auto edit = history.edit("Forgotten");
    edit.change([](int& v) { v = 2; });
    CHECK(history.editing());
  }
  CHECK(history.current() == 1);
  CHECK_FALSE(history.editing());
  CHECK(history.stepCount() == 0);
  // The same when its holder takes up another.
  auto held = history.edit("First");
  held.change([](int& v) { v = 3; });
  auto moved = std::move(held);
  CHECK(moved.open());
  moved = History<int>::Edit();
  CHECK(history.current() == 1);
}

TEST_CASE("an edit that ends where it began is no step and leaves what can be redone") {
  History<std::vector<int>> history({1, 2});
  history.set({1, 2, 3}, "Add");
  REQUIRE(history.undo());
  auto edit = history.edit("To and fro");
  edit.change([](std::vector<int>& v) { v.push_back(9); });
  edit.change([](std::vector<int>& v) { v.pop_back(); });
  const auto before = history.share();
  CHECK_FALSE(edit.commit());
  CHECK(history.stepCount() == 0);
  CHECK_FALSE(history.set({1, 2}, "Same"));
  CHECK(history.canRedo());
  // Who keeps the value sees by the pointer that nothing came of it.
  CHECK(history.share() != before);
  const auto kept = history.share();
  CHECK_FALSE(history.set({1, 2}, "Same"));
  CHECK(history.share() == kept);
}

TEST_CASE("another edit commits the one that is open, which then does nothing any more") {
  History<int> history(0);
  auto first = history.edit("First");
  first.change([](int& v) { v = 1; });
  auto second = history.edit("Second");
  CHECK_FALSE(first.open());
  CHECK(history.undoLabel() == "First");
  first.change([](int& v) { v = 50; });
  CHECK_FALSE(first.commit());
  first.cancel();
  CHECK(history.current() == 1);
  second.change([](int& v) { v = 2; });
  CHECK(second.commit());
  CHECK(history.undoLabel() == "Second");
  CHECK(history.stepCount() == 2);
}

TEST_CASE("an edit may outlive its history, and a moved history closes it") {
  History<int>::Edit edit;
  {
    History<int> history(0);
    edit = history.edit("Long");
  }
  CHECK_FALSE(edit.open());
  edit.change([](int& v) { v = 1; });
  CHECK_FALSE(edit.commit());

  History<int> from(4);
  edit = from.edit("Open");
  edit.change([](int& v) { v = 5; });
  const History<int> to = std::move(from);
  CHECK_FALSE(edit.open());
  CHECK(to.current() == 4);
}

TEST_CASE("steps and bytes are bounded, the last step stays") {
  History<int> few(0, {3, 1 << 20});
  for (int i = 1; i <= 10; ++i) few.set(i, "Step");
  CHECK(few.stepCount() == 3);
  for (int i = 0; i < 3; ++i) REQUIRE(few.undo());
  CHECK(few.current() == 7);
  CHECK_FALSE(few.undo());

  History<std::vector<char>> heavy({}, {100, 1000}, [](const std::vector<char>& v) { return v.size(); });
  for (int i = 0; i < 5; ++i) heavy.set(std::vector<char>(5000, static_cast<char>('a' + i)), "Big");
  CHECK(heavy.stepCount() == 1);
}

TEST_CASE("random edits undone in full end where they began") {
  hd::Rng rng(3);
  History<int> history(0, {1000, 1 << 20});
  std::vector<int> path = {0};
  for (int i = 0; i < 500; ++i) {
    const int next = static_cast<int>(rng.below(1000));
    if (history.set(next, "Edit")) path.push_back(next);
  }
  for (size_t i = path.size(); i-- > 0;) {
    REQUIRE(history.current() == path[i]);
    history.undo();
  }
}
