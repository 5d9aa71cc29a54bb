// Places: the field thresholded by the ranked points, bucket by bucket.
#pragma once

#include <cstdint>
#include <vector>

#include "pattern/density_field.h"
#include "pattern/point_layout.h"

namespace hd {

/// A dot's place before it is given its looks.
struct Place {
  Vec2 posMapMm;
  uint16_t rank;        ///< of its point
  uint16_t repeat;      ///< which copy of the torus; (rank, repeat, mode) is unique
  int16_t zone;
  uint8_t mode;         ///< ScatterMode
  float behindMm;       ///< behind the hairline; 1e30 far from it
  float diameterMm;     ///< healed, before its own variation
  float shade;          ///< before its own variation
};

/// All places of a design, in the order of rank, then repeat, then mode.
std::vector<Place> samplePlaces(const Design& design, const DensityField& field);

}  // namespace hd
