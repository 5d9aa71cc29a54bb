#include <algorithm>
#include <cmath>

#include "render/internal/coverage.h"
#include "render/internal/tiles.h"

namespace hd {
namespace {

/// A splat in output px relative to the tile.
struct Placed {
  float x, y, shear, delta, rootAlpha, soft;
  float reachX, reachY;
  float inPlace;  ///< how far overlap is evaluated in place, 0..1
};

/// One chord of a pixel row through one of the two parabolas: everything constant along the row.
struct Chord {
  float y;       ///< height above the centre
  float middle;  ///< x of the chord's middle, in units of 1 / rootAlpha
  float c2, c;   ///< half length of the chord in those units, and its square
  float weight;  ///< negative for the inner parabola
};

/// Integral of max(0, c2 - t^2) from 0 to t.
inline float upTo(const Chord& chord, float t) {
  const float s = std::min(std::max(t, -chord.c), chord.c);
  return s * (chord.c2 - s * s * (1.0f / 3.0f));
}

/// Chords of the pixel row [top, top + 1] through (cap - u); returns how many, 0 or kChords.
int chordsOf(const Placed& p, float cap, float sign, float top, Chord* chords) {
  const float reach = std::sqrt(cap / p.delta);
  const float from = std::max(top - p.y, -reach), to = std::min(top + 1.0f - p.y, reach);
  if (!(to > from)) return 0;
  const float middle = 0.5f * (from + to), half = 0.5f * (to - from);
  const float scale = sign * half / (2.0f * p.soft * p.rootAlpha);
  for (int k = 0; k < kChords; ++k) {
    Chord& c = chords[k];
    c.y = middle + half * kChordRule.height[k];
    c.c2 = std::max(cap - p.delta * c.y * c.y, 0.0f);
    c.c = std::sqrt(c.c2);
    c.middle = (p.x + p.shear * c.y) * p.rootAlpha;
    c.weight = kChordRule.weight[k] * scale;
  }
  return kChords;
}

int chordsOfRow(const Placed& p, float top, Chord* chords) {
  const int outer = chordsOf(p, 1.0f + p.soft, 1.0f, top, chords);
  return outer + chordsOf(p, 1.0f - p.soft, -1.0f, top, chords + outer);
}

inline float smooth(float from, float to, float x) {
  const float t = std::min(std::max((x - from) / (to - from), 0.0f), 1.0f);
  return t * t * (3.0f - 2.0f * t);
}

/// Adds the row of a dot with earlier neighbours: every chord piece is dimmed where it lies.
void addRowInPlace(const PreparedSplats& all, const DrawSplat& s, const Placed& p, std::span<const Chord> chords, int x0, int x1,
                   float photoPxPerPx, float* row) {
  const std::span<const uint32_t> earlier = std::span(all.earlier).subspan(s.firstEarlier, s.earlierCount);
  for (int x = x0; x < x1; ++x) {
    float sum[3] = {0, 0, 0};
    for (const Chord& c : chords) {
      const float t0 = x * p.rootAlpha - c.middle, t1 = t0 + p.rootAlpha;
      const float part = c.weight * (upTo(c, t1) - upTo(c, t0));
      if (part == 0.0f) continue;
      const float mid = 0.5f * (std::max(t0, -c.c) + std::min(t1, c.c)) / p.rootAlpha;
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

void addRow(const DrawSplat& s, const Placed& p, std::span<const Chord> chords, int x0, int x1, float* row) {
  float left = 0.0f;
  for (const Chord& c : chords) left += c.weight * upTo(c, x0 * p.rootAlpha - c.middle);
  const float take[3] = {s.absorb[0] * s.share[0], s.absorb[1] * s.share[1], s.absorb[2] * s.share[2]};
  for (int x = x0; x < x1; ++x) {
    float right = 0.0f;
    for (const Chord& c : chords) right += c.weight * upTo(c, (x + 1) * p.rootAlpha - c.middle);
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
  Chord storage[2 * kChords];
  for (int y = y0; y < y1; ++y) {
    const int count = chordsOfRow(p, static_cast<float>(y), storage);
    const std::span<const Chord> chords(storage, static_cast<size_t>(count));
    float* row = rgb + static_cast<size_t>(y) * tile.width * 3;
    if (p.inPlace > 0.0f) addRowInPlace(all, s, p, chords, x0, x1, 1.0f / scale, row);
    else addRow(s, p, chords, x0, x1, row);
  }
}

}  // namespace hd
