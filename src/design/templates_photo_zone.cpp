#include <algorithm>
#include <cmath>
#include <utility>

#include "design/limits.h"
#include "design/templates.h"

namespace hd {
namespace {

Error outsidePhoto(const View& view) { return Error{"zone.outside", {{"width", view.photoWidthPx}, {"height", view.photoHeightPx}}}; }

Status checkPhotoPolygon(const View& view, std::span<const Vec2> polygonPx) {
  if (polygonPx.size() < 3) return Error{"zone.corners/few"};
  if (polygonPx.size() > kMaxOutlinePoints / 4) return Error{"zone.corners/many", {{"most", kMaxOutlinePoints / 4}}};
  for (const Vec2 p : polygonPx)
    if (!std::isfinite(p.x) || !std::isfinite(p.y)) return outsidePhoto(view);
  if (selfIntersects(polygonPx)) return Error{"zone.corners/cross"};
  if (std::fabs(signedArea(polygonPx)) < 1e-9) return Error{"zone.corners/line"};
  return Done{};
}

// The ring without the little loops that a hand or a rim's edge folds into it: up to a fiftieth of its area.
std::vector<Vec2> withoutLoops(std::vector<Vec2> ring) {
  constexpr double kLittle = 0.02;
  constexpr int kMostLoops = 50;
  const auto crossing = [](Vec2 a, Vec2 b, Vec2 c, Vec2 d) -> std::optional<Vec2> {
    const Vec2 r = b - a, s = d - c;
    const double turn = cross2(r, s);
    if (turn == 0.0) return std::nullopt;
    const double t = cross2(c - a, s) / turn, u = cross2(c - a, r) / turn;
    if (t < 0.0 || t > 1.0 || u < 0.0 || u > 1.0) return std::nullopt;
    return a + t * r;
  };
  for (int loops = 0; loops < kMostLoops && selfIntersects(ring); ++loops) {
    const size_t n = ring.size();
    const auto cutFirst = [&] {
      for (size_t i = 0; i < n; ++i)
        for (size_t j = i + 2; j < n && j - i < n - 1; ++j) {
          const std::optional<Vec2> at = crossing(ring[i], ring[i + 1], ring[j], ring[(j + 1) % n]);
          if (!at) continue;
          std::vector<Vec2> loop{*at}, rest(ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(i) + 1);
          loop.insert(loop.end(), ring.begin() + static_cast<std::ptrdiff_t>(i) + 1, ring.begin() + static_cast<std::ptrdiff_t>(j) + 1);
          rest.push_back(*at);
          rest.insert(rest.end(), ring.begin() + static_cast<std::ptrdiff_t>(j) + 1, ring.end());
          const double inLoop = std::fabs(signedArea(loop)), inRest = std::fabs(signedArea(rest));
          if (std::min(inLoop, inRest) > kLittle * std::max(inLoop, inRest)) return false;
          ring = inLoop < inRest ? std::move(rest) : std::move(loop);
          return true;
        }
      return false;
    };
    if (!cutFirst()) break;
  }
  return ring;
}

// What of the polygon lies within the photo (Sutherland and Hodgman).
std::vector<Vec2> withinPhoto(std::vector<Vec2> ring, const View& view) {
  const auto clip = [&ring](int axis, double limit, double sign) {
    std::vector<Vec2> kept;
    for (size_t i = 0; i < ring.size(); ++i) {
      const Vec2 a = ring[i], b = ring[(i + 1) % ring.size()];
      const double in = sign * (limit - a[axis]), next = sign * (limit - b[axis]);
      if (in >= 0.0) kept.push_back(a);
      if ((in < 0.0) != (next < 0.0)) kept.push_back(a + (b - a) * (in / (in - next)));
    }
    ring = std::move(kept);
  };
  clip(0, 0.0, -1.0);
  clip(0, view.photoWidthPx, 1.0);
  clip(1, 0.0, -1.0);
  clip(1, view.photoHeightPx, 1.0);
  return ring;
}

// A photo px inside the polygon under which there is scalp: of a grid over the polygon, the one nearest
// to the middle of all such, so that the border is met squarely from it.
template <class SkinUnder>
std::optional<Vec2> pointOnScalp(std::span<const Vec2> polygonPx, const SkinUnder& skinUnder) {
  constexpr int kGrid = 24;
  const Box2 box = boxOf(polygonPx);
  std::vector<Vec2> found;
  Vec2 sum(0.0);
  for (int j = 0; j < kGrid; ++j)
    for (int i = 0; i < kGrid; ++i) {
      const Vec2 p = box.min + (box.max - box.min) * Vec2((i + 0.5) / kGrid, (j + 0.5) / kGrid);
      if (!contains(polygonPx, p) || !skinUnder(p)) continue;
      found.push_back(p);
      sum += p;
    }
  if (found.empty()) return std::nullopt;
  const Vec2 middle = sum / static_cast<double>(found.size());
  return *std::min_element(found.begin(), found.end(), [&](Vec2 a, Vec2 b) { return glm::length(a - middle) < glm::length(b - middle); });
}

// The last photo px with scalp under it on the way from `inner`, which has, to `outer`, which has not.
template <class SkinUnder>
Vec2 borderTowards(Vec2 outer, Vec2 inner, const SkinUnder& skinUnder) {
  for (int k = 0; k < 24; ++k) {
    const Vec2 middle = 0.5 * (outer + inner);
    (skinUnder(middle) ? inner : outer) = middle;
  }
  return inner;
}

// The edge of the largest piece of scalp that the photo shows inside the polygon, map mm: found on a grid of photo px, each
// point of it where the way from one grid point to the next leaves the piece. For pieces that the way to a middle does not
// stay in, as where a zone runs over a temple and round the head's silhouette.
template <class SkinUnder>
std::vector<Vec2> edgeOfLargestPiece(std::span<const Vec2> polygonPx, double stepPx, const SkinUnder& skinUnder) {
  const Box2 box = boxOf(polygonPx);
  const Vec2 size = box.max - box.min;
  constexpr double kMostCells = 90'000.0;
  const double step = std::max(stepPx, std::sqrt(size.x * size.y / kMostCells));
  // A ring of empty cells around, so that every piece has an edge.
  const int columns = static_cast<int>(size.x / step) + 4, rows = static_cast<int>(size.y / step) + 4;
  const auto at = [&](int i, int j) { return box.min + step * Vec2(i - 1.5, j - 1.5); };
  const auto inside = [&](Vec2 p) { return contains(polygonPx, p) && skinUnder(p).has_value(); };
  std::vector<int> piece(static_cast<size_t>(columns * rows), -1);  // -1 outside, 0 not yet counted, then the piece's number
  const auto cell = [&](int i, int j) -> int& { return piece[static_cast<size_t>(j * columns + i)]; };
  for (int j = 1; j + 1 < rows; ++j)
    for (int i = 1; i + 1 < columns; ++i)
      if (inside(at(i, j))) cell(i, j) = 0;
  constexpr int kDx[] = {1, 0, -1, 0}, kDy[] = {0, 1, 0, -1};
  int pieces = 0, largest = 0;
  size_t most = 0;
  for (int start = 0; start < columns * rows; ++start) {
    if (piece[static_cast<size_t>(start)] != 0) continue;
    std::vector<int> open{start};
    piece[static_cast<size_t>(start)] = ++pieces;
    size_t count = 0;
    for (; !open.empty(); ++count) {
      const int here = open.back();
      open.pop_back();
      for (int d = 0; d < 4; ++d) {
        int& next = cell(here % columns + kDx[d], here / columns + kDy[d]);
        if (next == 0) next = pieces, open.push_back((here / columns + kDy[d]) * columns + here % columns + kDx[d]);
      }
    }
    if (count > most) most = count, largest = pieces;
  }
  if (most < 3) return {};
  const auto in = [&](int i, int j) { return cell(i, j) == largest; };
  // Round the outer edge from the piece's first cell, with the outside on the left hand.
  int first = 0;
  while (piece[static_cast<size_t>(first)] != largest) ++first;
  const int i0 = first % columns, j0 = first / columns;
  int i = i0, j = j0, facing = 3;  // the cell above is outside
  std::vector<Vec2> edge;
  do {
    const Vec2 px = borderTowards(at(i + kDx[facing], j + kDy[facing]), at(i, j), [&](Vec2 p) { return inside(p); });
    if (const std::optional<Vec2> q = skinUnder(px)) edge.push_back(*q);
    // The next pair of a cell of the piece and one outside, turning right about the corner between them.
    const int right = (facing + 1) % 4;
    const int ai = i + kDx[right], aj = j + kDy[right];
    if (!in(ai, aj)) {
      facing = right;
    } else if (in(ai + kDx[facing], aj + kDy[facing])) {
      i = ai + kDx[facing], j = aj + kDy[facing];
      facing = (facing + 3) % 4;
    } else {
      i = ai, j = aj;
    }
  } while (i != i0 || j != j0 || facing != 3);
  return edge;
}

}  // namespace

Result<Zone> zoneFromPhotoPolygon(const View& view, const ScalpMap& map, std::span<const Vec2> polygonPx, double densityPerCm2, bool* cut) {
  std::vector<Vec2> ringPx;
  for (Vec2 p : polygonPx)
    if (ringPx.empty() || p != ringPx.back()) ringPx.push_back(p);
  while (ringPx.size() > 1 && ringPx.front() == ringPx.back()) ringPx.pop_back();
  if (ringPx.size() <= kMaxOutlinePoints / 4) ringPx = withoutLoops(std::move(ringPx));
  if (Status fine = checkPhotoPolygon(view, ringPx); !fine) return fine.error();
  const std::vector<Vec2> drawn = std::exchange(ringPx, withinPhoto(ringPx, view));
  if (cut) *cut = drawn != ringPx;
  if (ringPx.size() < 3) return outsidePhoto(view);
  Zone zone;
  zone.name = "Zone";
  zone.drawnOnPhoto = true;
  zone.densityPerCm2 = densityPerCm2;
  if (view.kind == ViewKind::flat) {
    for (Vec2 p : ringPx) zone.outlineMapMm.push_back(p * view.mmPerPx);
    return zone;
  }
  // Straight in the photo is curved on the scalp: a point every 2 mm follows it to a few hundredths.
  constexpr double kStepMm = 2.0;
  double lengthPx = 0.0;
  for (size_t i = 0; i < ringPx.size(); ++i) lengthPx += glm::length(ringPx[(i + 1) % ringPx.size()] - ringPx[i]);
  const double stepPx = std::max(kStepMm / view.mmPerPx, lengthPx / (kMaxOutlinePoints / 2.0));
  const std::vector<Vec2> outlinePx = densifyClosed(ringPx, stepPx);
  const auto skinUnder = [&](Vec2 px) -> std::optional<Vec2> {
    const std::optional<Vec2> q = unprojectToMap(view, map, px);
    return q && map.covers(*q) ? q : std::nullopt;
  };
  const std::optional<Vec2> inner = pointOnScalp(outlinePx, skinUnder);
  if (!inner) return Error{"zone.off_scalp"};
  for (Vec2 p : outlinePx) {
    std::optional<Vec2> q = skinUnder(p);
    if (!q) {
      if (cut) *cut = true;
      q = skinUnder(borderTowards(p, *inner, skinUnder));
    }
    if (q) zone.outlineMapMm.push_back(*q);
  }
  if (selfIntersects(zone.outlineMapMm)) {
    if (cut) *cut = true;
    zone.outlineMapMm = edgeOfLargestPiece(outlinePx, stepPx, skinUnder);
  }
  if (zone.outlineMapMm.size() < 3 || std::fabs(signedArea(zone.outlineMapMm)) < 1e-6) return Error{"zone.off_scalp/hardly"};
  return zone;
}

}  // namespace hd
