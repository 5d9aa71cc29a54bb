// The registry's content: every action of the designer but those that panels bring.
#pragma once

#include "editor/session/editor_state.h"

namespace hd {

/// Once per state, after its tools are known.
void registerActions(EditorState& state);

}  // namespace hd
