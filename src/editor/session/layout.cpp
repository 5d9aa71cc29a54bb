#include "editor/session/layout.h"

#include <algorithm>

#include "ui/theme.h"

namespace hd {

bool studioFits(float width, float height) { return width >= 900 && height >= 600; }

Layout layoutFor(float width, float height, bool studio, bool touchFirst, float wantPanel) {
  Layout out;
  out.all = {0, 0, width, height};
  if (studio && studioFits(width, height)) {
    out.form = Form::studio;
    out.compact = width < 1280;
    const float top = 56, rail = 64, bottom = 116;
    const float side = out.compact ? 312.0f : 344.0f;
    out.top = {0, 0, width, top};
    out.rail = {0, top, rail, height - top - bottom};
    out.estimate = {width - side, height - bottom - 132, side, 132};
    out.panel = {width - side, top, side, height - top - bottom - out.estimate.h};
    out.bottom = {0, height - bottom, width, bottom};
    out.canvas = {rail, top, width - rail - side, height - top - bottom};
    out.clear = out.canvas;
    return out;
  }
  out.top = {0, 0, width, 52};
  if (width > height && width >= 640) {
    out.form = Form::side;
    const float side = std::clamp(width * 0.36f, 300.0f, 420.0f);
    const float estimate = height < 500 ? 68.0f : 84.0f;
    out.panel = {width - side, 52, side, height - 52 - estimate};
    out.estimate = {width - side, height - estimate, side, estimate};
    out.canvas = {0, 52, width - side, height - 52};
    out.clear = out.canvas;
    return out;
  }
  out.form = Form::sheet;
  const float estimate = touchFirst || width < 700 ? 84.0f : 76.0f;
  // The sheet may take at most half of what lies between the bars, so that the forehead stays in sight.
  const float room = height - 52 - estimate;
  const float sheet = std::clamp(wantPanel, 96.0f, std::max(96.0f, room * 0.52f));
  out.estimate = {0, height - estimate, width, estimate};
  out.panel = {0, height - estimate - sheet, width, sheet};
  out.canvas = {0, 52, width, room - sheet + kRadius4};
  out.clear = {0, 52, width, room - sheet};
  return out;
}

}  // namespace hd
