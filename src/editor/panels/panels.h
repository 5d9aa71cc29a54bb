// What the screens show besides the panels of the table.
#pragma once

#include "editor/session/editor_state.h"

namespace hd {

/// Sessions and the time slider; `wide` as in the studio's bottom bar.
float timePanel(EditorState& state, Rect area, bool wide);
/// Over the picture while a mistake is shown: says which, and takes it back.
void mistakeBanner(EditorState& state);
/// Under each of the proposals that are shown side by side: what it would take.
void proposalLabels(EditorState& state);
/// Cost, sessions, hours and area with "why"; `button` shows Next or Plan beside it.
void estimateBar(EditorState& state, Rect rect);
/// The reasons behind the numbers, above everything.
void whySheet(EditorState& state);

}  // namespace hd
