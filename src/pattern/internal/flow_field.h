// The direction of the hair on the map.
//
// On a head: a spiral about the crown's whorl that opens into forward growth at the front and turns
// back and down at the temples; strokes bend it. On a flat view: down the picture, for a face looks
// at the camera with its forehead below its hair.
#pragma once

#include <vector>

#include "core/polygon.h"
#include "design/design.h"

namespace hd {

class FlowField {
 public:
  FlowField(const Design& design, bool flat);
  /// True when the hair lies the same way everywhere.
  bool even() const { return flat_ && strokes_.empty(); }
  /// Unit direction of the hair, map axes.
  Vec2 directionAt(Vec2 posMapMm) const;

 private:
  bool flat_;
  double turn_;  // +1 clockwise as seen from above
  const std::vector<FlowStroke>& strokes_;
};

/// The field tabulated over a box, blended between nodes: cheap enough for every dot.
class FlowGrid {
 public:
  FlowGrid(const FlowField& field, const Box2& boxMapMm);
  /// Angle of the hair, radians from +x towards +y.
  double angleAt(Vec2 posMapMm) const;

 private:
  int firstX_ = 0, firstY_ = 0;  // of a 4 mm lattice
  int width_ = 0, height_ = 0;
  std::vector<Vec2> node_;
  bool even_ = false;
  double evenRad_ = 0.0;
};

}  // namespace hd
