#include "pattern/point_code.h"

#include <memory>

namespace hd::point_code {

uint32_t Unpacked::checksum() const {
  std::vector<uint8_t> bytes;
  bytes.reserve(6 * x.size());
  for (const std::vector<uint16_t>* values : {&x, &y})
    for (uint16_t v : *values) {
      bytes.push_back(static_cast<uint8_t>(v));
      bytes.push_back(static_cast<uint8_t>(v >> 8));
    }
  for (const std::vector<uint8_t>* values : {&level, &jitter}) bytes.insert(bytes.end(), values->begin(), values->end());
  return pointSetChecksum(bytes);
}

Unpacked unpack(std::span<const uint8_t> packed) {
  Unpacked out;
  Decoder decoder(packed);
  const auto coder = std::make_unique<PointCoder<Decoder>>(decoder);
  Rng rng(kJitterSeed);
  std::array<uint32_t, kPointLevels> used{};
  for (uint32_t i = 0; i < kPointCount && coder->even(); ++i) {
    Step step = drawStep(i, rng);
    const Point p = coder->code({}, step);
    out.x.push_back(static_cast<uint16_t>(p.x << (16 - kPositionBits)));
    out.y.push_back(static_cast<uint16_t>(p.y << (16 - kPositionBits)));
    // Within a class every point takes the level that was taken least.
    int level = kClassLevels[p.levelClass];
    for (int l = level + 1; l < kClassLevels[p.levelClass + 1]; ++l)
      if (used[static_cast<size_t>(l)] < used[static_cast<size_t>(level)]) level = l;
    ++used[static_cast<size_t>(level)];
    out.level.push_back(static_cast<uint8_t>(level));
    for (uint32_t k = 0; k < p.shortenings; ++k) step = step.shortened();
    out.jitter.push_back(jitterByte(step));
  }
  return out;
}

}  // namespace hd::point_code
