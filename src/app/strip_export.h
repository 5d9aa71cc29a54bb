// The full-size picture in strips, so that a photo of any size passes through little memory.
#pragma once

#include <cstdint>
#include <span>

#include "render/highlight.h"
#include "render/splats.h"

namespace hd {

/// Prepares the dots of the picture (photo px at full size), the skin whose highlights stay above them and the onlooker's
/// blur (renderFull). Returns how many rows strips must overlap on either side.
int beginStripExport(std::span<const Splat> splats, const SkinLight& skin, double blurPhotoPx);

/// Draws the dots into `rows` rows of the photo starting at row `top`; RGBA, `width` px wide, alpha kept.
/// The result, without overlapping rows, equals the same rows of renderFull.
void exportStrip(uint8_t* rgba, int width, int top, int rows);

void endStripExport();

}  // namespace hd
