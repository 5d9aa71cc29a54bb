// The one place where the picture library is compiled. Its allocations pass through a budget, for a
// file of a few kilobytes may claim to unpack to gigabytes.
#include "image/stb.h"

#include <cstdlib>

namespace {

thread_local size_t allocationLimit = SIZE_MAX;

void* limitedAlloc(size_t size) { return size > allocationLimit ? nullptr : std::malloc(size); }
void* limitedRealloc(void* old, size_t size) { return size > allocationLimit ? nullptr : std::realloc(old, size); }

}  // namespace

#define STBI_MALLOC(size) limitedAlloc(size)
#define STBI_REALLOC(old, size) limitedRealloc(old, size)
#define STBI_FREE(old) std::free(old)
#define STBI_MAX_DIMENSIONS 65535
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_WRITE_IMPLEMENTATION
#include "image/stb_config.h"

namespace hd {

StbBudget::StbBudget(size_t bytes) { allocationLimit = bytes; }
StbBudget::~StbBudget() { allocationLimit = SIZE_MAX; }

}  // namespace hd
