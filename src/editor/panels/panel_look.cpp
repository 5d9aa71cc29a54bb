// Pigment, sessions and time: what the work looks like and when.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/math.h"
#include "design/templates.h"
#include "editor/panels/panels.h"
#include "editor/panels/parts.h"
#include "editor/session/panel.h"
#include "text/format.h"
#include "text/sentence.h"
#include "text/strings.h"

namespace hd {
namespace {

// The time axis: days pass quickly at first and years slowly, as on the drawing. Positions are even.
struct Tick {
  double days;
};
constexpr std::array<Tick, 12> kTicks = {
    {{0}, {3}, {7}, {28}, {182.6}, {365.25}, {730.5}, {1095.75}, {1461}, {1826.25}, {2191.5}, {2556.75}}};

double positionOfDays(double days) {
  for (size_t i = 0; i + 1 < kTicks.size(); ++i) {
    if (days <= kTicks[i + 1].days) return static_cast<double>(i) + (days - kTicks[i].days) / (kTicks[i + 1].days - kTicks[i].days);
  }
  return static_cast<double>(kTicks.size() - 1);
}

double daysAtPosition(double position) {
  const auto i = static_cast<size_t>(clamp(std::floor(position), 0.0, static_cast<double>(kTicks.size() - 2)));
  const double t = position - static_cast<double>(i);
  return kTicks[i].days + t * (kTicks[i + 1].days - kTicks[i].days);
}

std::string tickLabel(size_t i) {
  static constexpr const char* kLabels[] = {"", "3", "7", "28", "6 mo", "1 y", "2", "3", "4", "5", "6", "7 y"};
  return i == 0 ? tr("time.day0") : kLabels[i];
}

// What a session does: how many dots, and how they differ from what the zones say.
std::string sessionText(EditorState& s, int session) {
  const std::vector<uint32_t>& counts = s.model.dotsPerSession();
  const auto at = static_cast<size_t>(session - 1);
  const SessionStyle style = sessionStyle(s.model.design().sessions, session);
  const char* how = style.shadeOffset < 0   ? tr("time.style_light")
                    : style.accentShare > 0 ? tr("time.style_accents")
                                            : tr("time.style_plain");
  return trf("time.session_dots", {{"session", session}, {"dots", formatCount(at < counts.size() ? counts[at] : 0)}, {"style", how}});
}

float pigmentPanel(EditorState& s, Rect area) {
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  const Design& d = s.model.design();
  const Zone* chosen = selectedZone(s);
  const int current = chosen ? chosen->shade : d.zones.empty() ? 0 : d.zones.back().shade;
  // Undiluted to 30 : 1; the swatches show the healed tone on light skin, only as a guide.
  static constexpr ImU32 kTones[] = {IM_COL32(0xA3, 0x97, 0x8D, 255), IM_COL32(0x8A, 0x7D, 0x73, 255), IM_COL32(0x6D, 0x62, 0x5B, 255),
                                     IM_COL32(0x57, 0x4D, 0x48, 255), IM_COL32(0x3E, 0x36, 0x33, 255), IM_COL32(0x2B, 0x25, 0x24, 255)};
  static constexpr const char* kDilutions[] = {"30 : 1", "20 : 1", "15 : 1", "10 : 1", "6 : 1", "3 : 1"};
  const float side = ui.touchFirst() ? 44.0f : 40.0f;
  for (int i = 0; i < 6; ++i) {
    const std::string id = "pigment." + std::to_string(i + 1);
    const std::string label = trf("pigment.shade", {{"shade", i + 1}, {"dilution", kDilutions[i]}});
    if (ui.swatch(id, label, {area.x - 5 + static_cast<float>(i) * side, area.y, side, side}, kTones[i], current == i + 1)) {
      const int zone = chosen ? s.selectedZone : -1;
      s.model.step(trKey("undo.shade"), [&](Design& doc) {
        for (size_t z = 0; z < doc.zones.size(); ++z) {
          if (zone < 0 || static_cast<int>(z) == zone) doc.zones[z].shade = i + 1;
        }
      });
    }
  }
  float y = area.y + side + 2;
  if (current >= 1) {
    const std::string line = chosen ? trf("pigment.of_zone", {{"dilution", kDilutions[current - 1]}, {"zone", chosen->name}})
                                    : trf("pigment.of_all", {{"dilution", kDilutions[current - 1]}});
    ui.text(area.x, y, ui.shortened(line, 13, Weight::regular, area.w), 13, Weight::regular, t.muted);
    y += 22;
  }
  y += colourPart(s, {area.x, y, area.w, 0});
  return y - area.y;
}

}  // namespace

float timePanel(EditorState& s, Rect area, bool wide) {
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  LookSettings look = s.model.look();
  const int count = std::clamp(s.model.design().sessions.count, 1, 4);
  const int done = std::clamp(look.sessionsDone, 1, count);
  float y = area.y;
  float x = area.x;
  for (int n = 1; n <= count; ++n) {
    const std::string label = trf("time.session", {{"session", n}});
    const bool first = n == 1;
    const std::string shown = first ? label : std::to_string(n);
    const float w = first ? ui.chipWidth(label) : std::max(ui.target(), 44.0f);
    if (ui.chip("session." + std::to_string(n), label, {x, y, w, ui.target()}, n == done, false, true, shown))
      s.actions.run("session." + std::to_string(n));
    x += w + kGap2;
  }
  const std::string age = formatAge(look.dayAfterLastSession);
  const std::string after = trf("time.after", {{"age", age}});
  if (wide) {
    ui.text(x + kGap3, y + 0.5f * (ui.target() - 20), after, kTypeBody, Weight::semibold, t.ink);
    const float from = x + kGap3 + ui.textWidth(after, kTypeBody, Weight::semibold) + kGap4;
    ui.text(from, y + 0.5f * (ui.target() - 18), ui.shortened(sessionText(s, done), 13, Weight::regular, area.right() - from - 130), 13,
            Weight::regular, t.muted);
  } else {
    const bool fits = ui.textWidth(after, kTypeBody, Weight::semibold) <= area.right() - x - 4;
    ui.textRight(area.right(), y + 0.5f * (ui.target() - 20), fits ? after : age, kTypeBody, Weight::semibold, t.ink);
  }
  y += ui.target() + (wide ? 2.0f : kGap1);
  const float h = 30;
  double position = positionOfDays(look.dayAfterLastSession);
  SliderSpec spec{"time.slider", tr("time.slider"), 0, static_cast<double>(kTicks.size() - 1), 0.02, age};
  spec.labelled = false;
  const SliderResult r = ui.slider(spec, {area.x, y, area.w, h}, position);
  if (r.changed) {
    // Catch the marks: people mean "one year", not 1.03.
    if (std::fabs(position - std::round(position)) < 0.09) position = std::round(position);
    look.dayAfterLastSession = daysAtPosition(position);
    s.model.setLook(look);
  }
  y += h;
  const float knob = ui.touchFirst() ? 11.0f : 9.0f;
  const float x0 = area.x + knob, x1 = area.right() - knob;
  // Where a touch-up is due.
  for (const double due : touchUpDays(halfLifeYears(look.ageing), kTicks.back().days)) {
    const float at = x0 + (x1 - x0) * static_cast<float>(positionOfDays(due) / static_cast<double>(kTicks.size() - 1));
    ui.list()->AddTriangleFilled({at - 5, y - h + 1}, {at + 5, y - h + 1}, {at, y - h + 8}, t.warning);
  }
  const auto nearest = static_cast<size_t>(std::lround(positionOfDays(look.dayAfterLastSession)));
  // The mark that is nearest always has its words, the others where there is room between.
  std::vector<std::pair<float, float>> taken;
  const auto tick = [&](size_t i) {
    const std::string label = tickLabel(i);
    const bool here = i == nearest;
    const float w = ui.textWidth(label, 11, here ? Weight::semibold : Weight::regular);
    const float at = x0 + (x1 - x0) * static_cast<float>(i) / static_cast<float>(kTicks.size() - 1);
    const float left = std::clamp(at - 0.5f * w, area.x, area.right() - w);
    for (const auto& [from, to] : taken) {
      if (left < to + 9 && left + w > from - 9) return;
    }
    taken.emplace_back(left, left + w);
    ui.text(left, y - 2, label, 11, here ? Weight::semibold : Weight::regular, here ? t.ink : t.muted);
  };
  tick(nearest);
  for (const size_t i : {size_t{0}, kTicks.size() - 1, size_t{5}, size_t{3}, size_t{7}, size_t{9}}) tick(i);
  for (size_t i = 0; i < kTicks.size(); ++i) tick(i);
  y += 18;
  if (!wide) {
    ui.text(area.x, y, ui.shortened(sessionText(s, done), 13, Weight::regular, area.w), 13, Weight::regular, t.muted);
    y += 20;
  }
  return y - area.y;
}

extern const PanelRow kTimePanel = {
    .id = "time", .step = Step::look, .draw = [](EditorState& s, Rect area) { return timePanel(s, area, false); }};
extern const PanelRow kPigmentPanel = {.id = "pigment",
                                       .step = Step::look,
                                       .headingKey = trKey("look.shade"),
                                       .card = 2,
                                       .titleKey = trKey("pigment.title"),
                                       .draw = pigmentPanel};

}  // namespace hd
