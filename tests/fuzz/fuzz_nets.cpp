// Any bytes as a net: refused, or a net that runs within its buffers on whatever picture it is given.
#include <cstdint>
#include <cstdlib>
#include <span>

#include "vision/internal/net.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const hd::Result<hd::Net> net = hd::readNet({data, size});
  if (!net) {
    if (net.error().id != "nets.damaged") std::abort();
    return 0;
  }
  // Small ones, so that a million of them can be tried.
  size_t work = 0;
  for (size_t i = 0; i < net->ops.size(); ++i) work += net->shapes[i + 1].size() * (1 + net->ops[i].weights.size() / 8);
  if (net->floats > 1u << 16 || work > 1u << 22) return 0;
  hd::NetWorkspace space;
  std::span<float> in = space.input(*net);
  for (size_t i = 0; i < in.size(); ++i) in[i] = static_cast<float>(static_cast<int>(i % 17) - 8) * 0.25f;
  hd::run(*net, space);
  for (size_t i = 0; i < net->outputs.size(); ++i)
    if (space.output(*net, i).size() != net->outputShape(i).size()) std::abort();
  return 0;
}
