// From a place on the map to a dot on the skin: where it lies, how large, which shade, which session.
#pragma once

#include <memory>
#include <vector>

#include "pattern/dots.h"
#include "pattern/flow_field.h"
#include "pattern/sampler.h"

namespace hd {

class DotMaker {
 public:
  /// `box`: where places may lie, map mm. The design must stay alive.
  DotMaker(const Design& design, const ScalpMap& map, const Box2& box);

  /// The dot at a place, which is at `point`; its rank in the whole list is left to whoever has it.
  Dot dot(const Place& place, const SkinPoint& point) const;
  /// Fingerprint of what dots depend on beside their place, their zone and the head.
  uint64_t looks() const { return looks_; }

 private:
  const Design& design_;
  FlowField flow_;
  FlowGrid flowGrid_;
  uint64_t looks_;
  double diameterCv_, shadeSd_, edgeDiameterMm_, depthLowMm_, depthHighMm_, uptakeCv_;
  uint64_t sizeSeed_, shadeSeed_, depthSeed_, accentSeed_;
  std::vector<std::vector<double>> endsOf_;   // by number of sessions - 1: their ends on 0..1
  std::vector<SessionStyle> styles_;          // by session - 1
};

}  // namespace hd
