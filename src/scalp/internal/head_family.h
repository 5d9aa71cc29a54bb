// People's heads: the mean and the ways to differ from it, as tables. Private to this module.
//
// A head is mean + sum of modes[k] * mode k for the coefficients of its unit shape, its three extents and its
// landmarks alike; modes are standard normal and independent beforehand. What the tables come from and what it may
// be used for is in assets/facts.json (head.family); programs/build_head_family.cpp makes them.
#pragma once

#include <array>
#include <cstdint>

#include "scalp/head_model.h"
#include "scalp/internal/head_shape.h"

namespace hd::family {

/// Where directions are taken from, head frame mm.
inline constexpr double kCentreY = 42.0, kCentreZ = -5.0;

extern const double kVertexZ;  ///< of the anatomical direction of the mean's highest point
extern const double kMeanShape[shape::kTerms];
extern const double kMeanScaleMm[3];
extern const double kMeanLandmarksMm[3 * kLandmarkCount];

/// What a mode does to the shape's coefficients, the extents (mm) and the landmarks (mm), mode after mode.
struct Modes {
  std::array<double, kHeadModes * shape::kTerms> shape;
  std::array<double, kHeadModes * 3> scaleMm;
  std::array<double, kHeadModes * 3 * kLandmarkCount> landmarksMm;
};
const Modes& modes();

/// They are kept as whole multiples of these units: a quarter of the bytes, and a micron of skin.
inline constexpr double kShapeUnit = 1e-5, kLengthUnitMm = 1e-3;
extern const int16_t kShapeModes[kHeadModes * shape::kTerms];
extern const int16_t kScaleModes[kHeadModes * 3];
extern const int16_t kLandmarkModes[kHeadModes * 3 * kLandmarkCount];

}  // namespace hd::family
