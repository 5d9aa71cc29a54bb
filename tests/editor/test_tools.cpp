// Every tool and panel of the tables, in the whole editor.
#include <catch2/catch_test_macros.hpp>

#include <set>
#include <string>
#include <vector>

#include <imgui.h>

#include "editor/headless_editor.h"
#include "editor/panels/panel_table.h"
#include "editor/tools/tool_table.h"
#include "text/strings.h"
#include "ui/theme.h"

using namespace hd;
using hd::test::HeadlessEditor;

TEST_CASE("each tool is taken up by its action, shown in the rail and told to the mirror") {
  HeadlessEditor editor({1280, 900});
  editor.openSample();
  REQUIRE(editor.said("screen") == "studio");
  std::set<std::string> ids;
  std::set<char> letters;
  for (const ToolRow* row : allTools()) {
    const std::string action = "tool." + std::string(row->id);
    INFO(action);
    CHECK(ids.insert(row->id).second);
    CHECK(letters.insert(row->letter).second);
    CHECK(hasString(row->labelKey));
    // A tool with settings has words over them.
    if (row->settings) {
      REQUIRE(row->titleKey);
      REQUIRE(row->subtitleKey);
      REQUIRE(row->chipKey);
    }
    editor.run(action);
    CHECK(editor.said("tool") == row->id);
    const auto item = editor.itemOf(action);
    REQUIRE(item);
    CHECK(item->checked);
    CHECK(item->label.find(tr(row->labelKey)) == 0);
  }
}

TEST_CASE("in the guided steps a tool brings its step") {
  HeadlessEditor editor({390, 844, 2, true});
  editor.openSample();
  REQUIRE(editor.said("screen") == "guided");
  for (const ToolRow* row : allTools()) {
    INFO(row->id);
    editor.run("step.photo");
    editor.run("tool." + std::string(row->id));
    CHECK(editor.said("tool") == row->id);
    CHECK(editor.said("step") == (row->step ? rowOf(*row->step).id : "photo"));
  }
}

TEST_CASE("each panel is somewhere, and the step or card that shows it has its words") {
  std::set<std::string> ids;
  std::set<int> cards;
  for (const PanelRow* row : allPanels()) {
    INFO(row->id);
    CHECK(ids.insert(row->id).second);
    CHECK((row->step || row->card > 0));
    REQUIRE(row->draw);
    if (row->card > 0) CHECK(cards.insert(row->card).second);
    for (const char* key : {row->headingKey, row->titleKey})
      if (key) CHECK(hasString(key));
  }
}

TEST_CASE("the dark theme draws nothing in the light accent, with no tool") {
  const ImU32 light = lightTheme().accent & ~IM_COL32_A_MASK, dark = darkTheme().accent & ~IM_COL32_A_MASK;
  for (const ToolRow* row : allTools()) {
    INFO(row->id);
    HeadlessEditor editor({1280, 900});
    editor.openSample();
    CHECK(editor.drawn().colours.count(light) == 1);
    editor.run("tool.hairline");
    std::vector<Vec2> places;  // on the skin
    for (const char* id : {"hairline.point.2", "hairline.point.4", "hairline.point.6"}) {
      const auto item = editor.itemOf(id);
      REQUIRE(item);
      places.push_back(HeadlessEditor::middleOf(*item) + Vec2(0, -12));
    }
    editor.screen.dark = true;
    editor.run("tool." + std::string(row->id));
    editor.forgetColours();
    editor.frame();
    // Corners and strokes, half done and done; a face point held while it is dragged.
    if (row->chipKey) {
      for (const Vec2 place : places) editor.tap(place);
      editor.drag(places[0], places[2]);
    }
    if (const auto pupil = editor.itemOf("landmark.pupil_left")) {
      const Vec2 at = HeadlessEditor::middleOf(*pupil);
      editor.drag(at, at + Vec2(3, 0));
    }
    CHECK(editor.drawn().colours.count(light) == 0);
    CHECK(editor.drawn().colours.count(dark) == 1);
  }
}

TEST_CASE("choosing the chosen Norwood stage again is no step") {
  HeadlessEditor editor({1280, 900});
  editor.openSample();
  const bool before = editor.can("undo");
  editor.run("norwood.4");
  editor.run("norwood.4");
  REQUIRE(editor.can("undo"));
  editor.run("undo");
  CHECK(editor.can("undo") == before);
  CHECK(editor.can("redo"));
}

TEST_CASE("undo and redo say what they will undo and redo") {
  HeadlessEditor editor({1280, 900});
  editor.openSample();
  CHECK(editor.itemOf("undo")->label.find("Undo") == 0);
  CHECK(editor.itemOf("undo")->label.find(tr("undo.stage")) == std::string::npos);
  editor.run("norwood.5");
  CHECK(editor.itemOf("undo")->label.find(std::string("Undo: ") + tr("undo.stage")) == 0);
  editor.run("variation.next");
  CHECK(editor.itemOf("undo")->label.find(std::string("Undo: ") + tr("undo.variation")) == 0);
  editor.run("undo");
  CHECK(editor.itemOf("undo")->label.find(std::string("Undo: ") + tr("undo.stage")) == 0);
  CHECK(editor.itemOf("redo")->label.find(std::string("Redo: ") + tr("undo.variation")) == 0);
}
