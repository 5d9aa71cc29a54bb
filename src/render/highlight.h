// Shine on the skin lies above the pigment: light that a glossy scalp mirrors is not darkened by
// dots.
//
// The mirrored part is white, the rest has the skin's hue, so red minus blue tells how much of a
// pixel is skin proper. Only pixels clearly brighter than the skin's average count, because a
// greyish patch may as well be stubble or shade. The shader has the same lines.
#pragma once

#include <algorithm>

#include "core/vec.h"

namespace hd {

/// The skin that highlights stand out from; none: nothing is taken for a highlight.
struct SkinLight {
  float luminance = 0.0f;  ///< 0: unknown
  float blueOverRed = 1.0f;
};

/// From the average colour of skin, linear RGB. Skin without hue (a grey photo) gives none.
SkinLight skinLightOf(Vec3 skinLinear);

/// Brightness over the skin's average at which a highlight begins and is complete.
inline constexpr float kHighlightFrom = 1.15f;
inline constexpr float kHighlightFull = 1.6f;
/// Even burnt-out skin is not all mirror.
inline constexpr float kMostMirrored = 0.8f;

/// White light mirrored by a pixel, linear, at most kMostMirrored of its darkest channel.
inline float mirroredLight(const SkinLight& skin, float r, float g, float b) {
  if (skin.luminance <= 0.0f) return 0.0f;
  const float y = 0.2126f * r + 0.7152f * g + 0.0722f * b;
  const float t = std::clamp((y / skin.luminance - kHighlightFrom) / (kHighlightFull - kHighlightFrom), 0.0f, 1.0f);
  if (t == 0.0f) return 0.0f;
  const float mirrored = r - (r - b) / (1.0f - skin.blueOverRed);
  return t * t * (3.0f - 2.0f * t) * std::clamp(mirrored, 0.0f, kMostMirrored * std::min({r, g, b}));
}

}  // namespace hd
