// Names of enumerations in files.
#pragma once

#include <optional>
#include <string_view>

#include "design/design.h"

namespace hd {

/// "fine", "random-diffuse", "clustered".
std::string_view scatterModeName(ScatterMode mode);
std::optional<ScatterMode> scatterModeFromName(std::string_view name);

}  // namespace hd
