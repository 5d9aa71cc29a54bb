// Area of a patch of any head without a chart: for the many heads of an uncertainty estimate.
#pragma once

#include <span>

#include "scalp/head_model.h"

namespace hd {

/// Skin area in cm2 inside a closed simple outline of anatomical directions, its edges straight in
/// the stereographic image of the directions from above. Good to about 0.05 %.
double directionAreaCm2(const HeadModel& head, std::span<const Vec3> outline);

}  // namespace hd
