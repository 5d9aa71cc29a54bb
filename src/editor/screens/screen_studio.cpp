// The practitioner's studio: tools at the left, cards at the right, sessions and time below.
#include <algorithm>
#include <iterator>
#include <vector>

#include "core/sort.h"
#include "editor/panels/panel_table.h"
#include "editor/panels/panels.h"
#include "editor/screens/screens.h"
#include "text/format.h"
#include "text/sentence.h"
#include "text/strings.h"

namespace hd {
namespace {

void topBar(EditorState& s) {
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  const Rect r = s.layout.top;
  ui.beginPanel("##top", r, t.card);
  ui.divider(r.x, r.bottom() - 0.5f, r.w);
  const float h = std::max(36.0f, ui.target());
  const float y = r.y + 0.5f * (r.h - h);
  float right = r.right() - 14;
  const auto place = [&](float w) {
    right -= w;
    const Rect out{right, y, w, h};
    right -= kGap2;
    return out;
  };
  const char* plan = tr("studio.export");
  if (ui.button("image.export", plan, place(ui.textWidth(plan, kTypeBody, Weight::semibold) + 36), ButtonStyle::primary,
                s.actions.enabled("image.export")))
    s.actions.run("image.export");
  const char* save = tr("studio.save");
  if (ui.pill("design.save", save, place(ui.chipWidth(save)))) s.actions.run("design.save");
  const char* open = tr("studio.open");
  if (ui.pill("design.open", open, place(ui.chipWidth(open)))) s.actions.run("design.open");
  const char* photo = tr("studio.photo");
  if (ui.pill("photo.open", photo, place(ui.chipWidth(photo)))) s.actions.run("photo.open");
  right -= kGap3;
  const char* guided = tr("mode.guided");
  if (ui.pill("mode.studio", guided, place(ui.chipWidth(guided)))) s.actions.run("mode.studio");
  if (ui.iconButton("start", tr("action.start"), Icon::back, {r.x + 10, r.y + 6, 44, 44})) s.actions.run("start");
  const std::string name = s.photoName.empty() ? std::string(tr("app.name")) : s.photoName;
  const std::string shown = ui.shortened(name, kTypeLead, Weight::semibold, right - r.x - 66);
  ui.text(r.x + 60, r.y + 0.5f * (r.h - kTypeLead * 1.42f), shown, kTypeLead, Weight::semibold, t.ink);
  const View& view = s.model.design().view();
  if (s.model.hasPhoto()) {
    const float x = r.x + 60 + ui.textWidth(shown, kTypeLead, Weight::semibold) + 16;
    const std::string size = trf("studio.size", {{"width", view.photoWidthPx}, {"height", view.photoHeightPx}});
    if (x + ui.textWidth(size, 13, Weight::regular) < right)
      ui.text(x, r.y + 0.5f * (r.h - 13 * 1.42f), size, 13, Weight::regular, t.muted);
  }
  ui.endPanel();
}

void rail(EditorState& s) {
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  const Rect r = s.layout.rail;
  ui.beginPanel("##rail", r, t.card);
  ui.list()->AddLine({r.right() - 0.5f, r.y}, {r.right() - 0.5f, r.bottom()}, t.line, 1.0f);
  struct Entry {
    const char* id;
    Icon icon;
  };
  static constexpr Entry kMore[] = {{"view.split", Icon::split}, {"hairline.symmetric", Icon::mirror}, {"zoom.fit", Icon::fit}};
  static constexpr Entry kUndo[] = {{"undo", Icon::undo}, {"redo", Icon::redo}};
  // In a low window everything moves together rather than out of it.
  constexpr float kHeight = 46, kLeastHeight = 36;
  const auto count = static_cast<float>(s.tools.size() + std::size(kMore) + std::size(kUndo));
  const bool low = r.h < count * kHeight + 40;
  const float margin = low ? 4 : 8, gap = low ? 8 : 12;
  const float h = std::clamp((r.h - 2 * margin - 2 * gap) / count, kLeastHeight, kHeight);
  float y = r.y + margin;
  const auto draw = [&](const std::string& id, Icon icon) {
    const Action* action = s.actions.find(id);
    if (!action) return;
    const std::string keys = shortcutText(*action);
    const std::string words = ui.touchFirst() || keys.empty() ? actionLabel(*action) : actionLabel(*action) + " (" + keys + ")";
    if (ui.iconButton(id, words, icon, {r.x + 8, y, r.w - 16, h - 2}, s.actions.enabled(id), s.actions.checked(id))) s.actions.run(id);
    y += h;
  };
  for (const ToolRow* row : s.tools) draw("tool." + std::string(row->id), row->icon);
  ui.divider(r.x + 16, y + 0.4f * gap, r.w - 32);
  y += gap;
  for (const Entry& e : kMore) draw(e.id, e.icon);
  if (r.bottom() - y > 2 * h + 20) y = r.bottom() - 2 * h - 8;
  else ui.divider(r.x + 16, y + 0.4f * gap, r.w - 32), y += gap;
  for (const Entry& e : kUndo) draw(e.id, e.icon);
  ui.endPanel();
}

// A card with a title; its height is what the content takes.
template <class F>
void card(EditorState& s, float x, float& y, float w, const char* title, F&& content) {
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  ImDrawList* draw = ui.list();
  draw->ChannelsSplit(2);
  draw->ChannelsSetCurrent(1);
  float inner = y + 14;
  if (title) {
    ui.text(x + 16, inner, title, kTypeBody, Weight::semibold, t.ink);
    inner += 30;
  }
  inner += content(Rect{x + 16, inner, w - 32, 0}) + 14;
  draw->ChannelsSetCurrent(0);
  draw->AddRectFilled({x, y}, {x + w, inner}, t.card, kRadius3);
  draw->AddRect({x, y}, {x + w, inner}, t.line, kRadius3, 0, 1.0f);
  draw->ChannelsMerge();
  y = inner + kGap3;
}

void cards(EditorState& s) {
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  const Rect r = s.layout.panel;
  ui.beginPanel("##cards", r, t.paper);
  ui.list()->AddLine({r.x + 0.5f, r.y}, {r.x + 0.5f, r.bottom()}, t.line, 1.0f);
  ui.beginScroll("##cards_scroll", {r.x + 1, r.y, r.w - 1, r.h});
  const float x = r.x + 14, w = r.w - 28;
  float y = r.y + 14 - ImGui::GetScrollY();
  const auto panelCard = [&](const PanelRow& row) {
    card(s, x, y, w, row.titleKey ? tr(row.titleKey) : nullptr, [&](Rect a) { return row.draw(s, a); });
  };
  const ToolRow& tool = *s.toolRow;
  if (tool.settings) card(s, x, y, w, tr(tool.titleKey), [&](Rect a) { return tool.settings(s, a); });
  for (const PanelRow* row : allPanels())
    if (row->withTool && !tool.settings && tool.step == row->step) panelCard(*row);
  std::vector<const PanelRow*> rows;
  for (const PanelRow* row : allPanels())
    if (row->card > 0 && (!row->shown || row->shown(s))) rows.push_back(row);
  sortSmall(rows.begin(), rows.end(), [](const PanelRow* a, const PanelRow* b) { return a->card < b->card; });
  for (const PanelRow* row : rows) panelCard(*row);
  ImGui::SetCursorScreenPos({x, y});
  ImGui::Dummy({1, 2});
  ui.endScroll();
  ui.endPanel();
}

void bottomBar(EditorState& s) {
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  const Rect r = s.layout.bottom;
  ui.beginPanel("##bottom", r, t.card);
  ui.divider(r.x, r.y + 0.5f, r.w);
  const char* before = tr("look.split");
  const float bw = ui.chipWidth(before);
  const float y = r.y + 10;
  timePanel(s, {r.x + 20, y, r.w - 40, 0}, true);
  if (ui.chip("view.split.chip", before, {r.right() - 20 - bw, y, bw, ui.target()}, s.splitOn)) s.actions.run("view.split");
  ui.endPanel();
}

}  // namespace

void drawStudio(EditorState& s) {
  topBar(s);
  rail(s);
  cards(s);
  estimateBar(s, s.layout.estimate);
  bottomBar(s);
}

}  // namespace hd
