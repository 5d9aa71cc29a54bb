#include "app/strip_export.h"

#include <algorithm>

#include "render/cpu_raster.h"
#include "render/overlap.h"

namespace hd {
namespace {

PreparedSplats prepared;
std::vector<uint8_t> rgb;

}  // namespace

void beginStripExport(std::span<const Splat> splats) { prepared = prepareSplats(splats); }

void exportStrip(uint8_t* rgba, int width, int top, int rows) {
  const size_t count = static_cast<size_t>(width) * static_cast<size_t>(rows);
  rgb.resize(count * 3);
  for (size_t i = 0; i < count; ++i) std::copy_n(rgba + i * 4, 3, &rgb[i * 3]);
  applySplats(rgb, width, rows, 0, top, prepared);
  for (size_t i = 0; i < count; ++i) std::copy_n(&rgb[i * 3], 3, rgba + i * 4);
}

void endStripExport() {
  prepared = {};
  std::vector<uint8_t>().swap(rgb);
}

}  // namespace hd
