#include "ui/canvas_view.h"

#include <algorithm>
#include <cmath>

namespace hd {
namespace {

Vec2 sizeOf(const Box2& box) { return box.max - box.min; }

CanvasView centred(const Box2& boxPx, const Box2& areaPt, double scale) {
  CanvasView view;
  view.scale = scale;
  view.offsetPt = 0.5 * (areaPt.min + areaPt.max) - scale * 0.5 * (boxPx.min + boxPx.max);
  return view;
}

}  // namespace

CanvasView fitBox(const Box2& boxPx, const Box2& areaPt, double marginPt) {
  const Vec2 box = sizeOf(boxPx);
  const Vec2 area = sizeOf(areaPt) - Vec2(2.0 * marginPt);
  const double scale = std::min(std::max(area.x, 20.0) / std::max(box.x, 1.0), std::max(area.y, 20.0) / std::max(box.y, 1.0));
  return centred(boxPx, areaPt, scale);
}

CanvasView coverBox(const Box2& boxPx, const Box2& areaPt) {
  const Vec2 box = sizeOf(boxPx);
  const Vec2 area = sizeOf(areaPt);
  return centred(boxPx, areaPt, std::max(area.x / std::max(box.x, 1.0), area.y / std::max(box.y, 1.0)));
}

CanvasView zoomAbout(const CanvasView& view, Vec2 anchorPt, double factor, double minScale, double maxScale) {
  CanvasView out = view;
  out.scale = std::clamp(view.scale * factor, minScale, maxScale);
  const Vec2 anchorPx = view.toPhotoPx(anchorPt);
  out.offsetPt = anchorPt - out.scale * anchorPx;
  return out;
}

CanvasView keepInReach(const CanvasView& view, Vec2 photoSizePx, const Box2& areaPt) {
  CanvasView out = view;
  const Vec2 area = sizeOf(areaPt);
  for (int axis = 0; axis < 2; ++axis) {
    const double size = view.scale * photoSizePx[axis];
    const double keep = std::min(size, area[axis]) / 3.0;
    out.offsetPt[axis] = std::clamp(view.offsetPt[axis], areaPt.min[axis] + keep - size, areaPt.max[axis] - keep);
  }
  return out;
}

CanvasView mixViews(const CanvasView& from, const CanvasView& to, double t, const Box2& areaPt) {
  const Vec2 middle = 0.5 * (areaPt.min + areaPt.max);
  const Vec2 fromPx = from.toPhotoPx(middle);
  const Vec2 toPx = to.toPhotoPx(middle);
  CanvasView out;
  out.scale = std::exp((1.0 - t) * std::log(from.scale) + t * std::log(to.scale));
  out.offsetPt = middle - out.scale * ((1.0 - t) * fromPx + t * toPx);
  return out;
}

}  // namespace hd
