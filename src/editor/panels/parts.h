// Parts of panels that lie in the file of another subject.
#pragma once

#include "editor/session/editor_state.h"

namespace hd {

/// What the chosen zone is for, with its few settings.
float usePart(EditorState& state, Rect area);
/// Taps on skin and hair, and the shade they advise.
float colourPart(EditorState& state, Rect area);

}  // namespace hd
