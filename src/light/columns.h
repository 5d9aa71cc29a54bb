// How far a path runs inside columns of pigment or shafts of hair.
#pragma once

#include <span>

#include "light/transport.h"

namespace hd {

/// Round columns; hair leans, pigment stands upright.
struct Column {
  double diameterMm = 0.3;
  double topMm = 0.1, bottomMm = 0.4;        ///< depths; negative: above the surface
  double elevationRad = 1.5707963267948966;  ///< of its axis above the surface
};

/// Length of the segments inside one column that meets the surface at `foot`, mm.
double lengthInColumn(std::span<const Segment> segments, const Column& column, Vec2 foot);
/// The same for columns all over the skin, in an even (hexagonal) pattern shifted by `shift` 0..1 of its period.
double lengthInField(std::span<const Segment> segments, const Column& column, double perCm2, Vec2 shift);

}  // namespace hd
