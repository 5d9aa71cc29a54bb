// Photos from bytes: JPEG and PNG, turned upright, with errors a person can act on.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "image/image.h"

namespace hd {

/// What the EXIF block tells; everything else in it (GPS above all) is never read or kept.
struct ExifInfo {
  int orientation = 1;                      ///< 1..8, 1 upright
  std::optional<double> focalLength35Mm;    ///< 35 mm equivalent focal length
  int takenWidthPx = 0, takenHeightPx = 0;  ///< size when taken, before orientation; 0 unknown
};
/// Reads the EXIF block of a JPEG; defaults when there is none or it is broken.
ExifInfo readExif(std::span<const uint8_t> bytes);

struct Photo {
  ImageRgb8 image;  ///< orientation applied: what a person sees
  ExifInfo exif;
};

/// Decodes. Errors: "photo.empty", "photo.unknown" (not a picture; names what it looks like, e.g.
/// a PDF renamed .jpg, HEIC, WebP, GIF), "photo.truncated", "photo.huge" (over `maxPixels`),
/// "photo.unsupported" (a kind of JPEG that is not read), "photo.damaged". CMYK, 16 bit and see-through
/// pictures are converted.
Result<Photo> decodePhoto(std::span<const uint8_t> bytes, int64_t maxPixels = 120'000'000);

/// Turns an image so that EXIF `orientation` (1..8) becomes upright.
ImageRgb8 applyOrientation(ImageRgb8 image, int orientation);

}  // namespace hd
