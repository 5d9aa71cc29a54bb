// Takes the long waves out of a point set: what is left of them is what the eye sees as clouds.
#pragma once

#include <span>

#include "point_maker/point_grid.h"

namespace hd::tools {

/// Moves the points down the gradient of the potential of their own density waves shorter in
/// frequency than half of sqrt(n), so that every such wave loses the share `strength` (0..1) of its
/// amplitude. Moves are a small part of the spacing.
void calmLongWaves(std::span<TorusPoint> points, float strength);

}  // namespace hd::tools
