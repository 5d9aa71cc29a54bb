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
#include "pattern/tools/potential.h"
#include "pattern/tools/relax.h"
#include "pattern/tools/sessions.h"

namespace {

using namespace hd;
using namespace hd::tools;

constexpr uint64_t kSeed = 20261120;
// Hard spacing to lower ranks at the end, in hexagonal spacings: a little above what is promised.
constexpr float kFinalRho = 0.656f;
// Spacing that the fully irregular set still keeps to lower ranks, in hexagonal spacings.
constexpr float kIrregularRho = 0.45f;

uint16_t toU16(float v) { return static_cast<uint16_t>(static_cast<int>(v * 65536.0f) & 0xffff); }

// Where every point goes at full irregularity, in units of kJitterUnit: a random part of the spacing
// at its rank, shortened until the set keeps kIrregularRho at every degree of irregularity.
std::vector<uint8_t> jitterOf(const std::vector<TorusPoint>& points, Rng& rng) {
  struct Step {
    int x, y;
  };
  std::vector<Step> steps;
  for (uint32_t i = 0; i < points.size(); ++i) {
    const double reach = 0.30 / std::sqrt(static_cast<double>(std::max(i, 16384u))) * 65536.0 / kJitterUnit;
    const double angle = rng.range(0.0, kTwoPi);
    const double r = reach * std::sqrt(rng.unit());
    const auto whole = [](double v) { return std::clamp(static_cast<int>(std::floor(v + 0.5)), -8, 7); };
    steps.push_back({whole(r * detCos(angle)), whole(r * detSin(angle))});
  }
  for (int round = 0; round < 40; ++round) {
    size_t close = 0;
    for (float amount : {0.25f, 0.5f, 0.75f, 1.0f}) {
      std::vector<TorusPoint> moved = points;
      const float unit = amount * kJitterUnit / 65536.0f;
      for (uint32_t i = 0; i < moved.size(); ++i)
        moved[i] = {wrapUnit(moved[i].x + unit * static_cast<float>(steps[i].x)), wrapUnit(moved[i].y + unit * static_cast<float>(steps[i].y))};
      for (const auto& [i, j] : closePairs(moved, kIrregularRho)) {
        for (Step* s : {&steps[i], &steps[j]}) *s = {s->x * 3 / 4, s->y * 3 / 4};
        ++close;
      }
    }
    if (close == 0) break;
  }
  std::vector<uint8_t> out;
  for (const Step& s : steps) out.push_back(static_cast<uint8_t>((s.x & 15) | (s.y & 15) << 4));
  return out;
}

template <class T>
void append(std::vector<uint8_t>& out, const std::vector<T>& values) {
  for (T v : values)
    for (size_t b = 0; b < sizeof(T); ++b) out.push_back(static_cast<uint8_t>(v >> (8 * b)));
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

  const std::vector<uint8_t> jitter = jitterOf(points, rng);
  std::vector<uint16_t> x, y;
  for (const TorusPoint& p : points) {
    x.push_back(toU16(p.x));
    y.push_back(toU16(p.y));
  }
  std::vector<uint8_t> body;
  append(body, x);
  append(body, y);
  append(body, levels);
  append(body, jitter);
  std::vector<uint8_t> file = {'H', 'D', 'P', 'S'};
  append(file, std::vector<uint32_t>{kPointSetVersion, kPointCount, pointSetChecksum(body)});
  file.insert(file.end(), body.begin(), body.end());
  std::FILE* f = std::fopen(out.c_str(), "wb");
  if (!f || std::fwrite(file.data(), 1, file.size(), f) != file.size() || std::fclose(f) != 0) {
    std::fprintf(stderr, "error: cannot write %s\n", out.c_str());
    return 1;
  }
  return 0;
}
