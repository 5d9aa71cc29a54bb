#include "editor/editor_input.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "editor/canvas/overlay.h"

namespace hd {
namespace {

ImGuiKey imguiKey(const KeyEvent& event) {
  switch (event.key) {
    case Key::enter:
      return ImGuiKey_Enter;
    case Key::tab:
      return ImGuiKey_Tab;
    case Key::escape:
      return ImGuiKey_Escape;
    case Key::backspace:
      return ImGuiKey_Backspace;
    case Key::del:
      return ImGuiKey_Delete;
    case Key::left:
      return ImGuiKey_LeftArrow;
    case Key::right:
      return ImGuiKey_RightArrow;
    case Key::up:
      return ImGuiKey_UpArrow;
    case Key::down:
      return ImGuiKey_DownArrow;
    case Key::home:
      return ImGuiKey_Home;
    case Key::end:
      return ImGuiKey_End;
    case Key::letter:
      if (event.letter >= 'A' && event.letter <= 'Z') return static_cast<ImGuiKey>(ImGuiKey_A + (event.letter - 'A'));
      return ImGuiKey_None;
    default:
      return ImGuiKey_None;
  }
}

constexpr double kWheelZoomPerPt = 0.0018;  // a notch of 100 points zooms by a fifth
constexpr double kPinchZoomPerPt = 0.010;   // track pads send small steps for a pinch

}  // namespace

EditorInput::Owner EditorInput::ownerAt(const PointerEvent& event) const {
  const auto x = static_cast<float>(event.posPt.x), y = static_cast<float>(event.posPt.y);
  if (!state_.model.hasPhoto() || state_.whyOpen || state_.ui.pointInPanel(x, y)) return Owner::widgets;
  if (!state_.layout.canvas.contains(x, y)) return Owner::widgets;
  if (state_.splitOn && !state_.sideBySide && !state_.beforeToggled && (event.buttons & 1u || event.kind == PointerKind::touch)) {
    const Rect c = state_.layout.canvas;
    const float lineX = c.x + static_cast<float>(state_.splitAt) * c.w;
    const float knobY = state_.layout.clear.y + state_.layout.clear.h * 0.62f;
    const bool knob = std::hypot(x - lineX, y - knobY) < (event.kind == PointerKind::touch ? 30.0f : 22.0f);
    const bool line = event.kind != PointerKind::touch && std::fabs(x - lineX) < 5.0f;
    if (knob || line) return Owner::split;
  }
  return Owner::canvas;
}

void EditorInput::toWidgets(const PointerEvent& event) {
  ImGuiIO& io = ImGui::GetIO();
  // Source first, then position, then button: else a touch needs two taps.
  io.AddMouseSourceEvent(event.kind == PointerKind::touch ? ImGuiMouseSource_TouchScreen
                         : event.kind == PointerKind::pen ? ImGuiMouseSource_Pen
                                                          : ImGuiMouseSource_Mouse);
  io.AddMousePosEvent(static_cast<float>(event.posPt.x), static_cast<float>(event.posPt.y));
  if (event.phase == PointerPhase::down) {
    io.AddMouseButtonEvent(0, true);
  } else if (event.phase == PointerPhase::up || event.phase == PointerPhase::cancel) {
    io.AddMouseButtonEvent(0, false);
    leaveAfterFrame_ = event.kind == PointerKind::touch;
  }
}

void EditorInput::pointer(const PointerEvent& event) {
  state_.owe();
  lastEventMs_ = event.timeMs;
  if (event.phase == PointerPhase::leave) {
    ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
    return;
  }
  const auto capture = std::find_if(captures_.begin(), captures_.end(), [&](const Capture& c) { return c.id == event.id; });
  Owner owner = capture != captures_.end() ? capture->owner : ownerAt(event);
  if (event.phase == PointerPhase::down) {
    if (capture == captures_.end()) captures_.push_back({event.id, owner});
    state_.ui.hideFocus();
    if (owner != Owner::widgets) state_.viewGoal.reset();
  }
  const bool over = event.phase == PointerPhase::up || event.phase == PointerPhase::cancel;
  switch (owner) {
    case Owner::widgets:
      // One pointer presses widgets; a second finger on the panel means nothing.
      if (event.phase == PointerPhase::down && widgetPointer_ < 0) widgetPointer_ = event.id;
      if (widgetPointer_ < 0 || widgetPointer_ == event.id) toWidgets(event);
      if (over && widgetPointer_ == event.id) widgetPointer_ = -1;
      break;
    case Owner::split:
      if (event.phase == PointerPhase::down || event.phase == PointerPhase::move) {
        const Rect c = state_.layout.canvas;
        if (capture != captures_.end() || event.phase == PointerPhase::down) {
          state_.splitDragging = true;
          state_.splitAt = std::clamp((event.posPt.x - c.x) / c.w, 0.0, 1.0);
        }
      }
      if (event.phase == PointerPhase::hover)
        ImGui::GetIO().AddMousePosEvent(static_cast<float>(event.posPt.x), static_cast<float>(event.posPt.y));
      if (over) state_.splitDragging = false;
      break;
    case Owner::canvas: {
      if (widgetPointer_ < 0 && event.kind != PointerKind::touch) {
        ImGui::GetIO().AddMousePosEvent(static_cast<float>(event.posPt.x), static_cast<float>(event.posPt.y));
      }
      if (event.phase == PointerPhase::down) ImGui::SetWindowFocus(nullptr);  // ends typing in a field
      std::vector<GestureEvent> events;
      state_.gestures.handle(event, events);
      apply(events);
      break;
    }
  }
  if (over) std::erase_if(captures_, [&](const Capture& c) { return c.id == event.id; });
}

void EditorInput::apply(const std::vector<GestureEvent>& events) {
  for (const auto& event : events) {
    switch (event.kind) {
      case GestureKind::panZoom: {
        state_.viewGoal.reset();
        state_.viewTouched = true;
        state_.view.offsetPt += event.deltaPt;
        if (event.factor != 1.0) state_.view = zoomAbout(state_.view, event.posPt, event.factor, 0.02, 60.0);
        Box2 area;
        const Rect c = state_.layout.clear;
        area.add({c.x, c.y});
        area.add({c.right(), c.bottom()});
        const auto& photo = state_.model.design().photo();
        state_.view = keepInReach(state_.view, Vec2(photo.widthPx, photo.heightPx), area);
        break;
      }
      case GestureKind::undo:
        state_.actions.run("undo");
        break;
      case GestureKind::redo:
        state_.actions.run("redo");
        break;
      default:
        if (state_.spaceHeld && event.kind == GestureKind::tap) break;  // the hand is borrowed from another tool
        if (state_.tool && !state_.beforeToggled) state_.tool->gesture(state_, event);
    }
  }
}

void EditorInput::wheel(const WheelEvent& event) {
  state_.owe();
  const auto x = static_cast<float>(event.posPt.x), y = static_cast<float>(event.posPt.y);
  if (!state_.model.hasPhoto() || state_.whyOpen || state_.ui.pointInPanel(x, y) || !state_.layout.canvas.contains(x, y)) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(x, y);
    io.AddMouseWheelEvent(static_cast<float>(-event.deltaPt.x / 60.0), static_cast<float>(-event.deltaPt.y / 60.0));
    return;
  }
  const double amount = std::clamp(event.deltaPt.y, -300.0, 300.0);
  GestureEvent zoom{GestureKind::panZoom, event.posPt, {}, std::exp(-amount * (event.zoom ? kPinchZoomPerPt : kWheelZoomPerPt)), 0.5f,
                    PointerKind::mouse};
  apply({zoom});
}

bool EditorInput::typing() const { return ImGui::GetIO().WantTextInput; }

void EditorInput::text(std::string_view utf8) {
  state_.owe();
  if (typing()) ImGui::GetIO().AddInputCharactersUTF8(std::string(utf8).c_str());
}

void EditorInput::key(const KeyEvent& event) {
  state_.owe();
  if (typing()) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddKeyEvent(ImGuiMod_Ctrl, event.control || event.super);
    io.AddKeyEvent(ImGuiMod_Shift, event.shift);
    if (const ImGuiKey key = imguiKey(event); key != ImGuiKey_None) io.AddKeyEvent(key, event.pressed);
    return;
  }
  if (event.key == Key::space) {
    const bool widget = state_.ui.focusVisible() && !state_.ui.focusedRole().empty();
    if (event.pressed && widget) {
      state_.ui.activateFocused();
    } else {
      state_.spaceHeld = event.pressed;
      state_.gestures.panOnly = event.pressed || state_.toolRow->movesPicture;
    }
    return;
  }
  if (!event.pressed) return;
  if (plainKey(event)) return;
  state_.actions.runShortcut(event);
}

bool EditorInput::plainKey(const KeyEvent& event) {
  Ui& ui = state_.ui;
  switch (event.key) {
    case Key::tab:
      ui.focusNext(event.shift);
      return true;
    case Key::escape:
      if (state_.whyOpen) {
        state_.whyOpen = false;
      } else if (state_.model.editing() || state_.gestures.strokeActive()) {
        std::vector<GestureEvent> events;
        state_.gestures.reset(events);
        apply(events);
        state_.model.cancel();
      } else if (state_.tool && state_.tool->busy()) {
        state_.tool->key(state_, event);
      } else if (state_.toast) {
        state_.toast.reset();
      } else if (ui.focusVisible()) {
        ui.clearFocus();
      } else {
        state_.actions.run("tool.pan");
      }
      return true;
    case Key::left:
    case Key::right:
    case Key::up:
    case Key::down: {
      const bool forward = event.key == Key::right || event.key == Key::up;
      if (ui.focusId() == "split") {
        state_.actions.run(forward ? "split.right" : "split.left");
        return true;
      }
      if (ui.focusVisible() && ui.stepFocused(forward ? 1 : -1, event.shift)) return true;
      if (state_.tool && state_.tool->key(state_, event)) return true;
      // Nothing has the arrows: they move the picture.
      if (state_.model.hasPhoto()) {
        const double amount = event.shift ? 120.0 : 30.0;
        const Vec2 delta = event.key == Key::left    ? Vec2(amount, 0)
                           : event.key == Key::right ? Vec2(-amount, 0)
                           : event.key == Key::up    ? Vec2(0, amount)
                                                     : Vec2(0, -amount);
        apply({GestureEvent{GestureKind::panZoom, {}, delta, 1.0, 0.5f, PointerKind::mouse}});
      }
      return true;
    }
    case Key::enter:
      if (state_.tool && state_.tool->key(state_, event)) return true;
      if (ui.focusVisible()) ui.activateFocused();
      return true;
    default:
      return state_.tool && state_.tool->key(state_, event);
  }
}

void EditorInput::beforeFrame() {
  // Events and frames are told by the same clock. After a rest the frame before last lies seconds back, so a time
  // since then would turn the first touch into a long press.
  const double nowMs = std::max(lastEventMs_, state_.nowMs());
  std::vector<GestureEvent> events;
  state_.gestures.tick(nowMs, events);
  apply(events);
  if (leaveAfterFrame_ && widgetPointer_ < 0) {
    leaveAfterFrame_ = false;
    // Queued behind the release, so that the widget still sees where the finger left.
    ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
  }
}

}  // namespace hd
