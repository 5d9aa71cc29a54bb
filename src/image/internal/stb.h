// The limit on single allocations of the picture library while a photo is decoded.
#pragma once

#include <cstddef>
#include <cstdint>

namespace hd {

/// While it lives, no single allocation of the decoder (on this thread) exceeds `bytes`.
class StbBudget {
 public:
  explicit StbBudget(size_t bytes);
  ~StbBudget();
  StbBudget(const StbBudget&) = delete;
  StbBudget& operator=(const StbBudget&) = delete;
};

}  // namespace hd
