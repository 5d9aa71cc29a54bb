#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/facts.h"
#include "pattern/internal/point_set_source.h"
#include "pattern/point_code.h"
#include "pattern/point_set.h"

using namespace hd;

namespace {

// Smallest distance among the first n points, in units of the hexagonal spacing.
double smallestRho(uint32_t n) {
  const PointSet& set = pointSet();
  const int side = std::max(1, static_cast<int>(std::sqrt(n / 2.0)));
  std::vector<std::vector<uint32_t>> cells(static_cast<size_t>(side) * side);
  const auto cellOf = [&](uint16_t v) { return static_cast<int>(static_cast<uint32_t>(v) * side / 65536); };
  double best = 1e300;
  for (uint32_t i = 0; i < n; ++i) {
    const int cx = cellOf(set.x[i]), cy = cellOf(set.y[i]);
    for (int dy = -1; dy <= 1; ++dy)
      for (int dx = -1; dx <= 1; ++dx)
        for (uint32_t j : cells[static_cast<size_t>((cy + dy + side) % side) * side + (cx + dx + side) % side]) {
          const double u = static_cast<int16_t>(static_cast<uint16_t>(set.x[i] - set.x[j]));
          const double v = static_cast<int16_t>(static_cast<uint16_t>(set.y[i] - set.y[j]));
          best = std::min(best, u * u + v * v);
        }
    cells[static_cast<size_t>(cy) * side + cx].push_back(i);
  }
  return std::sqrt(best) / 65536.0 / (1.0745699318235418 / std::sqrt(static_cast<double>(n)));
}

}  // namespace

TEST_CASE("The point set is the one that was built", "[pattern]") {
  REQUIRE(pointSetReady());
  std::vector<uint8_t> body;
  const PointSet& set = pointSet();
  const auto add = [&](const void* p, size_t n) {
    body.insert(body.end(), static_cast<const uint8_t*>(p), static_cast<const uint8_t*>(p) + n);
  };
  add(set.x.data(), set.x.size_bytes());
  add(set.y.data(), set.y.size_bytes());
  add(set.level.data(), set.level.size());
  add(set.jitter.data(), set.jitter.size());
  REQUIRE(body.size() == kPointCount * 6);
  CHECK(pointSetChecksum(body) == 765218590u);
}

TEST_CASE("A damaged point set is refused and the old one stays", "[pattern]") {
  REQUIRE(pointSetReady());
  const uint16_t* before = pointSet().x.data();
  std::vector<uint8_t> bytes(200'000);
  const uint8_t header[16] = {'H', 'D', 'P', 'S', kPointSetVersion, 0, 0, 0, 0, 0, 1, 0};
  std::copy(header, header + 16, bytes.begin());
  CHECK_FALSE(setPointSet({}));
  CHECK_FALSE(setPointSet(bytes));  // wrong checksum
  CHECK_FALSE(setPointSet(std::span(bytes).subspan(0, 16)));
  bytes[4] = kPointSetVersion + 1;
  CHECK_FALSE(setPointSet(bytes));
  if (const std::span<const uint8_t> whole = builtInPointSet(); !whole.empty()) {
    std::vector<uint8_t> one(whole.begin(), whole.end());
    one[one.size() / 2] ^= 4;
    CHECK_FALSE(setPointSet(one));
    CHECK_FALSE(setPointSet(whole.subspan(0, whole.size() - 1000)));
  }
  CHECK(pointSet().x.data() == before);
}

TEST_CASE("Points come out as they were packed", "[pattern]") {
  using namespace point_code;
  Rng rng(11);
  std::vector<Point> told;
  std::vector<Step> steps;
  for (uint32_t i = 0; i < 4000; ++i) {
    steps.push_back(drawStep(i, rng));
    Point p;
    p.x = rng.below(kSide);
    p.y = rng.below(kSide);
    p.levelClass = rng.below(static_cast<uint32_t>(kClassLevels.size() - 1));
    if (steps[i].x != 0 || steps[i].y != 0) p.shortenings = rng.below(kMostShortenings + 1);
    told.push_back(p);
  }
  Encoder encoder;
  const auto in = std::make_unique<PointCoder<Encoder>>(encoder);
  for (uint32_t i = 0; i < told.size(); ++i) in->code(told[i], steps[i]);
  const std::vector<uint8_t> packed = encoder.finish();
  Decoder decoder(packed);
  const auto out = std::make_unique<PointCoder<Decoder>>(decoder);
  for (uint32_t i = 0; i < told.size(); ++i) {
    const Point p = out->code({}, steps[i]);
    REQUIRE(p.x == told[i].x);
    REQUIRE(p.y == told[i].y);
    REQUIRE(p.levelClass == told[i].levelClass);
    REQUIRE(p.shortenings == told[i].shortenings);
  }
}

TEST_CASE("Every prefix keeps its distances", "[pattern]") {
  for (int k = 0; k < 20; ++k) {
    const uint32_t n = static_cast<uint32_t>(kPointCount * std::pow(0.016, k / 19.0));
    CAPTURE(n);
    CHECK(smallestRho(n) >= 0.65);
  }
}

TEST_CASE("Session levels follow the default splits at every prefix", "[pattern]") {
  const PointSet& set = pointSet();
  for (const char* key : {"sessions.split_2", "sessions.split_3", "sessions.split_4"}) {
    const std::vector<double>& split = factList(key);
    for (uint32_t n : {1000u, 5000u, 20000u, 65536u}) {
      double from = 0.0;
      for (double share : split) {
        const double to = from + share * kPointLevels;
        uint32_t count = 0;
        for (uint32_t i = 0; i < n; ++i) count += set.level[i] >= from - 1e-9 && set.level[i] < to - 1e-9;
        CAPTURE(key, n, share);
        CHECK(std::fabs(count - share * n) <= 0.01 * n);
        from = to;
      }
    }
  }
}
