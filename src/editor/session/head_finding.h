// What was found in a photo, read from the JSON in which it comes.
#pragma once

#include <string_view>

#include "core/result.h"
#include "editor/session/editor_state.h"

namespace hd {

/// From `hairline find --json` and a design file (empty: no face). Errors: of either text.
Result<HeadFinding> readFinding(std::string_view foundJson, std::string_view designJson);

}  // namespace hd
