// Hair drawn hair by hair: the clipped scalp, eyebrows, lashes and the stubble of the beard.
#pragma once

#include <optional>

#include "mannequin/internal/shade.h"

namespace hd {

struct HairScene {
  const HeadSdf& head;
  const Individual& shape;
  const HairField& field;
  const Complexion& person;
  const Studio& studio;
  const Rig& rig;
  const Geometry& geometry;
  const LinearImage& light;  ///< light arriving at each pixel's skin
  uint64_t seed;
  /// Length that the scalp's hair is cut to, mm; absent: a few millimetres.
  std::optional<float> clippedMm{};
};

/// Hairs on the sides of a head that is shown clipped.
inline constexpr float kClippedHairsPerCm2 = 170.0f;

/// Draws all hair over the shaded picture.
void drawHair(const HairScene& scene, LinearImage& image);

}  // namespace hd
