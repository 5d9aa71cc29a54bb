// Zones and densities, and what the drawing tools need.
#include <algorithm>
#include <array>

#include "core/facts.h"
#include "editor/chip_flow.h"
#include "editor/format.h"
#include "editor/panels.h"
#include "editor/strings.h"

namespace hd {
namespace {

std::string perCm2(double density) { return formatNumber(density, 0) + "/cm\xC2\xB2"; }

bool drawing(const EditorState& s) { return drawsZones(s.toolId); }

// The ways to add something to the picture.
float toolChips(EditorState& s, Rect area) {
  Ui& ui = s.ui;
  const std::array<std::string, 5> labels = {tr("density.add_polygon"), tr("density.add_brush"), tr("density.add_mask"), tr("density.add_part"), tr("comb.title")};
  static constexpr const char* kIds[] = {"tool.polygon", "tool.brush", "tool.mask", "tool.part", "tool.comb"};
  int checked = -1;
  for (int i = 0; i < static_cast<int>(labels.size()); ++i)
    if (s.actions.checked(kIds[i])) checked = i;
  const int pressed = ui.chipRow("density.tools", {area.x, area.y, area.w, ui.target()}, labels, checked);
  if (pressed >= 0) s.actions.run(pressed == checked ? "tool.pan" : kIds[pressed]);
  return ui.target();
}

}  // namespace

float densityPanel(EditorState& s, Rect area) {
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  float y = area.y;
  const Design& d = s.model.design();
  if (!drawing(s)) {
    if (d.view.kind == ViewKind::head) {
      ui.text(area.x, y, tr("density.norwood"), kTypeSmall, Weight::medium, t.muted);
      y += 20;
      const std::array<std::string, 7> stages = {"I", "II", "III", "IV", "V", "VI", "VII"};
      // One row of equal chips: all seven stages are seen at once.
      const float gap = 6, w = (area.w - 6 * gap) / 7;
      for (int i = 0; i < 7; ++i) {
        const std::string id = "norwood." + std::to_string(i + 1);
        const std::string label = trf("density.stage", {stages[static_cast<size_t>(i)]});
        const Rect r{area.x + static_cast<float>(i) * (w + gap), y, w, ui.target()};
        if (ui.chip(id, label, r, d.norwood == i + 1, false, true, stages[static_cast<size_t>(i)])) s.actions.run(id);
      }
      y += ui.target() + kGap2;
    }
    const double core = s.model.coreDensityPerCm2();
    const float h = std::max(38.0f, ui.target());
    designSlider(s, {"density.core", tr("density.core"), 40, 250, 5, perCm2(core)}, {area.x, y, area.w, h}, core, "density", Touch::dots,
                 [](Document& doc, double v) { DesignerModel::setCoreDensity(doc.design, v); });
    y += h;
    if (core > factValue("dots.density_helmet_per_cm2")) {
      ui.text(area.x, y, tr("density.helmet"), kTypeSmall, Weight::regular, t.warning, area.w);
      y += ui.textHeight(tr("density.helmet"), kTypeSmall, Weight::regular, area.w) + kGap1;
    }
    y += kGap1;
  }
  y += toolChips(s, {area.x, y, area.w, 0}) + kGap2;
  if (drawing(s)) y += drawingPanel(s, {area.x, y, area.w, 0});
  else if (d.zones.size() > 0) y += zonesPanel(s, {area.x, y, area.w, 0});
  return y - area.y;
}

float drawingPanel(EditorState& s, Rect area) {
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  float y = area.y;
  const float h = std::max(38.0f, ui.target() - 2);
  const char* how = s.toolId == ToolId::polygon ? tr("polygon.how") : s.toolId == ToolId::part ? tr("part.how") : s.toolId == ToolId::comb ? tr("comb.how") : nullptr;
  if (how) {
    ui.text(area.x, y, how, 13, Weight::regular, t.muted, area.w);
    y += ui.textHeight(how, 13, Weight::regular, area.w) + kGap2;
  }
  if (s.toolId == ToolId::comb) {
    ChipFlow flow(s, {area.x, y, area.w, 0});
    flow.chip({"flow.whorl", trKey("comb.whorl")}, ChipFlow::Kind::onOff);
    if (s.actions.enabled("flow.straighten")) flow.chip({"flow.straighten", trKey("comb.straighten")}, ChipFlow::Kind::now);
    y += flow.height() + kGap1;
  }
  if (s.toolId != ToolId::polygon) {
    if (!how) {
      const std::array<std::string, 2> labels = {tr("brush.paint"), tr("brush.erase")};
      const int pressed = ui.chipRow("brush.mode", {area.x, y, area.w, ui.target()}, labels, s.brushErases ? 1 : 0);
      if (pressed >= 0) s.brushErases = pressed == 1;
      y += ui.target() + kGap1;
    }
    const bool combing = s.toolId == ToolId::comb;
    double& radius = combing ? s.combRadiusMm : s.brushRadiusMm;
    ui.slider({"brush.size", tr("brush.size"), combing ? 5.0 : 1.0, combing ? 60.0 : 30.0, 0.5, formatNumber(2 * radius, 0) + " mm"}, {area.x, y, area.w, h}, radius);
    y += h;
  }
  if (s.toolId == ToolId::polygon || s.toolId == ToolId::brush) {
    double density = s.newZoneDensityPerCm2;
    const Zone* zone = selectedZone(s);
    const bool ofZone = s.toolId == ToolId::brush && zone && !zone->followsHairline;
    if (ofZone) density = zone->densityPerCm2;
    const SliderSpec spec{"brush.density", tr("zone.density"), 20, 250, 5, perCm2(density)};
    if (ofZone) {
      const auto index = static_cast<size_t>(s.selectedZone);
      designSlider(s, spec, {area.x, y, area.w, h}, density, "density", Touch::dots, [index](Document& doc, double v) { doc.design.zones[index].densityPerCm2 = v; });
    } else if (ui.slider(spec, {area.x, y, area.w, h}, density).changed) {
      s.newZoneDensityPerCm2 = density;
    }
    y += h;
  }
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
    const std::string areaText = i < e.zones.size() ? formatNumber(e.zones[i].areaCm2.value, e.zones[i].areaCm2.value < 9.95 ? 1 : 0) + " cm\xC2\xB2" : std::string();
    const std::string density = perCm2(zone.densityPerCm2);
    const Rect r{area.x - 8, y, area.w + 16, rowHeight};
    if (i > 0 && !chosen && s.selectedZone != static_cast<int>(i) - 1) ui.divider(area.x, y, area.w);
    if (ui.row("zone." + std::to_string(i), zone.name, areaText + ", " + density, r, chosen)) s.selectedZone = chosen ? -1 : static_cast<int>(i);
    const float cy = y + 0.5f * rowHeight;
    const float fade = zone.visible ? 1.0f : 0.4f;
    ui.list()->AddRectFilled({area.x, cy - 10}, {area.x + 20, cy + 10}, faded(zoneColour(s, i), fade), 6);
    const float dw = ui.textWidth(density, kTypeBody, Weight::semibold), aw = ui.textWidth(areaText, 13, Weight::regular);
    ui.textRight(area.right(), cy - 10, density, kTypeBody, Weight::semibold, faded(t.ink, fade));
    ui.textRight(area.right() - dw - 10, cy - 9, areaText, 13, Weight::regular, faded(t.muted, fade));
    ui.text(area.x + 30, cy - 10, ui.shortened(zone.name, kTypeBody, Weight::regular, area.w - 30 - dw - aw - 22), kTypeBody, Weight::regular, faded(t.ink, fade));
    y += rowHeight;
    if (!chosen) continue;
    const float h = std::max(36.0f, ui.target() - 4);
    designSlider(s, {"zone.density", tr("zone.density"), 0, 250, 1, density}, {area.x, y, area.w, h}, zone.densityPerCm2, "density", Touch::dots,
                 [i](Document& doc, double v) { doc.design.zones[i].densityPerCm2 = v; });
    y += h;
    if (!zone.followsHairline) {
      designSlider(s, {"zone.feather", tr("zone.feather"), 0, 20, 0.5, formatNumber(zone.featherMm, 1) + " mm"}, {area.x, y, area.w, h}, zone.featherMm, "zone", Touch::dots,
                   [i](Document& doc, double v) { doc.design.zones[i].featherMm = v; });
      y += h;
    }
    designSlider(s, {"zone.dot", tr("zone.dot"), 0.15, 0.6, 0.01, formatNumber(zone.dotDiameterMm, 2) + " mm"}, {area.x, y, area.w, h}, zone.dotDiameterMm, "zone", Touch::dots,
                 [i](Document& doc, double v) { doc.design.zones[i].dotDiameterMm = v; });
    y += h;
    y += usePanel(s, {area.x, y, area.w, 0});
    const float bw = 0.5f * (area.w - kGap2), bh = std::max(36.0f, ui.target());
    const bool visible = zone.visible;
    const Icon eye = Icon::eye, trash = Icon::trash;
    if (ui.button("zone.hide", visible ? tr("zone.hide") : tr("zone.show"), {area.x, y + 4, bw, bh}, ButtonStyle::secondary, true, &eye)) s.actions.run("zone.hide");
    if (ui.button("zone.delete", tr("action.zone_delete"), {area.x + bw + kGap2, y + 4, bw, bh}, ButtonStyle::danger, true, &trash)) {
      s.actions.run("zone.delete");
      break;
    }
    y += bh + kGap3;
  }
  if (!d.masks.empty()) {
    const Icon trash = Icon::trash;
    if (ui.button("mask.clear", tr("action.mask_clear"), {area.x, y + 4, area.w, std::max(36.0f, ui.target())}, ButtonStyle::quiet, true, &trash)) s.actions.run("mask.clear");
    y += std::max(36.0f, ui.target()) + kGap2;
  }
  return y - area.y;
}

}  // namespace hd
