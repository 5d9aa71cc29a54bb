#include "vision/internal/person_mask.h"

#include <algorithm>

#include "core/math.h"

namespace hd {

double PersonMask::at(Vec2 photoPx) const {
  const Vec2 p = (photoPx - minPx) / pixelPx() - 0.5;
  if (!(p.x >= -0.5 && p.y >= -0.5 && p.x <= kSide - 0.5 && p.y <= kSide - 0.5)) return 0;
  const double x = clamp(p.x, 0.0, kSide - 1.0), y = clamp(p.y, 0.0, kSide - 1.0);
  const int x0 = static_cast<int>(x), y0 = static_cast<int>(y), x1 = std::min(x0 + 1, kSide - 1), y1 = std::min(y0 + 1, kSide - 1);
  const auto pixel = [&](int px, int py) { return static_cast<double>(share[static_cast<size_t>(py) * kSide + static_cast<size_t>(px)]); };
  return mix(mix(pixel(x0, y0), pixel(x1, y0), x - x0), mix(pixel(x0, y1), pixel(x1, y1), x - x0), y - y0);
}

PersonMask personMask(const NetSet& nets, NetWorkspace& space, const Pyramid& photo, Vec2 minPx, Vec2 maxPx) {
  const Net& net = nets.person;
  const NetShape& in = net.inputShape();
  photo.cutStretched(minPx, maxPx, in.width, in.stride, 0.0f, 1.0f, space.input(net));
  run(net, space);
  PersonMask mask;
  mask.minPx = minPx;
  mask.maxPx = maxPx;
  mask.share.resize(static_cast<size_t>(PersonMask::kSide) * PersonMask::kSide);
  const std::span<const float> out = space.output(net, 0);
  const auto stride = static_cast<size_t>(net.outputShape(0).stride);
  for (size_t i = 0; i < mask.share.size(); ++i) {
    const float v = out[i * stride];
    mask.share[i] = v >= 0.0f && v <= 1.0f ? v : 0.0f;
  }
  return mask;
}

}  // namespace hd
