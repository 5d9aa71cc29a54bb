// Controls that run actions or change the document, and chips, titles and short texts that wrap to as many lines as they
// need: for panels and the settings of tools.
#pragma once

#include <algorithm>
#include <string_view>

#include "editor/session/editor_state.h"
#include "text/strings.h"

namespace hd {

/// A chip that runs the action of its id; checked as the action is.
struct Choice {
  const char* id;
  const char* key;  ///< of its words
};

class ChipFlow {
 public:
  ChipFlow(EditorState& s, Rect area) : s_(s), area_(area), x_(area.x), y_(area.y) {}
  enum class Kind { one, onOff, now };
  void chip(const Choice& choice, Kind kind = Kind::one) {
    const char* label = tr(choice.key);
    const float w = s_.ui.chipWidth(label);
    if (x_ > area_.x && x_ + w > area_.right()) line();
    const Rect r{x_, y_, std::min(w, area_.w), s_.ui.target()};
    const bool on = s_.actions.checked(choice.id);
    const bool pressed = kind == Kind::one     ? s_.ui.chip(choice.id, label, r, on)
                         : kind == Kind::onOff ? s_.ui.switchChip(choice.id, label, r, on)
                                               : s_.ui.pill(choice.id, label, r);
    if (pressed) s_.actions.run(choice.id);
    x_ += w + kGap1;
  }
  void title(const char* words) {
    if (x_ > area_.x) line();
    if (y_ > area_.y) y_ += kGap1;
    s_.ui.text(area_.x, y_, words, kTypeSmall, Weight::medium, s_.ui.theme().muted);
    y_ += 20;
  }
  void paragraph(std::string_view words, ImU32 colour) {
    if (x_ > area_.x) line();
    s_.ui.text(area_.x, y_, words, 13, Weight::regular, colour, area_.w);
    y_ += s_.ui.textHeight(words, 13, Weight::regular, area_.w) + kGap2;
  }
  void line() {
    x_ = area_.x;
    y_ += s_.ui.target() + kGap1;
  }
  float height() {
    if (x_ > area_.x) line();
    return y_ - area_.y;
  }

 private:
  EditorState& s_;
  Rect area_;
  float x_, y_;
};

/// A slider whose drag is one undo step: `label` is the key of the words for it, `apply` gets the design and the
/// new value.
template <class F>
void designSlider(EditorState& state, const SliderSpec& spec, Rect rect, double value, const char* label, F&& apply) {
  double next = value;
  const SliderResult r = state.ui.slider(spec, rect, next);
  if (r.started) state.sliderEdit = state.model.edit(label);
  if (r.changed) state.sliderEdit.change([&](Design& d) { apply(d, next); });
  if (r.finished) state.sliderEdit.commit();
}

}  // namespace hd
