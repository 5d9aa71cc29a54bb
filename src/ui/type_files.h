// The files of the built-in type: inside native programs; in the browser the page fetches them beside the program,
// where they do not count for the download of the code and are shared with the page's own text.
#pragma once

#include <cstdint>
#include <span>

namespace hd {

/// Weights of the built-in type.
enum class Weight { regular, medium, semibold };

/// The OpenType file of a weight; lives as long as the program. Empty in the browser until it was set.
std::span<const uint8_t> typeFile(Weight weight);

/// Browser only: keeps a copy of the file of a weight. Before the first Editor is made.
void setTypeFile(Weight weight, std::span<const uint8_t> file);

}  // namespace hd
