// Drags, adds and takes away points of the hairline.
#include <algorithm>
#include <cmath>
#include <string>

#include "core/polygon.h"
#include "design/templates.h"
#include "document/hairline_edit.h"
#include "editor/canvas/overlay.h"
#include "editor/tools/handle_tool.h"
#include "text/format.h"
#include "text/sentence.h"
#include "text/strings.h"

namespace hd {
namespace {

class HairlineTool final : public HandleTool {
 public:
  void draw(EditorState& state, ImDrawList* list) override {
    drawHairline(state, list, true);
    drawHairlineMeasure(state, list);
    const Hairline& hairline = state.model.design().hairline;
    const size_t count = hairline.pointsMapMm.size();
    const auto handles = hairlineHandles(hairline);
    for (size_t h = 0; h < handles.size(); ++h) {
      const size_t i = handles[h];
      const auto at = mapToScreen(state, hairline.pointsMapMm[i]);
      if (!at) continue;
      const int index = static_cast<int>(i);
      const std::string label = trf("hairline.point", {{"point", h + 1}, {"count", handles.size()}});
      const std::string value =
          formatQuantity(hairline.pointsMapMm[i].x, Unit::mm, 1) + ", " + formatQuantity(hairline.pointsMapMm[i].y, Unit::mm, 1);
      const auto x = static_cast<float>(at->x), y = static_cast<float>(at->y);
      const bool focused = state.ui.handle(handleId(index), label, value, {x - 14, y - 14, 28, 28});
      if (focused && state.ui.focusVisible()) state.selectedPoint = index;
      const bool twin = hairline.symmetric && dragging() >= 0 && index == static_cast<int>(count) - 1 - dragging();
      drawHandle(state, list, *at, index == dragging() || index == hovered() || twin, focused && state.ui.focusVisible());
    }
  }

  bool key(EditorState& state, const KeyEvent& event) override {
    if (!event.pressed) return false;
    // The point that has the focus, which may have come since the last frame.
    const auto handles = hairlineHandles(state.model.design().hairline);
    const auto focused =
        std::find_if(handles.begin(), handles.end(), [&](size_t i) { return state.ui.focusId() == handleId(static_cast<int>(i)); });
    if (focused == handles.end()) return false;
    state.selectedPoint = static_cast<int>(*focused);
    if (event.key == Key::del || event.key == Key::backspace) {
      remove(state, static_cast<size_t>(state.selectedPoint));
      return true;
    }
    const Vec2 direction = arrowDirection(event);
    if (direction == Vec2{0, 0}) return false;
    const auto& points = state.model.design().hairline.pointsMapMm;
    const auto index = static_cast<size_t>(state.selectedPoint);
    if (index >= points.size()) return false;
    const Vec2 to = points[index] + mapStep(state, points[index], direction, event.shift ? 5.0 : 1.0);
    state.model.step(label(), [&](Design& d) { moveHairlineHandle(d.hairline, index, to); });
    return true;
  }

 private:
  int nearest(EditorState& state, Vec2 posPt) override {
    const auto& points = state.model.design().hairline.pointsMapMm;
    int best = -1;
    double bestDistance = state.ui.touchFirst() ? 26.0 : 16.0;
    for (const size_t i : hairlineHandles(state.model.design().hairline)) {
      const auto at = mapToScreen(state, points[i]);
      if (at && length(*at - posPt) < bestDistance) {
        bestDistance = length(*at - posPt);
        best = static_cast<int>(i);
      }
    }
    return best;
  }

  Vec2 positionPt(EditorState& state, int index) override {
    return *mapToScreen(state, state.model.design().hairline.pointsMapMm[static_cast<size_t>(index)], false);
  }

  void held(EditorState& state, int index) override {
    state.selectedPoint = index;
    state.ui.setFocus(handleId(index));
  }

  void move(EditorState& state, int index, Vec2 toPt) override {
    const auto to = screenToMap(state, toPt);
    if (to) edit().change([&](Design& d) { moveHairlineHandle(d.hairline, static_cast<size_t>(index), *to); });
  }

  const char* label() const override { return trKey("undo.hairline_move"); }
  void drop(EditorState&) override { edit().commit(); }

  void pressed(EditorState& state, const GestureEvent& event) override {
    if (event.kind == GestureKind::tap && nearest(state, event.posPt) < 0) state.selectedPoint = -1;
    if ((event.kind == GestureKind::doubleTap || event.kind == GestureKind::longPress) && !moved()) addOrRemove(state, event.posPt);
  }

  static std::string handleId(int index) { return "hairline.point." + std::to_string(index); }

  static void remove(EditorState& state, size_t index) {
    Hairline probe = state.model.design().hairline;
    if (!removeHairlinePoint(probe, index)) {
      showToast(state, tr("hairline.keep_point"), false);
      return;
    }
    state.model.step(trKey("undo.point_remove"), [&](Design& d) { d.hairline = probe; });
    state.selectedPoint = -1;
  }

  void addOrRemove(EditorState& state, Vec2 posPt) {
    if (const int near = nearest(state, posPt); near >= 0) {
      remove(state, static_cast<size_t>(near));
      letGo();
      return;
    }
    const auto at = screenToMap(state, posPt);
    if (!at) return;
    const auto curve = hairlineCurve(state.model.design().hairline, 2.0);
    double away = 1e300;
    for (size_t i = 0; i + 1 < curve.size(); ++i) away = std::min(away, distanceToSegment(*at, curve[i], curve[i + 1]));
    if (away > 12.0) return;
    state.model.step(trKey("undo.point_add"), [&](Design& d) {
      if (const auto index = addHairlinePoint(d.hairline, *at)) state.selectedPoint = static_cast<int>(*index);
    });
  }
};

}  // namespace

extern const ToolRow kHairlineTool = {.id = "hairline",
                                      .labelKey = trKey("action.tool_hairline"),
                                      .letter = 'H',
                                      .icon = Icon::hairline,
                                      .step = Step::hairline,
                                      .needsHead = true,
                                      .make = [] { return std::unique_ptr<Tool>(new HairlineTool); }};

}  // namespace hd
