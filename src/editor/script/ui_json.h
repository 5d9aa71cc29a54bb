// What is on the screen, as JSON: for the accessibility mirror and for tests that work by label.
#pragma once

#include <cstdint>
#include <string>

#include "editor/session/editor_state.h"

namespace hd {

/// {"items":[{id, role, label, value, x, y, width, height (points), enabled, checked, focused}], "actions":[{id, label,
/// shortcut, enabled, checked}], "screen", "tool", "step", "zoom", "photo", "canvas", "split", "before", "message",
/// "counts":{"frames","dots"}}. `photo` tells how photo px lie on the screen: point = (x, y) + scale * px.
std::string uiStateJson(const EditorState& state, uint64_t frames);

}  // namespace hd
