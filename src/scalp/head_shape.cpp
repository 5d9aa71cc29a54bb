#include "scalp/head_shape.h"

namespace hd::shape {
namespace {

constexpr int kDegree = 6;

// Row i holds the coefficients of y^i z^0, y^i z^1, ... up to total degree 6.
constexpr double kCoefficients[] = {
    0.963464,  -0.182825, 0.296874,  0.309561,  -0.300439, -0.127968, 0.037762,  //
    0.104149,  -0.074922, 0.111818,  0.010008,  -0.165915, 0.054183,             //
    0.368483,  0.078078,  -0.450582, 0.033854,  0.001559,                        //
    -0.266540, 0.408070,  -0.012358, -0.329005,                                  //
    -0.181623, 0.089489,  0.067238,                                              //
    -0.080863, -0.340783,                                                        //
    0.093730,
};
constexpr int kRowStart[kDegree + 1] = {0, 7, 13, 18, 22, 25, 27};

}  // namespace

double radius(Vec3 q) {
  double sum = 0.0;
  for (int i = kDegree; i >= 0; --i) {
    const double* row = kCoefficients + kRowStart[i];
    double inner = row[kDegree - i];
    for (int j = kDegree - i - 1; j >= 0; --j) inner = inner * q.z + row[j];
    sum = sum * q.y + inner;
  }
  return sum;
}

HeadModel::RadiusJet radiusJet(Vec3 q) {
  HeadModel::RadiusJet jet{0.0, 0.0, 0.0};
  for (int i = kDegree; i >= 0; --i) {
    const double* row = kCoefficients + kRowStart[i];
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

}  // namespace hd::shape
