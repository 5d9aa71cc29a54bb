#include "point_maker/sessions.h"

#include <algorithm>
#include <cmath>

#include "point_maker/potential.h"

namespace hd::tools {
namespace {

constexpr int kSide = 512;
// How strongly the number of a session's points is held to its share, against where they lie.
constexpr double kCountWeight = 4.0;
// Gaussian repulsion among a session's own points at their own spacing, beside the charges' long waves.
constexpr float kLocalWidth = 0.48f;
constexpr float kLocalWeight = 800.0f;

}  // namespace

std::vector<uint8_t> sessionLevels(std::span<const TorusPoint> points, const std::vector<std::vector<int>>& splits) {
  struct Class {
    float share;
    std::vector<float> field;  // potential of its own points
  };
  std::vector<Class> classes;
  std::vector<std::vector<int>> classOf;  // [split][level] numbers the sessions of all splits through
  for (const std::vector<int>& split : splits) {
    std::vector<int> ofLevel;
    for (int share : split) {
      for (int k = 0; k < share; ++k) ofLevel.push_back(static_cast<int>(classes.size()));
      classes.push_back({static_cast<float>(share) / kSessionLevels, std::vector<float>(kSide * kSide)});
    }
    classOf.push_back(ofLevel);
  }
  const PotentialTable table(kSide, kCountWeight);
  std::vector<float> all(kSide * kSide);
  std::vector<uint8_t> levels;
  std::vector<uint32_t> used(kSessionLevels, 0);
  std::vector<float> local(classes.size());
  float widest = 0.0f;
  for (const Class& c : classes) widest = std::max(widest, 1.0f / std::sqrt(c.share));
  PointGrid grid;
  uint32_t gridUpTo = 0;
  for (const TorusPoint& p : points) {
    const uint32_t i = static_cast<uint32_t>(levels.size());
    if (i >= gridUpTo) {
      gridUpTo = std::min<uint32_t>(static_cast<uint32_t>(points.size()), std::max(64u, i * 2));
      grid.build(points.subspan(0, gridUpTo),
                 std::min(0.33f, 4.0f * kLocalWidth * widest / std::sqrt(static_cast<float>(std::max(i, 1u)))));
    }
    std::fill(local.begin(), local.end(), 0.0f);
    const int side = grid.side();
    const int column = std::min(side - 1, static_cast<int>(p.x * side)), row = std::min(side - 1, static_cast<int>(p.y * side));
    for (int dr = -1; dr <= 1; ++dr) {
      const int r = (row + dr + side) % side;
      for (uint32_t k = grid.rangeBegin(r, column); k < grid.rangeEnd(r, column); ++k) {
        const uint32_t j = grid.index()[k];
        if (j >= i) continue;
        const float dx = wrapDelta(p.x - points[j].x), dy = wrapDelta(p.y - points[j].y);
        const float u = (dx * dx + dy * dy) * static_cast<float>(i + 1) * (0.5f / (8.0f * kLocalWidth * kLocalWidth));
        for (const std::vector<int>& ofLevel : classOf) {
          const int c = ofLevel[levels[j]];
          float w = 1.0f - u * classes[c].share;
          if (w <= 0.0f) continue;
          w *= w;
          w *= w;
          local[c] += w * w;
        }
      }
    }
    const int x = std::min(kSide - 1, static_cast<int>(p.x * kSide)), y = std::min(kSide - 1, static_cast<int>(p.y * kSide));
    const size_t cell = static_cast<size_t>(y) * kSide + x;
    // A session's excess charge is its own points less its share of all. The point goes to the
    // sessions whose energy grows least.
    int best = 0;
    float bestEnergy = 1e30f;
    for (int level = 0; level < kSessionLevels; ++level) {
      float energy = 0.0f;
      for (const std::vector<int>& ofLevel : classOf) {
        const Class& c = classes[ofLevel[level]];
        energy += (c.field[cell] - c.share * all[cell]) - table.self() * c.share + kLocalWeight * local[ofLevel[level]];
      }
      if (energy < bestEnergy || (energy == bestEnergy && used[level] < used[best])) {
        best = level;
        bestEnergy = energy;
      }
    }
    for (const std::vector<int>& ofLevel : classOf) table.add(classes[ofLevel[best]].field, x, y);
    table.add(all, x, y);
    levels.push_back(static_cast<uint8_t>(best));
    ++used[best];
  }
  return levels;
}

}  // namespace hd::tools
