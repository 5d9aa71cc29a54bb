// Names of enumerations in files.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "design/design.h"

namespace hd {

/// "fine", "random-diffuse", "clustered".
std::string_view scatterModeName(ScatterMode mode);
std::span<const std::string_view> scatterModeNames();
std::optional<ScatterMode> scatterModeFromName(std::string_view name);

/// Slots of Proposals.
inline constexpr std::array<std::string_view, Proposals::kSlots> kProposalNames = {"A", "B", "C"};

/// "shaved-look", "between-hair", "part-line", "scar-cover", "birthmark-cover", "alopecia-patch".
std::string_view zoneUseName(ZoneUse use);
std::span<const std::string_view> zoneUseNames();
std::optional<ZoneUse> zoneUseFromName(std::string_view name);

}  // namespace hd
