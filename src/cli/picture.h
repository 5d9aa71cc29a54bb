// Which picture format a file name asks for, and limits that several commands share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/args.h"
#include "image/image.h"

namespace hd::cli {

/// Seeds stay whole numbers in JSON.
inline constexpr int64_t kMaxSeed = (int64_t{1} << 53) - 1;

/// Of JPEGs where no --quality is given.
inline constexpr int kJpegQuality = 92;

/// JPEG for names that end in .jpg or .jpeg, else PNG; without any metadata.
std::string encodeFor(const std::string& path, const ImageRgb8& image, int jpegQuality = kJpegQuality);

struct PictureSize {
  int widthPx, heightPx;
};
/// What --size WIDTHxHEIGHT says, each 64..6000; what is wrong is reported to `args`.
std::optional<PictureSize> readSize(Args& args);

}  // namespace hd::cli
