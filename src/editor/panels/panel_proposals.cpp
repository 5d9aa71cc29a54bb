// Before and after by turns, and designs beside each other: which of them is looked at, and what each would take.
#include <algorithm>
#include <cmath>

#include "editor/actions/controls.h"
#include "editor/panels/panels.h"
#include "editor/session/panel.h"
#include "text/format.h"
#include "text/sentence.h"

namespace hd {
namespace {

constexpr Choice kSlots[] = {{"proposal.a", trKey("proposal.a")}, {"proposal.b", trKey("proposal.b")}, {"proposal.c", trKey("proposal.c")}};

void addCompareActions(EditorState& s) {
  const auto hasPhoto = [&s] { return s.model.hasPhoto(); };
  s.actions.add({"view.blink",
                 trKey("look.blink"),
                 {{Key::letter, 'K'}},
                 hasPhoto,
                 [&s] { return s.blinkOn; },
                 [&s] {
                   s.blinkOn = !s.blinkOn;
                   s.owe();
                 }});
  for (int slot = 0; slot < DesignerModel::kProposals; ++slot) {
    s.actions.add({kSlots[slot].id,
                   kSlots[slot].key,
                   {},
                   hasPhoto,
                   [&s, slot] { return s.model.proposal() == slot; },
                   [&s, slot] {
                     s.model.chooseProposal(slot);
                     s.selectedZone = s.selectedPoint = -1;
                     s.owe();
                   }});
  }
  s.actions.add({"proposal.beside",
                 trKey("proposal.beside"),
                 {},
                 [&s] { return s.model.hasProposal(0) + s.model.hasProposal(1) + s.model.hasProposal(2) > 1; },
                 [&s] { return s.sideBySide; },
                 [&s] {
                   s.sideBySide = !s.sideBySide;
                   s.viewTouched = false;
                   putToolAway(s);
                   s.owe(6);
                 }});
}

float comparePanel(EditorState& s, Rect area) {
  ChipFlow flow(s, area);
  flow.title(tr("look.compare"));
  flow.chip({"view.split", trKey("look.split")}, ChipFlow::Kind::onOff);
  flow.chip({"view.blink", trKey("look.blink")}, ChipFlow::Kind::onOff);
  flow.title(tr("proposal.title"));
  for (const Choice& slot : kSlots) flow.chip(slot);
  if (s.actions.enabled("proposal.beside")) flow.chip({"proposal.beside", trKey("proposal.beside")}, ChipFlow::Kind::onOff);
  else flow.paragraph(tr("proposal.how"), s.ui.theme().muted);
  return flow.height();
}

}  // namespace

extern const PanelRow kComparePanel = {
    .id = "compare", .step = Step::look, .card = 3, .draw = comparePanel, .addActions = addCompareActions};

void proposalLabels(EditorState& s) {
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  const Rect c = s.layout.canvas;
  const std::vector<int> slots = shownProposals(s);
  if (slots.size() < 2) return;
  const float w = c.w / static_cast<float>(slots.size());
  for (size_t k = 0; k < slots.size(); ++k) {
    const float x = c.x + static_cast<float>(k) * w;
    const Estimate& e = s.proposalPlans[static_cast<size_t>(slots[k])];
    static constexpr const char* kNames[] = {"A", "B", "C"};
    static constexpr const char* kIds[] = {"proposal.label.a", "proposal.label.b", "proposal.label.c"};
    static constexpr const char* kActions[] = {"proposal.a", "proposal.b", "proposal.c"};
    const auto slot = static_cast<size_t>(slots[k]);
    const std::string line1 = std::string(kNames[slot]) + " \xC2\xB7 " + formatMoneyRange(e.cost, e.currency);
    const std::string line2 = trf("estimate.dots", {{"dots", formatCount(e.dots.value)}}) + " \xC2\xB7 " +
                              trf("estimate.hours", {{"hours", formatHoursRange(e.chairHours)}});
    const float inner = w - 40;
    const float need =
        std::min(inner, std::max(ui.textWidth(line1, kTypeBody, Weight::semibold), ui.textWidth(line2, 12, Weight::regular)) + 28);
    const float bottom = s.layout.clear.bottom();
    const Rect r{x + 0.5f * (w - need), bottom - 66, need, 54};
    ui.beginPanel(kIds[slot], r, t.card, kRadius3, slots[k] == s.model.proposal() ? t.accent : t.line, true);
    if (ui.row(kIds[slot], line1, line2, r, false)) s.actions.run(kActions[slot]);
    ui.textIn({r.x, r.y + 5, r.w, 24}, line1, kTypeBody, Weight::semibold, t.ink);
    ui.textIn({r.x, r.y + 27, r.w, 20}, line2, 12, Weight::regular, t.muted);
    ui.endPanel();
    if (k > 0) ImGui::GetBackgroundDrawList()->AddLine({x, c.y}, {x, c.bottom()}, t.paper, 3.0f);
  }
}

}  // namespace hd
