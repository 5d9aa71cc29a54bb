#include <algorithm>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/rng.h"
#include "pattern/internal/sample_kernel.h"

using namespace hd;

// The definition, in 64-bit arithmetic and without short cuts.
static uint32_t densityAt(const DensityPatch& patch, uint32_t x, uint32_t y) {
  const uint64_t pixel = uint64_t{1} << patch.pixelBits;
  const uint64_t px = x % 2048, py = y % 2048, i = px / pixel, j = py / pixel;
  const uint64_t u = px % pixel * 256 / pixel, v = py % pixel * 256 / pixel;
  const auto c = [&](uint64_t a, uint64_t b) { return static_cast<uint64_t>(patch.corner[b * patch.stride + a]); };
  return static_cast<uint32_t>(((c(i, j) * (256 - u) + c(i + 1, j) * u) * (256 - v) + (c(i, j + 1) * (256 - u) + c(i + 1, j + 1) * u) * v) /
                               65536);
}

TEST_CASE("The kernel keeps exactly the points below the density", "[pattern]") {
  Rng rng(1);
  for (int round = 0; round < 3000; ++round) {
    // Two buckets side by side in a map of 1, 2, 8 or 16 pixels a bucket.
    const uint32_t pixelBits = std::vector<uint32_t>{11, 10, 8, 7}[rng.below(4)], side = 2048u >> pixelBits,
                   stride = 2 * side + 1 + rng.below(3);
    const uint32_t level = rng.below(65536), spread = rng.below(4) == 0 ? 0 : rng.below(round % 2 ? 65536 : 500);
    std::vector<uint16_t> map(static_cast<size_t>(stride) * (side + 1));
    for (uint16_t& c : map) c = static_cast<uint16_t>(std::min(65535u, level + rng.below(spread + 1)));
    DensityPatch patches[2];
    boundPatches(map.data(), stride, pixelBits, 2, patches);
    const uint32_t chosen = rng.below(2);
    const DensityPatch& patch = patches[chosen];
    uint16_t low = 65535, high = 0;
    for (uint32_t j = 0; j <= side; ++j)
      for (uint32_t i = 0; i <= side; ++i) {
        low = std::min(low, map[j * stride + chosen * side + i]);
        high = std::max(high, map[j * stride + chosen * side + i]);
      }
    REQUIRE(patch.corner == map.data() + chosen * side);
    REQUIRE(patch.low == low);
    REQUIRE(patch.high == high);
    const uint32_t count = rng.below(200);
    std::vector<uint16_t> rank(count + kKernelSlack), x(count + kKernelSlack), y(count + kKernelSlack), slots(count + kKernelSlack);
    for (uint32_t i = 0; i < count; ++i) {
      rank[i] = static_cast<uint16_t>(rng.below(65536));
      x[i] = static_cast<uint16_t>(rng.below(65536));
      y[i] = static_cast<uint16_t>(rng.below(65536));
    }
    std::sort(rank.begin(), rank.begin() + count);
    std::vector<uint16_t> want;
    for (uint32_t i = 0; i < count; ++i)
      if (rank[i] < densityAt(patch, x[i], y[i])) want.push_back(static_cast<uint16_t>(i));
    const Kept kept = sampleBucket(rank.data(), x.data(), y.data(), count, patch, slots.data());
    std::vector<uint16_t> got;
    for (uint32_t i = 0; i < kept.kept; ++i) got.push_back(i < kept.sure ? static_cast<uint16_t>(i) : slots[i - kept.sure]);
    REQUIRE(got == want);
    std::vector<Vec2> pos(count);
    std::vector<uint64_t> id(count);
    placeFirst(rank.data(), x.data(), y.data(), count, {10.0, -20.0}, 0.25, 5ull << 16, pos.data(), id.data());
    for (uint32_t i = 0; i < count; ++i) {
      REQUIRE(pos[i] == Vec2(10.0 + 0.25 * x[i], -20.0 + 0.25 * y[i]));
      REQUIRE(id[i] == (5ull << 16 | rank[i]));
    }
  }
}
