#include "editor/tools/handle_tool.h"

namespace hd {

void HandleTool::gesture(EditorState& state, const GestureEvent& event) {
  switch (event.kind) {
    case GestureKind::strokeBegin:
      dragging_ = nearest(state, event.posPt);
      moved_ = false;
      if (dragging_ < 0) break;
      grabOffset_ = positionPt(state, dragging_) - event.posPt;
      held(state, dragging_);
      break;
    case GestureKind::strokeMove:
      if (dragging_ < 0) {
        state.view.offsetPt += event.deltaPt;
        state.viewTouched = true;
        break;
      }
      if (!moved_) edit_ = state.model.edit(label());
      moved_ = true;
      move(state, dragging_, event.posPt + grabOffset_);
      break;
    case GestureKind::strokeEnd:
      if (moved_) drop(state);
      letGo();
      break;
    case GestureKind::strokeCancel:
      edit_.cancel();
      letGo();
      break;
    case GestureKind::hover:
      hovered_ = nearest(state, event.posPt);
      if (hovered_ >= 0) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
      break;
    default:
      pressed(state, event);
      break;
  }
}

Vec2 arrowDirection(const KeyEvent& event) {
  switch (event.key) {
    case Key::left:
      return {-1, 0};
    case Key::right:
      return {1, 0};
    case Key::up:
      return {0, -1};
    case Key::down:
      return {0, 1};
    default:
      return {0, 0};
  }
}

}  // namespace hd
