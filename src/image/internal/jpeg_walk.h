// A walk over the segments of a JPEG without decoding it: its size, its EXIF block, and whether the
// file is all there. Decoders paint a cut-off file grey without a word, so this looks first.
#pragma once

#include <cstdint>
#include <span>

namespace hd {

struct JpegWalk {
  bool isJpeg = false;
  int width = 0, height = 0;  ///< from the frame header; 0 when there was none
  int components = 0;
  int frameMarker = 0;  ///< 0xc0 baseline, 0xc1 extended, 0xc2 progressive, …
  int precisionBits = 0;
  int scans = 0;
  int64_t scanBytes = 0;          ///< compressed picture data
  bool complete = false;          ///< the end marker was found
  std::span<const uint8_t> exif;  ///< TIFF block of the EXIF segment, empty if none
};

JpegWalk walkJpeg(std::span<const uint8_t> bytes);

}  // namespace hd
