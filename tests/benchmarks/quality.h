// Measures of how evenly points follow a density; see quality.cpp for each one's definition.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "core/vec.h"

namespace hd::bench {

/// A density over the square [0, side)^2, in points per unit area.
struct DensityMap {
  double side = 1.0;
  std::function<double(Vec2)> at;
};

/// Numbers of the measures; negative where one does not apply.
struct Quality {
  double rho = -1;    ///< least distance / hexagonal spacing at the local density (of the denser point)
  double rho01 = -1;  ///< its 1st percentile
  double cv = -1;     ///< spread of nearest-neighbour distances in local spacings
  double low = -1;    ///< mean power below half the local spacing's frequency, less the map's; white noise 1
  double rms50 = -1;  ///< relative error of counts in cells of 50 expected points; white noise 0.143
  double edge = -1;   ///< the same over cells that straddle a step of the density
  double count = -1;  ///< relative error of the number of points
};

/// What the spectrum of evenly dense points tells, under a Hann window over the whole square.
struct Spectrum {
  double lo5 = -1;         ///< mean power below half of sqrt(density); white noise 1
  double spike = -1;       ///< highest single power there / mean (11 to 16 without periodicity)
  double anisotropy = -1;  ///< relative deviation of the power between twelve directions, from 0.5 to 1.5 sqrt(density)
};
Spectrum spectrumOf(const std::vector<Vec2>& points, double side);

/// Measures points against the map they were made for. `onStep` tells whether a square (centre, half
/// side) straddles a sharp step.
Quality measure(const std::vector<Vec2>& points, const DensityMap& map, const std::function<bool(Vec2, double)>& onStep);

}  // namespace hd::bench
