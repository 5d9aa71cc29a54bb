#include "design/names.h"

namespace hd {

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
