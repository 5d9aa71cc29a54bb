#include <algorithm>
#include <cmath>

#include "platform/internal/window_icon.h"

namespace hd {

std::vector<uint8_t> windowIconRgba(int size) {
  std::vector<uint8_t> out(static_cast<size_t>(size) * static_cast<size_t>(size) * 4);
  const double half = size / 2.0;
  const double px = 1.0 / half;  // one pixel, with the disc's radius as the unit
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) {
      const double u = (x + 0.5 - half) / half, v = (y + 0.5 - half) / half;
      const double disc = std::clamp((0.97 - std::sqrt(u * u + v * v)) / px + 0.5, 0.0, 1.0);
      // The arc: a parabola with its crown above the middle, ends drooping towards the temples.
      const double arcV = -0.26 + 0.95 * u * u;
      const double slope = 1.9 * u;
      const double distance = std::abs(v - arcV) / std::sqrt(1.0 + slope * slope);
      const double arc = std::abs(u) < 0.62 ? std::clamp((0.085 - distance) / px + 0.5, 0.0, 1.0) : 0.0;
      uint8_t* p = &out[(static_cast<size_t>(y) * static_cast<size_t>(size) + static_cast<size_t>(x)) * 4];
      const double teal[3] = {0x1F, 0x6F, 0x78};
      for (int c = 0; c < 3; ++c) p[c] = static_cast<uint8_t>(teal[c] + (255.0 - teal[c]) * arc + 0.5);
      p[3] = static_cast<uint8_t>(disc * 255.0 + 0.5);
    }
  }
  return out;
}

}  // namespace hd
