#include "pattern/tools/sessions.h"

#include <algorithm>
#include <cmath>

namespace hd::tools {
namespace {

// One session of one split.
struct Class {
  float inverseShareRoot;  // sqrt(1 / share): its points lie that much farther apart
};

}  // namespace

std::vector<uint8_t> sessionLevels(std::span<const TorusPoint> points, const std::vector<std::vector<int>>& splits) {
  // classOf[split][level] numbers the sessions of all splits through.
  std::vector<std::vector<int>> classOf;
  std::vector<Class> classes;
  float widest = 0.0f;
  for (const std::vector<int>& split : splits) {
    std::vector<int> ofLevel;
    for (int share : split) {
      for (int k = 0; k < share; ++k) ofLevel.push_back(static_cast<int>(classes.size()));
      classes.push_back({std::sqrt(static_cast<float>(kSessionLevels) / static_cast<float>(share))});
      widest = std::max(widest, classes.back().inverseShareRoot);
    }
    ofLevel.resize(kSessionLevels, static_cast<int>(classes.size()) - 1);
    classOf.push_back(ofLevel);
  }
  const uint32_t count = static_cast<uint32_t>(points.size());
  std::vector<uint8_t> levels(count, 0);
  std::vector<uint32_t> used(kSessionLevels, 0);
  std::vector<float> energy(classes.size());
  PointGrid grid;
  constexpr float kWidth = 0.48f;
  // Greedy in rank order: a point joins the sessions that have least of their own around it. The
  // widths follow each session's own spacing, so the energies of large and small sessions compare.
  for (uint32_t from = 0; from < count; from = from < 64 ? 64 : from * 2) {
    const uint32_t to = from < 64 ? std::min(count, 64u) : std::min(count, from * 2);
    const float reach = std::min(0.33f, 4.0f * kWidth * widest / std::sqrt(static_cast<float>(std::max(from, 1u))));
    grid.build(points.subspan(0, to), reach);
    const int side = grid.side();
    for (uint32_t i = from; i < to; ++i) {
      const TorusPoint p = points[i];
      const float n = static_cast<float>(i + 1);
      std::fill(energy.begin(), energy.end(), 0.0f);
      const int column = std::min(side - 1, static_cast<int>(p.x * side));
      const int row = std::min(side - 1, static_cast<int>(p.y * side));
      for (int dr = -1; dr <= 1; ++dr) {
        const int r = (row + dr + side) % side;
        for (uint32_t k = grid.rangeBegin(r, column); k < grid.rangeEnd(r, column); ++k) {
          const uint32_t j = grid.index()[k];
          if (j >= i) continue;
          const float dx = wrapDelta(p.x - points[j].x), dy = wrapDelta(p.y - points[j].y);
          const float u = (dx * dx + dy * dy) * n * (0.5f / (kWidth * kWidth));
          for (const std::vector<int>& ofLevel : classOf) {
            const int c = ofLevel[levels[j]];
            const float s = classes[c].inverseShareRoot;
            float w = 1.0f - u / (8.0f * s * s);
            if (w <= 0.0f) continue;
            w *= w;
            w *= w;
            energy[c] += w * w;
          }
        }
      }
      int best = 0;
      float bestEnergy = 1e30f;
      for (int level = 0; level < kSessionLevels; ++level) {
        float e = 0.0f;
        for (const std::vector<int>& ofLevel : classOf) e += energy[ofLevel[level]];
        if (e < bestEnergy || (e == bestEnergy && used[level] < used[best])) {
          best = level;
          bestEnergy = e;
        }
      }
      levels[i] = static_cast<uint8_t>(best);
      ++used[best];
    }
  }
  return levels;
}

}  // namespace hd::tools
