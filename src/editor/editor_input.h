// Where an event goes: to the widgets, to the before/after line, to the tool, or to an action.
#pragma once

#include <string_view>
#include <vector>

#include "editor/session/editor_state.h"

namespace hd {

class EditorInput {
 public:
  explicit EditorInput(EditorState& state) : state_(state) {}

  void pointer(const PointerEvent& event);
  void wheel(const WheelEvent& event);
  void key(const KeyEvent& event);
  void text(std::string_view utf8);
  /// Things that happen with time (long press) and after events (a finger that has left).
  void beforeFrame();

 private:
  enum class Owner : uint8_t { widgets, split, canvas };
  struct Capture {
    int32_t id;
    Owner owner;
  };

  Owner ownerAt(const PointerEvent& event) const;
  void toWidgets(const PointerEvent& event);
  void apply(const std::vector<GestureEvent>& events);
  bool typing() const;
  bool plainKey(const KeyEvent& event);

  EditorState& state_;
  std::vector<Capture> captures_;
  int32_t widgetPointer_ = -1;
  bool leaveAfterFrame_ = false;
  double lastEventMs_ = 0.0;
};

}  // namespace hd
