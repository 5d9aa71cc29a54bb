// Elementary functions whose bits do not depend on the C library.
//
// The dots are promised to be equal to the bit on gcc, clang and wasm. glibc, musl and MSVC differ
// in the last place of sin, exp and their kin, so whatever feeds the dots uses these. Accuracy is
// a few units in the last place over the ranges stated; speed is that of a polynomial.
#pragma once

namespace hd {

inline constexpr double kPi = 3.14159265358979323846;
inline constexpr double kTwoPi = 2.0 * kPi;
inline constexpr double kLn2 = 0.69314718055994530942;

/// Sine and cosine of an angle in radians, |angleRad| <= 1e6.
double detSin(double angleRad);
double detCos(double angleRad);
/// Tangent of an angle in radians.
double detTan(double angleRad);
/// Angle of the vector (x, y) in (-pi, pi]; 0 for the null vector.
double detAtan2(double y, double x);
/// Arc sine and arc cosine in radians; the argument is clamped to [-1, 1].
double detAsin(double x);
double detAcos(double x);
/// e^x; 0 below -745, the largest finite number above 709.
double detExp(double x);
/// Natural logarithm of x > 0; the most negative finite number for x <= 0.
double detLog(double x);
/// base^exponent for base > 0; 0 for base <= 0.
double detPow(double base, double exponent);

/// x limited to [low, high].
inline double clamp(double x, double low, double high) { return x < low ? low : (x > high ? high : x); }
/// (1 - t) a + t b.
inline double mix(double a, double b, double t) { return a + (b - a) * t; }
/// Hermite step: 0 at or below `from`, 1 at or above `to`, smooth between.
inline double smoothstep(double from, double to, double x) {
  const double t = clamp((x - from) / (to - from), 0.0, 1.0);
  return t * t * (3.0 - 2.0 * t);
}

}  // namespace hd
