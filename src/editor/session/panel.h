// What a person sets beside the picture: one panel at a time or several below each other. The guided steps and the studio
// show the same panels.
#pragma once

#include <optional>
#include <span>

#include "editor/session/steps.h"
#include "ui/rect.h"

namespace hd {

struct EditorState;

/// All that is known of a panel. Its file defines the row and panels/panel_table.cpp lists it; steps, cards and tests
/// loop over the list.
struct PanelRow {
  const char* id;
  std::optional<Step> step = {};                ///< the guided step that shows it, below those before it in the list
  const char* headingKey = nullptr;             ///< words above it there
  int card = 0;                                 ///< its place among the studio's cards; 0: not one of them
  bool withTool = false;                        ///< the studio's first card while a tool of its step is taken up
  const char* titleKey = nullptr;               ///< of its card
  bool (*shown)(const EditorState&) = nullptr;  ///< null: always
  float (*draw)(EditorState&, Rect) = nullptr;  ///< from the top of the area down; returns the height it took
  void (*addActions)(EditorState&) = nullptr;   ///< what only it brings to the registry
};

using PanelTable = std::span<const PanelRow* const>;

}  // namespace hd
