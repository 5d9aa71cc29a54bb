// Equality of dots to the last bit, across edits and builds.
#pragma once

#include <bit>
#include <cstdint>

#include "core/fingerprint.h"
#include "pattern/dots.h"

namespace hd::test {

/// 64-bit hash over all bits of all dots.
inline uint64_t hashDots(const Dots& dots) {
  Fingerprint h(0x68642d646f7473ull);
  for (const Dot& d : dots) {
    h.addReal(d.posMapMm.x);
    h.addReal(d.posMapMm.y);
    for (int k = 0; k < 3; ++k) h.addReal(d.posScalpMm[k]);
    for (int k = 0; k < 3; ++k) h.addReal(d.normal[k]);
    h.add(static_cast<uint64_t>(std::bit_cast<uint32_t>(d.radiusMm)) << 32 | std::bit_cast<uint32_t>(d.shade));
    h.add(std::bit_cast<uint32_t>(d.uptake));
    h.add(static_cast<uint64_t>(std::bit_cast<uint32_t>(d.depthMm)) << 32 | std::bit_cast<uint32_t>(d.flowAngleRad));
    h.add(static_cast<uint64_t>(d.rank) << 32 | static_cast<uint64_t>(d.zone) << 8 | d.session);
    h.add(d.id);
  }
  return h.value();
}

}  // namespace hd::test
