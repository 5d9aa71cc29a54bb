#include "editor/tools/tool_settings.h"

#include <algorithm>
#include <array>

#include "editor/actions/controls.h"
#include "text/format.h"
#include "text/strings.h"

namespace hd {

Rect ToolSettings::line(float height) {
  endChips();
  const Rect out{area_.x, y_, area_.w, height};
  y_ += height;
  return out;
}

void ToolSettings::endChips() {
  if (chipX_ > 0) y_ += s_.ui.target() + 2 * kGap1;
  chipX_ = 0;
}

float ToolSettings::height() {
  endChips();
  return y_ - area_.y;
}

void ToolSettings::how(const char* words) {
  const float h = s_.ui.textHeight(words, 13, Weight::regular, area_.w);
  const Rect r = line(h + kGap2);
  s_.ui.text(r.x, r.y, words, 13, Weight::regular, s_.ui.theme().muted, r.w);
}

void ToolSettings::toggle(const char* actionId) {
  const std::string label = actionLabel(*s_.actions.find(actionId));
  const float w = s_.ui.chipWidth(label);
  if (chipX_ > 0 && chipX_ + w > area_.right()) endChips();
  if (chipX_ == 0) chipX_ = area_.x;
  if (s_.ui.switchChip(actionId, label, {chipX_, y_, w, s_.ui.target()}, s_.actions.checked(actionId))) s_.actions.run(actionId);
  chipX_ += w + kGap1;
}

void ToolSettings::once(const char* actionId) {
  if (!s_.actions.enabled(actionId)) return;
  const std::string label = actionLabel(*s_.actions.find(actionId));
  const float w = s_.ui.chipWidth(label);
  if (chipX_ > 0 && chipX_ + w > area_.right()) endChips();
  if (chipX_ == 0) chipX_ = area_.x;
  if (s_.ui.pill(actionId, label, {chipX_, y_, w, s_.ui.target()})) s_.actions.run(actionId);
  chipX_ += w + kGap1;
}

void ToolSettings::paintOrErase() {
  const std::array<std::string, 2> labels = {tr("brush.paint"), tr("brush.erase")};
  const int pressed = s_.ui.chipRow("brush.mode", line(s_.ui.target()), labels, s_.brushErases ? 1 : 0);
  if (pressed >= 0) s_.brushErases = pressed == 1;
  y_ += kGap1;
}

void ToolSettings::size(double& radiusMm, double low, double high) {
  const Rect r = line(std::max(38.0f, s_.ui.target() - 2));
  s_.ui.slider({"brush.size", tr("brush.size"), low, high, 0.5, formatQuantity(2 * radiusMm, Unit::mm)}, r, radiusMm);
}

void ToolSettings::density(bool ofZone) {
  const Rect r = line(std::max(38.0f, s_.ui.target() - 2));
  const Zone* zone = ofZone ? selectedZone(s_) : nullptr;
  if (zone && zone->followsHairline) zone = nullptr;
  double density = zone ? zone->densityPerCm2 : s_.newZoneDensityPerCm2;
  const SliderSpec spec{"brush.density", tr("zone.density"), 20, 250, 5, formatQuantity(density, Unit::perCm2)};
  if (zone) {
    const auto index = static_cast<size_t>(s_.selectedZone);
    designSlider(s_, spec, r, density, trKey("undo.density"), [index](Design& doc, double v) { doc.zones[index].densityPerCm2 = v; });
  } else if (s_.ui.slider(spec, r, density).changed) {
    s_.newZoneDensityPerCm2 = density;
  }
}

}  // namespace hd
