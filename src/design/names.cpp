#include "design/names.h"

#include <iterator>

namespace hd {
namespace {

constexpr std::string_view kModes[] = {"fine", "random-diffuse", "clustered"};
constexpr std::string_view kUses[] = {"shaved-look", "between-hair", "part-line", "scar-cover", "birthmark-cover", "alopecia-patch"};

}  // namespace

std::string_view zoneUseName(ZoneUse use) { return kUses[static_cast<size_t>(use)]; }

std::span<const std::string_view> zoneUseNames() { return kUses; }

std::optional<ZoneUse> zoneUseFromName(std::string_view name) {
  for (size_t i = 0; i < std::size(kUses); ++i)
    if (name == kUses[i]) return static_cast<ZoneUse>(i);
  return {};
}

std::string_view scatterModeName(ScatterMode mode) { return kModes[static_cast<size_t>(mode)]; }

std::span<const std::string_view> scatterModeNames() { return kModes; }

std::optional<ScatterMode> scatterModeFromName(std::string_view name) {
  for (size_t i = 0; i < std::size(kModes); ++i)
    if (name == kModes[i]) return static_cast<ScatterMode>(i);
  return {};
}

}  // namespace hd
