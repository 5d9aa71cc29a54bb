// Hair drawn hair by hair: the clipped scalp, eyebrows, lashes and the stubble of the beard.
#pragma once

#include "sample/shade.h"

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
};

/// Draws all hair over the shaded picture.
void drawHair(const HairScene& scene, LinearImage& image);

}  // namespace hd
