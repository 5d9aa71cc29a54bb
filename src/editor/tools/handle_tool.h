// Tools whose things are points to drag: which point is held and under the pointer, one drag as one step, and
// elsewhere the hand moves the picture.
#pragma once

#include "editor/session/editor_state.h"

namespace hd {

/// Points are told apart by an index of the tool's own; -1 is none.
class HandleTool : public Tool {
 public:
  void gesture(EditorState& state, const GestureEvent& event) final;

 protected:
  /// The point that a press there takes hold of.
  virtual int nearest(EditorState& state, Vec2 posPt) = 0;
  virtual Vec2 positionPt(EditorState& state, int index) = 0;
  /// What a drag does, as the key of the words for undo.
  virtual const char* label() const = 0;
  /// Moves a point, within edit().
  virtual void move(EditorState& state, int index, Vec2 toPt) = 0;
  /// The hand let go after moving a point: commits edit().
  virtual void drop(EditorState& state) = 0;
  virtual void held(EditorState&, int /*index*/) {}
  /// Taps, double taps and long presses.
  virtual void pressed(EditorState&, const GestureEvent&) {}

  int dragging() const { return dragging_; }
  int hovered() const { return hovered_; }
  bool moved() const { return moved_; }
  DesignerModel::Edit& edit() { return edit_; }
  void letGo() { dragging_ = -1, moved_ = false; }

 private:
  int dragging_ = -1, hovered_ = -1;
  bool moved_ = false;
  DesignerModel::Edit edit_;
  Vec2 grabOffset_{0, 0};
};

/// Unit direction of an arrow key, y down; {0, 0} for other keys.
Vec2 arrowDirection(const KeyEvent& event);

}  // namespace hd
