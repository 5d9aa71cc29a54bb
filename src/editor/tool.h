// What a hand on the canvas does: one tool at a time, one file each. A tool sees gestures, never raw
// pointers, and ignores whatever is not its business.
#pragma once

#include <memory>

#include <imgui.h>

#include "core/input.h"
#include "editor/gestures.h"

namespace hd {

struct EditorState;

enum class ToolId : uint8_t { pan, landmarks, hairline, polygon, brush, mask, part, comb };

/// Tools that belong to the density step.
constexpr bool drawsZones(ToolId id) { return id == ToolId::polygon || id == ToolId::brush || id == ToolId::mask || id == ToolId::part || id == ToolId::comb; }

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

std::unique_ptr<Tool> makeHairlineTool();
std::unique_ptr<Tool> makeLandmarkTool();
std::unique_ptr<Tool> makePolygonTool();
/// Paints a zone, or with `mask` skin that stays free.
std::unique_ptr<Tool> makeBrushTool(bool mask);
/// A line along a parting becomes a band of dots.
std::unique_ptr<Tool> makePartTool();
/// Strokes bend the direction of the hair.
std::unique_ptr<Tool> makeCombTool();
std::unique_ptr<Tool> makePanTool();
std::unique_ptr<Tool> makeTool(ToolId id);

}  // namespace hd
