#include "ui/gestures.h"

#include <algorithm>

namespace hd {
namespace {

// Usual values of touch systems; our choice where they differ.
constexpr double kSecondFingerMs = 150.0;  // a second finger within this takes the stroke back
constexpr double kTapMs = 280.0;           // fingers down and up within this are a tap
constexpr double kTapSlopPt = 14.0;
constexpr double kStrokeSlopPt = 6.0;
constexpr double kDoubleTapMs = 320.0;
constexpr double kDoubleTapPt = 24.0;
constexpr double kLongPressMs = 550.0;

}  // namespace

void GestureRecogniser::handle(const PointerEvent& event, std::vector<GestureEvent>& out) {
  if (event.kind == PointerKind::pen && event.phase != PointerPhase::hover && event.phase != PointerPhase::leave) {
    fingersNavigateOnly = true;
  }
  if (event.kind == PointerKind::touch) {
    touch(event, out);
  } else {
    single(event, out);
  }
}

void GestureRecogniser::single(const PointerEvent& event, std::vector<GestureEvent>& out) {
  const bool primary = (event.buttons & 1u) != 0;
  switch (event.phase) {
    case PointerPhase::down:
      if (stroke_ || panning_) return;
      strokeStartPt_ = lastPt_ = event.posPt;
      strokeId_ = event.id;
      strokeKind_ = event.kind;
      strokeStartMs_ = event.timeMs;
      strokeMoved_ = longPressDone_ = false;
      if (panOnly || !primary) {
        panning_ = true;
        tapPans_ = panOnly && primary;
      } else {
        stroke_ = true;
        out.push_back({GestureKind::strokeBegin, event.posPt, {}, 1.0, event.pressure, event.kind});
      }
      break;
    case PointerPhase::move:
    case PointerPhase::hover:
      if (stroke_ && event.id == strokeId_) {
        if (length(event.posPt - strokeStartPt_) > kStrokeSlopPt) strokeMoved_ = true;
        out.push_back({GestureKind::strokeMove, event.posPt, event.posPt - lastPt_, 1.0, event.pressure, event.kind});
        lastPt_ = event.posPt;
      } else if (panning_ && event.id == strokeId_) {
        if (length(event.posPt - strokeStartPt_) > kStrokeSlopPt) strokeMoved_ = true;
        out.push_back({GestureKind::panZoom, event.posPt, event.posPt - lastPt_, 1.0, 0.5f, event.kind});
        lastPt_ = event.posPt;
      } else if (!stroke_ && !panning_) {
        out.push_back({GestureKind::hover, event.posPt, {}, 1.0, 0.0f, event.kind});
      }
      break;
    case PointerPhase::up:
      if (event.id != strokeId_) return;
      if (stroke_) endStroke(event, out);
      // The open hand chooses with a click that moved nothing.
      if (panning_ && tapPans_ && !strokeMoved_ && event.timeMs - strokeStartMs_ <= kTapMs)
        out.push_back({GestureKind::tap, event.posPt, {}, 1.0, event.pressure, event.kind});
      panning_ = false;
      break;
    case PointerPhase::cancel:
      if (stroke_ && event.id == strokeId_) {
        stroke_ = false;
        out.push_back({GestureKind::strokeCancel, event.posPt, {}, 1.0, 0.5f, event.kind});
      }
      panning_ = false;
      break;
    case PointerPhase::leave:
      break;
  }
}

void GestureRecogniser::endStroke(const PointerEvent& event, std::vector<GestureEvent>& out) {
  stroke_ = false;
  out.push_back({GestureKind::strokeEnd, event.posPt, event.posPt - lastPt_, 1.0, event.pressure, event.kind});
  if (strokeMoved_ || longPressDone_ || event.timeMs - strokeStartMs_ > kTapMs) return;
  const bool twice = event.timeMs - lastTapMs_ < kDoubleTapMs && length(event.posPt - lastTapPt_) < kDoubleTapPt;
  out.push_back({twice ? GestureKind::doubleTap : GestureKind::tap, event.posPt, {}, 1.0, event.pressure, event.kind});
  lastTapMs_ = twice ? -1e9 : event.timeMs;
  lastTapPt_ = event.posPt;
}

void GestureRecogniser::touch(const PointerEvent& event, std::vector<GestureEvent>& out) {
  const auto finger = std::find_if(fingers_.begin(), fingers_.end(), [&](const Finger& f) { return f.id == event.id; });
  switch (event.phase) {
    case PointerPhase::down: {
      if (finger != fingers_.end()) return;
      if (fingers_.empty()) {
        tapFingers_ = 0;
        tapStartMs_ = event.timeMs;
        tapSpoilt_ = false;
      }
      fingers_.push_back({event.id, event.posPt, event.posPt, event.timeMs});
      tapFingers_ = std::max(tapFingers_, static_cast<int>(fingers_.size()));
      if (fingers_.size() == 1) {
        strokeStartPt_ = lastPt_ = event.posPt;
        strokeStartMs_ = event.timeMs;
        strokeId_ = event.id;
        strokeKind_ = event.kind;
        strokeMoved_ = longPressDone_ = false;
        if (panOnly || fingersNavigateOnly) {
          startNavigation();
        } else {
          stroke_ = true;
          out.push_back({GestureKind::strokeBegin, event.posPt, {}, 1.0, event.pressure, event.kind});
        }
        return;
      }
      if (stroke_) {
        // A late second finger is a resting hand: the stroke goes on. An early one, or one beside a finger that has
        // not drawn yet, means "move the picture".
        const bool early = event.timeMs - strokeStartMs_ <= kSecondFingerMs || !strokeMoved_;
        if (!early) return;
        stroke_ = false;
        out.push_back({GestureKind::strokeCancel, event.posPt, {}, 1.0, 0.5f, event.kind});
      }
      startNavigation();
      break;
    }
    case PointerPhase::move:
      if (finger == fingers_.end()) return;
      finger->posPt = event.posPt;
      if (length(event.posPt - finger->startPt) > kTapSlopPt) tapSpoilt_ = true;
      if (stroke_ && event.id == strokeId_) {
        if (length(event.posPt - strokeStartPt_) > kStrokeSlopPt) strokeMoved_ = true;
        out.push_back({GestureKind::strokeMove, event.posPt, event.posPt - lastPt_, 1.0, event.pressure, event.kind});
        lastPt_ = event.posPt;
      } else if (navigating_) {
        navigate(out);
      }
      break;
    case PointerPhase::up:
    case PointerPhase::cancel:
      if (finger == fingers_.end()) return;
      fingers_.erase(finger);
      if (stroke_ && event.id == strokeId_) {
        if (event.phase == PointerPhase::up) {
          endStroke(event, out);
        } else {
          stroke_ = false;
          out.push_back({GestureKind::strokeCancel, event.posPt, {}, 1.0, 0.5f, event.kind});
        }
      }
      if (event.phase == PointerPhase::cancel) tapSpoilt_ = true;
      if (fingers_.empty()) {
        if (!finishTap(event.timeMs, out) && navigating_ && tapFingers_ == 1 && !tapSpoilt_ && event.timeMs - tapStartMs_ < kTapMs) {
          out.push_back({GestureKind::tap, event.posPt, {}, 1.0, 0.5f, event.kind});
        }
        navigating_ = false;
      } else if (navigating_) {
        startNavigation();
      }
      break;
    case PointerPhase::hover:
    case PointerPhase::leave:
      break;
  }
}

bool GestureRecogniser::finishTap(double timeMs, std::vector<GestureEvent>& out) {
  if (tapSpoilt_ || timeMs - tapStartMs_ > kTapMs || tapFingers_ < 2 || tapFingers_ > 3) return false;
  out.push_back({tapFingers_ == 2 ? GestureKind::undo : GestureKind::redo, navCentrePt_, {}, 1.0, 0.5f, PointerKind::touch});
  return true;
}

void GestureRecogniser::startNavigation() {
  navigating_ = true;
  navCentrePt_ = {0, 0};
  for (const auto& f : fingers_) navCentrePt_ += f.posPt / static_cast<double>(fingers_.size());
  navSpreadPt_ = 0.0;
  for (const auto& f : fingers_) navSpreadPt_ += length(f.posPt - navCentrePt_) / static_cast<double>(fingers_.size());
}

void GestureRecogniser::navigate(std::vector<GestureEvent>& out) {
  const Vec2 oldCentre = navCentrePt_;
  const double oldSpread = navSpreadPt_;
  startNavigation();
  const bool zooms = fingers_.size() >= 2 && oldSpread > 8.0 && navSpreadPt_ > 8.0;
  out.push_back(
      {GestureKind::panZoom, navCentrePt_, navCentrePt_ - oldCentre, zooms ? navSpreadPt_ / oldSpread : 1.0, 0.5f, PointerKind::touch});
}

void GestureRecogniser::tick(double timeMs, std::vector<GestureEvent>& out) {
  if (!stroke_ || strokeMoved_ || longPressDone_ || timeMs - strokeStartMs_ < kLongPressMs) return;
  longPressDone_ = true;
  out.push_back({GestureKind::longPress, lastPt_, {}, 1.0, 0.5f, strokeKind_});
}

std::optional<double> GestureRecogniser::nextTickMs() const {
  if (!stroke_ || strokeMoved_ || longPressDone_) return std::nullopt;
  return strokeStartMs_ + kLongPressMs;
}

void GestureRecogniser::reset(std::vector<GestureEvent>& out) {
  if (stroke_) out.push_back({GestureKind::strokeCancel, lastPt_, {}, 1.0, 0.5f, strokeKind_});
  stroke_ = navigating_ = panning_ = false;
  fingers_.clear();
}

}  // namespace hd
