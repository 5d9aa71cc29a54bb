#include <algorithm>
#include <cmath>

#include "render/coverage.h"
#include "render/tiles.h"

namespace hd {
namespace {

/// A splat in output px relative to the tile.
struct Placed {
  float x, y, shear, delta, rootAlpha, soft;
  float reachX, reachY;
  float inPlace;  ///< how far overlap is evaluated in place, 0..1
};

/// One chord of a pixel row: everything constant along the row.
struct Chord {
  float y;         ///< height above the centre
  float middle;    ///< x of the chord's middle, in units of 1 / rootAlpha
  float outer2, outer, inner2, inner;
  float weight;
};

/// Integral of max(0, c2 - t^2) from 0 to t, clipped at the chord's ends.
inline float capped(float t, float c2, float c) {
  const float s = std::min(std::max(t, -c), c);
  return s * (c2 - s * s * (1.0f / 3.0f));
}

inline float upTo(const Chord& chord, float t) {
  return capped(t, chord.outer2, chord.outer) - capped(t, chord.inner2, chord.inner);
}

/// Chords of the pixel row [top, top + 1]; false when the ellipse misses it.
bool chordsOfRow(const Placed& p, float top, Chord* chords) {
  const float from = std::max(top - p.y, -p.reachY), to = std::min(top + 1.0f - p.y, p.reachY);
  if (!(to > from)) return false;
  const float middle = 0.5f * (from + to), half = 0.5f * (to - from);
  const float scale = half / (2.0f * p.soft * p.rootAlpha);
  for (int k = 0; k < kChords; ++k) {
    Chord& c = chords[k];
    c.y = middle + half * kChordRule.height[k];
    const float v = p.delta * c.y * c.y;
    c.outer2 = std::max(1.0f + p.soft - v, 0.0f);
    c.inner2 = std::max(1.0f - p.soft - v, 0.0f);
    c.outer = std::sqrt(c.outer2);
    c.inner = std::sqrt(c.inner2);
    c.middle = (p.x + p.shear * c.y) * p.rootAlpha;
    c.weight = kChordRule.weight[k] * scale;
  }
  return true;
}

inline float smooth(float from, float to, float x) {
  const float t = std::min(std::max((x - from) / (to - from), 0.0f), 1.0f);
  return t * t * (3.0f - 2.0f * t);
}

/// Adds the row of a dot with earlier neighbours: every chord piece is dimmed where it lies.
void addRowInPlace(const PreparedSplats& all, const DrawSplat& s, const Placed& p, const Chord* chords, int x0, int x1,
                   float photoPxPerPx, float* row) {
  const std::span<const uint32_t> earlier = std::span(all.earlier).subspan(s.firstEarlier, s.earlierCount);
  for (int x = x0; x < x1; ++x) {
    float sum[3] = {0, 0, 0};
    for (int k = 0; k < kChords; ++k) {
      const Chord& c = chords[k];
      const float t0 = x * p.rootAlpha - c.middle, t1 = t0 + p.rootAlpha;
      const float part = c.weight * (upTo(c, t1) - upTo(c, t0));
      if (part <= 0.0f) continue;
      const float mid = 0.5f * (std::max(t0, -c.outer) + std::min(t1, c.outer)) / p.rootAlpha;
      const float dx = (mid + p.shear * c.y) * photoPxPerPx + s.x, dy = c.y * photoPxPerPx + s.y;
      float through[3] = {s.lit[0], s.lit[1], s.lit[2]};
      for (const uint32_t j : earlier) {
        const DrawSplat& e = all.splats[j];
        const float a = coverageAt(e, dx - e.x, dy - e.y);
        for (int ch = 0; ch < 3; ++ch) through[ch] *= 1.0f - a * e.absorb[ch];
      }
      for (int ch = 0; ch < 3; ++ch) sum[ch] += part * (s.share[ch] + p.inPlace * (through[ch] - s.share[ch]));
    }
    for (int ch = 0; ch < 3; ++ch) row[3 * x + ch] += s.absorb[ch] * sum[ch];
  }
}

void addRow(const DrawSplat& s, const Placed& p, const Chord* chords, int x0, int x1, float* row) {
  float left = 0.0f;
  for (int k = 0; k < kChords; ++k) left += chords[k].weight * upTo(chords[k], x0 * p.rootAlpha - chords[k].middle);
  const float take[3] = {s.absorb[0] * s.share[0], s.absorb[1] * s.share[1], s.absorb[2] * s.share[2]};
  for (int x = x0; x < x1; ++x) {
    float right = 0.0f;
    for (int k = 0; k < kChords; ++k)
      right += chords[k].weight * upTo(chords[k], (x + 1) * p.rootAlpha - chords[k].middle);
    const float covered = right - left;
    left = right;
    for (int ch = 0; ch < 3; ++ch) row[3 * x + ch] += take[ch] * covered;
  }
}

}  // namespace

void addSplatToTile(const PreparedSplats& all, uint32_t index, const RasterWindow& window, const Tile& tile, float* rgb) {
  const DrawSplat& s = all.splats[index];
  const float scale = static_cast<float>(window.pxPerPhotoPx);
  Placed p;
  p.x = static_cast<float>((s.x - window.originXPx) * window.pxPerPhotoPx - tile.x);
  p.y = static_cast<float>((s.y - window.originYPx) * window.pxPerPhotoPx - tile.y);
  p.shear = s.shear;
  p.delta = s.delta / (scale * scale);
  p.rootAlpha = std::sqrt(s.alpha) / scale;
  p.soft = s.soft;
  p.reachX = s.reachX() * scale;
  p.reachY = s.reachY() * scale;
  p.inPlace = s.earlierCount ? smooth(kShareUntilPx, kInPlaceFromPx, s.minorDiameterPx * scale) : 0.0f;

  const int y0 = std::max(static_cast<int>(std::floor(p.y - p.reachY)), 0);
  const int y1 = std::min(static_cast<int>(std::ceil(p.y + p.reachY)), tile.height);
  const int x0 = std::max(static_cast<int>(std::floor(p.x - p.reachX)), 0);
  const int x1 = std::min(static_cast<int>(std::ceil(p.x + p.reachX)), tile.width);
  Chord chords[kChords];
  for (int y = y0; y < y1; ++y) {
    if (!chordsOfRow(p, static_cast<float>(y), chords)) continue;
    float* row = rgb + static_cast<size_t>(y) * tile.width * 3;
    if (p.inPlace > 0.0f)
      addRowInPlace(all, s, p, chords, x0, x1, 1.0f / scale, row);
    else
      addRow(s, p, chords, x0, x1, row);
  }
}

}  // namespace hd
