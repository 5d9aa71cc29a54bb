// The estimate: always on screen as a range, with its reasons one tap away.
#include <algorithm>

#include "editor/panels/panels.h"
#include "text/format.h"
#include "text/sentence.h"
#include "text/strings.h"

namespace hd {
namespace {

std::string sessionsText(const Interval& sessions) {
  const Value count = quantityRange(sessions.low, sessions.high, Unit::count);
  return trf("estimate.sessions", {{"sessions", formatCountRange(sessions)}, {"count", count}});
}

// The line of facts, dropping the last ones where it would not fit.
std::string detailLine(const EditorState& state, const Estimate& e, float width, bool dots) {
  std::vector<std::string> parts;
  if (e.assumedHead) parts.push_back(asSentence(tr("estimate.assumed")));
  if (dots) parts.push_back(trf("estimate.dots", {{"dots", formatCountRange(e.dots)}}));
  parts.push_back(sessionsText(e.sessions));
  parts.push_back(trf("estimate.hours", {{"hours", formatHoursRange(e.chairHours)}}));
  parts.push_back(trf("estimate.area", {{"area", formatAreaRange(e.areaCm2)}}));
  std::string line;
  for (const auto& part : parts) {
    const std::string longer = line.empty() ? part : line + " \xC2\xB7 " + part;
    if (!line.empty() && state.ui.textWidth(longer, kTypeSmall, Weight::regular) > width) break;
    line = longer;
  }
  return line;
}

}  // namespace

void estimateBar(EditorState& s, Rect rect) {
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  const Estimate& e = s.model.estimateShown();
  const bool studio = s.layout.form == Form::studio;
  ui.beginPanel("##estimate", rect, t.card);
  ui.divider(rect.x, rect.y + 0.5f, rect.w);
  const float pad = studio ? kGap4 : 18.0f;
  const bool empty = e.dots.value <= 0;
  const std::string price = s.finding.looking ? std::string(tr("find.looking"))
                            : empty           ? std::string(tr("estimate.none"))
                                              : formatMoneyRange(e.cost, e.currency);
  if (studio) {
    if (rect.x > 1) ui.list()->AddLine({rect.x + 0.5f, rect.y}, {rect.x + 0.5f, rect.bottom()}, t.line, 1.0f);
    float y = rect.y + kGap3;
    ui.text(rect.x + pad, y, price, empty ? kTypeLead : kTypeTitle, Weight::semibold, t.ink);
    y += 31;
    ui.text(rect.x + pad, y,
            (e.assumedHead ? asSentence(tr("estimate.assumed")) + " \xC2\xB7 " : std::string()) +
                trf("estimate.dots", {{"dots", formatCountRange(e.dots)}}) + " \xC2\xB7 " +
                trf("estimate.area", {{"area", formatAreaRange(e.areaCm2)}}),
            13, Weight::regular, t.muted);
    y += 20;
    const std::string line =
        sessionsText(e.sessions) + " \xC2\xB7 " + trf("estimate.hours", {{"hours", formatHoursRange(e.chairHours)}}) + " \xC2\xB7 ";
    ui.text(rect.x + pad, y, line, 13, Weight::regular, t.muted);
    if (ui.link("estimate.why", tr("estimate.why"), rect.x + pad + ui.textWidth(line, 13, Weight::regular), y, 13)) s.actions.run("why");
    y += 28;
    ui.text(rect.x + pad, y, tr("estimate.advice"), 11, Weight::regular, t.muted, rect.w - 2 * pad);
  } else {
    const float h = rect.h >= 76 ? 48.0f : 44.0f;
    const bool last = s.step == Step::plan;
    const char* label = last ? tr("action.image_export") : tr("action.next");
    const float buttonWidth = std::max(88.0f, ui.textWidth(label, kTypeLead, Weight::semibold) + 36);
    const Rect button{rect.right() - pad - buttonWidth, rect.y + 0.5f * (rect.h - h), buttonWidth, h};
    const float width = button.x - rect.x - pad - kGap3;
    const float y = rect.y + 0.5f * rect.h - 23;
    const float size = ui.fittingSize(price, 17, Weight::semibold, width);
    ui.text(rect.x + pad, y + 0.7f * (17 - size), price, size, Weight::semibold, t.ink);
    const std::string why = tr("estimate.why");
    const std::string line = detailLine(s, e, width - ui.textWidth(why, kTypeSmall, Weight::regular) - 12, false) + " \xC2\xB7 ";
    ui.text(rect.x + pad, y + 27, line, kTypeSmall, Weight::regular, t.muted);
    if (ui.link("estimate.why", why, rect.x + pad + ui.textWidth(line, kTypeSmall, Weight::regular), y + 27, kTypeSmall))
      s.actions.run("why");
    if (ui.button(last ? "image.export" : "step.next", label, button, ButtonStyle::primary, s.model.hasPhoto())) {
      s.actions.run(last ? "image.export" : "step.next");
    }
  }
  ui.endPanel();
}

void whySheet(EditorState& s) {
  if (!s.whyOpen) return;
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  const Estimate& e = s.model.estimateShown();
  if (ui.scrim("##why_scrim", s.layout.all)) s.whyOpen = false;
  const float width = std::min(480.0f, s.layout.all.w - 24);
  const float textWidth = width - 48;
  float wants = 84;
  std::vector<std::string> reasons;
  for (const auto& reason : e.reasons) reasons.push_back(sentence(reason));
  for (const auto& reason : reasons) wants += ui.textHeight(reason, kTypeBody, Weight::regular, textWidth - 18) + 8;
  wants += ui.textHeight(tr("estimate.advice_long"), kTypeSmall, Weight::regular, textWidth) + 20;
  const float height = std::min(wants, s.layout.all.h - 80);
  const Rect card{s.layout.all.x + 0.5f * (s.layout.all.w - width), s.layout.all.y + 0.5f * (s.layout.all.h - height), width, height};
  ui.beginPanel("##why", card, t.card, kRadius4, 0, true);
  ui.text(card.x + 24, card.y + 20, tr("estimate.why_title"), kTypeTitle, Weight::semibold, t.ink);
  if (ui.iconButton("why.close", tr("action.close"), Icon::close, {card.right() - 56, card.y + 12, 44, 44})) s.whyOpen = false;
  const Rect inner{card.x + 24, card.y + 64, textWidth, card.h - 80};
  ui.beginScroll("##why_scroll", inner);
  float y = inner.y - ImGui::GetScrollY();
  for (const auto& reason : reasons) {
    ui.list()->AddCircleFilled({inner.x + 4, y + 10}, 2.5f, t.accent, 16);
    ui.text(inner.x + 18, y, reason, kTypeBody, Weight::regular, t.ink, textWidth - 18);
    y += ui.textHeight(reason, kTypeBody, Weight::regular, textWidth - 18) + 8;
  }
  y += 4;
  ui.text(inner.x, y, tr("estimate.advice_long"), kTypeSmall, Weight::regular, t.muted, textWidth);
  y += ui.textHeight(tr("estimate.advice_long"), kTypeSmall, Weight::regular, textWidth);
  ImGui::SetCursorScreenPos({inner.x, y});
  ImGui::Dummy({1, 1});
  ui.endScroll();
  ui.endPanel();
}

}  // namespace hd
