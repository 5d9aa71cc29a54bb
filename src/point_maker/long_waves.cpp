#include "point_maker/long_waves.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "point_maker/fourier.h"

namespace hd::tools {
namespace {

// The band of the measure (half of sqrt(n)) counts fully; above it the push fades out.
constexpr double kFull = 0.50, kNone = 0.58;
// No point moves by more than this part of the spacing at once.
constexpr float kMostMove = 0.1f;

}  // namespace

void calmLongWaves(std::span<TorusPoint> points, float strength) {
  const double n = static_cast<double>(points.size()), root = std::sqrt(n);
  int side = 64;
  while (side < 3.5 * kNone * root && side < 2048) side *= 2;
  Grid2 grid = deposit(points, side);
  transform(grid, false);
  const auto signedFrequency = [side](int i) { return i < side / 2 ? i : i - side; };
  std::vector<double> gain(side);  // of the bilinear deposit and look-up together
  for (int i = 0; i < side; ++i) {
    const double x = kPi * signedFrequency(i) / side, sinc = x == 0.0 ? 1.0 : detSin(x) / x;
    gain[i] = sinc * sinc * sinc * sinc;
  }
  // A wave of amplitude S and frequency k vanishes when every point moves by the gradient of
  // S / (n (2 pi k)^2): both components at once, as real and imaginary part.
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) {
      std::complex<float>& cell = grid.cell[static_cast<size_t>(y) * side + x];
      const double u = signedFrequency(x), v = signedFrequency(y), k = std::sqrt(u * u + v * v);
      if (k == 0.0 || k >= kNone * root) {
        cell = 0.0f;
        continue;
      }
      const double weight = std::min(1.0, (kNone - k / root) / (kNone - kFull)) / (n * kTwoPi * k * k * gain[x] * gain[y]);
      const double re = cell.real() * weight, im = cell.imag() * weight;
      // (re + i im)(i u - v)
      cell = {static_cast<float>(-re * v - im * u), static_cast<float>(re * u - im * v)};
    }
  transform(grid, true);
  const float most = kMostMove / static_cast<float>(root);
  for (TorusPoint& p : points) {
    const float gx = p.x * side, gy = p.y * side;
    const int x = static_cast<int>(gx), y = static_cast<int>(gy);
    const float tx = gx - x, ty = gy - y;
    const auto at = [&](int u, int v) { return grid.cell[static_cast<size_t>(v % side) * side + u % side]; };
    const std::complex<float> low = at(x, y) * (1 - tx) + at(x + 1, y) * tx, high = at(x, y + 1) * (1 - tx) + at(x + 1, y + 1) * tx;
    const std::complex<float> slope = low * (1 - ty) + high * ty;
    p = {wrapUnit(p.x - std::clamp(strength * slope.real(), -most, most)),
         wrapUnit(p.y - std::clamp(strength * slope.imag(), -most, most))};
  }
}

}  // namespace hd::tools
