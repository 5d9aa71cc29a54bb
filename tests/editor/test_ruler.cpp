// The ruler on the skin.
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <cstdlib>

#include "design/design_io.h"
#include "editor/headless_editor.h"
#include "scalp/scalp_map.h"

using namespace hd;
using hd::test::HeadlessEditor;

TEST_CASE("the ruler measures along the skin, its ends can be moved, and it is no part of the design") {
  HeadlessEditor editor({1280, 900});
  editor.openSample();
  editor.run("tool.hairline");
  // Two points of the hairline, whose distance on the head is known.
  const auto a = editor.itemOf("hairline.point.2"), b = editor.itemOf("hairline.point.6");
  REQUIRE(a);
  REQUIRE(b);
  const Vec2 from = HeadlessEditor::middleOf(*a), to = HeadlessEditor::middleOf(*b);
  const std::string text = editor.design();
  editor.run("tool.ruler");
  CHECK_FALSE(editor.itemOf("ruler.end.0"));
  editor.drag(from, to);
  const auto end = editor.itemOf("ruler.end.1");
  REQUIRE(end);
  CHECK(length(HeadlessEditor::middleOf(*end) - to) < 1.0);
  const double mm = std::atof(end->value.c_str());

  const auto file = designFromJson(text);
  REQUIRE(file);
  const auto& points = file->design.hairline.pointsMapMm;
  const double onHead = ScalpMap::ofHead(*file->design.head).geodesicMm(points[2], points[6]);
  CHECK(onHead > 20.0);
  CHECK(std::fabs(mm - onHead) < 1.0);

  // Dragging an end lengthens it; the other end stays.
  const auto first = editor.itemOf("ruler.end.0");
  REQUIRE(first);
  editor.drag(to, to + (to - from) * 0.3);
  const auto longer = editor.itemOf("ruler.end.1"), same = editor.itemOf("ruler.end.0");
  REQUIRE(longer);
  REQUIRE(same);
  CHECK(std::atof(longer->value.c_str()) > mm + 2.0);
  CHECK(length(HeadlessEditor::middleOf(*same) - HeadlessEditor::middleOf(*first)) < 0.01);

  CHECK(editor.design() == text);
  editor.key(Key::escape);
  CHECK_FALSE(editor.itemOf("ruler.end.0"));
}
