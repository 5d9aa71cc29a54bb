#include "app/strip_export.h"

#include <span>

#include "render/blur.h"
#include "render/cpu_raster.h"
#include "render/overlap.h"

namespace hd {
namespace {

PreparedSplats prepared;
SkinLight skinLight;
double blurPx = 0.0;

}  // namespace

int beginStripExport(std::span<const Splat> splats, const SkinLight& skin, double blurPhotoPx) {
  prepared = prepareSplats(splats);
  skinLight = skin;
  blurPx = blurPhotoPx;
  return blurRadius(blurPhotoPx);
}

void exportStrip(uint8_t* rgba, int width, int top, int rows) {
  const size_t count = static_cast<size_t>(width) * static_cast<size_t>(rows);
  applySplats(std::span(rgba, count * 4), 4, width, rows, 0, top, prepared, skinLight, blurPx);
}

void endStripExport() { prepared = {}; }

}  // namespace hd
