// Which part of the photo is on screen: zoom and pan as pure arithmetic.
#pragma once

#include "core/polygon.h"
#include "core/vec.h"

namespace hd {

/// posPt = offsetPt + scale * posPhotoPx.
struct CanvasView {
  double scale = 1.0;   ///< points per photo px
  Vec2 offsetPt{0, 0};  ///< where the photo's top-left corner lies

  Vec2 toPt(Vec2 posPhotoPx) const { return offsetPt + scale * posPhotoPx; }
  Vec2 toPhotoPx(Vec2 posPt) const { return (posPt - offsetPt) / scale; }
};

/// The view that shows all of `boxPx` inside `areaPt`, centred, with a margin.
CanvasView fitBox(const Box2& boxPx, const Box2& areaPt, double marginPt);
/// The view in which the photo covers all of `areaPt` (for a phone's full-bleed picture).
CanvasView coverBox(const Box2& boxPx, const Box2& areaPt);
/// Zooms about a fixed point of the screen; the scale stays within [minScale, maxScale].
CanvasView zoomAbout(const CanvasView& view, Vec2 anchorPt, double factor, double minScale, double maxScale);
/// Keeps at least a third of the photo's shorter overlap inside the area, so that it cannot get lost.
CanvasView keepInReach(const CanvasView& view, Vec2 photoSizePx, const Box2& areaPt);
/// Between two views, zooming evenly (t = 0..1).
CanvasView mixViews(const CanvasView& from, const CanvasView& to, double t, const Box2& areaPt);

}  // namespace hd
