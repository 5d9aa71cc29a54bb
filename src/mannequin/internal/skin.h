// The look of living surfaces at a place: skin, lips and eyes.
#pragma once

#include "mannequin/internal/shade.h"

namespace hd {

/// The look of skin at one place.
struct SkinSurface {
  sdf::V3 albedo;
  float shine;   ///< oil: scales gloss
  float relief;  ///< strength of pores
};

/// Skin at `p`; `hairiness` 0..1 is the share of full hair growing there.
SkinSurface skinAt(const HeadSdf& head, const FaceTraits& face, const Complexion& person, sdf::V3 p, float hairiness);

/// Colour of the eyeball at `p`: white, iris, pupil and corners.
sdf::V3 eyeAt(const HeadSdf& head, const Complexion& person, const Studio& studio, sdf::V3 p);

/// The normal bent by pores and fine lines; `strength` 0 leaves it.
sdf::V3 microNormal(sdf::V3 p, sdf::V3 n, float strength);

}  // namespace hd
