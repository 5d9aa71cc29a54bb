// Tells hair from skin on a head that has been fitted to a photo.
#pragma once

#include "scalp/fit.h"
#include "vision/head_hair.h"
#include "vision/internal/person_mask.h"

namespace hd {

/// The light that falls on the head is estimated from certain skin (the lower forehead, growing upwards over what is no
/// darker), divided out, and what is then darker than this person's skin is hair, where hair can be. Works for hair darker
/// than the skin. Absent when no forehead is in sight.
std::optional<HairFound> hairOf(const Pyramid& photo, const PersonMask& mask, const HeadFit& fit);

}  // namespace hd
