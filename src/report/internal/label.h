// Plain lettering for contact sheets: a small built-in pixel font, capitals, digits and a few signs.
#pragma once

#include <cstdint>
#include <string_view>

#include "image/image.h"

namespace hd {

/// Height of a line of letters at scale 1, px, and the advance of a letter.
inline constexpr int kLabelHeight = 7;
inline constexpr int kLabelAdvance = 6;

/// Writes `text` with its top-left corner at (x, y), `scale` px a dot of the font; what does not fit
/// into the image is cut off. Small letters are written as capitals, unknown signs as spaces.
void drawLabel(ImageRgb8& image, int x, int y, std::string_view text, uint32_t rgb, int scale = 1);

/// Width of a text, px.
int labelWidth(std::string_view text, int scale = 1);

}  // namespace hd
