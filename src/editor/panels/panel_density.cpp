// Zones and densities, and what the drawing tools need.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/facts.h"
#include "editor/actions/controls.h"
#include "editor/panels/parts.h"
#include "editor/session/editor_state.h"
#include "editor/session/panel.h"
#include "text/format.h"
#include "text/sentence.h"
#include "text/strings.h"

namespace hd {
namespace {

std::string perCm2(double density) { return formatQuantity(density, Unit::perCm2); }

// The ways to add something to the picture.
float toolChips(EditorState& s, Rect area) {
  std::vector<std::string> labels;
  std::vector<const ToolRow*> rows;
  int checked = -1;
  for (const ToolRow* row : s.tools) {
    if (!row->chipKey || row->step != Step::density) continue;
    if (row == s.toolRow) checked = static_cast<int>(rows.size());
    rows.push_back(row);
    labels.push_back(tr(row->chipKey));
  }
  const int pressed = s.ui.chipRow("density.tools", {area.x, area.y, area.w, s.ui.target()}, labels, checked);
  if (pressed == checked && pressed >= 0) putToolAway(s);
  else if (pressed >= 0) s.actions.run("tool." + std::string(rows[static_cast<size_t>(pressed)]->id));
  return s.ui.target();
}

float norwoodPanel(EditorState& s, Rect area) {
  static constexpr const char* kStages[] = {"I", "II", "III", "IV", "V", "VI", "VII"};
  // One row of equal chips: all seven stages are seen at once.
  const float gap = s.layout.form == Form::studio ? 5.0f : 6.0f, w = (area.w - 6 * gap) / 7;
  for (int i = 0; i < 7; ++i) {
    const std::string id = "norwood." + std::to_string(i + 1);
    const Rect r{area.x + static_cast<float>(i) * (w + gap), area.y, w, s.ui.target()};
    if (s.ui.chip(id, trf("density.stage", {{"stage", kStages[i]}}), r, s.model.design().norwood == i + 1, false, true, kStages[i]))
      s.actions.run(id);
  }
  return s.ui.target();
}

float densityPanel(EditorState& s, Rect area) {
  Ui& ui = s.ui;
  float y = area.y;
  const double core = s.model.coreDensityPerCm2();
  const float h = std::max(38.0f, ui.target());
  designSlider(s, {"density.core", tr("density.core"), 40, 250, 5, perCm2(core)}, {area.x, y, area.w, h}, core, trKey("undo.density"),
               [](Design& doc, double v) { DesignerModel::setCoreDensity(doc, v); });
  y += h;
  if (core > factValue("dots.density_helmet_per_cm2")) {
    ui.text(area.x, y, tr("density.helmet"), kTypeSmall, Weight::regular, ui.theme().warning, area.w);
    y += ui.textHeight(tr("density.helmet"), kTypeSmall, Weight::regular, area.w) + kGap1;
  }
  return y - area.y;
}

// The further tools of the step, and the settings of the one taken up.
float drawingPanel(EditorState& s, Rect area) {
  float y = area.y + toolChips(s, area);
  if (furtherTool(s) && s.toolRow->settings) y += kGap2 + s.toolRow->settings(s, {area.x, y + kGap2, area.w, 0});
  return y - area.y;
}

float zonesPanel(EditorState& s, Rect area) {
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  float y = area.y;
  const Design& d = s.model.design();
  const Estimate& e = s.model.estimateShown();
  if (d.zones.empty()) {
    ui.text(area.x, y, tr("zones.none"), 13, Weight::regular, t.muted, area.w);
    return ui.textHeight(tr("zones.none"), 13, Weight::regular, area.w);
  }
  const float rowHeight = std::max(42.0f, ui.target());
  for (size_t i = 0; i < d.zones.size(); ++i) {
    const Zone& zone = d.zones[i];
    const bool chosen = s.selectedZone == static_cast<int>(i);
    const std::string areaText =
        i < e.zones.size() ? formatQuantity(e.zones[i].areaCm2.value, Unit::cm2, e.zones[i].areaCm2.value < 9.95 ? 1 : 0) : std::string();
    const std::string density = perCm2(zone.densityPerCm2);
    const Rect r{area.x - 8, y, area.w + 16, rowHeight};
    if (i > 0 && !chosen && s.selectedZone != static_cast<int>(i) - 1) ui.divider(area.x, y, area.w);
    if (ui.row("zone." + std::to_string(i), zone.name, areaText + ", " + density, r, chosen))
      s.selectedZone = chosen ? -1 : static_cast<int>(i);
    const float cy = y + 0.5f * rowHeight;
    const float fade = zone.visible ? 1.0f : 0.4f;
    ui.list()->AddRectFilled({area.x, cy - 10}, {area.x + 20, cy + 10}, faded(zoneColour(s, i), fade), 6);
    const float dw = ui.textWidth(density, kTypeBody, Weight::semibold), aw = ui.textWidth(areaText, 13, Weight::regular);
    ui.textRight(area.right(), cy - 10, density, kTypeBody, Weight::semibold, faded(t.ink, fade));
    ui.textRight(area.right() - dw - 10, cy - 9, areaText, 13, Weight::regular, faded(t.muted, fade));
    ui.text(area.x + 30, cy - 10, ui.shortened(zone.name, kTypeBody, Weight::regular, area.w - 30 - dw - aw - 22), kTypeBody,
            Weight::regular, faded(t.ink, fade));
    y += rowHeight;
    if (!chosen) continue;
    const float h = std::max(36.0f, ui.target() - 4);
    designSlider(s, {"zone.density", tr("zone.density"), 0, 250, 1, density}, {area.x, y, area.w, h}, zone.densityPerCm2,
                 trKey("undo.density"), [i](Design& doc, double v) { doc.zones[i].densityPerCm2 = v; });
    y += h;
    if (!zone.followsHairline) {
      designSlider(s, {"zone.feather", tr("zone.feather"), 0, 20, 0.5, formatQuantity(zone.featherMm, Unit::mm, 1)}, {area.x, y, area.w, h},
                   zone.featherMm, trKey("undo.zone"), [i](Design& doc, double v) { doc.zones[i].featherMm = v; });
      y += h;
    }
    designSlider(s, {"zone.dot", tr("zone.dot"), 0.15, 0.6, 0.01, formatQuantity(zone.dotDiameterMm, Unit::mm, 2)}, {area.x, y, area.w, h},
                 zone.dotDiameterMm, trKey("undo.zone"), [i](Design& doc, double v) { doc.zones[i].dotDiameterMm = v; });
    y += h;
    y += usePart(s, {area.x, y, area.w, 0});
    const float bw = 0.5f * (area.w - kGap2), bh = std::max(36.0f, ui.target());
    const bool visible = zone.visible;
    const Icon eye = Icon::eye, trash = Icon::trash;
    if (ui.button("zone.hide", visible ? tr("zone.hide") : tr("zone.show"), {area.x, y + 4, bw, bh}, ButtonStyle::secondary, true, &eye))
      s.actions.run("zone.hide");
    if (ui.button("zone.delete", tr("action.zone_delete"), {area.x + bw + kGap2, y + 4, bw, bh}, ButtonStyle::danger, true, &trash)) {
      s.actions.run("zone.delete");
      break;
    }
    y += bh + kGap3;
  }
  if (!d.masks.empty()) {
    const Icon trash = Icon::trash;
    if (ui.button("mask.clear", tr("action.mask_clear"), {area.x, y + 4, area.w, std::max(36.0f, ui.target())}, ButtonStyle::quiet, true,
                  &trash))
      s.actions.run("mask.clear");
    y += std::max(36.0f, ui.target()) + kGap2;
  }
  return y - area.y;
}

bool noFurtherTool(const EditorState& s) { return !furtherTool(s); }

}  // namespace

extern const PanelRow kNorwoodPanel = {.id = "norwood",
                                       .step = Step::density,
                                       .headingKey = trKey("density.norwood"),
                                       .card = 6,
                                       .titleKey = trKey("density.norwood"),
                                       .shown =
                                           [](const EditorState& s) {
                                             return s.model.design().view().kind == ViewKind::head &&
                                                    (s.layout.form == Form::studio || !furtherTool(s));
                                           },
                                       .draw = norwoodPanel};
extern const PanelRow kDensityPanel = {.id = "density", .step = Step::density, .shown = noFurtherTool, .draw = densityPanel};
extern const PanelRow kDrawingPanel = {.id = "drawing", .step = Step::density, .draw = drawingPanel};
extern const PanelRow kZonesPanel = {
    .id = "zones",
    .step = Step::density,
    .card = 1,
    .titleKey = trKey("zones.title"),
    .shown = [](const EditorState& s) { return s.layout.form == Form::studio || (!furtherTool(s) && !s.model.design().zones.empty()); },
    .draw = zonesPanel};

}  // namespace hd
