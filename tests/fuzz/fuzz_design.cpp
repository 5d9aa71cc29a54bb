// Any text as a design: an error, or a design that obeys all rules and comes back the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "design/design_io.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const hd::Result<hd::Design> design = hd::designFromJson({reinterpret_cast<const char*>(data), size});
  if (!design) {
    if (design.error().id.empty() || design.error().message.empty()) std::abort();
    return 0;
  }
  if (!hd::validateDesign(*design)) std::abort();
  const std::string json = hd::designToJson(*design);
  const hd::Result<hd::Design> again = hd::designFromJson(json);
  if (!again || hd::designToJson(*again) != json) std::abort();
  return 0;
}
