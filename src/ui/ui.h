// Own widgets on top of Dear ImGui: what the person sees and touches, and what the accessibility
// mirror and the tests are told about it.
//
// ImGui gives windows, clipping, draw lists and the pressing of buttons; every shape is drawn here.
// Each widget reports itself as an item (role, label, value, rectangle) in the order of drawing, and
// that order is also the order of the Tab key.
#pragma once

#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/frame.h"
#include "ui/icons.h"
#include "ui/rect.h"
#include "ui/theme.h"

namespace hd {

enum class ButtonStyle { primary, secondary, quiet, danger };

/// What a slider tells after a frame.
struct SliderResult {
  bool changed = false;   ///< the value moved this frame
  bool started = false;   ///< a drag or a key step began: open an undo step
  bool finished = false;  ///< it ended: close it
};

struct SliderSpec {
  std::string_view id, label;
  double low = 0, high = 1;
  double step = 1;        ///< of the arrow keys; values are rounded to it
  std::string valueText;  ///< shown at the right, with its unit
  bool labelled = true;   ///< label and value beside the track, else the track alone
};

class Ui {
 public:
  // ── frame ───────────────────────────────────────────────────────────────────────────────────
  void beginFrame(const FrameInfo& info, const Fonts& fonts);
  /// Focus moves and activations asked for by keys are consumed here.
  void endFrame();

  const Theme& theme() const { return theme_; }
  bool touchFirst() const { return touch_; }
  bool reducedMotion() const { return reducedMotion_; }
  double time() const { return time_; }
  /// Least height of things to press, points.
  float target() const { return touch_ ? 44.0f : 34.0f; }
  bool animating() const { return animating_; }

  // ── panels ──────────────────────────────────────────────────────────────────────────────────
  /// Opens an opaque area: a card, a bar, a sheet. Pointers inside belong to the widgets.
  void beginPanel(const char* id, Rect rect, ImU32 fill, float radius = 0, ImU32 border = 0, bool shadow = false, ImDrawFlags corners = 0);
  void endPanel();
  /// Like a panel but without a surface of its own: floating buttons on the canvas.
  void beginFloating(const char* id, Rect rect);
  void endFloating() { endPanel(); }
  /// A part of a panel that scrolls, by wheel and by dragging a finger.
  void beginScroll(const char* id, Rect rect, bool horizontal = false);
  void endScroll();
  /// Darkens everything below; returns true when tapped (to close what is above).
  bool scrim(const char* id, Rect all);
  /// True when a window of the last frame lies there.
  bool pointInPanel(float x, float y) const;

  // ── text ────────────────────────────────────────────────────────────────────────────────────
  float textWidth(std::string_view text, float size, Weight weight) const;
  /// Height of wrapped text.
  float textHeight(std::string_view text, float size, Weight weight, float wrap) const;
  void text(float x, float y, std::string_view text, float size, Weight weight, ImU32 colour, float wrap = 0);
  /// Text ending at `right`.
  void textRight(float right, float y, std::string_view text, float size, Weight weight, ImU32 colour);
  /// Text in the middle of a rectangle; shortened with … when it does not fit.
  void textIn(Rect rect, std::string_view text, float size, Weight weight, ImU32 colour);
  /// The largest size up to `size`, at least 11, at which the words fit into `width`.
  float fittingSize(std::string_view text, float size, Weight weight, float width) const;
  std::string shortened(std::string_view text, float size, Weight weight, float width) const;

  // ── widgets ─────────────────────────────────────────────────────────────────────────────────
  bool button(std::string_view id, std::string_view label, Rect rect, ButtonStyle style, bool enabled = true, const Icon* icon = nullptr);
  bool iconButton(std::string_view id, std::string_view label, Icon icon, Rect rect, bool enabled = true, bool checked = false,
                  bool quiet = true);
  /// A choice among others; `floating` gives it a shadow for use on the canvas. `shortText` is drawn
  /// instead of the label where there is little room.
  bool chip(std::string_view id, std::string_view label, Rect rect, bool checked, bool floating = false, bool enabled = true,
            std::string_view shortText = {});
  /// The same shape for something that is on or off by itself.
  bool switchChip(std::string_view id, std::string_view label, Rect rect, bool on);
  /// The same shape for something that is done at once rather than chosen.
  bool pill(std::string_view id, std::string_view label, Rect rect, bool floating = false);
  float chipWidth(std::string_view label) const;
  /// Chips in one row that scrolls sideways when it does not fit; returns the index pressed or -1.
  int chipRow(const char* id, Rect rect, std::span<const std::string> labels, int checked);
  /// Held down (not toggled): true as long as it is pressed.
  bool holdButton(std::string_view id, std::string_view label, Rect rect);
  SliderResult slider(const SliderSpec& spec, Rect rect, double& value);
  bool toggle(std::string_view id, std::string_view label, Rect rect, bool on, bool enabled = true);
  /// A coloured square to choose.
  bool swatch(std::string_view id, std::string_view label, Rect rect, ImU32 colour, bool checked);
  /// Underlined words; returns true when pressed. The width taken is returned through `width`.
  bool link(std::string_view id, std::string_view label, float x, float y, float size, float* width = nullptr);
  /// A row that can be chosen (a zone in a list); draws only its ground.
  bool row(std::string_view id, std::string_view label, std::string_view value, Rect rect, bool checked);
  /// A typed number; returns true when a new one was entered.
  bool numberField(const char* id, std::string_view label, Rect rect, double& value, double low, double high, int decimals);
  void divider(float x, float y, float w);
  /// A drawn thing that can be focused and read out (canvas handles). Returns true when it has the focus.
  bool handle(std::string_view id, std::string_view label, std::string_view value, Rect rect);

  // ── keyboard ────────────────────────────────────────────────────────────────────────────────
  void focusNext(bool backwards);
  void activateFocused();
  /// -1, +1: left/right or down/up on the focused widget. True when a widget wanted it.
  bool stepFocused(int direction, bool large);
  const std::string& focusId() const { return focusId_; }
  void setFocus(std::string_view id) { focusId_ = id; }
  /// Focus asked for from outside (the mirror): shown, and scrolled into view.
  void focusOn(std::string_view id) {
    focusId_ = id;
    focusVisible_ = scrollToFocus_ = true;
  }
  /// Role of the focused item on the last frame; empty when there is none.
  std::string_view focusedRole() const;
  void clearFocus();
  bool focusVisible() const { return focusVisible_; }
  void hideFocus() { focusVisible_ = false; }

  const std::vector<UiItem>& items() const { return items_; }
  ImDrawList* list() const { return ImGui::GetWindowDrawList(); }

 private:
  struct Press {
    bool pressed = false, hovered = false, held = false, visible = false, focused = false;
  };
  Press press(std::string_view id, std::string_view role, std::string_view label, std::string_view value, Rect rect, bool enabled,
              bool checked);
  bool drawChip(const Press& press, std::string_view id, std::string_view label, Rect rect, bool checked, bool floating, bool enabled);
  void focusRing(Rect rect, float radius);
  /// Words beside a thing that has none, after a moment's rest of the mouse on it.
  void hint(std::string_view id, std::string_view words, Rect rect, bool hovered);
  float hoverAmount(std::string_view id, bool on);
  void softShadow(ImDrawList* list, Rect rect, float radius, float strength);

  Theme theme_;
  Fonts fonts_;
  bool touch_ = false, reducedMotion_ = false, animating_ = false;
  double time_ = 0.0, frameSeconds_ = 0.016;

  std::vector<UiItem> items_, building_;
  std::string focusId_;
  bool focusVisible_ = false, activate_ = false;
  int stepDirection_ = 0;
  bool stepLarge_ = false;
  bool scrollToFocus_ = false;

  struct Scroll {
    bool horizontal = false;
    std::string id;
  };
  std::vector<Scroll> scrolls_;
  std::string dragScroll_;  ///< the area being dragged by a finger
  float dragStart_ = 0, dragScrollStart_ = 0;
  bool dragScrolling_ = false;
  float scrollVelocity_ = 0;
  std::string sliderEngaged_;
  std::vector<std::pair<std::string, float>> hover_;
  std::string hintId_;
  double hintSince_ = 0.0;
  bool mouseHint_ = false, mouseHintNow_ = false;  ///< the mouse rests on something that has a hint: it goes before the focus
};

}  // namespace hd
