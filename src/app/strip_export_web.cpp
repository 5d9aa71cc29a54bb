#include <algorithm>
#include <cmath>

#include "app/strip_export.h"
#include "render/cpu_raster.h"

namespace hd {
namespace {

std::vector<Splat> pending;

/// Rows a splat can touch on either side of its centre, with a px for its soft edge and antialiasing.
double reachPx(const Splat& splat) {
  const double half = std::sqrt(static_cast<double>(splat.axis0y) * splat.axis0y + static_cast<double>(splat.axis1y) * splat.axis1y);
  return half * (1.0 + splat.soft) + 2.0;
}

}  // namespace

void beginStripExport(std::vector<Splat> splats) { pending = std::move(splats); }

void exportStrip(uint8_t* rgba, int width, int top, int rows) {
  const size_t count = static_cast<size_t>(width) * static_cast<size_t>(rows);
  ImageRgb8 strip{width, rows, std::vector<uint8_t>(count * 3)};
  for (size_t i = 0; i < count; ++i) std::copy_n(rgba + i * 4, 3, &strip.rgb[i * 3]);
  std::vector<Splat> here;
  for (const Splat& splat : pending) {
    const double reach = reachPx(splat);
    if (splat.y + reach < top || splat.y - reach > top + rows) continue;
    here.push_back(splat);
    here.back().y -= static_cast<float>(top);
  }
  const ImageRgb8 drawn = renderFull(strip, here);
  for (size_t i = 0; i < count; ++i) std::copy_n(&drawn.rgb[i * 3], 3, rgba + i * 4);
}

void endStripExport() { std::vector<Splat>().swap(pending); }

}  // namespace hd
