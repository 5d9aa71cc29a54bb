// One vocabulary of input for every platform: what the pointer, the keys and the window did.
#pragma once

#include <cstdint>
#include <string>

#include "core/vec.h"

namespace hd {

enum class PointerKind : uint8_t { mouse, touch, pen };
enum class PointerPhase : uint8_t { down, move, up, cancel, hover, leave };

/// One pointer event. Positions are in points (CSS px), origin at the top-left of the canvas.
struct PointerEvent {
  int32_t id = 0;
  PointerKind kind = PointerKind::mouse;
  PointerPhase phase = PointerPhase::move;
  Vec2 posPt{0, 0};
  float pressure = 0.5f;  ///< 0..1; 0.5 where the device has none
  Vec2 tiltRad{0, 0};
  uint8_t buttons = 0;  ///< bit 0 primary, 1 secondary, 2 middle
  double timeMs = 0.0;  ///< monotonic, on the clock of the frames' timeSeconds
};

/// Wheel or track-pad scroll at a point; `zoom` is set for a pinch on a track pad or ctrl + wheel.
struct WheelEvent {
  Vec2 posPt{0, 0};
  Vec2 deltaPt{0, 0};
  bool zoom = false;
};

enum class Key : uint8_t {
  none,
  escape,
  enter,
  tab,
  backspace,
  del,
  space,
  left,
  right,
  up,
  down,
  home,
  end,
  pageUp,
  pageDown,
  shift,
  control,
  alt,
  super,
  letter  ///< `letter`: see KeyEvent::letter
};

/// A key went down or up. `letter` is the upper-case letter or digit for Key::letter.
struct KeyEvent {
  Key key = Key::none;
  char letter = 0;
  bool pressed = true;
  bool shift = false, control = false, alt = false, super = false;
};

/// What the mouse pointer should look like.
enum class CursorShape : uint8_t { arrow, text, move, resizeVertical, resizeHorizontal, resizeNesw, resizeNwse, hand, notAllowed };

/// Where typed text would appear, in points: the soft keyboard and input methods are placed there.
struct TextCaret {
  Vec2 posPt{0, 0};
  double lineHeightPt = 16.0;
};

}  // namespace hd
