// Whether this is one of the builds in which the same work takes several times as long.
#pragma once

namespace hd::test {

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HD_SANITIZED 1
#endif
#endif
#if defined(HD_SANITIZED) || defined(__EMSCRIPTEN__)
/// Sanitizers look for other things than figures do, and as wasm it is the same code again: a part of a long test is enough.
inline constexpr bool kSlowBuild = true;
#else
inline constexpr bool kSlowBuild = false;
#endif

}  // namespace hd::test
