// The photo and scale steps.
#include <algorithm>
#include <array>

#include "document/scale_step.h"
#include "editor/session/editor_state.h"
#include "editor/session/panel.h"
#include "text/format.h"
#include "text/sentence.h"
#include "text/strings.h"

namespace hd {
namespace {

float photoPanel(EditorState& s, Rect area) {
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  float y = area.y;
  const Design& d = s.model.design();
  if (s.model.hasPhoto()) {
    const std::string line = trf("photo.info", {{"name", s.photoName}, {"width", d.photo().widthPx}, {"height", d.photo().heightPx}});
    ui.text(area.x, y, ui.shortened(line, kTypeBody, Weight::regular, area.w), kTypeBody, Weight::regular, t.muted);
    y += 30;
  }
  const float h = std::max(44.0f, ui.target());
  const float half = 0.5f * (area.w - kGap3);
  const Icon image = Icon::image, folder = Icon::folder;
  if (ui.button("photo.open", tr("photo.choose"), {area.x, y, half, h}, ButtonStyle::secondary, true, &image)) s.actions.run("photo.open");
  if (ui.button("design.open", tr("photo.open_design"), {area.x + half + kGap3, y, half, h}, ButtonStyle::secondary, true, &folder))
    s.actions.run("design.open");
  y += h + kGap3;
  if (s.host.openSample) {
    ui.text(area.x, y, tr("photo.samples"), kTypeSmall, Weight::medium, t.muted);
    y += 20;
    const std::array<std::string, 4> labels = {tr("view.front"), tr("view.top"), tr("view.left"), tr("view.right")};
    static constexpr const char* kIds[] = {"sample.front", "sample.top", "sample.left", "sample.right"};
    const int pressed = ui.chipRow("photo.samples", {area.x, y, area.w, ui.target()}, labels, -1);
    if (pressed >= 0) s.actions.run(kIds[pressed]);
    y += ui.target() + kGap3;
  }
  ui.text(area.x, y, tr("photo.private"), kTypeSmall, Weight::regular, t.muted, area.w);
  y += ui.textHeight(tr("photo.private"), kTypeSmall, Weight::regular, area.w);
  return y - area.y;
}

// What the photo told by itself: what to know of it, which person is meant, and the way back to it.
float findingPart(EditorState& s, Rect area) {
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  float y = area.y;
  for (const std::string& note : s.finding.notes) {
    const float h = ui.textHeight(note, kTypeSmall, Weight::regular, area.w - 40) + 16;
    ui.list()->AddRectFilled({area.x, y}, {area.right(), y + h}, t.warningWash, kRadius3);
    drawIcon(ui.list(), Icon::info, {area.x + 18, y + 0.5f * h}, 16, t.warning, 1.8f);
    ui.text(area.x + 34, y + 8, note, kTypeSmall, Weight::regular, t.ink, area.w - 40);
    y += h + kGap2;
  }
  if (s.finding.faces.size() > 1) {
    ui.text(area.x, y, tr("find.which"), kTypeSmall, Weight::medium, t.muted);
    y += 20;
    std::vector<std::string> labels;
    int taken = -1;
    for (size_t i = 0; i < s.finding.faces.size(); ++i) {
      labels.push_back(trf("find.person", {{"number", i + 1}}));
      if (s.finding.faces[i].index == s.finding.face) taken = static_cast<int>(i);
    }
    const int pressed = ui.chipRow("find.person", {area.x, y, area.w, ui.target()}, labels, taken);
    if (pressed >= 0 && pressed == taken) {
      s.finding.chosen = true;
      frameView(s, true);
    } else if (pressed >= 0 && s.host.findHead) {
      s.host.findHead(s.finding.faces[static_cast<size_t>(pressed)].index);
    }
    y += ui.target() + kGap2;
  }
  if (proposalWaits(s)) {
    if (ui.button("find.use", tr("find.use"), {area.x, y, area.w, std::max(44.0f, ui.target())}, ButtonStyle::secondary))
      s.actions.run("find.use");
    y += std::max(44.0f, ui.target()) + kGap2;
  }
  return y - area.y;
}

float scalePanel(EditorState& s, Rect area) {
  Ui& ui = s.ui;
  const Theme& t = ui.theme();
  float y = area.y;
  const Design& design = s.model.design();
  const ScaleChoice choice = scaleChoiceOf(design);
  const bool flat = choice == ScaleChoice::closeUp;

  y += findingPart(s, {area.x, y, area.w, 0});
  if (!flat) {
    const std::array<std::string, 4> sides = {tr("view.front"), tr("view.left"), tr("view.right"), tr("view.top")};
    static constexpr HeadSide kSides[] = {HeadSide::front, HeadSide::left, HeadSide::right, HeadSide::top};
    const auto at = std::find(std::begin(kSides), std::end(kSides), design.shot().side) - std::begin(kSides);
    const int side = ui.chipRow("scale.side", {area.x, y, area.w, ui.target()}, sides, static_cast<int>(at));
    if (side >= 0) {
      const Status status = chooseSide(s.model, kSides[side]);
      if (!status) showToast(s, sentence(status.error()), true);
      s.owe();
    }
    y += ui.target() + kGap2;
  }
  ui.text(area.x, y, tr("scale.reference"), kTypeSmall, Weight::medium, t.muted);
  y += 20;
  const std::array<std::string, kScaleChoiceCount> labels = {tr("scale.pupils"), tr("scale.iris"), tr("scale.card"), tr("scale.length"),
                                                             tr("scale.close_up")};
  const int pressed = ui.chipRow("scale.choice", {area.x, y, area.w, ui.target()}, labels, static_cast<int>(choice));
  if (pressed >= 0) {
    const Status status = chooseScale(s.model, static_cast<ScaleChoice>(pressed));
    if (!status) showToast(s, sentence(status.error()), true);
    s.owe();
  }
  y += ui.target() + kGap2;

  if (choice == ScaleChoice::pupils && design.shot().side == HeadSide::front) {
    const double mm = s.pupilMm > 0.0                ? s.pupilMm
                      : design.shot().measures.scale ? design.shot().measures.scale->mm
                      : design.head                  ? design.head->pupilDistanceMm
                                                     : 63.0;
    const float h = std::max(36.0f, ui.target());
    double next = mm;
    const SliderResult r = ui.slider({"scale.pupil_mm", tr("scale.pupil_distance"), 50, 75, 0.5, formatQuantity(mm, Unit::mm, 1)},
                                     {area.x, y, area.w, h}, next);
    // The head is fitted once, when the hand lets go: a new chart takes longer than a frame.
    if (r.changed) s.pupilMm = next;
    if (r.finished && s.pupilMm > 0.0) {
      const Status status = setScaleMm(s.model, s.pupilMm);
      if (!status) showToast(s, sentence(status.error()), true);
      s.pupilMm = 0.0;
    }
    y += h + kGap1;
  } else if (choice == ScaleChoice::length || flat) {
    double mm = design.shot().measures.scale ? design.shot().measures.scale->mm : 100.0;
    const float h = std::max(40.0f, ui.target());
    ui.text(area.x, y + 0.5f * (h - 20), tr("scale.ruler_is"), kTypeBody, Weight::regular, t.ink);
    const float fieldWidth = 96;
    if (ui.numberField("scale.mm", tr("scale.ruler_is"), {area.right() - fieldWidth - 34, y, fieldWidth, h}, mm, 1.0, 1000.0, 1)) {
      const Status status = setScaleMm(s.model, mm);
      if (!status) showToast(s, sentence(status.error()), true);
    }
    ui.textRight(area.right(), y + 0.5f * (h - 20), "mm", kTypeBody, Weight::regular, t.muted);
    y += h + kGap1;
  }

  const View& view = design.view();
  const std::string size = trf("scale.result", {{"scale", formatNumber(view.mmPerPx, view.mmPerPx < 0.1 ? 3 : 2)},
                                                {"error", quantity(196.0 * view.scaleRelSd, Unit::percent, 1)}});
  const bool rough = view.scaleRelSd > 0.05 && !flat;
  const float boxHeight = 20 + ui.textHeight(rough ? tr("scale.rough") : tr("scale.fine"), kTypeSmall, Weight::regular, area.w - 28) + 24;
  ui.list()->AddRectFilled({area.x, y + 4}, {area.right(), y + 4 + boxHeight}, rough ? t.warningWash : t.accentWash, kRadius3);
  ui.text(area.x + 14, y + 12, size, kTypeBody, Weight::semibold, rough ? t.warning : t.accentInk);
  ui.text(area.x + 14, y + 34, rough ? tr("scale.rough") : tr("scale.fine"), kTypeSmall, Weight::regular, t.ink, area.w - 28);
  y += boxHeight + 8;
  return y - area.y;
}

}  // namespace

extern const PanelRow kPhotoPanel = {.id = "photo", .step = Step::photo, .draw = photoPanel};
extern const PanelRow kScalePanel = {
    .id = "scale",
    .step = Step::scale,
    .withTool = true,
    .titleKey = trKey("scale.title"),
    .draw = scalePanel,
    .addActions = [](EditorState& s) {
      s.actions.add({"find.use", trKey("find.use"), {}, [&s] { return proposalWaits(s); }, {}, [&s] { useProposal(s); }});
    }};

}  // namespace hd
