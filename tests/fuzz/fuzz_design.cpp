// Any text as a design: an error, or a design that obeys all rules and comes back the same, with what it keeps beside it.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "design/design_io.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const hd::Result<hd::Proposals> proposals = hd::proposalsFromJson(text);
  if (!proposals && (proposals.error().id.empty() || proposals.error().message.empty())) std::abort();
  const hd::Result<hd::Design> design = hd::designFromJson(text);
  if (!design) {
    if (design.error().id.empty() || design.error().message.empty()) std::abort();
    return 0;
  }
  if (!hd::validateDesign(*design)) std::abort();
  const std::string json = hd::designToJson(*design);
  const hd::Result<hd::Design> again = hd::designFromJson(json);
  if (!again || hd::designToJson(*again) != json) std::abort();
  if (!proposals) return 0;
  const std::string file = hd::designToJson(*design, *proposals);
  const hd::Result<hd::Proposals> kept = hd::proposalsFromJson(file);
  if (!kept || hd::designToJson(*design, *kept) != file) std::abort();
  return 0;
}
