#include "point_maker/point_pack.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace hd::tools {
namespace {

using point_code::kSide;
using point_code::Point;

// How often all points are looked at, and how far one may be taken from where it was, in units of the grid: at first,
// and where that does not do.
constexpr int kMostSweeps = 200, kCalmSweeps = 6;
constexpr double kNearUnits = 2.3, kFarUnits = 3.3;

// Points by cell of a grid, for looking about.
class Cells {
 public:
  explicit Cells(const std::vector<Point>& points) : points_(points), cell_(size_t{kCells} * kCells) {
    for (uint32_t i = 0; i < points.size(); ++i) of(i).push_back(i);
  }
  void move(uint32_t i, std::vector<Point>& points, uint32_t x, uint32_t y) {
    std::erase(of(i), i);
    points[i].x = x;
    points[i].y = y;
    of(i).push_back(i);
  }
  template <class F>
  void around(uint32_t x, uint32_t y, double reach, F f) const {
    const int cells = static_cast<int>(reach / kCellUnits) + 1, cx = static_cast<int>(x / kCellUnits),
              cy = static_cast<int>(y / kCellUnits);
    for (int v = cy - cells; v <= cy + cells; ++v)
      for (int u = cx - cells; u <= cx + cells; ++u)
        for (uint32_t k : cell_[static_cast<size_t>(v & (kCells - 1)) * kCells + static_cast<size_t>(u & (kCells - 1))]) f(k);
  }

 private:
  static constexpr int kCells = 256;
  static constexpr uint32_t kCellUnits = kSide / kCells;
  std::vector<uint32_t>& of(uint32_t i) { return cell_[size_t{points_[i].y / kCellUnits} * kCells + points_[i].x / kCellUnits]; }
  const std::vector<Point>& points_;
  std::vector<std::vector<uint32_t>> cell_;
};

double distance(const Point& p, uint32_t x, uint32_t y) {
  const auto wrapped = [](uint32_t d) {
    return static_cast<double>(static_cast<int>((d + kSide / 2) & (kSide - 1)) - static_cast<int>(kSide / 2));
  };
  const double dx = wrapped(p.x - x), dy = wrapped(p.y - y);
  return std::sqrt(dx * dx + dy * dy);
}

}  // namespace

std::vector<Point> settleOnGrid(const std::vector<uint16_t>& x, const std::vector<uint16_t>& y, double rho) {
  constexpr int kShift = 16 - point_code::kPositionBits;
  constexpr uint32_t kHalf = (1u << kShift) / 2;
  const uint32_t count = static_cast<uint32_t>(x.size());
  std::vector<Point> points(count);
  const auto awayFrom = [&](uint32_t i, uint32_t px, uint32_t py) {
    constexpr double kUnit = 1.0 / (1u << kShift);
    const double dx = static_cast<int16_t>(static_cast<uint16_t>((px << kShift) - x[i])) * kUnit,
                 dy = static_cast<int16_t>(static_cast<uint16_t>((py << kShift) - y[i])) * kUnit;
    return std::sqrt(dx * dx + dy * dy);
  };
  for (uint32_t i = 0; i < count; ++i) {
    points[i].x = ((x[i] + kHalf) >> kShift) & (kSide - 1);
    points[i].y = ((y[i] + kHalf) >> kShift) & (kSide - 1);
  }
  const auto wantOf = [&](uint32_t i) { return rho * 1.0745699318235418 / std::sqrt(static_cast<double>(i + 1)) * kSide; };
  Cells cells(points);
  // How far too near point i would be to others at (px, py): squares, so that what cannot be had is shared.
  const auto crowded = [&](uint32_t i, uint32_t px, uint32_t py) {
    double sum = 0.0;
    cells.around(px, py, wantOf(i), [&](uint32_t k) {
      if (k == i) return;
      const double lack = std::max(0.0, wantOf(std::max(i, k)) - distance(points[k], px, py));
      sum += lack * lack;
    });
    return sum;
  };
  Rng rng(count);
  for (int sweep = 0; sweep < kMostSweeps; ++sweep) {
    bool close = false;
    for (uint32_t i = count; i-- > 0;) {
      const double now = crowded(i, points[i].x, points[i].y);
      if (now <= 0.0) continue;
      close = true;
      // The place about it with the least crowd, and of those the nearest to where the point was. What that leaves is
      // shaken: any place that is not much worse, so that others find a way.
      const bool shaken = sweep >= kCalmSweeps && rng.below(2) == 0;
      double best = shaken ? 1e300 : now, bestAway = awayFrom(i, points[i].x, points[i].y);
      uint32_t bestX = points[i].x, bestY = points[i].y;
      for (int v = -4; v <= 4; ++v)
        for (int u = -4; u <= 4; ++u) {
          const uint32_t px = (points[i].x + static_cast<uint32_t>(u)) & (kSide - 1),
                         py = (points[i].y + static_cast<uint32_t>(v)) & (kSide - 1);
          const double away = awayFrom(i, px, py);
          if (away > (sweep < kCalmSweeps ? kNearUnits : kFarUnits)) continue;
          const double crowd = crowded(i, px, py) + (shaken ? rng.unit() : 0.0);
          if (crowd < best - 1e-9 || (crowd < best + 1e-9 && away < bestAway)) {
            best = crowd;
            bestAway = away;
            bestX = px;
            bestY = py;
          }
        }
      if (bestX != points[i].x || bestY != points[i].y) cells.move(i, points, bestX, bestY);
    }
    if (!close) break;
  }
  return points;
}

std::vector<uint8_t> packPointSet(const std::vector<uint16_t>& x, const std::vector<uint16_t>& y, const std::vector<uint8_t>& levels,
                                  const std::vector<uint8_t>& jitter, double rho) {
  std::vector<Point> points = settleOnGrid(x, y, rho);
  Rng rng(point_code::kJitterSeed);
  point_code::Encoder encoder;
  const auto coder = std::make_unique<point_code::PointCoder<point_code::Encoder>>(encoder);
  for (uint32_t i = 0; i < points.size(); ++i) {
    Point& p = points[i];
    while (levels[i] >= point_code::kClassLevels[p.levelClass + 1]) ++p.levelClass;
    const point_code::Step step = point_code::drawStep(i, rng);
    for (point_code::Step s = step; p.shortenings < point_code::kMostShortenings && point_code::jitterByte(s) != jitter[i];
         s = s.shortened())
      ++p.shortenings;
    coder->code(p, step);
  }
  const std::vector<uint8_t> packed = encoder.finish();
  // The checksum is of what comes out again.
  const uint32_t checksum = point_code::unpack(packed).checksum();
  std::vector<uint8_t> file = {'H', 'D', 'P', 'S'};
  for (uint32_t v : {kPointSetVersion, kPointCount, checksum})
    for (int b = 0; b < 4; ++b) file.push_back(static_cast<uint8_t>(v >> (8 * b)));
  file.insert(file.end(), packed.begin(), packed.end());
  return file;
}

}  // namespace hd::tools
