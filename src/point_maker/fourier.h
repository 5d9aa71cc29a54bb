// Spectra of point sets: a plain power-of-two transform whose bits do not depend on a library.
#pragma once

#include <complex>
#include <span>
#include <vector>

#include "point_maker/point_grid.h"

namespace hd::tools {

/// Square periodic grid of complex numbers, row by row.
struct Grid2 {
  int side = 0;
  std::vector<std::complex<float>> cell;
};

/// In-place transform of a grid whose side is a power of two; the inverse is not scaled.
void transform(Grid2& grid, bool inverse);

/// Points spread bilinearly over a grid of the given side, one unit each.
Grid2 deposit(std::span<const TorusPoint> points, int side);

/// Mean and peak of the power |sum exp(ikx)|^2 / n over frequencies 0 < |k| < kMax.
struct Power {
  double mean = 0.0, peak = 0.0;
};
Power powerBelow(std::span<const TorusPoint> points, double kMax);

/// Relative deviation of the mean power between twelve directions, over frequencies from .. to of a
/// transformed deposit.
double anisotropy(const Grid2& transformed, double from, double to);

/// Radial mean power at |k| = 1, 2, ... up to kMax.
std::vector<double> radialPower(std::span<const TorusPoint> points, int kMax);

}  // namespace hd::tools
