#include "design/names.h"

#include <iterator>

namespace hd {
namespace {

constexpr std::string_view kUses[] = {"shaved-look", "between-hair", "part-line", "scar-cover", "birthmark-cover", "alopecia-patch"};

}  // namespace

std::string_view zoneUseName(ZoneUse use) { return kUses[static_cast<size_t>(use)]; }

std::optional<ZoneUse> zoneUseFromName(std::string_view name) {
  for (size_t i = 0; i < std::size(kUses); ++i)
    if (name == kUses[i]) return static_cast<ZoneUse>(i);
  return {};
}

std::string_view scatterModeName(ScatterMode mode) {
  switch (mode) {
    case ScatterMode::randomDiffuse: return "random-diffuse";
    case ScatterMode::clustered: return "clustered";
    default: return "fine";
  }
}

std::optional<ScatterMode> scatterModeFromName(std::string_view name) {
  for (ScatterMode mode : {ScatterMode::fine, ScatterMode::randomDiffuse, ScatterMode::clustered})
    if (name == scatterModeName(mode)) return mode;
  return {};
}

}  // namespace hd
