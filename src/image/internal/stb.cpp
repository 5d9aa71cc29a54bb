// The one place where the picture library is compiled. Its allocations pass through a budget, for a
// file of a few kilobytes may claim to unpack to gigabytes.
#include "image/internal/stb.h"

#include <cstdlib>

#if __has_include(<zlib.h>)
#include <zlib.h>
#define HD_ZLIB 1
#endif

namespace {

thread_local size_t allocationLimit = SIZE_MAX;

void* limitedAlloc(size_t size) { return size > allocationLimit ? nullptr : std::malloc(size); }
void* limitedRealloc(void* old, size_t size) { return size > allocationLimit ? nullptr : std::realloc(old, size); }

#ifdef HD_ZLIB
// zlib in place of the picture library's own compressor, which takes seconds for a 12 Mpx photo.
// The browser's program has no zlib and needs none: there the page compresses.
unsigned char* compressed(unsigned char* data, int size, int* outSize, int) {
  uLongf length = compressBound(static_cast<uLong>(size));
  auto* out = static_cast<unsigned char*>(std::malloc(length));
  if (out && compress2(out, &length, data, static_cast<uLong>(size), Z_BEST_SPEED) != Z_OK) {
    std::free(out);
    return nullptr;
  }
  *outSize = static_cast<int>(length);
  return out;
}
#endif

}  // namespace

#ifdef HD_ZLIB
#define STBIW_ZLIB_COMPRESS compressed
#endif
#define STBI_MALLOC(size) limitedAlloc(size)
#define STBI_REALLOC(old, size) limitedRealloc(old, size)
#define STBI_FREE(old) std::free(old)
#define STBI_MAX_DIMENSIONS 65535
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_WRITE_IMPLEMENTATION
#include "image/internal/stb_config.h"

namespace hd {

StbBudget::StbBudget(size_t bytes) { allocationLimit = bytes; }
StbBudget::~StbBudget() { allocationLimit = SIZE_MAX; }

}  // namespace hd
