// What a file is, by its first bytes: so that a renamed or unreadable file gets a message that says
// what it is and what to do.
#pragma once

#include <cstdint>
#include <span>

#include "core/result.h"

namespace hd {

enum class FileKind { empty, jpeg, png, webp, gif, heic, avif, tiff, bmp, jpegXl, psd, pdf, video, zip, markup, text, unknown };

/// Kind by content; the name of the file plays no part.
FileKind sniffFile(std::span<const uint8_t> bytes);

/// The error for a file that is neither JPEG nor PNG: "photo.empty" or "photo.unknown".
Error notAPhoto(FileKind kind);

}  // namespace hd
