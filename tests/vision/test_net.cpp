#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "core/rng.h"
#include "vision/internal/net_kernel.h"
#include "vision/nets_fixture.h"

using namespace hd;

TEST_CASE("the packed nets are whole and of the size that is promised") {
  CHECK(netBytes().size() < 1'400'000);
  size_t weights = 0, buffers = 0;
  for (const Net* net : {&nets().detector, &nets().mesh, &nets().rightEye, &nets().leftEye, &nets().person}) {
    for (const NetOp& op : net->ops) weights += op.weights.size() + op.bias.size() + op.slopes.size();
    buffers = std::max(buffers, net->floats + net->patchFloats);
  }
  INFO(4e-6 * static_cast<double>(weights) << " MB of weights, " << 4e-6 * static_cast<double>(buffers) << " MB of buffers");
  CHECK(4 * (weights + buffers) < 16'000'000);
  // The canonical face is symmetric and of a face's size.
  const auto& face = nets().canonicalMm;
  CHECK(face[454].x - face[234].x == Catch::Approx(153).margin(8));
  CHECK(face[33].x == Catch::Approx(-face[263].x).margin(0.2));
}

TEST_CASE("no broken file of nets is taken, wherever it is broken") {
  CHECK_FALSE(readNets({}).ok());
  const std::vector<uint8_t>& whole = netBytes();
  Rng rng(1);
  for (int i = 0; i < 60; ++i) {
    const size_t length = static_cast<size_t>(rng.unit() * static_cast<double>(whole.size()));
    const Result<NetSet> cut = readNets({whole.data(), length});
    REQUIRE_FALSE(cut.ok());
    CHECK(cut.error().id == "nets.damaged");
  }
  std::vector<uint8_t> longer = whole;
  longer.push_back(0);
  CHECK_FALSE(readNets(longer).ok());
}

TEST_CASE("a flipped byte gives an error or a net that runs within its bounds") {
  Rng rng(2);
  std::vector<uint8_t> bytes = netBytes();
  NetWorkspace space;
  int taken = 0;
  for (int i = 0; i < 40; ++i) {
    // Mostly the heads of the parts, where structure lies.
    const size_t at = i % 2 ? rng.below(4000) : rng.below(static_cast<uint32_t>(bytes.size()));
    const uint8_t old = bytes[at];
    bytes[at] = static_cast<uint8_t>(rng.next());
    if (const Result<NetSet> set = readNets(bytes)) {
      ++taken;
      for (float& v : space.input(set->detector)) v = 0.5f;
      run(set->detector, space);
    }
    bytes[at] = old;
  }
  CHECK(taken > 5);
}

TEST_CASE("the product of pixels and weights is that of plain sums, tails included") {
  Rng rng(3);
  const size_t depth = 13, panels = 2, stride = 16;
  for (size_t pixels : {1u, 3u, 4u, 7u}) {
    std::vector<float> in(pixels * depth), weights(panels * depth * kernel::kPanel), bias(panels * kernel::kPanel), out(pixels * stride);
    for (auto* list : {&in, &weights, &bias})
      for (float& v : *list) v = static_cast<float>(rng.range(-1, 1));
    kernel::multiply(in.data(), pixels, depth, weights.data(), bias.data(), panels, out.data(), stride);
    for (size_t p = 0; p < pixels; ++p) {
      for (size_t o = 0; o < stride; ++o) {
        float sum = bias[o];
        for (size_t k = 0; k < depth; ++k)
          sum += in[p * depth + k] * weights[(o / kernel::kPanel * depth + k) * kernel::kPanel + o % kernel::kPanel];
        CHECK(out[p * stride + o] == sum);
      }
    }
  }
}

TEST_CASE("equal inputs give equal bits, whatever ran in between") {
  NetWorkspace space;
  const auto once = [&] {
    std::span<float> in = space.input(nets().mesh);
    for (size_t i = 0; i < in.size(); ++i) in[i] = i % 4 == 3 ? 0.0f : static_cast<float>(hashUnit(i, 5, 0));
    run(nets().mesh, space);
    const auto out = space.output(nets().mesh, 0);
    return std::vector<float>(out.begin(), out.end());
  };
  const std::vector<float> first = once();
  for (float& v : space.input(nets().person)) v = 1.0f;
  run(nets().person, space);
  CHECK(once() == first);
}
