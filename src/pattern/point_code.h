// How points.bin is packed: a model of where the next point of a ranked set lies, and a binary arithmetic coder.
//
// A point is told bit by bit, halving the torus across and along by turns. Every prefix is even, so the emptier half is
// the likelier one: while halves hold many points by their counts, later by how far each half's centre is from the
// nearest point so far. Of the sessions only the 7 classes that the usual splits tell apart are told, for the levels
// within a class go round; of the jitter only how often a random step was shortened. Builder and reader run the same
// code, in integers, + - * / and square roots, so that they agree on every machine.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <utility>
#include <vector>

#include "core/math.h"
#include "core/rng.h"
#include "pattern/point_set.h"

namespace hd::point_code {

/// Positions are multiples of 2^-kPositionBits of the torus.
inline constexpr int kPositionBits = 13;
inline constexpr uint32_t kSide = 1u << kPositionBits;
/// State of the random numbers that the jitter's steps are drawn from.
inline constexpr uint64_t kJitterSeed = 20261120ull + 1'066'577ull * 0x9e3779b97f4a7c15ull;
/// First levels of the classes that the splits 12 8, 9 7 4 and 8 6 4 2 tell apart, and the end.
inline constexpr std::array<int, 8> kClassLevels = {0, 8, 9, 12, 14, 16, 18, kPointLevels};
inline constexpr int kMostShortenings = 10;

/// One point as it is packed.
struct Point {
  uint32_t x = 0, y = 0;     ///< in 1 / kSide
  uint32_t levelClass = 0;   ///< 0..6
  uint32_t shortenings = 0;  ///< of its jitter's step by a quarter, towards zero
};

/// Where a point would go at full irregularity, in units of kJitterUnit, before it is shortened: a random part of the
/// spacing at its rank. Draws two numbers.
struct Step {
  int x, y;
  Step shortened() const { return {x * 3 / 4, y * 3 / 4}; }
};
inline Step drawStep(uint32_t rank, Rng& rng) {
  const double reach = 0.30 / std::sqrt(static_cast<double>(rank < 16384u ? 16384u : rank)) * 65536.0 / kJitterUnit;
  const double angle = rng.range(0.0, kTwoPi);
  const double r = reach * std::sqrt(rng.unit());
  const auto whole = [](double v) { return static_cast<int>(clamp(std::floor(v + 0.5), -8.0, 7.0)); };
  return {whole(r * detCos(angle)), whole(r * detSin(angle))};
}

/// As PointSet::jitter holds it.
inline uint8_t jitterByte(const Step& s) { return static_cast<uint8_t>((s.x & 15) | (s.y & 15) << 4); }

/// The arrays of a PointSet.
struct Unpacked {
  std::vector<uint16_t> x, y;
  std::vector<uint8_t> level, jitter;
  uint32_t checksum() const;
};

/// The points that were packed; of other bytes, some others or fewer.
Unpacked unpack(std::span<const uint8_t> packed);

/// The chance that a bit is 1, learnt from those before.
class Chance {
 public:
  uint32_t of65536() const { return one_; }
  void learn(uint32_t bit) {
    const int32_t aim = bit ? 65535 - 48 : 48, gap = aim - static_cast<int32_t>(one_);
    one_ = static_cast<uint16_t>(static_cast<int32_t>(one_) + gap * 2 / (2 * seen_ + 3));
    if (seen_ < kMemory) ++seen_;
  }

 private:
  static constexpr int kMemory = 250;
  uint16_t one_ = 32768;
  uint8_t seen_ = 0;
};

/// Binary arithmetic coders: code(bit, chance) takes a bit in, or gives it back and does not look at the argument.
class Encoder {
 public:
  uint32_t code(uint32_t bit, uint32_t one) {
    const uint32_t middle = low_ + static_cast<uint32_t>((static_cast<uint64_t>(high_ - low_) * one) >> 16);
    (bit ? high_ : low_) = bit ? middle : middle + 1;
    for (; ((low_ ^ high_) >> 24) == 0; low_ <<= 8, high_ = high_ << 8 | 255u) bytes_.push_back(static_cast<uint8_t>(high_ >> 24));
    return bit;
  }
  std::vector<uint8_t> finish() {
    for (int k = 3; k >= 0; --k) bytes_.push_back(static_cast<uint8_t>(high_ >> 8 * k));
    return std::move(bytes_);
  }

 private:
  uint32_t low_ = 0, high_ = 0xffffffffu;
  std::vector<uint8_t> bytes_;
};

class Decoder {
 public:
  explicit Decoder(std::span<const uint8_t> bytes) : bytes_(bytes) {
    for (int k = 0; k < 4; ++k) value_ = value_ << 8 | next();
  }
  uint32_t code(uint32_t, uint32_t one) {
    const uint32_t middle = low_ + static_cast<uint32_t>((static_cast<uint64_t>(high_ - low_) * one) >> 16);
    const uint32_t bit = value_ <= middle;
    (bit ? high_ : low_) = bit ? middle : middle + 1;
    for (; ((low_ ^ high_) >> 24) == 0; low_ <<= 8, high_ = high_ << 8 | 255u) value_ = value_ << 8 | next();
    return bit;
  }

 private:
  // Behind the end there are zeros; what comes of it the checksum refuses.
  uint32_t next() { return at_ < bytes_.size() ? bytes_[at_++] : 0u; }
  std::span<const uint8_t> bytes_;
  size_t at_ = 0;
  uint32_t low_ = 0, high_ = 0xffffffffu, value_ = 0;
};

/// Codes points in rank order.
template <class Coder>
class PointCoder {
 public:
  explicit PointCoder(Coder& coder) : coder_(coder) {
    for (int depth = 0; depth < kCountedDepths; ++depth) counts_[depth].assign(size_t{1} << depth, 0);
  }

  /// False once more points lie in one place than in any even set: damaged data, which would take for ever.
  bool even() const { return even_; }
  /// `step`: the unshortened step of its jitter. Decoding, only what is returned counts.
  Point code(const Point& told, const Step& step) {
    Point p;
    position(told, p);
    for (uint32_t k = 0; k < 6 && p.levelClass == k; ++k) p.levelClass += bit(told.levelClass > k, classes_[k]);
    const int larger = std::max(std::abs(step.x), std::abs(step.y));
    while (larger > 0 && p.shortenings < kMostShortenings && bit(told.shortenings > p.shortenings, shortenings_[larger][p.shortenings]))
      ++p.shortenings;
    remember(p);
    return p;
  }

 private:
  static constexpr int kCountedDepths = 17;

  uint32_t bit(bool told, Chance& chance) {
    const uint32_t out = coder_.code(told, chance.of65536());
    chance.learn(out);
    return out;
  }

  void position(const Point& told, Point& p) {
    const uint32_t n = static_cast<uint32_t>(points_.size());
    // Twice the logarithm of the rank, and the spacing at it, in half units (a point lies in the middle of its unit).
    int halfOctaves = 0;
    for (uint64_t v = static_cast<uint64_t>(n + 1) * (n + 1); v > 1; v >>= 1) ++halfOctaves;
    const double spacing = 2.0 * kSide * 1.0745699318235418 / std::sqrt(static_cast<double>(n + 1)), perSpacing = 1.0 / spacing;
    bool gathered = false;
    for (int depth = 0; depth < 2 * kPositionBits; ++depth) {
      const bool across = depth % 2 == 0;
      const int xBits = (depth + 1) / 2, yBits = depth / 2;
      // Expected points of a half, in powers of the root of two.
      const int expected = halfOctaves - 2 * (depth + 1);
      const uint32_t toldBit = across ? told.x >> (kPositionBits - xBits - 1) & 1 : told.y >> (kPositionBits - yBits - 1) & 1;
      Chance* chance = nullptr;
      if (expected > 0 && depth + 1 < kCountedDepths) {
        const size_t first = across ? static_cast<size_t>(p.x * 2) << yBits | p.y : static_cast<size_t>(p.x) << (yBits + 1) | p.y * 2;
        const size_t second = across ? static_cast<size_t>(p.x * 2 + 1) << yBits | p.y : first + 1;
        const int difference = static_cast<int>(counts_[depth + 1][first]) - static_cast<int>(counts_[depth + 1][second]);
        chance = &byCount_[std::min(expected, 15)][std::clamp(difference, -7, 7) + 7];
      } else if (n > 0 && expected > kDeepest) {
        const int xSize = static_cast<int>(2 * kSide) >> xBits, ySize = static_cast<int>(2 * kSide) >> yBits;
        const int left = static_cast<int>(p.x) * xSize, top = static_cast<int>(p.y) * ySize;
        gather(left + xSize / 2, top + ySize / 2, spacing, xSize + ySize, gathered);
        gathered = true;
        const double a = nearest(left + (across ? xSize / 4 : xSize / 2), top + (across ? ySize / 2 : ySize / 4), perSpacing);
        const double b =
            nearest(left + (across ? xSize - xSize / 4 : xSize / 2), top + (across ? ySize / 2 : ySize - ySize / 4), perSpacing);
        const int nearA = static_cast<int>(std::min(a * 14.0, 15.0)), nearB = static_cast<int>(std::min(b * 14.0, 15.0));
        const int difference = static_cast<int>(std::floor(clamp((a - b) * 40.0, -4.0, 4.0)));
        chance = &byDistance_[(expected - kDeepest) / 2][nearA][nearB][difference + 4];
      }
      const uint32_t out = chance ? bit(toldBit, *chance) : coder_.code(toldBit, 32768);
      (across ? p.x : p.y) = (across ? p.x : p.y) * 2 + out;
    }
  }

  // Points that may be the nearest one to somewhere in a box of the given centre and size.
  void gather(int x, int y, double spacing, int size, bool again) {
    const double reach = kFarSpacings * spacing + 0.37 * size;
    const int32_t reachSquared = static_cast<int32_t>(std::min(reach * reach, 2.0 * kSide * kSide));
    if (again) {
      std::erase_if(near_, [&](const Place& p) { return distanceSquared(p, x, y) > reachSquared; });
      return;
    }
    near_.clear();
    const auto take = [&](uint32_t k) {
      const Place p{static_cast<int>(2 * points_[k].x + 1), static_cast<int>(2 * points_[k].y + 1)};
      if (distanceSquared(p, x, y) <= reachSquared) near_.push_back(p);
    };
    const int cell = static_cast<int>(2 * kSide) / grid_, whole = static_cast<int>(reach) + 1;
    // Cells are counted from beyond the torus, so that none has a negative number.
    const auto cellAt = [&](int v) { return (v + static_cast<int>(2 * kSide)) / cell; };
    if (2 * whole / cell + 2 >= grid_) {
      for (uint32_t k = 0; k < points_.size(); ++k) take(k);
      return;
    }
    for (int v = cellAt(y - whole); v <= cellAt(y + whole); ++v)
      for (int u = cellAt(x - whole); u <= cellAt(x + whole); ++u)
        for (uint32_t k = first_[static_cast<size_t>(v & (grid_ - 1)) * grid_ + (u & (grid_ - 1))]; k != kNone; k = next_[k]) take(k);
  }

  struct Place {
    int x, y;  // in half units
  };

  static int32_t distanceSquared(const Place& p, int x, int y) {
    const auto wrapped = [](int d) { return ((d + static_cast<int>(kSide)) & static_cast<int>(2 * kSide - 1)) - static_cast<int>(kSide); };
    const int32_t dx = wrapped(p.x - x), dy = wrapped(p.y - y);
    return dx * dx + dy * dy;
  }

  // Distance to the nearest point, in spacings.
  double nearest(int x, int y, double perSpacing) const {
    int32_t least = static_cast<int32_t>(2 * kSide * kSide);
    for (const Place& p : near_) least = std::min(least, distanceSquared(p, x, y));
    return std::min(std::sqrt(static_cast<double>(least)) * perSpacing, kFarSpacings);
  }

  void remember(const Point& p) {
    points_.push_back(p);
    for (int depth = 0; depth < kCountedDepths; ++depth) {
      const int xBits = (depth + 1) / 2, yBits = depth / 2;
      ++counts_[depth][static_cast<size_t>(p.x >> (kPositionBits - xBits)) << yBits | p.y >> (kPositionBits - yBits)];
    }
    next_.push_back(kNone);
    // A cell for every two points or so.
    const uint32_t n = static_cast<uint32_t>(points_.size());
    if (first_.empty() || (grid_ < 256 && static_cast<uint32_t>(grid_ * grid_) * 4 < n * 2)) {
      while (static_cast<uint32_t>(grid_ * grid_) * 2 < n * 2) grid_ *= 2;
      first_.assign(static_cast<size_t>(grid_) * grid_, kNone);
      inCell_.assign(first_.size(), 0);
      for (uint32_t k = 0; k < n; ++k) link(k);
    } else {
      link(n - 1);
    }
  }

  void link(uint32_t k) {
    const uint32_t cell = kSide / static_cast<uint32_t>(grid_);
    const size_t at = static_cast<size_t>(points_[k].y / cell) * grid_ + points_[k].x / cell;
    next_[k] = first_[at];
    first_[at] = k;
    even_ = even_ && ++inCell_[at] < kMostInCell;
  }

  static constexpr uint32_t kNone = 0xffffffffu;
  static constexpr uint16_t kMostInCell = 60;
  // Boxes this much smaller than the room of a point are told plainly.
  static constexpr int kDeepest = -18;
  // What lies further tells nothing.
  static constexpr double kFarSpacings = 1.1;

  Coder& coder_;
  std::vector<Point> points_;
  std::array<std::vector<uint32_t>, kCountedDepths> counts_;  // by depth: points in each box
  int grid_ = 1;
  std::vector<uint32_t> first_, next_;  // points of a grid's cell, chained
  std::vector<uint16_t> inCell_;
  bool even_ = true;
  std::vector<Place> near_;
  Chance byCount_[16][15];
  Chance byDistance_[16][16][16][9];
  Chance classes_[6], shortenings_[9][kMostShortenings + 1];
};

}  // namespace hd::point_code
