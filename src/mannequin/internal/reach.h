// How much of the studio's light reaches each pixel's place: sky, key and rim light.
#pragma once

#include "mannequin/internal/shade.h"

namespace hd {

/// How much of the sky, the key and the rim light reach a pixel's place.
struct Reach {
  float open = 1.0f, key = 1.0f, rim = 1.0f;
};

/// Reach is smooth on smooth surfaces: it is worked out on every other pixel of every other row and
/// filled in between, except across edges.
class ReachMap {
 public:
  /// Works out the coarse grid. The references must outlive the map.
  ReachMap(const HeadSdf& head, const Studio& studio, const Geometry& geometry);
  /// Reach at a pixel that shows something.
  Reach at(int x, int y) const;

 private:
  size_t coarseIndex(int x, int y) const;
  Reach look(size_t pixel) const;

  const HeadSdf& head_;
  const Studio& studio_;
  const Geometry& g_;
  int columns_;
  std::vector<Reach> coarse_;
};

}  // namespace hd
