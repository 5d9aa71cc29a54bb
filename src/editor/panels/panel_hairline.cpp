// The hairline: shape, height, edge, and what the rules say about it.
#include <algorithm>
#include <vector>

#include "core/facts.h"
#include "design/templates.h"
#include "document/hairline_edit.h"
#include "editor/actions/controls.h"
#include "editor/session/editor_state.h"
#include "editor/session/panel.h"
#include "text/format.h"
#include "text/sentence.h"
#include "text/strings.h"

namespace hd {
namespace {

std::string templateLabel(HairlineTemplate t) {
  switch (t) {
    case HairlineTemplate::natural:
      return tr("template.natural");
    case HairlineTemplate::round:
      return tr("template.round");
    case HairlineTemplate::straight:
      return tr("template.straight");
    case HairlineTemplate::winged:
      return tr("template.winged");
    case HairlineTemplate::widowsPeak:
      return tr("template.widows_peak");
    case HairlineTemplate::mature:
      return tr("template.mature");
  }
  return {};
}

ImU32 severityInk(const Theme& t, Severity severity) {
  switch (severity) {
    case Severity::good:
      return t.good;
    case Severity::note:
      return t.muted;
    case Severity::warning:
      return t.warning;
    case Severity::error:
      return t.error;
  }
  return t.ink;
}

Icon severityIcon(Severity severity) {
  return severity == Severity::good ? Icon::check : severity == Severity::note ? Icon::note : Icon::warning;
}

float hairlinePanel(EditorState& s, Rect area) {
  Ui& ui = s.ui;
  float y = area.y;
  const Design& d = s.model.design();
  if (d.view().kind == ViewKind::flat) {
    ui.text(area.x, y, tr("hairline.flat"), kTypeBody, Weight::regular, ui.theme().muted, area.w);
    return ui.textHeight(tr("hairline.flat"), kTypeBody, Weight::regular, area.w);
  }
  const auto all = allHairlineTemplates();
  std::vector<std::string> labels;
  int checked = -1;
  for (size_t i = 0; i < all.size(); ++i) {
    labels.push_back(templateLabel(all[i]));
    if (hairlineTemplateName(all[i]) == d.hairline.templateName) checked = static_cast<int>(i);
  }
  const int pressed = ui.chipRow("hairline.template", {area.x, y, area.w, ui.target()}, labels, checked);
  if (pressed >= 0) s.actions.run("template." + std::string(hairlineTemplateName(all[static_cast<size_t>(pressed)])));
  y += ui.target() + kGap2;

  const float h = std::max(38.0f, ui.target() - 2);
  const double height = hairlineHeightMm(s.model.map(), d.hairline);
  const ScalpMap map = s.model.map();
  designSlider(s, {"hairline.height", tr("hairline.height"), 45, 110, 1, formatQuantity(height, Unit::mm)}, {area.x, y, area.w, h}, height,
               trKey("undo.hairline_height"), [&](Design& doc, double mm) { setHairlineHeight(map, doc.hairline, mm); });
  y += h;
  designSlider(s,
               {"hairline.feather", tr("hairline.feather"), 0, 15, 0.5,
                formatQuantity(d.hairline.featherMm, Unit::mm, d.hairline.featherMm == static_cast<int>(d.hairline.featherMm) ? 0 : 1)},
               {area.x, y, area.w, h}, d.hairline.featherMm, trKey("undo.feather"),
               [](Design& doc, double mm) { doc.hairline.featherMm = mm; });
  y += h;
  designSlider(
      s, {"hairline.irregularity", tr("hairline.irregularity"), 0, 1, 0.05, formatQuantity(100 * d.hairline.irregularity, Unit::percent)},
      {area.x, y, area.w, h}, d.hairline.irregularity, trKey("undo.irregularity"), [](Design& doc, double v) {
        doc.hairline.irregularity = v;
        doc.irregularity = v;
      });
  y += h;
  if (s.layout.form == Form::side) {
    if (ui.toggle("hairline.symmetric", tr("action.symmetric"), {area.x, y, area.w, h}, d.hairline.symmetric))
      s.actions.run("hairline.symmetric");
    y += h;
  }
  return y - area.y;
}

float hairlineAdvice(EditorState& s, Rect area) {
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  const Finding* worst = nullptr;
  int good = 0;
  for (const auto& finding : s.model.findingsShown()) {
    if (finding.severity == Severity::good) ++good;
    if (static_cast<int>(finding.severity) >= static_cast<int>(Severity::warning) &&
        (!worst || static_cast<int>(finding.severity) > static_cast<int>(worst->severity))) {
      worst = &finding;
    }
  }
  if (!worst && good == 0) return 0;
  const std::string words = worst ? sentence(worst->message) : trf("hairline.fine", {{"count", good}});
  const ImU32 ground = !worst ? t.goodWash : worst->severity == Severity::error ? t.errorWash : t.warningWash;
  const ImU32 ink = !worst ? t.good : severityInk(t, worst->severity);
  const float h = ui.textHeight(words, 13, Weight::regular, area.w - 56) + 22;
  ui.list()->AddRectFilled({area.x, area.y}, {area.right(), area.y + h}, ground, kRadius3);
  drawIcon(ui.list(), worst ? Icon::info : Icon::check, {area.x + 24, area.y + 11 + 9.5f}, 20, ink);
  ui.text(area.x + 44, area.y + 11, words, 13, Weight::regular, t.ink, area.w - 56);
  return h;
}

float findingsPanel(EditorState& s, Rect area) {
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  float y = area.y;
  const auto& findings = s.model.findingsShown();
  if (findings.empty()) {
    ui.text(area.x, y, tr("check.nothing"), 13, Weight::regular, t.muted, area.w);
    return ui.textHeight(tr("check.nothing"), 13, Weight::regular, area.w);
  }
  for (size_t i = 0; i < findings.size(); ++i) {
    const Finding& f = findings[i];
    const std::string words = sentence(f.message);
    if (i > 0) ui.divider(area.x, y, area.w), y += 9;
    drawIcon(ui.list(), severityIcon(f.severity), {area.x + 8, y + 9.5f}, 16, severityInk(t, f.severity), 2.0f);
    ui.text(area.x + 26, y, words, 13, Weight::regular, t.ink, area.w - 26);
    y += ui.textHeight(words, 13, Weight::regular, area.w - 26) + 9;
  }
  return y - area.y - 9;
}

float symmetryPanel(EditorState& s, Rect area) {
  if (s.ui.toggle("hairline.symmetric", tr("action.symmetric"), {area.x, area.y, area.w, 44}, s.model.design().hairline.symmetric))
    s.actions.run("hairline.symmetric");
  return 44;
}

bool onHead(const EditorState& s) { return s.model.design().view().kind == ViewKind::head; }

}  // namespace

extern const PanelRow kHairlinePanel = {
    .id = "hairline", .step = Step::hairline, .withTool = true, .titleKey = trKey("hairline.title"), .draw = hairlinePanel};
extern const PanelRow kAdvicePanel = {.id = "advice", .step = Step::hairline, .draw = hairlineAdvice};
extern const PanelRow kSymmetryPanel = {.id = "symmetry",
                                        .step = Step::hairline,
                                        .shown = [](const EditorState& s) { return s.layout.form == Form::sheet; },
                                        .draw = symmetryPanel};
extern const PanelRow kFindingsPanel = {
    .id = "findings", .card = 5, .titleKey = trKey("check.title"), .shown = onHead, .draw = findingsPanel};

}  // namespace hd
