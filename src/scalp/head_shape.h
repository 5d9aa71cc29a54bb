// The average cranium as a radius over anatomical directions: private to this module.
//
// The cranium is left-right symmetric, so on the unit sphere x enters only through x^2 =
// 1 - y^2 - z^2 and a polynomial in (y, z) says all. Its 28 coefficients were fitted by smoothed
// least squares to hand-laid contours of an adult male cranium of 195 x 155 mm, 132 mm high over
// the tragions: the sagittal profile, the coronal section through the widest place and five level
// sections (rms 0.7 mm). Being a polynomial it is smooth everywhere and needs only + and *.
#pragma once

#include "core/vec.h"
#include "scalp/head_model.h"

namespace hd::shape {

/// Half extents of the unit cranium along the head axes, found once by maximising the polynomial:
/// forward, back, up and sideways. They turn a head's dimensions into axis scales.
inline constexpr double kFront = 0.996429;
inline constexpr double kBack = 1.000938423822;
inline constexpr double kTop = 1.001373999164;
inline constexpr double kSide = 1.002105846552;

/// Direction of the highest point (vertex), which lies slightly behind the middle.
inline constexpr double kVertexY = 0.9987727900809499;
inline constexpr double kVertexZ = -0.04952689970021251;

/// Radius of the unit cranium in the unit direction q.
double radius(Vec3 q);

/// Radius and its derivatives by q.y and q.z (taken as independent variables of the polynomial).
HeadModel::RadiusJet radiusJet(Vec3 q);

}  // namespace hd::shape
