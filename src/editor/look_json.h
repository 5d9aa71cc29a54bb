// How the work is looked at, for scripts: session, day, what makes it fade, mistakes, distance.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace hd {

struct EditorState;

/// The time axis ends after seven years.
inline constexpr double kMostDaysShown = 2557.0;

std::string lookToJson(const EditorState& state);
/// Members that are left out stay as they are. Errors name the member: "json.field", "json.syntax".
Status setLook(EditorState& state, std::string_view json);

}  // namespace hd
