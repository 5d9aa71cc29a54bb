#include "render/internal/tiles.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hd {
namespace {

// 128 x 64 px of three floats are 96 KiB: half of a common second-level cache.
constexpr int kTileWidth = 128;
constexpr int kTileHeight = 64;

struct TileRange {
  int x0, y0, x1, y1;  ///< inclusive
};

}  // namespace

void forTouchedTiles(const PreparedSplats& splats, const RasterWindow& window,
                     const std::function<void(const Tile&, std::span<const float>)>& visit) {
  if (window.width <= 0 || window.height <= 0) return;
  const int columns = (window.width + kTileWidth - 1) / kTileWidth;
  const int rows = (window.height + kTileHeight - 1) / kTileHeight;
  const auto rangeOf = [&](const DrawSplat& s, TileRange& range) {
    const double scale = window.pxPerPhotoPx;
    const double x = (s.x - window.originXPx) * scale, y = (s.y - window.originYPx) * scale;
    const double rx = s.reachX() * scale + 1e-3, ry = s.reachY() * scale + 1e-3;
    if (!(x + rx > 0 && y + ry > 0 && x - rx < window.width && y - ry < window.height)) return false;
    range.x0 = static_cast<int>(std::max(x - rx, 0.0)) / kTileWidth;
    range.y0 = static_cast<int>(std::max(y - ry, 0.0)) / kTileHeight;
    range.x1 = std::min(static_cast<int>(std::min(x + rx, window.width - 1.0)) / kTileWidth, columns - 1);
    range.y1 = std::min(static_cast<int>(std::min(y + ry, window.height - 1.0)) / kTileHeight, rows - 1);
    return true;
  };

  // Counting sort of (tile, splat) pairs keeps the splats of a tile in their order.
  std::vector<uint32_t> starts(static_cast<size_t>(columns) * rows + 1, 0);
  TileRange range;
  const auto forTiles = [&](const TileRange& r, auto&& act) {
    for (int ty = r.y0; ty <= r.y1; ++ty)
      for (int tx = r.x0; tx <= r.x1; ++tx) act(static_cast<size_t>(ty) * columns + tx);
  };
  for (const DrawSplat& s : splats.splats)
    if (rangeOf(s, range)) forTiles(range, [&](size_t tile) { ++starts[tile + 1]; });
  for (size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
  std::vector<uint32_t> members(starts.back());
  std::vector<uint32_t> fill(starts.begin(), starts.end() - 1);
  for (uint32_t i = 0; i < splats.splats.size(); ++i)
    if (rangeOf(splats.splats[i], range)) forTiles(range, [&](size_t tile) { members[fill[tile]++] = i; });

  std::vector<float> sums(static_cast<size_t>(kTileWidth) * kTileHeight * 3);
  for (int ty = 0; ty < rows; ++ty)
    for (int tx = 0; tx < columns; ++tx) {
      const size_t at = static_cast<size_t>(ty) * columns + tx;
      Tile tile{tx * kTileWidth, ty * kTileHeight, 0, 0};
      tile.width = std::min(kTileWidth, window.width - tile.x);
      tile.height = std::min(kTileHeight, window.height - tile.y);
      const double px = 1.0 / window.pxPerPhotoPx, left = window.originXPx + tile.x * px, top = window.originYPx + tile.y * px;
      const bool veiled = veilMeets(splats.veil, left, top, left + tile.width * px, top + tile.height * px);
      if (!veiled && starts[at] == starts[at + 1]) continue;
      const size_t values = static_cast<size_t>(tile.width) * tile.height * 3;
      std::fill(sums.begin(), sums.begin() + values, 0.0f);
      for (uint32_t m = starts[at]; m < starts[at + 1]; ++m) addSplatToTile(splats, members[m], window, tile, sums.data());
      for (size_t i = 0; i < values; ++i) sums[i] = std::min(std::max(sums[i], 0.0f), 1.0f);
      for (int y = 0; veiled && y < tile.height; ++y)
        veilRow(splats.veil, &sums[static_cast<size_t>(y) * tile.width * 3], tile.width, left + 0.5 * px, top + (y + 0.5) * px, px);
      visit(tile, std::span<const float>(sums).first(values));
    }
}

}  // namespace hd
