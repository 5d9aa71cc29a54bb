// Any bytes as the pixels of a small picture in which a head is looked for: an answer within bounds, whatever they are.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <vector>

#include "vision/find_head.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static hd::HeadFinder finder = [] {
    std::ifstream file(HD_NETS, std::ios::binary);
    const std::vector<uint8_t> bytes(std::istreambuf_iterator<char>(file), {});
    hd::Result<hd::HeadFinder> made = hd::HeadFinder::fromBytes(bytes);
    if (!made) std::abort();
    return std::move(*made);
  }();
  if (size < 2) return 0;
  hd::ImageRgb8 image;
  image.width = 32 + data[0] % 32;
  image.height = 32 + data[1] % 32;
  image.rgb.resize(3 * static_cast<size_t>(image.width * image.height));
  for (size_t i = 0; i < image.rgb.size(); ++i) image.rgb[i] = size > 2 ? data[2 + i % (size - 2)] : 0;
  const hd::Result<hd::FoundHead> found = finder.find(image, {});
  if (!found) return 0;
  const auto sound = [](hd::Vec2 p) { return std::fabs(p.x) < 1e5 && std::fabs(p.y) < 1e5; };
  for (const auto& point : found->landmarks)
    if (point && (!sound(point->px) || !(point->sdPx > 0))) std::abort();
  for (hd::Vec2 p : found->outlinePx)
    if (!sound(p)) std::abort();
  return 0;
}
