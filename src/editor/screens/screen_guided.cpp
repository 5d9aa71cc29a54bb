// Six steps, each with one thing to do: a sheet below the picture on phones, a side panel elsewhere.
#include <algorithm>

#include "editor/panels/panel_table.h"
#include "editor/panels/panels.h"
#include "editor/screens/screens.h"
#include "text/format.h"
#include "text/strings.h"

namespace hd {
namespace {

struct StepTexts {
  const char* title;
  const char* subtitle;
};

StepTexts textsOf(const EditorState& s) {
  if (furtherTool(s) && s.toolRow->step == s.step) return {s.toolRow->titleKey, s.toolRow->subtitleKey};
  const StepRow& row = rowOf(s.step);
  if (s.step == Step::scale && s.model.design().view().kind == ViewKind::flat) return {row.titleKey, trKey("scale.subtitle_flat")};
  const auto& errors = s.model.design().shot().measures.sdPx;
  if (s.step == Step::scale && std::any_of(errors.begin(), errors.end(), [](const auto& sd) { return sd.has_value(); }))
    return {row.titleKey, trKey("scale.subtitle_found")};
  if (s.step == Step::hairline && !s.model.design().hairline.symmetric) return {row.titleKey, trKey("hairline.subtitle_free")};
  return {row.titleKey, row.subtitleKey};
}

void topBar(EditorState& s) {
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  const Rect r = s.layout.top;
  ui.beginPanel("##top", r, t.paper);
  if (s.layout.form != Form::sheet) ui.divider(r.x, r.bottom() - 0.5f, r.w);
  if (ui.iconButton("step.back", tr("action.back"), Icon::back, {r.x + 10, r.y + 4, 44, 44})) s.actions.run("step.back");
  const float right = r.right() - 10;
  if (ui.iconButton("redo", tr("action.redo"), Icon::redo, {right - 44, r.y + 4, 44, 44}, s.actions.enabled("redo"))) s.actions.run("redo");
  if (ui.iconButton("undo", tr("action.undo"), Icon::undo, {right - 88, r.y + 4, 44, 44}, s.actions.enabled("undo"))) s.actions.run("undo");
  float rightEdge = right - 96;
  if (s.actions.enabled("mode.studio")) {
    const float w = ui.chipWidth(tr("mode.studio"));
    if (ui.pill("mode.studio", tr("mode.studio"), {rightEdge - w, r.y + 4, w, 44})) s.actions.run("mode.studio");
    rightEdge -= w + 8;
  }
  // The strip of steps: where one is, and a way to any of them.
  const bool named = s.layout.all.w >= 760;
  if (named) {
    float x = r.x + 66;
    for (int i = 0; i < kStepCount; ++i) {
      const std::string id = "step." + std::string(kSteps[static_cast<size_t>(i)].id);
      const char* label = tr(kSteps[static_cast<size_t>(i)].labelKey);
      const bool here = static_cast<int>(s.step) == i;
      const float w = ui.textWidth(label, kTypeBody, here ? Weight::semibold : Weight::medium) + 24;
      if (ui.row(id, label, "", {x, r.y + 4, w, 44}, false)) s.actions.run(id);
      ui.textIn({x, r.y + 2, w, 44}, label, kTypeBody, here ? Weight::semibold : Weight::medium, here ? t.ink : t.muted);
      ui.list()->AddRectFilled({x + 12, r.y + 40}, {x + w - 12, r.y + 43}, i <= static_cast<int>(s.step) ? t.accent : t.track, 1.5f);
      x += w + 2;
    }
  } else {
    const float space = rightEdge - (r.x + 58);
    const float gap = 6, unit = std::min(24.0f, (space - 5 * gap) / 6.7f);
    const float total = unit * 6.6f + 5 * gap;
    float x = r.x + 58 + 0.5f * (space - total);
    for (int i = 0; i < kStepCount; ++i) {
      const std::string id = "step." + std::string(kSteps[static_cast<size_t>(i)].id);
      const char* label = tr(kSteps[static_cast<size_t>(i)].labelKey);
      const bool here = static_cast<int>(s.step) == i;
      const float w = unit * (here ? 1.6f : 1.0f);
      if (ui.row(id, label, "", {x - 3, r.y + 4, w + 6, 44}, false)) s.actions.run(id);
      ui.list()->AddRectFilled({x, r.y + 24}, {x + w, r.y + 29}, i <= static_cast<int>(s.step) ? t.accent : t.track, 2.5f);
      x += w + gap;
    }
  }
  ui.endPanel();
}

float stepContent(EditorState& s, Rect area) {
  float y = area.y;
  for (const PanelRow* row : allPanels()) {
    if (row->step != s.step || (row->shown && !row->shown(s))) continue;
    if (row->headingKey) {
      s.ui.text(area.x, y, tr(row->headingKey), kTypeSmall, Weight::medium, s.ui.theme().muted);
      y += 20;
    }
    const float height = row->draw(s, {area.x, y, area.w, 0});
    if (height > 0) y += height + kGap2;
  }
  return y - area.y - kGap2;
}

void stepPanel(EditorState& s) {
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  const Rect r = s.layout.panel;
  const bool sheet = s.layout.form == Form::sheet;
  ui.beginPanel("##step", r, t.card, sheet ? kRadius4 : 0.0f, 0, sheet, ImDrawFlags_RoundCornersTop);
  if (!sheet) ui.list()->AddLine({r.x + 0.5f, r.y}, {r.x + 0.5f, r.bottom()}, t.line, 1.0f);
  const float pad = sheet ? 18.0f : 24.0f;
  const StepTexts texts = textsOf(s);
  const Rect inner{r.x + pad, r.y + (sheet ? 10.0f : 4.0f), r.w - 2 * pad, r.h - (sheet ? 10.0f : 4.0f)};
  // The scroll area reaches to the panel's edges, so that focus rings and shadows are not cut.
  ui.beginScroll("##step_scroll", {r.x, inner.y, r.w, inner.h});
  const float top = inner.y - ImGui::GetScrollY();
  float y = top + (sheet ? 8.0f : 20.0f);
  const bool drawingTool = furtherTool(s) && s.toolRow->step == s.step;
  ui.text(inner.x, y, tr(texts.title), kTypeTitle, Weight::semibold, t.ink);
  if (drawingTool) {
    const float w = ui.textWidth(tr("density.done"), kTypeBody, Weight::semibold) + 32;
    if (ui.button("density.done", tr("density.done"), {inner.right() - w, y - 6, w, 40}, ButtonStyle::primary)) s.actions.run("tool.pan");
  }
  y += 28;
  ui.text(inner.x, y, tr(texts.subtitle), kTypeBody, Weight::regular, t.muted, drawingTool ? inner.w - 100 : inner.w);
  y += ui.textHeight(tr(texts.subtitle), kTypeBody, Weight::regular, drawingTool ? inner.w - 100 : inner.w) + kGap2 + 2;
  y += stepContent(s, {inner.x, y, inner.w, 0});
  y += sheet ? 14.0f : 24.0f;
  const float wants = y - top + 10;
  if (std::abs(wants - s.sheetWants) > 0.5f) {
    s.sheetWants = wants;
    s.owe(2);
  }
  ImGui::SetCursorScreenPos({inner.x, y - 1});
  ImGui::Dummy({1, 1});
  ui.endScroll();
  ui.endPanel();
}

}  // namespace

void drawGuided(EditorState& s) {
  topBar(s);
  stepPanel(s);
  estimateBar(s, s.layout.estimate);
}

}  // namespace hd
