// Where the points are that the kernel kept: positions in single precision and ids. What the kernel's rows of the table
// write; the engine itself keeps positions in double precision (placeFirst).
#pragma once

#include "pattern/internal/sample_kernel.h"

namespace hd::bench {

/// Positions (origin + step * 65536ths) and ids (base + rank) of what sampleBucket kept. Writes up to
/// kKernelSlack elements behind what it puts out.
void placeKept(const uint16_t* rank, const uint16_t* x, const uint16_t* y, Kept kept, const uint16_t* slots, float originX, float originY,
               float step, uint32_t idBase, float* outX, float* outY, uint32_t* outId);

}  // namespace hd::bench
