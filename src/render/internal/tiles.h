// Splats sorted into square pieces of the output, so that only touched pieces are worked on and a
// piece's sums stay in the cache.
#pragma once

#include <functional>
#include <span>

#include "render/cpu_raster.h"

namespace hd {

/// A piece of the output, output px.
struct Tile {
  int x = 0, y = 0, width = 0, height = 0;
};

/// Adds the light that one splat removes, RGB interleaved, to the sums of a tile.
void addSplatToTile(const PreparedSplats& all, uint32_t index, const RasterWindow& window, const Tile& tile, float* rgb);

/// Calls `visit(tile, removed)` for each tile that any splat or the veil touches; `removed` holds the light that both
/// remove, RGB interleaved, tile.width * tile.height pixels, within 0..1.
void forTouchedTiles(const PreparedSplats& splats, const RasterWindow& window,
                     const std::function<void(const Tile&, std::span<const float>)>& visit);

}  // namespace hd
