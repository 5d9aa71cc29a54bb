// The plan in numbers, and what to do with it.
#include <algorithm>
#include <array>

#include "design/templates.h"
#include "editor/session/editor_state.h"
#include "editor/session/panel.h"
#include "text/format.h"
#include "text/sentence.h"
#include "text/strings.h"

namespace hd {
namespace {

void figure(Ui& ui, Rect r, const char* label, const std::string& value) {
  const Theme& t = ui.theme();
  ui.list()->AddRectFilled({r.x, r.y}, {r.right(), r.bottom()}, t.paper, kRadius3);
  ui.list()->AddRect({r.x, r.y}, {r.right(), r.bottom()}, t.line, kRadius3, 0, 1.0f);
  ui.text(r.x + 14, r.y + 10, ui.shortened(label, kTypeSmall, Weight::regular, r.w - 24), kTypeSmall, Weight::regular, t.muted);
  const float size = ui.fittingSize(value, 17, Weight::semibold, r.w - 24);
  ui.text(r.x + 14, r.y + 28 + 0.7f * (17 - size), value, size, Weight::semibold, t.ink);
}

float planPanel(EditorState& s, Rect area) {
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  const Estimate& e = s.model.estimateShown();
  float y = area.y;
  if (e.assumedHead) {
    // Sessions and sums for a head that is none would be taken for a plan.
    ui.text(area.x, y, tr("plan.no_head"), kTypeBody, Weight::regular, t.ink, area.w);
    y += ui.textHeight(tr("plan.no_head"), kTypeBody, Weight::regular, area.w) + kGap3;
    const float h = std::max(44.0f, ui.target());
    if (ui.button("plan.place_face", tr("plan.place_face"), {area.x, y, area.w, h}, ButtonStyle::primary)) s.actions.run("step.scale");
    return y + h - area.y;
  }
  const float w = 0.5f * (area.w - kGap3), h = 64;
  figure(ui, {area.x, y, w, h}, tr("plan.total"), formatMoneyRange(e.cost, e.currency));
  figure(ui, {area.x + w + kGap3, y, w, h}, tr("plan.time"), trf("estimate.hours", {{"hours", formatHoursRange(e.chairHours)}}));
  y += h + kGap2;
  figure(ui, {area.x, y, w, h}, tr("plan.dots"), formatCountRange(e.dots));
  figure(ui, {area.x + w + kGap3, y, w, h}, tr("plan.touch_up"), formatMoneyRange(e.touchUpCost, e.currency));
  y += h + kGap3;

  // Sessions: how the dots are shared out.
  const Design& d = s.model.design();
  ui.text(area.x, y, tr("plan.sessions"), kTypeBody, Weight::semibold, t.ink);
  const std::array<std::string, 3> counts = {"2", "3", "4"};
  float x = area.right() - 3 * 48 + 4;
  for (int n = 2; n <= 4; ++n) {
    const std::string label = trf("plan.session_count", {{"count", counts[static_cast<size_t>(n - 2)]}});
    if (ui.chip("plan.sessions." + std::to_string(n), label, {x, y - 8, 44, std::max(36.0f, ui.target() - 6)}, d.sessions.count == n, false,
                true, counts[static_cast<size_t>(n - 2)])) {
      s.model.step(trKey("undo.sessions"), [&](Design& doc) {
        doc.sessions.count = n;
        doc.sessions.split = defaultSessionSplit(n);
      });
      s.model.showAllSessions();
    }
    x += 48;
  }
  y += 34;
  static constexpr const char* kWhat[] = {trKey("plan.session_1"), trKey("plan.session_2"), trKey("plan.session_3"),
                                          trKey("plan.session_4")};
  for (int i = 0; i < d.sessions.count && i < 4; ++i) {
    const double share = static_cast<size_t>(i) < d.sessions.split.size() ? d.sessions.split[static_cast<size_t>(i)] : 0.0;
    ui.divider(area.x, y, area.w);
    const std::string dots =
        trf("estimate.dots", {{"dots", formatCountRange({share * e.dots.value, share * e.dots.low, share * e.dots.high})}});
    const float dw = ui.textWidth(dots, 13, Weight::medium);
    ui.text(area.x, y + 8, std::to_string(i + 1), 13, Weight::semibold, t.accentInk);
    ui.text(area.x + 20, y + 8, ui.shortened(tr(kWhat[i]), 13, Weight::regular, area.w - 30 - dw), 13, Weight::regular, t.ink);
    ui.textRight(area.right(), y + 8, dots, 13, Weight::medium, t.muted);
    y += 35;
  }
  y += kGap1;
  const float bh = std::max(44.0f, ui.target());
  const Icon save = Icon::save, download = Icon::download, ruler = Icon::ruler, image = Icon::image;
  if (s.host.handOut) {
    if (ui.button("plan.document", tr("plan.document"), {area.x, y, w, bh}, ButtonStyle::secondary, true, &download))
      s.actions.run("plan.document");
    if (ui.button("plan.template", tr("plan.template"), {area.x + w + kGap3, y, w, bh}, ButtonStyle::secondary, d.hairline.enabled, &ruler))
      s.actions.run("plan.template");
    y += bh + kGap2;
  }
  if (ui.button("design.save", tr("plan.save"), {area.x, y, w, bh}, ButtonStyle::secondary, true, &save)) s.actions.run("design.save");
  if (ui.button("plan.export", tr("plan.export"), {area.x + w + kGap3, y, w, bh}, ButtonStyle::secondary, true, &image))
    s.actions.run("image.export");
  y += bh + kGap3;
  ui.text(area.x, y, tr("estimate.advice_long"), kTypeSmall, Weight::regular, t.muted, area.w);
  y += ui.textHeight(tr("estimate.advice_long"), kTypeSmall, Weight::regular, area.w);
  return y - area.y;
}

}  // namespace

extern const PanelRow kPlanPanel = {.id = "plan", .step = Step::plan, .draw = planPanel};

}  // namespace hd
