// The program's sign, drawn by arithmetic: a disc with a hairline arc, as on the start page.
#pragma once

#include <cstdint>
#include <vector>

namespace hd {

/// The icon as size x size RGBA, row 0 at the top, straight alpha.
std::vector<uint8_t> windowIconRgba(int size);

}  // namespace hd
