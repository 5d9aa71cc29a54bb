// What a hand on the canvas does: one tool at a time, one file each. A tool sees gestures, never raw
// pointers, and ignores whatever is not its business.
#pragma once

#include <memory>
#include <optional>
#include <span>

#include <imgui.h>

#include "core/input.h"
#include "editor/session/steps.h"
#include "ui/gestures.h"
#include "ui/icons.h"
#include "ui/rect.h"

namespace hd {

struct EditorState;

class Tool {
 public:
  virtual ~Tool() = default;
  virtual void gesture(EditorState& state, const GestureEvent& event) = 0;
  /// Draws above the photo and reports its handles.
  virtual void draw(EditorState& state, ImDrawList* list) = 0;
  /// A key that is the tool's own (Enter closes a polygon); true when taken.
  virtual bool key(EditorState&, const KeyEvent&) { return false; }
  /// Something is half done (an open polygon): Escape belongs to the tool.
  virtual bool busy() const { return false; }
};

/// All that is known of a tool besides what it does. Its file defines the row and tools/tool_table.cpp lists it; actions,
/// rail, chips, titles, mirror and tests loop over the list.
struct ToolRow {
  const char* id;        ///< "hairline"; its action is "tool.hairline"
  const char* labelKey;  ///< words of the action
  char letter;           ///< its key
  Icon icon;
  std::optional<Step> step = {};      ///< the guided step it belongs to; absent: any
  const char* chipKey = nullptr;      ///< words of its chip among the further tools of the step; null: the step's first
  const char* titleKey = nullptr;     ///< over its settings
  const char* subtitleKey = nullptr;  ///< below that in the guided steps: what to do
  /// Draws its settings from the top of the area and returns their height; null: it has none.
  float (*settings)(EditorState&, Rect) = nullptr;
  bool needsHead = false;     ///< not for a close-up
  bool movesPicture = false;  ///< strokes move the picture: what is left when no tool is taken up
  bool wholeHead = false;     ///< its handles lie all over the head, not on the scalp alone
  std::unique_ptr<Tool> (*make)() = nullptr;
};

using ToolTable = std::span<const ToolRow* const>;

}  // namespace hd
