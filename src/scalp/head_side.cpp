#include "scalp/head_side.h"

namespace hd {
namespace {

constexpr std::string_view kNames[] = {"front", "top", "left", "right"};

}  // namespace

std::string_view headSideName(HeadSide side) { return kNames[static_cast<size_t>(side)]; }

std::span<const std::string_view> headSideNames() { return kNames; }

std::optional<HeadSide> headSideFromName(std::string_view name) {
  for (size_t i = 0; i < 4; ++i) {
    if (kNames[i] == name) return static_cast<HeadSide>(i);
  }
  return std::nullopt;
}

}  // namespace hd
