// From where a head is seen.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace hd {

/// Where the camera stands; left and right are the person's own. Decides which landmarks can be tapped.
enum class HeadSide : uint8_t { front, top, left, right };

/// "front", "top", "left", "right".
std::string_view headSideName(HeadSide side);
std::span<const std::string_view> headSideNames();
std::optional<HeadSide> headSideFromName(std::string_view name);

}  // namespace hd
