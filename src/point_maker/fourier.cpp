#include "point_maker/fourier.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"

namespace hd::tools {
namespace {

void transformLine(std::complex<float>* a, int n, const std::vector<std::complex<float>>& root) {
  for (int i = 1, j = 0; i < n; ++i) {
    int bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) std::swap(a[i], a[j]);
  }
  for (int half = 1; half < n; half *= 2) {
    const int stride = n / (2 * half);
    for (int start = 0; start < n; start += 2 * half)
      for (int k = 0; k < half; ++k) {
        const std::complex<float> w = root[k * stride], u = a[start + k], v = a[start + k + half];
        const std::complex<float> t(v.real() * w.real() - v.imag() * w.imag(), v.real() * w.imag() + v.imag() * w.real());
        a[start + k] = u + t;
        a[start + k + half] = u - t;
      }
  }
}

// What the bilinear deposit took from a frequency.
double sinc(double x) { return x == 0.0 ? 1.0 : detSin(kPi * x) / (kPi * x); }

template <class F>
void forPower(std::span<const TorusPoint> points, double kMax, F f) {
  int side = 64;
  while (side < 8.0 * kMax && side < 2048) side *= 2;
  Grid2 grid = deposit(points, side);
  transform(grid, false);
  const int reach = std::min(side / 2 - 1, static_cast<int>(kMax));
  for (int v = -reach; v <= reach; ++v)
    for (int u = 0; u <= reach; ++u) {  // half plane: the points are real
      if (u == 0 && v <= 0) continue;
      const double k = std::sqrt(static_cast<double>(u * u + v * v));
      if (k > kMax) continue;
      const double loss = sinc(static_cast<double>(u) / side) * sinc(static_cast<double>(v) / side);
      const std::complex<float> a = grid.cell[static_cast<size_t>((v + side) % side) * side + u];
      f(k, (a.real() * a.real() + a.imag() * a.imag()) / (loss * loss * loss * loss) / static_cast<double>(points.size()));
    }
}

}  // namespace

void transform(Grid2& grid, bool inverse) {
  const int n = grid.side;
  std::vector<std::complex<float>> root(std::max(1, n / 2)), column(n);
  for (int k = 0; k < n / 2; ++k) {
    const double angle = (inverse ? kTwoPi : -kTwoPi) * k / n;
    root[k] = {static_cast<float>(detCos(angle)), static_cast<float>(detSin(angle))};
  }
  for (int y = 0; y < n; ++y) transformLine(&grid.cell[static_cast<size_t>(y) * n], n, root);
  for (int x = 0; x < n; ++x) {
    for (int y = 0; y < n; ++y) column[y] = grid.cell[static_cast<size_t>(y) * n + x];
    transformLine(column.data(), n, root);
    for (int y = 0; y < n; ++y) grid.cell[static_cast<size_t>(y) * n + x] = column[y];
  }
}

Grid2 deposit(std::span<const TorusPoint> points, int side) {
  Grid2 grid{side, std::vector<std::complex<float>>(static_cast<size_t>(side) * side)};
  for (const TorusPoint& p : points) {
    const float gx = p.x * side, gy = p.y * side;
    const int x = static_cast<int>(gx), y = static_cast<int>(gy);
    const float tx = gx - x, ty = gy - y;
    const auto add = [&](int u, int v, float w) { grid.cell[static_cast<size_t>(v % side) * side + u % side] += w; };
    add(x, y, (1 - tx) * (1 - ty));
    add(x + 1, y, tx * (1 - ty));
    add(x, y + 1, (1 - tx) * ty);
    add(x + 1, y + 1, tx * ty);
  }
  return grid;
}

Power powerBelow(std::span<const TorusPoint> points, double kMax) {
  Power out;
  int count = 0;
  forPower(points, kMax, [&](double, double p) {
    out.mean += p;
    out.peak = std::max(out.peak, p);
    ++count;
  });
  out.mean /= std::max(1, count);
  return out;
}

double anisotropy(const Grid2& transformed, double from, double to) {
  constexpr int kDirections = 12;
  const int side = transformed.side, reach = std::min(side / 2 - 1, static_cast<int>(to));
  double sum[kDirections] = {}, mean = 0.0, squares = 0.0;
  int count[kDirections] = {};
  for (int v = -reach; v <= reach; ++v)
    for (int u = 0; u <= reach; ++u) {
      const double k = std::sqrt(static_cast<double>(u * u + v * v));
      if (k < from || k > to || (u == 0 && v < 0)) continue;
      const double loss = sinc(static_cast<double>(u) / side) * sinc(static_cast<double>(v) / side);
      const int direction = std::clamp(static_cast<int>((std::atan2(v, u) / kPi + 0.5) * kDirections), 0, kDirections - 1);
      sum[direction] += std::norm(transformed.cell[static_cast<size_t>((v + side) % side) * side + u]) / (loss * loss * loss * loss);
      ++count[direction];
    }
  for (int d = 0; d < kDirections; ++d) mean += sum[d] / count[d] / kDirections;
  for (int d = 0; d < kDirections; ++d) squares += std::pow(sum[d] / count[d] / mean - 1.0, 2.0) / kDirections;
  return std::sqrt(squares);
}

std::vector<double> radialPower(std::span<const TorusPoint> points, int kMax) {
  std::vector<double> sum(kMax + 1, 0.0);
  std::vector<int> count(kMax + 1, 0);
  forPower(points, kMax, [&](double k, double p) {
    const int bin = static_cast<int>(k + 0.5);
    if (bin > kMax) return;
    sum[bin] += p;
    ++count[bin];
  });
  for (int k = 1; k <= kMax; ++k) sum[k] /= std::max(1, count[k]);
  return sum;
}

}  // namespace hd::tools
