// What goes into a frame and what comes out of it besides the picture; free of Dear ImGui.
#pragma once

#include <string>

namespace hd {

struct FrameInfo {
  double widthPt = 0, heightPt = 0;  ///< canvas in points (CSS px)
  double pixelRatio = 1.0;           ///< framebuffer px per point
  double timeSeconds = 0.0;          ///< monotonic, on the clock of PointerEvent::timeMs
  bool touchFirst = false;           ///< coarse pointer: 44 px targets, bottom sheets
  bool dark = false;
  bool reducedMotion = false;
};

/// One interactive item on screen, for the accessibility mirror and for tests that work by label.
struct UiItem {
  std::string id, role, label, value;
  float x = 0, y = 0, width = 0, height = 0;  ///< points
  bool enabled = true, checked = false, focused = false;
};

}  // namespace hd
