// Everything but the photo that a finished picture is made from, and its way between programs as bytes: the designer hands it
// to whoever draws the picture at full size.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "render/highlight.h"
#include "render/splats.h"

namespace hd {

struct PicturePlan {
  std::vector<Splat> splats;  ///< photo px at full size
  SkinLight skin;             ///< whose highlights stay above the dots
  double blurPhotoPx = 0.0;   ///< the onlooker's, as in RasterWindow
};

/// Little-endian: "HDPP", u32 version, u32 count of splats, f32 skin luminance and blue over red, f64 blur; then per splat 17
/// f32 in the order of Splat's members, the last one 1 for a halo.
std::string writePicturePlan(const PicturePlan& plan);

/// Reads it back. Error "plan.bytes": not such a text, cut off, or with a number that no picture has.
Result<PicturePlan> readPicturePlan(std::span<const uint8_t> bytes);

}  // namespace hd
