// The widgets of ui.h: buttons, chips, sliders, switches, fields.
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>
#include <string_view>

#include "core/text.h"
#include "ui/ui.h"

namespace hd {
namespace {

ImVec2 low(const Rect& r) { return {r.x, r.y}; }
ImVec2 high(const Rect& r) { return {r.right(), r.bottom()}; }
ImVec2 middle(const Rect& r) { return {r.x + r.w * 0.5f, r.y + r.h * 0.5f}; }

constexpr float kLeading = 1.42f;
constexpr float kChipPad = 15.0f;

}  // namespace

bool Ui::button(std::string_view id, std::string_view label, Rect rect, ButtonStyle style, bool enabled, const Icon* icon) {
  const Press p = press(id, "button", label, "", rect, enabled, false);
  if (!p.visible) return p.pressed;
  const float h = hoverAmount(id, (p.hovered || p.held) && enabled);
  const float radius = std::min(kRadius3, rect.h * 0.5f);
  ImDrawList* draw = list();
  ImU32 ink = theme_.ink;
  if (style == ButtonStyle::primary) {
    ImU32 fill =
        mixed(theme_.accent, theme_.dark ? IM_COL32(255, 255, 255, 255) : IM_COL32(0, 0, 0, 255), 0.10f * h + (p.held ? 0.08f : 0));
    if (!enabled) fill = mixed(theme_.accent, theme_.card, 0.6f);
    draw->AddRectFilled(low(rect), high(rect), fill, radius);
    ink = theme_.onAccent;
  } else if (style == ButtonStyle::quiet) {
    draw->AddRectFilled(low(rect), high(rect), faded(theme_.accentWash, h), radius);
    ink = enabled ? theme_.accentInk : faded(theme_.muted, 0.6f);
  } else {
    draw->AddRectFilled(low(rect), high(rect), mixed(theme_.card, theme_.accentWash, 0.7f * h), radius);
    draw->AddRect(low(rect), high(rect), theme_.line, radius, 0, 1.25f);
    ink = style == ButtonStyle::danger ? theme_.error : theme_.ink;
    if (!enabled) ink = faded(ink, 0.4f);
  }
  const float size = rect.h >= 46 ? kTypeLead : kTypeBody;
  const float iconSize = icon ? 18.0f : 0.0f, gap = icon ? 8.0f : 0.0f;
  const Weight weight = style == ButtonStyle::primary ? Weight::semibold : Weight::medium;
  const std::string fitting = shortened(label, size, weight, rect.w - 16 - iconSize - gap);
  const float w = textWidth(fitting, size, weight) + iconSize + gap;
  float x = rect.x + 0.5f * (rect.w - w);
  if (icon) {
    drawIcon(draw, *icon, {x + 9, rect.y + rect.h * 0.5f}, 18, ink);
    x += iconSize + gap;
  }
  text(x, rect.y + 0.5f * (rect.h - size * kLeading), fitting, size, weight, ink);
  if (p.focused) focusRing(rect, radius);
  return p.pressed;
}

bool Ui::iconButton(std::string_view id, std::string_view label, Icon icon, Rect rect, bool enabled, bool checked, bool quiet) {
  const Press p = press(id, "button", label, "", rect, enabled, checked);
  if (!p.visible) return p.pressed;
  const float h = hoverAmount(id, (p.hovered || p.held) && enabled);
  ImDrawList* draw = list();
  const float radius = std::min(kRadius3, rect.h * 0.5f);
  if (!quiet) {
    softShadow(draw, rect, rect.h * 0.5f, 0.6f);
    draw->AddRectFilled(low(rect), high(rect), theme_.card, rect.h * 0.5f);
  }
  if (checked) {
    draw->AddRectFilled(low(rect), high(rect), theme_.accentWash, quiet ? radius : rect.h * 0.5f);
  } else if (h > 0) {
    draw->AddRectFilled(low(rect), high(rect), faded(theme_.line, 0.7f * h), quiet ? radius : rect.h * 0.5f);
  }
  const ImU32 ink = !enabled ? faded(theme_.muted, 0.45f) : checked ? theme_.accent : theme_.ink;
  drawIcon(draw, icon, middle(rect), 22, ink);
  if (p.focused) focusRing(rect, radius);
  if (p.hovered) mouseHintNow_ = true;
  hint(id, label, rect, p.hovered || (p.focused && focusVisible_ && !mouseHint_));
  return p.pressed;
}

void Ui::hint(std::string_view id, std::string_view words, Rect rect, bool hovered) {
  if (!hovered || (touch_ && !focusVisible_) || ImGui::GetIO().MouseDown[0]) {
    if (hintId_ == id) hintId_.clear();
    return;
  }
  if (hintId_ != id) {
    hintId_ = id;
    hintSince_ = time_;
  }
  animating_ = animating_ || time_ - hintSince_ < 0.5;
  if (time_ - hintSince_ < 0.45) return;
  const float w = textWidth(words, kTypeSmall, Weight::medium) + 20, h = 28;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  float x = rect.right() + 8, y = rect.y + 0.5f * (rect.h - h);
  if (x + w > screen.x - 4) x = rect.x - w - 8;
  if (rect.y < 60) x = std::clamp(rect.x + 0.5f * (rect.w - w), 4.0f, screen.x - w - 4), y = rect.bottom() + 6;
  ImDrawList* draw = ImGui::GetForegroundDrawList();
  draw->AddRectFilled({x, y}, {x + w, y + h}, theme_.ink, 8);
  draw->AddText(fonts_.medium, kTypeSmall * 1.21f, {x + 10, y + 0.5f * (h - kTypeSmall * 1.21f)}, theme_.card, words.data(),
                words.data() + words.size());
}

float Ui::chipWidth(std::string_view label) const { return textWidth(label, kTypeBody, Weight::medium) + 2 * kChipPad; }

bool Ui::chip(std::string_view id, std::string_view label, Rect rect, bool checked, bool floating, bool enabled,
              std::string_view shortText) {
  const Press p = press(id, "radio", label, "", rect, enabled, checked);
  return drawChip(p, id, shortText.empty() ? label : shortText, rect, checked, floating, enabled);
}

bool Ui::switchChip(std::string_view id, std::string_view label, Rect rect, bool on) {
  const Press p = press(id, "switch", label, on ? "on" : "off", rect, true, on);
  return drawChip(p, id, label, rect, on, false, true);
}

bool Ui::pill(std::string_view id, std::string_view label, Rect rect, bool floating) {
  const Press p = press(id, "button", label, "", rect, true, false);
  return drawChip(p, id, label, rect, false, floating, true);
}

bool Ui::drawChip(const Press& p, std::string_view id, std::string_view words, Rect rect, bool checked, bool floating, bool enabled) {
  if (!p.visible) return p.pressed;
  const float h = hoverAmount(id, (p.hovered || p.held) && enabled);
  // The touch target is the rectangle; what is drawn is a little lower and rounder.
  const float height = std::min(rect.h, 36.0f);
  const Rect shape{rect.x, rect.y + 0.5f * (rect.h - height), rect.w, height};
  const float radius = height * 0.5f;
  ImDrawList* draw = list();
  if (floating) softShadow(draw, shape, radius, 0.6f);
  draw->AddRectFilled(low(shape), high(shape), checked ? theme_.accentWash : mixed(theme_.card, theme_.accentWash, 0.6f * h), radius);
  draw->AddRect(low(shape), high(shape), checked ? theme_.accent : theme_.line, radius, 0, 1.25f);
  const ImU32 ink = !enabled ? faded(theme_.muted, 0.6f) : checked ? theme_.accentInk : theme_.ink;
  textIn({shape.x + 4, shape.y, shape.w - 8, shape.h}, words, kTypeBody, Weight::medium, ink);
  if (p.focused) focusRing(shape, radius);
  return p.pressed;
}

int Ui::chipRow(const char* id, Rect rect, std::span<const std::string> labels, int checked) {
  int pressed = -1;
  float total = 0;
  for (const auto& label : labels) total += chipWidth(label) + kGap2;
  const bool scrolls = total - kGap2 > rect.w;
  // Room for the focus ring inside of the clipped area.
  beginScroll(id, {rect.x - 4, rect.y - 4, rect.w + 8, rect.h + 8}, true);
  float x = rect.x - (scrolls ? ImGui::GetScrollX() : 0.0f);
  // The chosen one is brought into sight when it changes, not while a finger scrolls.
  const ImGuiID memory = ImGui::GetID("##checked");
  const bool moved = ImGui::GetStateStorage()->GetInt(memory, -2) != checked;
  ImGui::GetStateStorage()->SetInt(memory, checked);
  for (size_t i = 0; i < labels.size(); ++i) {
    const float w = chipWidth(labels[i]);
    const std::string chipId = std::string(id) + "." + std::to_string(i);
    if (scrolls && moved && static_cast<int>(i) == checked) {
      const float left = x - rect.x + ImGui::GetScrollX();
      if (left + w > ImGui::GetScrollX() + rect.w) ImGui::SetScrollX(left + w - rect.w + 32);
      if (left < ImGui::GetScrollX()) ImGui::SetScrollX(std::max(0.0f, left - 32));
      animating_ = true;
    }
    if (chip(chipId, labels[i], {x, rect.y, w, rect.h}, static_cast<int>(i) == checked)) pressed = static_cast<int>(i);
    x += w + kGap2;
  }
  if (scrolls && ImGui::GetScrollX() < ImGui::GetScrollMaxX() - 1) {
    // A fade at the right edge tells that there is more.
    const ImU32 solid = theme_.card, clear = faded(theme_.card, 0);
    list()->AddRectFilledMultiColor({rect.right() - 28, rect.y - 4}, {rect.right() + 4, rect.bottom() + 4}, clear, solid, solid, clear);
  }
  endScroll();
  return pressed;
}

bool Ui::holdButton(std::string_view id, std::string_view label, Rect rect) {
  const Press p = press(id, "button", label, "", rect, true, false);
  if (!p.visible) return false;
  const float h = hoverAmount(id, p.hovered || p.held);
  ImDrawList* draw = list();
  const float height = std::min(rect.h, 36.0f);
  const Rect shape{rect.x, rect.y + 0.5f * (rect.h - height), rect.w, height};
  softShadow(draw, shape, height * 0.5f, 0.6f);
  draw->AddRectFilled(low(shape), high(shape), p.held ? theme_.accentWash : mixed(theme_.card, theme_.accentWash, 0.5f * h), height * 0.5f);
  draw->AddRect(low(shape), high(shape), p.held ? theme_.accent : theme_.line, height * 0.5f, 0, 1.25f);
  textIn(shape, label, kTypeBody, Weight::medium, p.held ? theme_.accentInk : theme_.ink);
  if (p.focused) focusRing(shape, height * 0.5f);
  return p.held;
}

SliderResult Ui::slider(const SliderSpec& spec, Rect rect, double& value) {
  SliderResult result;
  const Press p = press(spec.id, "slider", spec.label, spec.valueText, rect, true, false);
  const float labelWidth = spec.labelled ? std::clamp(rect.w * 0.32f, 96.0f, 112.0f) : 0.0f;
  const float valueWidth = spec.labelled ? std::max(72.0f, textWidth(spec.valueText, kTypeBody, Weight::semibold) + 8) : 0.0f;
  const float knob = touch_ ? 11.0f : 9.0f;
  const float x0 = rect.x + labelWidth + knob, x1 = rect.right() - valueWidth - knob;
  const float y = rect.y + rect.h * 0.5f;
  const double span = std::max(spec.high - spec.low, 1e-9);
  const auto knobX = [&] { return x0 + static_cast<float>(std::clamp((value - spec.low) / span, 0.0, 1.0)) * (x1 - x0); };
  const auto valueAt = [&](float x) {
    const double raw = spec.low + std::clamp((x - x0) / std::max(x1 - x0, 1.0f), 0.0f, 1.0f) * span;
    return std::clamp(std::round(raw / spec.step) * spec.step, spec.low, spec.high);
  };
  const ImGuiIO& io = ImGui::GetIO();
  const std::string id(spec.id);
  const bool engaged = sliderEngaged_ == id;
  if (p.held && !engaged) {
    // A finger that goes up or down wants to scroll the panel; the track follows once it moves sideways or is on the knob.
    const ImVec2 start = io.MouseClickedPos[0];
    const float dx = std::fabs(io.MousePos.x - start.x), dy = std::fabs(io.MousePos.y - start.y);
    const bool onTrack = start.x >= x0 - 2 * knob && start.x <= x1 + 2 * knob;
    if (onTrack && (!touch_ || std::fabs(start.x - knobX()) < 24.0f || (dx > 4.0f && dx > dy))) {
      sliderEngaged_ = id;
      result.started = true;
    }
  }
  if (sliderEngaged_ == id && io.MouseDown[0]) {
    const double next = valueAt(io.MousePos.x);
    if (next != value) value = next, result.changed = true;
  } else if (engaged) {
    result.finished = true;
  } else if (p.pressed && touch_ && !activate_ && io.MousePos.x >= x0 - knob && io.MousePos.x <= x1 + knob) {
    const double next = valueAt(io.MousePos.x);
    if (next != value) {
      value = next;
      result = {true, true, true};
    }
  }
  if (p.focused && stepDirection_ != 0) {
    const double next = std::clamp(value + stepDirection_ * spec.step * (stepLarge_ ? 5.0 : 1.0), spec.low, spec.high);
    if (next != value) {
      value = next;
      result = {true, true, true};
    }
  }
  if (!p.visible) return result;

  ImDrawList* draw = list();
  if (spec.labelled) {
    text(rect.x, y - 0.5f * kTypeBody * kLeading, shortened(spec.label, kTypeBody, Weight::regular, labelWidth - 6), kTypeBody,
         Weight::regular, theme_.ink);
    textRight(rect.right(), y - 0.5f * kTypeBody * kLeading, spec.valueText, kTypeBody, Weight::semibold, theme_.ink);
  }
  const float kx = knobX();
  draw->AddRectFilled({x0 - knob, y - 2}, {x1 + knob, y + 2}, theme_.track, 2);
  draw->AddRectFilled({x0 - knob, y - 2}, {kx, y + 2}, theme_.accent, 2);
  const float h = hoverAmount(spec.id, p.hovered || sliderEngaged_ == id);
  if (h > 0) draw->AddCircleFilled({kx, y}, knob + 5.0f * h, faded(theme_.accent, 0.16f), 40);
  for (int i = 3; i >= 1; --i) {
    draw->AddCircleFilled({kx, y + 1.0f}, knob + static_cast<float>(i) * 1.1f, faded(theme_.shadow, 0.7f), 40);
  }
  draw->AddCircleFilled({kx, y}, knob, theme_.knob, 40);
  if (p.focused && focusVisible_) { draw->AddCircle({kx, y}, knob + 3, theme_.accent, 40, 2.0f); }
  return result;
}

bool Ui::toggle(std::string_view id, std::string_view label, Rect rect, bool on, bool enabled) {
  const Press p = press(id, "switch", label, on ? "on" : "off", rect, enabled, on);
  if (!p.visible) return p.pressed;
  const float t = hoverAmount(std::string(id) + ".on", on);
  const Rect track{rect.right() - 42, rect.y + 0.5f * (rect.h - 24), 42, 24};
  ImDrawList* draw = list();
  text(rect.x, rect.y + 0.5f * (rect.h - kTypeBody * kLeading), shortened(label, kTypeBody, Weight::regular, rect.w - 52), kTypeBody,
       Weight::regular, enabled ? theme_.ink : faded(theme_.muted, 0.6f));
  draw->AddRectFilled(low(track), high(track), mixed(mixed(theme_.track, theme_.muted, 0.35f), theme_.accent, t), 12);
  draw->AddCircleFilled({track.x + 12 + 18 * t, track.y + 12}, 9, theme_.dark && on ? theme_.onAccent : IM_COL32_WHITE, 32);
  if (p.focused) focusRing(track, 12);
  return p.pressed;
}

bool Ui::swatch(std::string_view id, std::string_view label, Rect rect, ImU32 colour, bool checked) {
  const Press p = press(id, "radio", label, "", rect, true, checked);
  if (!p.visible) return p.pressed;
  const float side = std::min({rect.w - 8, rect.h - 8, 32.0f});
  const Rect square{rect.x + 0.5f * (rect.w - side), rect.y + 0.5f * (rect.h - side), side, side};
  ImDrawList* draw = list();
  draw->AddRectFilled(low(square), high(square), colour, 7);
  draw->AddRect(low(square), high(square), faded(theme_.ink, 0.18f), 7, 0, 1.0f);
  if (checked) {
    const Rect ring = square.inset(-3.5f);
    draw->AddRect(low(ring), high(ring), theme_.accent, 10, 0, 2.0f);
  }
  if (p.focused) focusRing(square.inset(-3), 10);
  return p.pressed;
}

bool Ui::link(std::string_view id, std::string_view label, float x, float y, float size, float* width) {
  const float w = textWidth(label, size, Weight::regular);
  if (width) *width = w;
  const float grow = touch_ ? 12.0f : 4.0f;
  const Press p = press(id, "button", label, "", {x - 4, y - grow, w + 8, size * kLeading + 2 * grow}, true, false);
  if (!p.visible) return p.pressed;
  const ImU32 ink = p.hovered ? theme_.accent : theme_.ink;
  text(x, y, label, size, Weight::regular, ink);
  list()->AddLine({x, y + size * kLeading - 1.5f}, {x + w, y + size * kLeading - 1.5f}, faded(ink, 0.7f), 1.0f);
  if (p.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (p.focused) focusRing({x - 2, y, w + 4, size * kLeading}, 4);
  return p.pressed;
}

bool Ui::row(std::string_view id, std::string_view label, std::string_view value, Rect rect, bool checked) {
  const Press p = press(id, "radio", label, value, rect, true, checked);
  if (!p.visible) return p.pressed;
  const float h = hoverAmount(id, p.hovered || p.held);
  if (checked || h > 0) {
    list()->AddRectFilled(low(rect), high(rect), checked ? theme_.accentWash : faded(theme_.line, 0.5f * h), kRadius2);
  }
  if (p.focused) focusRing(rect.inset(2), kRadius2);
  return p.pressed;
}

bool Ui::numberField(const char* id, std::string_view label, Rect rect, double& value, double lowest, double highest, int decimals) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value);
  ImGui::SetCursorScreenPos(low(rect));
  ImGui::PushFont(fonts_.medium, kTypeBody * 1.21f);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(10, 0.5f * (rect.h - kTypeBody * 1.21f)));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameRounding, kRadius2);
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1.25f);
  ImGui::PushStyleColor(ImGuiCol_FrameBg, theme_.card);
  ImGui::PushStyleColor(ImGuiCol_Border, theme_.line);
  ImGui::PushStyleColor(ImGuiCol_Text, theme_.ink);
  ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, theme_.accentWash);
  ImGui::SetNextItemWidth(rect.w);
  const std::string hidden = std::string("##") + id;
  if (focusId_ == id && activate_) ImGui::SetKeyboardFocusHere();
  const bool entered =
      ImGui::InputText(hidden.c_str(), buffer, sizeof buffer,
                       ImGuiInputTextFlags_CharsDecimal | ImGuiInputTextFlags_AutoSelectAll | ImGuiInputTextFlags_EnterReturnsTrue);
  const bool done = entered || ImGui::IsItemDeactivatedAfterEdit();
  const bool focused = focusId_ == id || ImGui::IsItemActive();
  ImGui::PopStyleColor(4);
  ImGui::PopStyleVar(3);
  ImGui::PopFont();
  UiItem item{id, "textbox", std::string(label), buffer, rect.x, rect.y, rect.w, rect.h, true, false, focused};
  building_.push_back(std::move(item));
  if (focused) focusRing(rect, kRadius2);
  if (!done) return false;
  std::string_view text(buffer);
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  const std::optional<double> typed = parseNumber(text.substr(0, text.find_first_not_of("0123456789.eE+-")));  // "12 mm" is 12
  if (!typed) return false;
  value = std::clamp(*typed, lowest, highest);
  return true;
}

void Ui::divider(float x, float y, float w) { list()->AddLine({x, y}, {x + w, y}, theme_.line, 1.0f); }

}  // namespace hd
