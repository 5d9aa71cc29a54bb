#include "document/brush_mask.h"

#include <algorithm>
#include <cmath>

#include "core/sort.h"
namespace hd {
namespace {

constexpr float kReach = 2.0f;  // cells to either side within which the distance is kept
constexpr int kBlock = 32;      // the raster grows by whole blocks so that a stroke does not copy it for every dab

int floorTo(int value, int step) { return value >= 0 ? value / step * step : -((-value + step - 1) / step) * step; }

void simplifyRange(std::span<const Vec2> points, size_t first, size_t last, double tolerance, std::vector<char>& keep) {
  if (last <= first + 1) return;
  double worst = -1.0;
  size_t at = first;
  for (size_t i = first + 1; i < last; ++i) {
    const double d = distanceToSegment(points[i], points[first], points[last]);
    if (d > worst) {
      worst = d;
      at = i;
    }
  }
  if (worst <= tolerance) return;
  keep[at] = 1;
  simplifyRange(points, first, at, tolerance, keep);
  simplifyRange(points, at, last, tolerance, keep);
}

}  // namespace

std::vector<Vec2> simplifyClosed(std::span<const Vec2> outline, double tolerance) {
  if (outline.size() < 4) return {outline.begin(), outline.end()};
  // Split at the point furthest from the first, so that both halves have a chord to measure from.
  size_t far = 1;
  for (size_t i = 1; i < outline.size(); ++i) {
    if (length(outline[i] - outline[0]) > length(outline[far] - outline[0])) far = i;
  }
  std::vector<Vec2> ring(outline.begin(), outline.end());
  ring.push_back(outline[0]);
  std::vector<char> keep(ring.size(), 0);
  keep[0] = keep[far] = 1;
  simplifyRange(ring, 0, far, tolerance, keep);
  simplifyRange(ring, far, ring.size() - 1, tolerance, keep);
  std::vector<Vec2> out;
  for (size_t i = 0; i + 1 < ring.size(); ++i) {
    if (keep[i]) out.push_back(ring[i]);
  }
  if (out.size() < 3) return {outline.begin(), outline.end()};
  return out;
}

void BrushMask::ensure(const Box2& boxMapMm) {
  const int x0 = floorTo(static_cast<int>(std::floor(boxMapMm.min.x / cellMm_)) - 2, kBlock);
  const int y0 = floorTo(static_cast<int>(std::floor(boxMapMm.min.y / cellMm_)) - 2, kBlock);
  const int x1 = floorTo(static_cast<int>(std::ceil(boxMapMm.max.x / cellMm_)) + 2, kBlock) + kBlock;
  const int y1 = floorTo(static_cast<int>(std::ceil(boxMapMm.max.y / cellMm_)) + 2, kBlock) + kBlock;
  const bool fresh = inside_.empty();
  const int left = fresh ? x0 : std::min(x0, originX_);
  const int bottom = fresh ? y0 : std::min(y0, originY_);
  const int right = fresh ? x1 : std::max(x1, originX_ + width_);
  const int top = fresh ? y1 : std::max(y1, originY_ + height_);
  if (!fresh && left == originX_ && bottom == originY_ && right == originX_ + width_ && top == originY_ + height_) return;
  std::vector<float> grown(static_cast<size_t>(right - left) * static_cast<size_t>(top - bottom), -kReach);
  for (int y = 0; y < height_; ++y) {
    const auto* from = &inside_[static_cast<size_t>(y) * static_cast<size_t>(width_)];
    auto* to =
        &grown[static_cast<size_t>(y + originY_ - bottom) * static_cast<size_t>(right - left) + static_cast<size_t>(originX_ - left)];
    std::copy(from, from + width_, to);
  }
  inside_ = std::move(grown);
  originX_ = left;
  originY_ = bottom;
  width_ = right - left;
  height_ = top - bottom;
}

float BrushMask::at(int x, int y) const {
  if (x < 0 || y < 0 || x >= width_ || y >= height_) return -kReach;
  return inside_[static_cast<size_t>(y) * static_cast<size_t>(width_) + static_cast<size_t>(x)];
}

void BrushMask::setPolygon(std::span<const Vec2> outline) {
  inside_.clear();
  width_ = height_ = 0;
  if (outline.size() < 3) return;
  const Box2 box = boxOf(outline);
  ensure(box);
  for (int y = 0; y < height_; ++y) {
    const double py = (originY_ + y + 0.5) * cellMm_;
    if (py < box.min.y - 2 * cellMm_ || py > box.max.y + 2 * cellMm_) continue;
    // Crossings of this row, to know inside from outside without testing every cell against every edge.
    std::vector<double> crossings;
    for (size_t i = 0; i < outline.size(); ++i) {
      const Vec2 a = outline[i], b = outline[(i + 1) % outline.size()];
      if ((a.y <= py) != (b.y <= py)) crossings.push_back(a.x + (py - a.y) / (b.y - a.y) * (b.x - a.x));
    }
    sortSmall(crossings.begin(), crossings.end());
    for (size_t k = 0; k + 1 < crossings.size(); k += 2) {
      const int first = std::max(0, static_cast<int>(std::ceil(crossings[k] / cellMm_ - 0.5)) - originX_);
      const int last = std::min(width_ - 1, static_cast<int>(std::floor(crossings[k + 1] / cellMm_ - 0.5)) - originX_);
      for (int x = first; x <= last; ++x) inside_[static_cast<size_t>(y) * static_cast<size_t>(width_) + static_cast<size_t>(x)] = kReach;
    }
  }
  // Now the cells along the outline get their distance to it; the sign is known from the rows.
  std::vector<float> nearest(inside_.size(), kReach);
  for (size_t i = 0; i < outline.size(); ++i) {
    const Vec2 a = outline[i], b = outline[(i + 1) % outline.size()];
    const double x0 = std::min(a.x, b.x), x1 = std::max(a.x, b.x), y0 = std::min(a.y, b.y), y1 = std::max(a.y, b.y);
    const int cx0 = static_cast<int>(std::floor(x0 / cellMm_)) - 3 - originX_,
              cx1 = static_cast<int>(std::ceil(x1 / cellMm_)) + 2 - originX_;
    const int cy0 = static_cast<int>(std::floor(y0 / cellMm_)) - 3 - originY_,
              cy1 = static_cast<int>(std::ceil(y1 / cellMm_)) + 2 - originY_;
    for (int y = std::max(0, cy0); y <= std::min(height_ - 1, cy1); ++y) {
      for (int x = std::max(0, cx0); x <= std::min(width_ - 1, cx1); ++x) {
        const Vec2 p{(originX_ + x + 0.5) * cellMm_, (originY_ + y + 0.5) * cellMm_};
        const double d = distanceToSegment(p, a, b) / cellMm_;
        const size_t index = static_cast<size_t>(y) * static_cast<size_t>(width_) + static_cast<size_t>(x);
        if (d >= nearest[index]) continue;
        nearest[index] = static_cast<float>(d);
        inside_[index] = inside_[index] > 0.0f ? nearest[index] : -nearest[index];
      }
    }
  }
}

void BrushMask::dab(Vec2 from, Vec2 to, double radius, bool paint) {
  Box2 box;
  box.add(from);
  box.add(to);
  box.grow(radius + 3.0 * cellMm_);
  if (paint) {
    ensure(box);
  } else if (inside_.empty()) {
    return;
  }
  const int x0 = std::max(0, static_cast<int>(std::floor(box.min.x / cellMm_)) - originX_);
  const int x1 = std::min(width_ - 1, static_cast<int>(std::ceil(box.max.x / cellMm_)) - originX_);
  const int y0 = std::max(0, static_cast<int>(std::floor(box.min.y / cellMm_)) - originY_);
  const int y1 = std::min(height_ - 1, static_cast<int>(std::ceil(box.max.y / cellMm_)) - originY_);
  for (int y = y0; y <= y1; ++y) {
    for (int x = x0; x <= x1; ++x) {
      const Vec2 p{(originX_ + x + 0.5) * cellMm_, (originY_ + y + 0.5) * cellMm_};
      const double cells = (radius - distanceToSegment(p, from, to)) / cellMm_;
      const float in = static_cast<float>(std::clamp(cells, static_cast<double>(-kReach), static_cast<double>(kReach)));
      auto& cell = inside_[static_cast<size_t>(y) * static_cast<size_t>(width_) + static_cast<size_t>(x)];
      cell = paint ? std::max(cell, in) : std::min(cell, -in);
    }
  }
}

bool BrushMask::empty() const {
  return std::none_of(inside_.begin(), inside_.end(), [](float c) { return c >= 0.0f; });
}

std::vector<std::vector<Vec2>> BrushMask::outlines(double leastAreaMm2) const {
  // Marching squares over cell centres, following each contour with the painted side on its left. An edge of the
  // dual grid is named by its lower-left node and its direction; each contour edge is walked once.
  std::vector<std::vector<Vec2>> found;
  if (inside_.empty()) return found;
  const int w = width_ + 1, h = height_ + 1;
  std::vector<char> used(static_cast<size_t>(w) * static_cast<size_t>(h), 0);
  const auto inside = [&](int x, int y) { return at(x, y) >= 0.0f; };
  const auto crossing = [&](int ax, int ay, int bx, int by) {
    const double a = at(ax, ay), b = at(bx, by);
    const double t = std::clamp(a / (a - b), 0.01, 0.99);
    return Vec2{(originX_ + 0.5 + ax + t * (bx - ax)) * cellMm_, (originY_ + 0.5 + ay + t * (by - ay)) * cellMm_};
  };
  // Start on each vertical pair (outside below, inside above): walking +x there keeps the inside on the left.
  for (int sy = -1; sy < height_; ++sy) {
    for (int sx = 0; sx < width_; ++sx) {
      if (inside(sx, sy) || !inside(sx, sy + 1) || used[static_cast<size_t>(sy + 1) * static_cast<size_t>(w) + static_cast<size_t>(sx)])
        continue;
      std::vector<Vec2> ring;
      // State: the inside cell `i` and the neighbour outside it `o`; turn around the pair to the next one.
      int ix = sx, iy = sy + 1, ox = sx, oy = sy;
      do {
        if (ox == ix && oy == iy - 1) used[static_cast<size_t>(iy) * static_cast<size_t>(w) + static_cast<size_t>(ix)] = 1;
        ring.push_back(crossing(ix, iy, ox, oy));
        // Forward is the direction with the outside on the right: (dx, dy) = rotate(o - i, +90 degrees).
        const int dx = -(oy - iy), dy = ox - ix;
        const int iAheadX = ix + dx, iAheadY = iy + dy, oAheadX = ox + dx, oAheadY = oy + dy;
        if (!inside(iAheadX, iAheadY)) {
          ox = iAheadX;
          oy = iAheadY;
        } else if (!inside(oAheadX, oAheadY)) {
          ix = iAheadX;
          iy = iAheadY;
          ox = oAheadX;
          oy = oAheadY;
        } else {
          ix = oAheadX;
          iy = oAheadY;
        }
      } while (!(ix == sx && iy == sy + 1 && ox == sx && oy == sy));
      const double area = signedArea(ring);
      // Holes run clockwise; a zone is one outline, so they are filled.
      if (area < leastAreaMm2) continue;
      found.push_back(simplifyClosed(ring, 0.1 * cellMm_));
    }
  }
  sortSmall(found.begin(), found.end(), [](const auto& a, const auto& b) { return signedArea(a) > signedArea(b); });
  return found;
}

}  // namespace hd
