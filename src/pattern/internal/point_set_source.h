// Where the point set comes from when nobody hands it over.
#pragma once

#include <cstdint>
#include <span>

namespace hd {

/// Bytes of points.bin inside the program; empty in the browser, which fetches them.
std::span<const uint8_t> builtInPointSet();

}  // namespace hd
