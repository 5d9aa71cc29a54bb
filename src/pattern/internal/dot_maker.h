// From a place on the map to a dot on the skin: where it lies, how large, which shade, which session.
#pragma once

#include <span>
#include <vector>

#include "pattern/dots.h"
#include "pattern/internal/flow_field.h"
#include "pattern/internal/sampler.h"

namespace hd {

class DotMaker {
 public:
  /// `box`: where places may lie, map mm. The design must stay alive.
  DotMaker(const Design& design, const ScalpMap& map, const Box2& box);

  /// Marks of the dots at places of one block.
  void mark(std::span<const uint64_t> ids, std::span<const Vec2> posMapMm, std::span<const PlaceLook> looks,
            std::span<DotMark> marks) const;
  /// Fingerprint of what dots depend on beside their place, their zone and the head.
  uint64_t looks() const { return looks_; }

 private:
  const Design& design_;
  FlowField flow_;
  FlowGrid flowGrid_;
  uint64_t looks_;
  double diameterCv_, shadeSd_, edgeDiameterMm_, depthLowMm_, depthHighMm_, uptakeCv_;
  uint64_t sizeSeed_, shadeSeed_, depthSeed_, accentSeed_;
  std::vector<std::vector<double>> endsOf_;  // by number of sessions - 1: their ends on 0..1
  std::vector<SessionStyle> styles_;         // by session - 1
  bool anyAccents_ = false;
};

}  // namespace hd
