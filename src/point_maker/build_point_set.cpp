// build_point_set: makes assets/points.bin, the ranked point set of the pattern engine.
//
//   build_point_set [-o assets/points.bin]
//
// Everything follows from the seed below, and only IEEE + - * / and sqrt on floats are used, so the
// same steps give the same bytes with every compiler. The format is told in pattern/point_set.h.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "core/math.h"
#include "pattern/point_set.h"
#include "point_maker/point_pack.h"
#include "point_maker/potential.h"
#include "point_maker/relax.h"
#include "point_maker/sessions.h"

namespace {

using namespace hd;
using namespace hd::tools;

constexpr uint64_t kSeed = 20261120;
// Hard spacing to lower ranks at the end, in hexagonal spacings: a little above what is promised.
constexpr float kFinalRho = 0.656f;
// The same once positions lie on the grid that they are packed on.
constexpr double kGridRho = 0.651;
// Spacing that the fully irregular set still keeps to lower ranks, in hexagonal spacings.
constexpr float kIrregularRho = 0.45f;

uint16_t toU16(float v) { return static_cast<uint16_t>(static_cast<int>(v * 65536.0f) & 0xffff); }

// Where every point goes at full irregularity, in units of kJitterUnit: a random part of the spacing
// at its rank, shortened until the set keeps kIrregularRho at every degree of irregularity.
std::vector<uint8_t> jitterOf(const std::vector<TorusPoint>& points) {
  Rng rng(point_code::kJitterSeed);
  std::vector<point_code::Step> steps;
  for (uint32_t i = 0; i < points.size(); ++i) steps.push_back(point_code::drawStep(i, rng));
  for (int round = 0; round < 40; ++round) {
    size_t close = 0;
    for (float amount : {0.25f, 0.5f, 0.75f, 1.0f}) {
      std::vector<TorusPoint> moved = points;
      const float unit = amount * kJitterUnit / 65536.0f;
      for (uint32_t i = 0; i < moved.size(); ++i)
        moved[i] = {wrapUnit(moved[i].x + unit * static_cast<float>(steps[i].x)),
                    wrapUnit(moved[i].y + unit * static_cast<float>(steps[i].y))};
      for (const auto& [i, j] : closePairs(moved, kIrregularRho)) {
        for (point_code::Step* s : {&steps[i], &steps[j]}) *s = s->shortened();
        ++close;
      }
    }
    if (close == 0) break;
  }
  std::vector<uint8_t> out;
  for (const point_code::Step& s : steps) out.push_back(point_code::jitterByte(s));
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  std::string out = "assets/points.bin";
  for (int a = 1; a + 1 < argc; a += 2) {
    if (std::strcmp(argv[a], "-o") == 0) out = argv[a + 1];
  }
  DescentOptions options;
  Rng rng(kSeed);
  std::vector<TorusPoint> points = greedyPoints(kPointCount, 1024, rng);
  // The greedy set is even but has directions; the descent shakes those out and gives it its distances.
  const auto anneal = [&](const char* what, int steps, double first, double last, auto step) {
    for (int s = 0; s < steps; ++s) {
      step(static_cast<float>(first * detExp(detLog(last / first) * s / steps)));
      separate(points, options.rho, 0.01f);
      if (s % 50 == 49) std::fprintf(stderr, "%s, step %d of %d, rho %.4f\n", what, s + 1, steps, smallestRho(points, 64));
    }
  };
  anneal("all points", 300, 0.2, 0.005, [&](float rate) { descend(points, options, rate, rng); });

  // Shares in twentieths of the default splits (facts sessions.split_2, _3, _4).
  const std::vector<std::vector<int>> splits = {{12, 8}, {9, 7, 4}, {8, 6, 4, 2}};
  const std::vector<uint8_t> levels = sessionLevels(points, splits);
  // Now that the sessions are known, each one's points are spread out among themselves as well.
  std::vector<std::vector<uint32_t>> classes;
  for (const std::vector<int>& split : splits) {
    int from = 0;
    for (int share : split) {
      std::vector<uint32_t> members;
      for (uint32_t i = 0; i < kPointCount; ++i)
        if (levels[i] >= from && levels[i] < from + share) members.push_back(i);
      classes.push_back(std::move(members));
      from += share;
    }
  }
  // The distances have some to spare; what they give way here goes to the evenness of all and of each session.
  options.rho = kFinalRho;
  Rng own(kSeed);
  anneal("with sessions", 160, 0.03, 0.003, [&](float rate) {
    descendClasses(points, classes, options, rate, own);
    descend(points, options, rate, own);
  });
  for (int sweep = 0; sweep < 500; ++sweep)
    if (separate(points, options.rho, 0.002f) == 0) break;
  std::fprintf(stderr, "rho %.4f\n", smallestRho(points, 64));

  const std::vector<uint8_t> jitter = jitterOf(points);
  std::vector<uint16_t> x, y;
  for (const TorusPoint& p : points) {
    x.push_back(toU16(p.x));
    y.push_back(toU16(p.y));
  }
  const std::vector<uint8_t> file = packPointSet(x, y, levels, jitter, kGridRho);
  std::FILE* f = std::fopen(out.c_str(), "wb");
  if (!f || std::fwrite(file.data(), 1, file.size(), f) != file.size() || std::fclose(f) != 0) {
    std::fprintf(stderr, "error: cannot write %s\n", out.c_str());
    return 1;
  }
  return 0;
}
