// Which pixels belong to a person, from the mask net.
#pragma once

#include <vector>

#include "vision/internal/net.h"
#include "vision/internal/pyramid.h"

namespace hd {

/// Share of a person, 0..1, over an upright rectangle of the photo.
struct PersonMask {
  static constexpr int kSide = 256;
  Vec2 minPx{0, 0}, maxPx{0, 0};
  std::vector<float> share;  ///< kSide x kSide

  /// Between the mask's pixels; 0 outside of the rectangle.
  double at(Vec2 photoPx) const;
  /// Photo px of a pixel of the mask.
  Vec2 pixelPx() const { return (maxPx - minPx) / static_cast<double>(kSide); }
};

PersonMask personMask(const NetSet& nets, NetWorkspace& space, const Pyramid& photo, Vec2 minPx, Vec2 maxPx);

}  // namespace hd
