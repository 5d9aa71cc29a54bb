// The screens: guided steps, studio and the native start card. Each draws everything above the photo.
#pragma once

#include "editor/session/editor_state.h"

namespace hd {

void drawGuided(EditorState& state);
void drawStudio(EditorState& state);
/// Shown while there is no photo: two big buttons (the browser has a page of its own before this).
void drawStart(EditorState& state);
/// Zones, hairline, tool and before/after line above the photo, below all panels.
void drawCanvas(EditorState& state);
void drawToast(EditorState& state);

}  // namespace hd
