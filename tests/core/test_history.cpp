#include <catch2/catch_test_macros.hpp>

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

TEST_CASE("a gesture of many changes is one step, and a cancelled one is none") {
  History<int> history(0);
  history.begin();
  for (int i = 1; i <= 100; ++i) history.update(i);
  history.commit("Drag");
  CHECK(history.stepCount() == 1);
  history.begin();
  history.update(-5);
  CHECK(history.current() == -5);
  history.cancel();
  CHECK(history.current() == 100);
  CHECK(history.stepCount() == 1);
  history.begin();
  history.update(7);
  REQUIRE(history.undo());  // an open gesture goes first
  CHECK(history.current() == 0);
}

TEST_CASE("steps and bytes are bounded, the last step stays") {
  History<int> few(0, {3, 1 << 20});
  for (int i = 1; i <= 10; ++i) few.set(i, "Step");
  CHECK(few.stepCount() == 3);
  for (int i = 0; i < 3; ++i) REQUIRE(few.undo());
  CHECK(few.current() == 7);
  CHECK_FALSE(few.undo());

  History<std::vector<char>> heavy({}, {100, 1000}, [](const std::vector<char>& v) { return v.size(); });
  for (int i = 0; i < 5; ++i) heavy.set(std::vector<char>(5000, 'x'), "Big");
  CHECK(heavy.stepCount() == 1);
}

TEST_CASE("random edits undone in full end where they began") {
  hd::Rng rng(3);
  History<int> history(0, {1000, 1 << 20});
  std::vector<int> path = {0};
  for (int i = 0; i < 500; ++i) {
    const int next = static_cast<int>(rng.below(1000));
    history.set(next, "Edit");
    path.push_back(next);
  }
  for (size_t i = path.size(); i-- > 0;) {
    REQUIRE(history.current() == path[i]);
    history.undo();
  }
}
