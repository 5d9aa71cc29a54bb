// Any text as a landmarks file or as a sample head's truth.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "mannequin/truth.h"
#include "scalp/landmarks.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const hd::Result<hd::PhotoMeasures> measures = hd::parseLandmarks(text);
  if (measures) {
    for (const auto& px : measures->landmarks.px)
      if (px && !(std::isfinite(px->x) && std::isfinite(px->y))) std::abort();
    if (measures->scale && !(measures->scale->px > 0.0 && measures->scale->mm > 0.0)) std::abort();
  } else if (measures.error().empty()) {
    std::abort();
  }
  const hd::Result<hd::Truth> truth = hd::parseTruth(text);
  if (truth && (truth->widthPx <= 0 || truth->heightPx <= 0)) std::abort();
  return 0;
}
