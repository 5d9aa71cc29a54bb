#include "pattern/tools/sessions.h"

#include <algorithm>

#include "pattern/tools/potential.h"

namespace hd::tools {
namespace {

constexpr int kSide = 512;
// How strongly the number of a session's points is held to its share, against where they lie.
constexpr double kCountWeight = 4.0;

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
  for (const TorusPoint& p : points) {
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
        energy += (c.field[cell] - c.share * all[cell]) - table.self() * c.share;
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
