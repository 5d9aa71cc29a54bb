// Any text as a design file: an error, or a file that obeys all rules and comes back the same to the byte.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "design/design_io.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const hd::Result<hd::DesignFile> file = hd::designFromJson({reinterpret_cast<const char*>(data), size});
  if (!file) {
    if (file.error().id.empty()) std::abort();
    return 0;
  }
  if (!hd::validateDesign(file->design)) std::abort();
  for (const auto& other : file->proposals.others)
    if (other && !hd::validateDesign(*other)) std::abort();
  const std::string json = hd::designToJson(*file);
  const hd::Result<hd::DesignFile> again = hd::designFromJson(json);
  if (!again || !(*again == *file) || hd::designToJson(*again) != json) std::abort();
  return 0;
}
