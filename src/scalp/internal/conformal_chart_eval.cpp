// Evaluation of the chart: called for every dot, so kept apart and compiled for speed.
#include <cmath>
#include <utility>

#include "scalp/internal/conformal_chart.h"

namespace hd {
namespace {

constexpr int kDegree = ConformalChart::kDegree;

// The coefficients of each power of y, summed up in z so far.
struct Rows {
  double value[4 * (kDegree + 1)] = {};
  double slope[4 * (kDegree + 1)] = {};
};

// One Horner step in z, from power kDegree down. All rows advance together: each entry is a chain
// of its own, so nothing waits, and the counts are known to the compiler.
template <bool kSlopes, int kPower>
inline void advance(const double* coefficients, double z, Rows& rows) {
  constexpr int kCount = 4 * (kDegree - kPower + 1);
  constexpr int kOffset = 4 * (kPower * (2 * kDegree + 3 - kPower) / 2);
  for (int t = 0; t < kCount; ++t) {
    if constexpr (kSlopes) rows.slope[t] = rows.slope[t] * z + rows.value[t];
    rows.value[t] = rows.value[t] * z + coefficients[kOffset + t];
  }
}

template <bool kSlopes, size_t... kStep>
inline void advanceAll(const double* coefficients, double z, Rows& rows, std::index_sequence<kStep...>) {
  (advance<kSlopes, kDegree - static_cast<int>(kStep)>(coefficients, z, rows), ...);
}

}  // namespace

Vec3 ConformalChart::sphereMap(Vec3 s) const {
  Rows rows;
  advanceAll<false>(coefficients.data(), s.z, rows, std::make_index_sequence<kDegree + 1>());
  double sum[4] = {0, 0, 0, 0};
  for (int i = kDegree; i >= 0; --i)
    for (int k = 0; k < 4; ++k) sum[k] = sum[k] * s.y + rows.value[4 * i + k];
  return {s.x * sum[0], sum[1], sum[2]};
}

ConformalChart::SphereJet ConformalChart::sphereJet(Vec3 s) const {
  Rows rows;
  advanceAll<true>(coefficients.data(), s.z, rows, std::make_index_sequence<kDegree + 1>());
  double sum[4] = {0, 0, 0, 0}, dy[4] = {0, 0, 0, 0}, dz[4] = {0, 0, 0, 0};
  for (int i = kDegree; i >= 0; --i)
    for (int k = 0; k < 4; ++k) {
      dy[k] = dy[k] * s.y + sum[k];
      dz[k] = dz[k] * s.y + rows.slope[4 * i + k];
      sum[k] = sum[k] * s.y + rows.value[4 * i + k];
    }
  return {{s.x * sum[0], sum[1], sum[2]}, {sum[0], 0.0, 0.0}, {s.x * dy[0], dy[1], dy[2]}, {s.x * dz[0], dz[1], dz[2]}};
}

Vec3 ConformalChart::wrap(Vec2 posMapMm) const {
  const Vec2 t = posMapMm / (2.0 * radiusMm);
  const double r2 = glm::dot(t, t), f = 1.0 / (1.0 + r2);
  const double y = (1.0 - r2) * f, z = 2.0 * t.y * f;
  return {2.0 * t.x * f, tiltCos * y - tiltSin * z, tiltSin * y + tiltCos * z};
}

Vec2 ConformalChart::unwrap(Vec3 s) const {
  const double y = tiltCos * s.y + tiltSin * s.z, z = tiltCos * s.z - tiltSin * s.y;
  return Vec2(s.x, z) * (2.0 * radiusMm / (1.0 + y));
}

ChartJet chartJet(const HeadModel& head, const ConformalChart& chart, Vec2 posMapMm) {
  // Plane -> sphere and the images of the two map axes, which are orthogonal and equally long.
  const Vec2 t = posMapMm / (2.0 * chart.radiusMm);
  const double r2 = glm::dot(t, t), f = 1.0 / (1.0 + r2), g = f * f / chart.radiusMm;
  const double y = (1.0 - r2) * f, z = 2.0 * t.y * f;
  const double c = chart.tiltCos, n = chart.tiltSin;
  const Vec3 s(2.0 * t.x * f, c * y - n * z, n * y + c * z);
  const double uy = -2.0 * t.x * g, uz = -2.0 * t.x * t.y * g;
  const double vy = -2.0 * t.y * g, vz = (1.0 + r2 - 2.0 * t.y * t.y) * g;
  const Vec3 su((1.0 + r2 - 2.0 * t.x * t.x) * g, c * uy - n * uz, n * uy + c * uz);
  const Vec3 sv(-2.0 * t.x * t.y * g, c * vy - n * vz, n * vy + c * vz);

  const ConformalChart::SphereJet jet = chart.sphereJet(s);
  const Vec3 wu = jet.dx * su.x + jet.dy * su.y + jet.dz * su.z;
  const Vec3 wv = jet.dx * sv.x + jet.dy * sv.y + jet.dz * sv.z;
  const double inverse = 1.0 / std::sqrt(glm::dot(jet.u, jet.u));
  const Vec3 q = jet.u * inverse;
  const Vec3 qu = (wu - q * glm::dot(q, wu)) * inverse;
  const Vec3 qv = (wv - q * glm::dot(q, wv)) * inverse;

  const HeadModel::RadiusJet rho = head.radiusJet(q);
  return {head.centreMm() + head.scaleMm() * (rho.r * q), head.scaleMm() * (rho.r * qu + (rho.dy * qu.y + rho.dz * qu.z) * q),
          head.scaleMm() * (rho.r * qv + (rho.dy * qv.y + rho.dz * qv.z) * q)};
}

}  // namespace hd
