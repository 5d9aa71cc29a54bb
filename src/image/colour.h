// Colour spaces: sRGB bytes, linear light, CIELAB (D65).
#pragma once

#include <cstdint>

#include "core/vec.h"

namespace hd {

/// 8-bit sRGB to linear light 0..1 (table), and back with rounding.
float linearFromSrgb8(uint8_t value);
uint8_t srgb8FromLinear(float linear);
/// Continuous sRGB 0..1 <-> linear 0..1.
double linearFromSrgb(double srgb);
double srgbFromLinear(double linear);

struct Lab {
  double l = 0, a = 0, b = 0;
};
/// CIELAB (D65 white) of linear RGB 0..1 with sRGB primaries, and back (not clipped).
Lab labFromLinear(Vec3 linearRgb);
Vec3 linearFromLab(Lab lab);

}  // namespace hd
