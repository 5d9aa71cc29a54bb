#include "core/math.h"

#include <cmath>

namespace hd {
namespace {

// pi/2 in three parts (Cody and Waite): the first two have trailing zeros, so that k * part is
// exact for every quadrant number k that the stated range allows.
constexpr double kHalfPiHigh = 1.57079632673412561417e+00;
constexpr double kHalfPiMid = 6.07710050630396597660e-11;
constexpr double kHalfPiLow = 2.02226624879595063154e-21;

// Taylor series on [-pi/4, pi/4]; the first term left out is below 1e-17.
double sinPoly(double r) {
  const double z = r * r;
  double p = -7.6471637318198164759e-13;  // -1/15!
  p = p * z + 1.6059043836821614599e-10;  //  1/13!
  p = p * z - 2.5052108385441718775e-08;  // -1/11!
  p = p * z + 2.7557319223985890653e-06;  //  1/9!
  p = p * z - 1.9841269841269841270e-04;  // -1/7!
  p = p * z + 8.3333333333333333333e-03;  //  1/5!
  p = p * z - 1.6666666666666666667e-01;  // -1/3!
  return r + r * z * p;
}

double cosPoly(double r) {
  const double z = r * r;
  double p = 4.7794773323873852974e-14;   //  1/16!
  p = p * z - 1.1470745597729724714e-11;  // -1/14!
  p = p * z + 2.0876756987868098979e-09;  //  1/12!
  p = p * z - 2.7557319223985890653e-07;  // -1/10!
  p = p * z + 2.4801587301587301587e-05;  //  1/8!
  p = p * z - 1.3888888888888888889e-03;  // -1/6!
  p = p * z + 4.1666666666666666667e-02;  //  1/4!
  p = p * z - 0.5;
  return 1.0 + z * p;
}

struct Quadrant {
  double rest;
  long long index;
};

Quadrant reduce(double angleRad) {
  const double k = std::floor(angleRad * (2.0 / kPi) + 0.5);
  const double rest = ((angleRad - k * kHalfPiHigh) - k * kHalfPiMid) - k * kHalfPiLow;
  return {rest, static_cast<long long>(k)};
}

// atan on [0, 1]: brought to |t| <= tan(pi/16) by subtracting the arctangent of the nearest of
// five nodes, then its Taylor series.
double atanUnit(double x) {
  constexpr double kNode[5] = {0.0, 0.19891236737965800691, 0.41421356237309504880, 0.66817863791929891999, 1.0};
  constexpr double kNodeAtan[5] = {0.0, kPi / 16, kPi / 8, 3 * kPi / 16, kPi / 4};
  int best = 0;
  for (int i = 1; i < 5; ++i) best += x > 0.5 * (kNode[i - 1] + kNode[i]);  // counted, for which it is nobody can guess
  const double t = (x - kNode[best]) / (1.0 + x * kNode[best]);
  const double z = t * t;
  double p = 1.0 / 19.0;
  for (int n = 17; n >= 1; n -= 2) p = 1.0 / n - z * p;
  return kNodeAtan[best] + t * p;
}

}  // namespace

double detSin(double angleRad) {
  const Quadrant q = reduce(angleRad);
  switch (q.index & 3) {
    case 0:
      return sinPoly(q.rest);
    case 1:
      return cosPoly(q.rest);
    case 2:
      return -sinPoly(q.rest);
    default:
      return -cosPoly(q.rest);
  }
}

double detCos(double angleRad) {
  const Quadrant q = reduce(angleRad);
  switch (q.index & 3) {
    case 0:
      return cosPoly(q.rest);
    case 1:
      return -sinPoly(q.rest);
    case 2:
      return -cosPoly(q.rest);
    default:
      return sinPoly(q.rest);
  }
}

double detTan(double angleRad) { return detSin(angleRad) / detCos(angleRad); }

double detAtan2(double y, double x) {
  if (x == 0.0 && y == 0.0) return 0.0;
  const double ax = std::fabs(x), ay = std::fabs(y);
  double angle = ax >= ay ? atanUnit(ay / ax) : 0.5 * kPi - atanUnit(ax / ay);
  if (x < 0.0) angle = kPi - angle;
  return y < 0.0 ? -angle : angle;
}

double detAsin(double x) {
  const double c = clamp(x, -1.0, 1.0);
  return detAtan2(c, std::sqrt((1.0 - c) * (1.0 + c)));
}

double detAcos(double x) {
  const double c = clamp(x, -1.0, 1.0);
  return detAtan2(std::sqrt((1.0 - c) * (1.0 + c)), c);
}

double detExp(double x) {
  if (x < -745.0) return 0.0;
  if (x > 709.0) return 1.7976931348623157e308;
  // x = k ln2 + r with |r| <= ln2/2; ln2 in two parts as for pi above.
  const double k = std::floor(x * (1.0 / kLn2) + 0.5);
  const double r = (x - k * 6.93147180369123816490e-01) - k * 1.90821492927058770002e-10;
  double p = 1.0;
  for (int n = 14; n >= 1; --n) p = 1.0 + r / n * p;
  return std::ldexp(p, static_cast<int>(k));
}

double detLog(double x) {
  if (!(x > 0.0)) return -1.7976931348623157e308;
  int exponent = 0;
  double m = std::frexp(x, &exponent);  // [0.5, 1)
  if (m < 0.70710678118654752440) {
    m *= 2.0;
    --exponent;
  }
  // log m = 2 artanh s, s = (m-1)/(m+1), |s| <= 0.1716.
  const double s = (m - 1.0) / (m + 1.0);
  const double z = s * s;
  double p = 1.0 / 23.0;
  for (int n = 21; n >= 1; n -= 2) p = 1.0 / n + z * p;
  return exponent * kLn2 + 2.0 * s * p;
}

double detPow(double base, double exponent) {
  if (!(base > 0.0)) return 0.0;
  return detExp(exponent * detLog(base));
}

}  // namespace hd
