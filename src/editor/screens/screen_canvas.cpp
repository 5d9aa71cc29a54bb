// What lies on the photo, the start card and messages.
#include <algorithm>

#include "editor/canvas/overlay.h"
#include "editor/panels/panels.h"
#include "editor/screens/screens.h"
#include "text/format.h"
#include "text/sentence.h"
#include "text/strings.h"

namespace hd {

namespace {

// That the head is being looked for; and where there are several faces, which is which.
void findingLabels(EditorState& s) {
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  const Rect c = s.layout.canvas;
  if (s.finding.looking) {
    const char* words = tr("find.looking");
    const float w = ui.textWidth(words, kTypeBody, Weight::medium) + 60;
    const Rect r{c.x + 0.5f * (c.w - w), c.y + 60, w, 44};
    ui.beginPanel("##looking", r, t.card, 22.0f, t.line, true);
    drawIcon(ui.list(), Icon::clock, {r.x + 24, r.y + 22}, 18, t.muted, 2.0f);
    ui.text(r.x + 42, r.y + 12, words, kTypeBody, Weight::medium, t.ink);
    ui.endPanel();
  }
  if (s.step != Step::scale) return;
  for (size_t i = 0; i < s.finding.faces.size(); ++i) {
    const HeadFinding::Face& face = s.finding.faces[i];
    const Vec2 at = s.view.toPt(face.posPhotoPx - Vec2(0, 0.95 * face.sizePx));
    const float x = static_cast<float>(at.x) - 22, y = static_cast<float>(at.y) - 22;
    if ((s.finding.chosen && face.index == s.finding.face) || x < c.x || y < c.y || x + 44 > c.right() || y + 44 > s.layout.clear.bottom())
      continue;
    const Rect r{x, y, 44, 44};
    ui.beginFloating(("##face" + std::to_string(i)).c_str(), r);
    const std::string number = std::to_string(i + 1);
    const bool taken = face.index == s.finding.face;
    if (ui.chip("face.on_photo." + number, trf("find.person", {{"number", i + 1}}), r, taken, true, true, number)) {
      if (!taken && s.host.findHead) s.host.findHead(face.index);
      s.finding.chosen = s.finding.chosen || taken;
      if (taken) frameView(s, true);
    }
    ui.endFloating();
  }
}

}  // namespace

void drawCanvas(EditorState& s) {
  Ui& ui = s.ui;
  const Rect c = s.layout.canvas;
  // Marks go below every panel.
  ImDrawList* list = ImGui::GetBackgroundDrawList();
  list->PushClipRect({c.x, c.y}, {c.right(), c.bottom()}, true);
  const bool before = showsBefore(s);
  if (!before && !s.sideBySide) {
    const Design& d = s.model.design();
    if (const Zone* zone = selectedZone(s); zone && !zone->followsHairline) {
      drawOutline(s, list, zone->outlineMapMm, zoneColour(s, static_cast<size_t>(s.selectedZone)), 2.0f, false);
    }
    if (s.toolRow->movesPicture && (s.step == Step::density || s.studio)) {
      for (const auto& mask : d.masks) drawOutline(s, list, mask.outlineMapMm, IM_COL32(255, 255, 255, 200), 1.4f, true);
      if (!s.studio) drawHairline(s, list, false);
    }
    if (s.tool) s.tool->draw(s, list);
  }
  if (s.splitOn && !before && !s.sideBySide) {
    const Rect knob = drawSplit(s, list);
    ui.handle("split", tr("look.split_handle"), formatQuantity(100 * s.splitAt, Unit::percent), knob);
  }
  list->PopClipRect();

  // Floating buttons at the upper edge, away from the forehead.
  const char* hold = tr("look.hold");
  const float w = ui.chipWidth(hold), h = 44;
  const bool showHold = !s.splitOn && s.step != Step::photo && s.step != Step::scale;
  s.beforeHeld = false;
  const float top = c.y + 8;
  if (showHold || s.studio) {
    ui.beginFloating("##hold", {c.x + 12, top, w, h});
    if (ui.holdButton("view.hold", hold, {c.x + 12, top, w, h})) s.beforeHeld = true, s.owe(2);
    ui.endFloating();
  }
  const float zx = c.right() - 12 - 44;
  if (!ui.touchFirst()) {
    const float zy = s.layout.clear.bottom() - 12 - 92;
    ui.beginFloating("##zoom", {zx, zy, 44, 92});
    if (ui.iconButton("zoom.in", tr("action.zoom_in"), Icon::plus, {zx + 2, zy, 40, 40}, true, false, false)) s.actions.run("zoom.in");
    if (ui.iconButton("zoom.out", tr("action.zoom_out"), Icon::minus, {zx + 2, zy + 48, 40, 40}, true, false, false))
      s.actions.run("zoom.out");
    ui.endFloating();
  }
  if (s.viewTouched) {
    ui.beginFloating("##fit", {zx, top, 44, 44});
    if (ui.iconButton("zoom.fit.float", tr("action.zoom_fit"), Icon::fit, {zx + 2, top + 2, 40, 40}, true, false, false))
      s.actions.run("zoom.fit");
    ui.endFloating();
  }
  if (s.gestures.fingersNavigateOnly) {
    // After a pen was seen fingers only move the picture; here is the visible way back.
    const char* words = tr("action.fingers");
    const float fw = ui.chipWidth(words);
    ui.beginFloating("##fingers", {c.x + 0.5f * (c.w - fw), top, fw, 44});
    if (ui.chip("fingers.navigate", words, {c.x + 0.5f * (c.w - fw), top, fw, 44}, true, true)) s.actions.run("fingers.navigate");
    ui.endFloating();
  }
  mistakeBanner(s);
  proposalLabels(s);
  findingLabels(s);
  if (s.studio && s.model.hasPhoto()) {
    const View& view = s.model.design().view();
    const std::string words = trf("studio.scale", {{"scale", formatNumber(1.0 / std::max(view.mmPerPx, 1e-6), 1)},
                                                   {"error", quantity(196.0 * view.scaleRelSd, Unit::percent, 1)}});
    const float sw = ui.chipWidth(words);
    const Rect r{c.x + 12, s.layout.clear.bottom() - 12 - 40, sw, 40};
    ui.beginFloating("##scale_chip", r);
    if (ui.pill("scale.chip", words, r, true)) s.actions.run("tool.scale");
    ui.endFloating();
  }
}

void drawStart(EditorState& s) {
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  const Rect all = s.layout.all;
  ui.beginPanel("##start", all, t.paper);
  const float w = std::min(420.0f, all.w - 48);
  const float x = all.x + 0.5f * (all.w - w);
  float y = all.y + std::max(32.0f, 0.5f * (all.h - 400));
  ImDrawList* list = ui.list();
  list->AddCircleFilled({x + 18, y + 18}, 18, t.accent, 48);
  list->PathLineTo({x + 8, y + 23});
  list->PathBezierCubicCurveTo({x + 12, y + 11}, {x + 24, y + 11}, {x + 28, y + 23}, 16);
  list->PathStroke(t.onAccent, 0, 2.5f);
  ui.text(x + 48, y + 7, tr("app.name"), kTypeLead, Weight::semibold, t.ink);
  y += 64;
  ui.text(x, y, tr("start.title"), kTypeDisplay, Weight::semibold, t.ink, w);
  y += ui.textHeight(tr("start.title"), kTypeDisplay, Weight::semibold, w) + kGap2;
  ui.text(x, y, tr("start.subtitle"), kTypeLead, Weight::regular, t.muted, w);
  y += ui.textHeight(tr("start.subtitle"), kTypeLead, Weight::regular, w) + kGap5;
  if (ui.button("photo.open", tr("start.add_photo"), {x, y, w, 52}, ButtonStyle::primary)) s.actions.run("photo.open");
  y += 52 + kGap3;
  if (s.host.openSample) {
    if (ui.button("sample.front", tr("start.sample"), {x, y, w, 52}, ButtonStyle::secondary)) s.actions.run("sample.front");
    y += 52 + kGap3;
  }
  if (ui.button("design.open", tr("photo.open_design"), {x, y, w, 44}, ButtonStyle::quiet)) s.actions.run("design.open");
  y += 44 + kGap4;
  const float h = ui.textHeight(tr("start.private"), 13, Weight::regular, w - 32) + 24;
  list->AddRectFilled({x, y}, {x + w, y + h}, t.accentWash, kRadius3);
  ui.text(x + 16, y + 12, tr("start.private"), 13, Weight::regular, t.accentInk, w - 32);
  ui.endPanel();
}

void drawToast(EditorState& s) {
  if (!s.toast) return;
  if (s.toast->untilSeconds < 0.0) s.toast->untilSeconds = s.info.timeSeconds + s.toast->seconds;
  if (s.info.timeSeconds >= s.toast->untilSeconds) {
    s.owe();
    s.toast.reset();
    return;
  }
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  const Rect c = s.model.hasPhoto() ? s.layout.canvas : s.layout.all;
  const float width = std::min(460.0f, c.w - 24);
  const float wrap = width - 16 - 30 - 52;
  const float th = ui.textHeight(s.toast->text, kTypeBody, Weight::regular, wrap);
  const float height = std::max(52.0f, th + 26);
  // On a phone over the sheet's title, where no handle is; but for what ends a tool there.
  const bool overTitle = s.model.hasPhoto() && s.layout.form == Form::sheet && !furtherTool(s);
  const Rect r{c.x + 0.5f * (c.w - width), overTitle ? s.layout.panel.y + 8 : c.y + 60, width, height};
  const bool error = s.toast->error;
  ui.beginPanel("##toast", r, error ? t.errorWash : t.card, kRadius3, error ? t.error : t.line, true);
  // What is still going on says so by its dots.
  const bool underWay = s.toast->text.ends_with("…");
  drawIcon(ui.list(),
           error      ? Icon::info
           : underWay ? Icon::clock
                      : Icon::check,
           {r.x + 26, r.y + 0.5f * r.h}, 20,
           error      ? t.error
           : underWay ? t.muted
                      : t.good,
           2.0f);
  ui.text(r.x + 46, r.y + 0.5f * (r.h - th), s.toast->text, kTypeBody, Weight::regular, t.ink, wrap);
  if (ui.iconButton("toast.close", tr("action.close"), Icon::close, {r.right() - 48, r.y + 0.5f * (r.h - 44), 44, 44})) s.toast.reset();
  ui.endPanel();
}

}  // namespace hd
