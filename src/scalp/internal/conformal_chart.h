// The conformal chart of a cranium as one smooth formula: private to this module.
//
// The map plane is wrapped onto a unit sphere by the stereographic projection (conformal and known
// exactly); a polynomial map of that sphere onto the sphere of anatomical directions then undoes
// what the cranium's shape would distort. Both parts are smooth everywhere, so positions, lengths
// and areas come from one function and its exact derivative, without any grid or seam.
#pragma once

#include <array>

#include "core/vec.h"
#include "scalp/head_model.h"

namespace hd {

struct ConformalChart {
  static constexpr int kDegree = 10;
  static constexpr int kTerms = (kDegree + 1) * (kDegree + 2) / 2;

  /// Coefficients of y^i z^j (rows of ascending j, in each ascending i) for the three components of the sphere
  /// map; the x component is divided by x. Four doubles per term, the last one is padding.
  std::array<double, 4 * kTerms> coefficients{};
  /// Rotation about x that brings the pole (0, 1, 0) to the sphere point of the vertex.
  double tiltCos = 1.0, tiltSin = 0.0;
  /// Radius of the sphere for the stereographic projection, mm; makes the scale 1 at the origin.
  double radiusMm = 1.0;

  /// Sphere point -> direction times a positive factor.
  Vec3 sphereMap(Vec3 s) const;
  /// The same with its derivatives along y and z at fixed x, and along x (ambient polynomial).
  struct SphereJet {
    Vec3 u, dx, dy, dz;
  };
  SphereJet sphereJet(Vec3 s) const;

  /// Sphere point of a map position, and back.
  Vec3 wrap(Vec2 posMapMm) const;
  Vec2 unwrap(Vec3 s) const;
};

/// Solves for the chart of `head`: Gauss-Newton on the deviation from conformality over the whole
/// sphere. Deterministic to the bit; some tens of milliseconds.
ConformalChart solveConformalChart(const HeadModel& head);

/// Position on the skin and its derivatives by the two map axes.
struct ChartJet {
  Vec3 posScalpMm, du, dv;
};
ChartJet chartJet(const HeadModel& head, const ConformalChart& chart, Vec2 posMapMm);

/// Sphere point whose image is the anatomical direction `q`.
Vec3 sphereOfDirection(const ConformalChart& chart, Vec3 q);

}  // namespace hd
