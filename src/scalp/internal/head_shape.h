// The cranium as a radius over anatomical directions: private to this module.
//
// The cranium is left-right symmetric, so on the unit sphere x enters only through x^2 =
// 1 - y^2 - z^2 and a polynomial in (y, z) says all. Being a polynomial it is smooth everywhere and
// needs only + and *. People's heads have coefficients of their own (head_family.h); the family of
// five numbers that designs were made with before has one set for all.
#pragma once

#include <array>

#include "core/vec.h"
#include "scalp/head_model.h"

namespace hd::shape {

inline constexpr int kDegree = kHeadShapeDegree;
/// Number of coefficients: rows of y^i z^0, y^i z^1, ... up to total degree kDegree, for i = 0, 1, ...
inline constexpr int kTerms = kHeadShapeTerms;

/// The older family: 28 coefficients fitted by smoothed least squares to hand-laid contours of an
/// adult male cranium of 195 x 155 mm, 132 mm high over the tragions: the sagittal profile, the
/// coronal section through the widest place and five level sections (rms 0.7 mm).
extern const double kLegacyCoefficients[kTerms];

/// Half extents of that unit cranium along the head axes, found once by maximising the polynomial:
/// forward, back, up and sideways. They turn a head's dimensions into axis scales.
inline constexpr double kFront = 0.996429;
inline constexpr double kBack = 1.000938423822;
inline constexpr double kTop = 1.001373999164;
inline constexpr double kSide = 1.002105846552;

/// Direction of its highest point (vertex), which lies slightly behind the middle.
inline constexpr double kVertexY = 0.9987727900809499;
inline constexpr double kVertexZ = -0.04952689970021251;

/// Radius of the unit cranium in the unit direction q.
double radius(const double* coefficients, Vec3 q);

/// Radius and its derivatives by q.y and q.z (taken as independent variables of the polynomial).
HeadModel::RadiusJet radiusJet(const double* coefficients, Vec3 q);

/// What each coefficient is multiplied by in direction q.
std::array<double, kTerms> powers(Vec3 q);

}  // namespace hd::shape
