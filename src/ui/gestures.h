// Strokes, pans, pinches and taps out of raw pointers; pure code, tested without a window.
//
// One finger draws with the tool; a second finger soon after takes the stroke back and both pan and
// zoom. Two fingers tapping undo, three redo. Once a pen has been seen, fingers only navigate, so
// that a resting palm draws nothing; the switch is on screen and can be turned back.
#pragma once

#include <optional>
#include <vector>

#include "core/input.h"

namespace hd {

enum class GestureKind : uint8_t {
  strokeBegin,
  strokeMove,
  strokeEnd,
  strokeCancel,
  panZoom,  ///< move by deltaPt and zoom by factor about posPt
  hover,
  tap,
  doubleTap,
  longPress,
  undo,
  redo  ///< two- and three-finger tap
};

struct GestureEvent {
  GestureKind kind = GestureKind::hover;
  Vec2 posPt{0, 0};
  Vec2 deltaPt{0, 0};
  double factor = 1.0;
  float pressure = 0.5f;
  PointerKind pointer = PointerKind::mouse;
};

class GestureRecogniser {
 public:
  /// Feeds one pointer event; gestures recognised are appended.
  void handle(const PointerEvent& event, std::vector<GestureEvent>& out);
  /// Call with the current time for the long press, which happens without any event.
  void tick(double timeMs, std::vector<GestureEvent>& out);
  /// Drops everything that is under way (window lost focus, tool changed).
  void reset(std::vector<GestureEvent>& out);

  /// Time at which tick() should be called again (a long press is pending).
  std::optional<double> nextTickMs() const;
  bool strokeActive() const { return stroke_; }

  bool panOnly = false;              ///< the tool is "pan", or space is held
  bool fingersNavigateOnly = false;  ///< set by the first pen event

 private:
  struct Finger {
    int32_t id = 0;
    Vec2 startPt{0, 0}, posPt{0, 0};
    double downMs = 0.0;
  };
  void touch(const PointerEvent& event, std::vector<GestureEvent>& out);
  void single(const PointerEvent& event, std::vector<GestureEvent>& out);
  void endStroke(const PointerEvent& event, std::vector<GestureEvent>& out);
  void startNavigation();
  void navigate(std::vector<GestureEvent>& out);
  bool finishTap(double timeMs, std::vector<GestureEvent>& out);

  std::vector<Finger> fingers_;
  bool stroke_ = false, navigating_ = false, panning_ = false, tapPans_ = false;
  int32_t strokeId_ = 0;
  PointerKind strokeKind_ = PointerKind::mouse;
  Vec2 strokeStartPt_{0, 0}, lastPt_{0, 0};
  double strokeStartMs_ = 0.0;
  bool strokeMoved_ = false, longPressDone_ = false;
  // Multi-finger taps: how many fingers were down together and whether any wandered.
  int tapFingers_ = 0;
  double tapStartMs_ = 0.0;
  bool tapSpoilt_ = false;
  Vec2 navCentrePt_{0, 0};
  double navSpreadPt_ = 1.0;
  Vec2 lastTapPt_{-1e9, -1e9};
  double lastTapMs_ = -1e9;
};

}  // namespace hd
