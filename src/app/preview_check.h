// The GPU preview compared with the CPU reference, in the program that people use.
#pragma once

#include <cstdint>
#include <span>

#include "core/result.h"
#include "render/cpu_raster.h"

namespace hd {

struct PreviewCheck {
  int64_t values = 0;   ///< compared, three per pixel
  int64_t over = 0;     ///< that differ by more than 2 of 255
  int64_t worst = 0;    ///< largest difference
  int64_t dots = 0;
};

/// Draws a window both ways with the current GL context. Errors: those of GlPreview::init.
Result<PreviewCheck> checkPreview(const ImageRgb8& photo, std::span<const Splat> splats, const RasterWindow& window);

}  // namespace hd
