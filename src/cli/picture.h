// Which picture format a file name asks for, and limits that several commands share.
#pragma once

#include <cstdint>
#include <string>

#include "image/image.h"

namespace hd::cli {

/// Seeds stay whole numbers in JSON.
inline constexpr int64_t kMaxSeed = (int64_t{1} << 53) - 1;

/// JPEG for names that end in .jpg or .jpeg, else PNG; without any metadata.
std::string encodeFor(const std::string& path, const ImageRgb8& image);

}  // namespace hd::cli
