// Any bytes as a packed design: an error, or a pack that obeys all rules and comes back the same. Bytes that are no zip are put
// into one, as its design and as a photo's name, so that what lies behind the check sums is reached, too.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "design/design_io.h"
#include "pack/pack.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const hd::Result<hd::Pack> pack = hd::unpackDesign(bytes);
  if (!pack) {
    if (pack.error().id.empty()) std::abort();
    if (size == 0 || hd::looksPacked(bytes)) return 0;
    hd::Pack made;
    made.photos = {{"photos/" + std::string(bytes.substr(0, 12)), std::string(bytes)}};
    const hd::Result<std::string> written = hd::packDesign(made);
    if (!written) return 0;
    const hd::Result<hd::Pack> read = hd::unpackDesign(*written);
    if (read && read->photos[0].bytes != bytes) std::abort();
    return 0;
  }
  if (!hd::validateDesign(pack->file.design)) std::abort();
  size_t held = 0;
  for (const hd::PackedPhoto& photo : pack->photos) {
    held += photo.bytes.size();
    if (photo.name.find("..") != std::string::npos && photo.name.find('/', 7) != std::string::npos) std::abort();
  }
  if (held > hd::kMaxPackBytes) std::abort();
  const hd::Result<std::string> written = hd::packDesign(*pack);
  if (!written) std::abort();
  const hd::Result<hd::Pack> again = hd::unpackDesign(*written);
  if (!again || !(again->file == pack->file) || again->photos.size() != pack->photos.size()) std::abort();
  return 0;
}
