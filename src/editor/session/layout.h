// Where everything lies for a window size: pure arithmetic, tested without a screen.
#pragma once

#include "ui/rect.h"

namespace hd {

enum class Form {
  sheet,   ///< guided, upright: canvas above, sheet and estimate bar below
  side,    ///< guided, wide: canvas at the left, the step at the right
  studio,  ///< rail, canvas, cards, time bar
};

struct Layout {
  Form form = Form::sheet;
  bool compact = false;  ///< studio on a small tablet: narrower cards
  Rect all, top, rail, canvas, clear, panel, estimate, bottom;
};

/// `canvas` is where the photo is drawn, `clear` the part of it that nothing covers. `wantPanel` is
/// the height the sheet's content would like to have, points.
Layout layoutFor(float width, float height, bool studio, bool touchFirst, float wantPanel);

/// True when the window is large enough for the studio.
bool studioFits(float width, float height);

}  // namespace hd
