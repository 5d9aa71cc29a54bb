#include "scalp/internal/head_shape.h"

namespace hd::shape {

// Row i holds the coefficients of y^i z^0, y^i z^1, ... up to total degree 6.
const double kLegacyCoefficients[kTerms] = {
    0.963464,  -0.182825, 0.296874,  0.309561,  -0.300439, -0.127968, 0.037762,  //
    0.104149,  -0.074922, 0.111818,  0.010008,  -0.165915, 0.054183,             //
    0.368483,  0.078078,  -0.450582, 0.033854,  0.001559,                        //
    -0.266540, 0.408070,  -0.012358, -0.329005,                                  //
    -0.181623, 0.089489,  0.067238,                                              //
    -0.080863, -0.340783,                                                        //
    0.093730,
};
namespace {

constexpr int rowStart(int i) { return i * (2 * kDegree + 3 - i) / 2; }

}  // namespace

double radius(const double* coefficients, Vec3 q) {
  double sum = 0.0;
  for (int i = kDegree; i >= 0; --i) {
    const double* row = coefficients + rowStart(i);
    double inner = row[kDegree - i];
    for (int j = kDegree - i - 1; j >= 0; --j) inner = inner * q.z + row[j];
    sum = sum * q.y + inner;
  }
  return sum;
}

HeadModel::RadiusJet radiusJet(const double* coefficients, Vec3 q) {
  HeadModel::RadiusJet jet{0.0, 0.0, 0.0};
  for (int i = kDegree; i >= 0; --i) {
    const double* row = coefficients + rowStart(i);
    double inner = row[kDegree - i], slope = 0.0;
    for (int j = kDegree - i - 1; j >= 0; --j) {
      slope = slope * q.z + inner;
      inner = inner * q.z + row[j];
    }
    jet.dy = jet.dy * q.y + jet.r;
    jet.dz = jet.dz * q.y + slope;
    jet.r = jet.r * q.y + inner;
  }
  return jet;
}

std::array<double, kTerms> powers(Vec3 q) {
  std::array<double, kTerms> out;
  double y = 1.0;
  int t = 0;
  for (int i = 0; i <= kDegree; ++i, y = y * q.y) {
    double yz = y;
    for (int j = 0; i + j <= kDegree; ++j, yz = yz * q.z) out[static_cast<size_t>(t++)] = yz;
  }
  return out;
}

}  // namespace hd::shape
