#include "ui/ui.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace hd {
namespace {

// ImGui's font size is ascent plus descent; the design's sizes are the em. Inter: 1.21.
constexpr float kEmToLine = 1.21f;
constexpr float kLeading = 1.42f;  // line pitch of running text, em
constexpr float kDragSlop = 7.0f;  // points a finger may wander before it scrolls

ImVec2 low(const Rect& r) { return {r.x, r.y}; }
ImVec2 high(const Rect& r) { return {r.right(), r.bottom()}; }

float snapped(float value) {
  const float ratio = std::max(ImGui::GetIO().DisplayFramebufferScale.x, 1.0f);
  return std::floor(value * ratio + 0.5f) / ratio;
}

constexpr ImGuiWindowFlags kBareWindow = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                         ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoFocusOnAppearing |
                                         ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBringToFrontOnFocus;

// Calls visit(begin, end) for each line of wrapped text.
template <class F>
void eachLine(ImFont* font, float size, std::string_view text, float wrap, F&& visit) {
  const char* at = text.data();
  const char* end = at + text.size();
  while (at < end) {
    const char* newline = static_cast<const char*>(std::memchr(at, '\n', static_cast<size_t>(end - at)));
    const char* paragraph = newline ? newline : end;
    const char* stop = wrap > 0 ? font->CalcWordWrapPosition(size, at, paragraph, wrap) : paragraph;
    if (stop == at && stop < paragraph) stop = at + 1;
    visit(at, stop);
    at = stop;
    if (at == newline) ++at;
    while (at < end && *at == ' ') ++at;
  }
}

}  // namespace

void Ui::beginFrame(const FrameInfo& info, const Fonts& fonts) {
  theme_ = info.dark ? darkTheme() : lightTheme();
  fonts_ = fonts;
  touch_ = info.touchFirst;
  reducedMotion_ = info.reducedMotion;
  frameSeconds_ = std::clamp(info.timeSeconds - time_, 0.001, 0.1);
  time_ = info.timeSeconds;
  animating_ = false;
  building_.clear();
  mouseHintNow_ = false;
  const ImGuiIO& io = ImGui::GetIO();
  if (!io.MouseDown[0]) {
    dragScrolling_ = false;
    if (std::fabs(scrollVelocity_) < 1.0f) dragScroll_.clear();
  }
}

void Ui::endFrame() {
  if (!ImGui::GetIO().MouseDown[0]) sliderEngaged_.clear();
  items_.swap(building_);
  mouseHint_ = mouseHintNow_;
  activate_ = false;
  stepDirection_ = 0;
  scrollToFocus_ = false;
}

// ── panels ────────────────────────────────────────────────────────────────────────────────────────

void Ui::softShadow(ImDrawList* list, Rect rect, float radius, float strength) {
  // A shadow lies outside of its window.
  list->PushClipRectFullScreen();
  for (int i = 4; i >= 1; --i) {
    const float grow = static_cast<float>(i) * 2.2f;
    const Rect r{rect.x - grow, rect.y - grow + 2.0f, rect.w + 2 * grow, rect.h + 2 * grow};
    list->AddRectFilled(low(r), high(r), faded(theme_.shadow, strength * 0.32f), radius + grow);
  }
  list->PopClipRect();
}

void Ui::beginPanel(const char* id, Rect rect, ImU32 fill, float radius, ImU32 border, bool shadow, ImDrawFlags corners) {
  beginFloating(id, rect);
  ImDrawList* draw = list();
  draw->PushClipRectFullScreen();
  if (shadow) softShadow(draw, rect, radius, 1.0f);
  draw->AddRectFilled(low(rect), high(rect), fill, radius, corners);
  if (border) draw->AddRect(low(rect), high(rect), border, radius, corners, 1.0f);
  draw->PopClipRect();
}

void Ui::beginFloating(const char* id, Rect rect) {
  ImGui::SetNextWindowPos(low(rect));
  ImGui::SetNextWindowSize({std::max(rect.w, 1.0f), std::max(rect.h, 1.0f)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0f);
  ImGui::Begin(id, nullptr, kBareWindow);
  ImGui::PopStyleVar(3);
  // What appears later lies above; the host's own windows keep their place in that order.
  if (ImGui::IsWindowAppearing()) ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
}

void Ui::endPanel() { ImGui::End(); }

bool Ui::pointInPanel(float x, float y) const {
  // Any window counts, the host's as well.
  for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows) {
    const bool shown = window->WasActive && !window->Hidden && !(window->Flags & ImGuiWindowFlags_ChildWindow);
    if (shown && window->Rect().Contains(ImVec2(x, y))) return true;
  }
  return false;
}

void Ui::beginScroll(const char* id, Rect rect, bool horizontal) {
  ImGui::SetCursorScreenPos(low(rect));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_ChildBorderSize, 0.0f);
  ImGui::BeginChild(id, {rect.w, rect.h}, ImGuiChildFlags_None, kBareWindow | (horizontal ? ImGuiWindowFlags_HorizontalScrollbar : 0));
  ImGui::PopStyleVar(2);
  scrolls_.push_back({horizontal, id});

  ImGuiWindow* window = ImGui::GetCurrentWindow();
  const ImGuiIO& io = ImGui::GetIO();
  const bool inside = rect.contains(io.MousePos.x, io.MousePos.y);
  const float position = horizontal ? window->Scroll.x : window->Scroll.y;
  const auto set = [&](float value) { horizontal ? ImGui::SetScrollX(value) : ImGui::SetScrollY(value); };
  if (inside && !io.MouseDown[0]) {
    const float wheel = horizontal ? (io.MouseWheelH != 0 ? io.MouseWheelH : io.MouseWheel) : io.MouseWheel;
    const float room = horizontal ? window->ScrollMax.x : window->ScrollMax.y;
    if (wheel != 0 && room > 0) set(position - wheel * 48.0f);
  }
  if (inside && io.MouseClicked[0]) {
    // The innermost area under the finger in each direction may scroll; which one, the direction of the drag decides.
    dragScroll_.clear();
    scrollVelocity_ = 0;
  }
  if (io.MouseDown[0] && !dragScrolling_ && sliderEngaged_.empty()) {
    const ImVec2 start = io.MouseClickedPos[0];
    const float dx = io.MousePos.x - start.x, dy = io.MousePos.y - start.y;
    const bool mine = rect.contains(start.x, start.y) && (horizontal ? std::fabs(dx) > std::fabs(dy) : std::fabs(dy) >= std::fabs(dx));
    if (mine && dx * dx + dy * dy > kDragSlop * kDragSlop && (horizontal ? window->ScrollMax.x : window->ScrollMax.y) > 0) {
      dragScrolling_ = true;
      dragScroll_ = id;
      dragStart_ = horizontal ? io.MousePos.x : io.MousePos.y;
      dragScrollStart_ = position;
      ImGui::ClearActiveID();
    }
  }
  if (dragScroll_ == id) {
    if (dragScrolling_) {
      const float now = horizontal ? io.MousePos.x : io.MousePos.y;
      set(dragScrollStart_ - (now - dragStart_));
      const float delta = horizontal ? io.MouseDelta.x : io.MouseDelta.y;
      scrollVelocity_ = 0.6f * scrollVelocity_ - 0.4f * delta / static_cast<float>(frameSeconds_);
      ImGui::ClearActiveID();
    } else if (std::fabs(scrollVelocity_) > 30.0f && !reducedMotion_) {
      set(position + scrollVelocity_ * static_cast<float>(frameSeconds_));
      scrollVelocity_ *= std::exp(-5.0f * static_cast<float>(frameSeconds_));
      animating_ = true;
    } else {
      scrollVelocity_ = 0;
    }
  }
}

void Ui::endScroll() {
  scrolls_.pop_back();
  ImGui::EndChild();
}

bool Ui::scrim(const char* id, Rect all) {
  beginFloating(id, all);
  list()->AddRectFilled(low(all), high(all), theme_.scrim);
  const bool tapped = ImGui::IsWindowHovered() && ImGui::IsMouseClicked(0);
  endPanel();
  return tapped;
}

// ── text ──────────────────────────────────────────────────────────────────────────────────────────

float Ui::textWidth(std::string_view text, float size, Weight weight) const {
  return fonts_.of(weight)->CalcTextSizeA(size * kEmToLine, 1e9f, 0, text.data(), text.data() + text.size()).x;
}

float Ui::textHeight(std::string_view text, float size, Weight weight, float wrap) const {
  int lines = 0;
  eachLine(fonts_.of(weight), size * kEmToLine, text, wrap, [&](const char*, const char*) { ++lines; });
  return static_cast<float>(lines) * size * kLeading;
}

void Ui::text(float x, float y, std::string_view text, float size, Weight weight, ImU32 colour, float wrap) {
  ImFont* font = fonts_.of(weight);
  const float lineSize = size * kEmToLine;
  float lineY = y + 0.5f * (kLeading - kEmToLine) * size;
  eachLine(font, lineSize, text, wrap, [&](const char* begin, const char* end) {
    list()->AddText(font, lineSize, {snapped(x), snapped(lineY)}, colour, begin, end);
    lineY += size * kLeading;
  });
}

void Ui::textRight(float right, float y, std::string_view words, float size, Weight weight, ImU32 colour) {
  text(right - textWidth(words, size, weight), y, words, size, weight, colour);
}

void Ui::textIn(Rect rect, std::string_view words, float size, Weight weight, ImU32 colour) {
  const std::string fitting = shortened(words, size, weight, rect.w);
  const float w = textWidth(fitting, size, weight);
  text(rect.x + 0.5f * (rect.w - w), rect.y + 0.5f * (rect.h - size * kLeading), fitting, size, weight, colour);
}

float Ui::fittingSize(std::string_view words, float size, Weight weight, float width) const {
  while (size > 11 && textWidth(words, size, weight) > width) size -= 1;
  return size;
}

std::string Ui::shortened(std::string_view words, float size, Weight weight, float width) const {
  if (textWidth(words, size, weight) <= width + 0.5f) return std::string(words);
  std::string out(words);
  while (!out.empty()) {
    // Whole UTF-8 characters only.
    while (!out.empty() && (static_cast<unsigned char>(out.back()) & 0xC0u) == 0x80u) out.pop_back();
    if (!out.empty()) out.pop_back();
    if (textWidth(out + "\xE2\x80\xA6", size, weight) <= width) break;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out + "\xE2\x80\xA6";
}

// ── pressing and focus ────────────────────────────────────────────────────────────────────────────

Ui::Press Ui::press(std::string_view id, std::string_view role, std::string_view label, std::string_view value, Rect rect, bool enabled,
                    bool checked) {
  Press out;
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  const ImRect box(low(rect), high(rect));
  const ImGuiID imId = window->GetID(id.data(), id.data() + id.size());
  ImGui::SetCursorScreenPos(low(rect));
  ImGui::ItemSize(ImVec2(rect.w, rect.h), 0.0f);
  ImRect clipped = box;
  clipped.ClipWithFull(window->ClipRect);
  out.visible = ImGui::ItemAdd(box, imId) && clipped.GetWidth() > 1 && clipped.GetHeight() > 1;
  out.focused = !focusId_.empty() && focusId_ == id;
  if (out.focused && scrollToFocus_ && !scrolls_.empty()) {
    const bool horizontal = scrolls_.back().horizontal;
    if (horizontal) {
      ImGui::SetScrollX(window->Scroll.x + box.GetCenter().x - window->InnerRect.GetCenter().x);
    } else {
      ImGui::SetScrollY(window->Scroll.y + box.GetCenter().y - window->InnerRect.GetCenter().y);
    }
  }
  if (enabled && out.visible) {
    out.pressed = ImGui::ButtonBehavior(box, imId, &out.hovered, &out.held, ImGuiButtonFlags_NoNavFocus);
    if (out.pressed) focusId_ = id, focusVisible_ = false;
  }
  if (enabled && out.focused && activate_) out.pressed = true;
  UiItem item;
  item.id = id;
  item.role = role;
  item.label = label;
  item.value = value;
  if (out.visible) {
    item.x = clipped.Min.x;
    item.y = clipped.Min.y;
    item.width = clipped.GetWidth();
    item.height = clipped.GetHeight();
  }
  item.enabled = enabled;
  item.checked = checked;
  item.focused = out.focused;
  building_.push_back(std::move(item));
  return out;
}

void Ui::focusRing(Rect rect, float radius) {
  if (!focusVisible_) return;
  const Rect r = rect.inset(-3);
  ImDrawList* draw = list();
  draw->AddRect(low(r), high(r), theme_.card, radius + 3, 0, 4.0f);
  draw->AddRect(low(r), high(r), theme_.accent, radius + 3, 0, 2.0f);
}

float Ui::hoverAmount(std::string_view id, bool on) {
  const auto at = std::find_if(hover_.begin(), hover_.end(), [&](const auto& h) { return h.first == id; });
  if (at == hover_.end()) {
    if (!on) return 0;
    hover_.emplace_back(std::string(id), reducedMotion_ ? 1.0f : 0.0f);
    animating_ = animating_ || !reducedMotion_;
    return hover_.back().second;
  }
  const float stepSize = reducedMotion_ ? 1.0f : static_cast<float>(frameSeconds_ / 0.15);
  const float goal = on ? 1.0f : 0.0f;
  at->second = at->second < goal ? std::min(goal, at->second + stepSize) : std::max(goal, at->second - stepSize);
  const float amount = at->second;
  if (amount != goal) animating_ = true;
  if (amount <= 0 && !on) hover_.erase(at);
  return amount;
}

void Ui::focusNext(bool backwards) {
  std::vector<const UiItem*> order;
  for (const auto& item : items_) {
    if (item.enabled) order.push_back(&item);
  }
  focusVisible_ = true;
  if (order.empty()) return;
  const auto at = std::find_if(order.begin(), order.end(), [&](const UiItem* i) { return i->id == focusId_; });
  size_t next = 0;
  if (at != order.end()) {
    const auto index = static_cast<size_t>(at - order.begin());
    next = backwards ? (index + order.size() - 1) % order.size() : (index + 1) % order.size();
  } else if (backwards) {
    next = order.size() - 1;
  }
  focusId_ = order[next]->id;
  scrollToFocus_ = true;
}

void Ui::activateFocused() {
  if (!focusId_.empty()) activate_ = true;
}

bool Ui::stepFocused(int direction, bool large) {
  const auto at = std::find_if(items_.begin(), items_.end(), [&](const UiItem& i) { return i.id == focusId_; });
  if (at == items_.end() || at->role != "slider" || !at->enabled) return false;
  stepDirection_ = direction;
  stepLarge_ = large;
  return true;
}

std::string_view Ui::focusedRole() const {
  const auto at = std::find_if(items_.begin(), items_.end(), [&](const UiItem& i) { return i.id == focusId_; });
  return at == items_.end() ? std::string_view() : std::string_view(at->role);
}

void Ui::clearFocus() {
  focusId_.clear();
  focusVisible_ = false;
}

bool Ui::handle(std::string_view id, std::string_view label, std::string_view value, Rect rect) {
  UiItem item;
  item.id = id;
  item.role = "button";
  item.label = label;
  item.value = value;
  item.x = rect.x;
  item.y = rect.y;
  item.width = rect.w;
  item.height = rect.h;
  item.focused = focusId_ == id;
  building_.push_back(item);
  return item.focused;
}

}  // namespace hd
