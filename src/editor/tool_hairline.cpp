// Drags, adds and takes away points of the hairline.
#include <cmath>
#include <string>

#include "core/polygon.h"
#include "design/templates.h"
#include "editor/editor_state.h"
#include "editor/format.h"
#include "editor/hairline_edit.h"
#include "editor/overlay.h"
#include "editor/strings.h"

namespace hd {
namespace {

class HairlineTool final : public Tool {
 public:
  void gesture(EditorState& state, const GestureEvent& event) override {
    switch (event.kind) {
      case GestureKind::strokeBegin: {
        dragging_ = nearestPoint(state, event.posPt, reach(state));
        if (dragging_ < 0) break;
        state.selectedPoint = dragging_;
        grabOffset_ = *mapToScreen(state, point(state, dragging_), false) - event.posPt;
        moved_ = false;
        state.ui.setFocus(handleId(dragging_));
        break;
      }
      case GestureKind::strokeMove:
        if (dragging_ >= 0) {
          drag(state, event.posPt + grabOffset_);
        } else {
          state.view.offsetPt += event.deltaPt;
          state.viewTouched = true;
        }
        break;
      case GestureKind::strokeEnd:
        if (dragging_ >= 0 && moved_) state.model.commit("hairline");
        dragging_ = -1;
        moved_ = false;
        break;
      case GestureKind::strokeCancel:
        if (moved_) state.model.cancel();
        dragging_ = -1;
        moved_ = false;
        break;
      case GestureKind::tap:
        if (nearestPoint(state, event.posPt, reach(state)) < 0) state.selectedPoint = -1;
        break;
      case GestureKind::doubleTap:
      case GestureKind::longPress:
        if (!moved_) addOrRemove(state, event.posPt);
        break;
      case GestureKind::hover:
        hovered_ = nearestPoint(state, event.posPt, reach(state));
        if (hovered_ >= 0) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        break;
      default:
        break;
    }
  }

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
      const std::string label = trf("hairline.point", {std::to_string(h + 1), std::to_string(handles.size())});
      const std::string value = formatNumber(hairline.pointsMapMm[i].x, 1) + " mm, " + formatNumber(hairline.pointsMapMm[i].y, 1) + " mm";
      const auto x = static_cast<float>(at->x), y = static_cast<float>(at->y);
      const bool focused = state.ui.handle(handleId(index), label, value, {x - 14, y - 14, 28, 28});
      if (focused && state.ui.focusVisible()) state.selectedPoint = index;
      const bool twin = hairline.symmetric && dragging_ >= 0 && index == static_cast<int>(count) - 1 - dragging_;
      drawHandle(state, list, *at, index == dragging_ || index == hovered_ || twin, focused && state.ui.focusVisible());
    }
  }

  bool key(EditorState& state, const KeyEvent& event) override {
    if (!event.pressed || state.selectedPoint < 0 || state.ui.focusId() != handleId(state.selectedPoint)) return false;
    if (event.key == Key::del || event.key == Key::backspace) {
      remove(state, static_cast<size_t>(state.selectedPoint));
      return true;
    }
    Vec2 direction{0, 0};
    if (event.key == Key::left) direction = {-1, 0};
    if (event.key == Key::right) direction = {1, 0};
    if (event.key == Key::up) direction = {0, -1};
    if (event.key == Key::down) direction = {0, 1};
    if (direction == Vec2{0, 0}) return false;
    const auto& points = state.model.design().hairline.pointsMapMm;
    const auto index = static_cast<size_t>(state.selectedPoint);
    if (index >= points.size()) return false;
    const Vec2 to = points[index] + mapStep(state, points[index], direction, event.shift ? 5.0 : 1.0);
    state.model.step("hairline", Touch::dots, [&](Document& d) { moveHairlineHandle(d.design.hairline, index, to); });
    return true;
  }

 private:
  static std::string handleId(int index) { return "hairline.point." + std::to_string(index); }
  static double reach(const EditorState& state) { return state.ui.touchFirst() ? 26.0 : 16.0; }
  static Vec2 point(EditorState& state, int index) {
    return state.model.design().hairline.pointsMapMm[static_cast<size_t>(index)];
  }

  static int nearestPoint(EditorState& state, Vec2 posPt, double reachPt) {
    const auto& points = state.model.design().hairline.pointsMapMm;
    int best = -1;
    double bestDistance = reachPt;
    for (const size_t i : hairlineHandles(state.model.design().hairline)) {
      const auto at = mapToScreen(state, points[i]);
      if (at && length(*at - posPt) < bestDistance) {
        bestDistance = length(*at - posPt);
        best = static_cast<int>(i);
      }
    }
    return best;
  }

  void drag(EditorState& state, Vec2 posPt) {
    const auto to = screenToMap(state, posPt);
    if (!to) return;
    if (!moved_) state.model.begin();
    moved_ = true;
    const auto index = static_cast<size_t>(dragging_);
    state.model.change(Touch::dots, [&](Document& d) { moveHairlineHandle(d.design.hairline, index, *to); });
  }

  static void remove(EditorState& state, size_t index) {
    Hairline probe = state.model.design().hairline;
    if (!removeHairlinePoint(probe, index)) {
      showToast(state, tr("hairline.keep_point"), false);
      return;
    }
    state.model.step("hairline", Touch::dots, [&](Document& d) { d.design.hairline = probe; });
    state.selectedPoint = -1;
  }

  void addOrRemove(EditorState& state, Vec2 posPt) {
    if (const int near = nearestPoint(state, posPt, reach(state)); near >= 0) {
      remove(state, static_cast<size_t>(near));
      dragging_ = -1;
      return;
    }
    const auto at = screenToMap(state, posPt);
    if (!at) return;
    const auto curve = hairlineCurve(state.model.design().hairline, 2.0);
    double nearest = 1e300;
    for (size_t i = 0; i + 1 < curve.size(); ++i) nearest = std::min(nearest, distanceToSegment(*at, curve[i], curve[i + 1]));
    if (nearest > 12.0) return;
    state.model.step("hairline", Touch::dots, [&](Document& d) {
      if (const auto index = addHairlinePoint(d.design.hairline, *at)) state.selectedPoint = static_cast<int>(*index);
    });
  }

  int dragging_ = -1, hovered_ = -1;
  bool moved_ = false;
  Vec2 grabOffset_{0, 0};
};

}  // namespace

std::unique_ptr<Tool> makeHairlineTool() { return std::make_unique<HairlineTool>(); }

}  // namespace hd
