#include "editor/actions/editor_actions.h"

#include <algorithm>
#include <cmath>

#include "design/design_io.h"
#include "design/templates.h"
#include "document/hairline_edit.h"
#include "document/zone_edit.h"
#include "text/sentence.h"
#include "text/strings.h"

namespace hd {
namespace {

Shortcut letter(char c, bool control = false, bool shift = false) { return {Key::letter, c, control, shift}; }
Shortcut named(Key key) { return {key, 0, false, false}; }

void zoomBy(EditorState& s, double factor) {
  const Rect c = s.layout.clear;
  s.viewGoal.reset();
  s.viewTouched = true;
  s.view = zoomAbout(s.view, {c.x + c.w * 0.5, c.y + c.h * 0.5}, factor, 0.02, 60.0);
  s.owe();
}

void addFileActions(EditorState& s) {
  s.actions.add({"photo.open", trKey("action.photo_open"), {letter('O', true)}, {}, {}, [&s] {
                   if (s.host.pickPhoto) s.host.pickPhoto();
                 }});
  s.actions.add({"design.open", trKey("action.design_open"), {letter('O', true, true)}, {}, {}, [&s] {
                   if (s.host.pickDesign) s.host.pickDesign();
                 }});
  const auto hasPhoto = [&s] { return s.model.hasPhoto(); };
  s.actions.add({"design.save", trKey("action.design_save"), {letter('S', true)}, hasPhoto, {}, [&s] {
                   if (s.host.handOut) s.host.handOut("design");
                   else if (s.host.saveFile) s.host.saveFile("hairline-design.json", "application/json", designToJson(s.model.file()));
                 }});
  s.actions.add({"image.export", trKey("action.image_export"), {letter('E', true)}, hasPhoto, {}, [&s] {
                   if (s.host.exportImage) s.host.exportImage();
                 }});
  const auto handsOut = [&s] { return s.model.hasPhoto() && s.host.handOut; };
  s.actions.add({"plan.document", trKey("plan.document"), {}, handsOut, {}, [&s] { s.host.handOut("plan"); }});
  s.actions.add({"plan.template",
                 trKey("plan.template"),
                 {},
                 [&s, handsOut] { return handsOut() && s.model.design().hairline.enabled; },
                 {},
                 [&s] { s.host.handOut("template"); }});
  s.actions.add({"start", trKey("action.start"), {}, {}, {}, [&s] {
                   if (s.host.showStart) s.host.showStart();
                 }});
  for (const auto& [view, key] : {std::pair{"front", trKey("action.sample_front")}, std::pair{"top", trKey("action.sample_top")},
                                  std::pair{"left", trKey("action.sample_left")}, std::pair{"right", trKey("action.sample_right")}}) {
    const std::string id = view;
    s.actions.add(
        {"sample." + id, key, {}, [&s] { return static_cast<bool>(s.host.openSample); }, {}, [&s, id] { s.host.openSample(id); }});
  }
}

// "Undo: move the hairline".
std::string stepWords(const char* verb, const std::string& label) {
  return label.empty() ? std::string(tr(verb)) : trf("action.with_step", {{"action", tr(verb)}, {"step", tr(label)}});
}

void addEditActions(EditorState& s) {
  s.actions.add({"undo",
                 trKey("action.undo"),
                 {letter('Z', true)},
                 [&s] { return s.model.canUndo(); },
                 {},
                 [&s] {
                   s.model.undo();
                   s.owe();
                 },
                 {},
                 [&s] { return stepWords(trKey("action.undo"), s.model.undoLabel()); }});
  s.actions.add({"redo",
                 trKey("action.redo"),
                 {letter('Z', true, true), letter('Y', true)},
                 [&s] { return s.model.canRedo(); },
                 {},
                 [&s] {
                   s.model.redo();
                   s.owe();
                 },
                 {},
                 [&s] { return stepWords(trKey("action.redo"), s.model.redoLabel()); }});
  const auto zoneChosen = [&s] { return selectedZone(s) != nullptr; };
  s.actions.add({"zone.delete", trKey("action.zone_delete"), {named(Key::del), named(Key::backspace)}, zoneChosen, {}, [&s] {
                   const auto index = static_cast<ptrdiff_t>(s.selectedZone);
                   s.model.step(trKey("undo.zone_delete"), [&](Design& d) { d.zones.erase(d.zones.begin() + index); });
                   s.selectedZone = -1;
                 }});
  s.actions.add({"zone.hide",
                 trKey("action.zone_hide"),
                 {},
                 zoneChosen,
                 [&s] {
                   const Zone* z = selectedZone(s);
                   return z && !z->visible;
                 },
                 [&s] {
                   const auto index = static_cast<size_t>(s.selectedZone);
                   s.model.step(trKey("undo.zone_hide"), [&](Design& d) { d.zones[index].visible = !d.zones[index].visible; });
                 }});
  s.actions.add({"mask.clear",
                 trKey("action.mask_clear"),
                 {},
                 [&s] { return !s.model.design().masks.empty(); },
                 {},
                 [&s] { s.model.step(trKey("undo.mask_clear"), [](Design& d) { d.masks.clear(); }); }});
  s.actions.add({"hairline.symmetric",
                 trKey("action.symmetric"),
                 {letter('Y')},
                 [&s] { return s.model.design().hairline.enabled; },
                 [&s] { return s.model.design().hairline.symmetric; },
                 [&s] {
                   s.model.step(trKey("undo.symmetric"), [](Design& d) {
                     Hairline& h = d.hairline;
                     if (h.symmetric) {
                       h.symmetric = false;
                     } else {
                       makeSymmetric(h);
                     }
                   });
                 }});
  s.actions.add({"variation.next",
                 trKey("action.variation"),
                 {letter('R')},
                 [&s] { return s.model.hasPhoto(); },
                 {},
                 [&s] { s.model.step(trKey("undo.variation"), [](Design& d) { d.seed = d.seed % 9'000'000'000'000'000ULL + 1; }); }});
}

void addViewActions(EditorState& s) {
  s.actions.add({"zoom.in", trKey("action.zoom_in"), {letter('+'), letter('=')}, {}, {}, [&s] { zoomBy(s, 1.3); }});
  s.actions.add({"zoom.out", trKey("action.zoom_out"), {letter('-')}, {}, {}, [&s] { zoomBy(s, 1.0 / 1.3); }});
  s.actions.add({"zoom.fit", trKey("action.zoom_fit"), {letter('0')}, {}, {}, [&s] {
                   // Again: all of the photo, and back.
                   s.wholePhoto = !s.viewTouched && !s.wholePhoto;
                   frameView(s, true);
                 }});
  s.actions.add({"view.before",
                 trKey("action.before"),
                 {letter('A')},
                 {},
                 [&s] { return s.beforeToggled; },
                 [&s] {
                   s.beforeToggled = !s.beforeToggled;
                   s.owe();
                 }});
  s.actions.add({"view.split",
                 trKey("action.split"),
                 {letter('C')},
                 {},
                 [&s] { return s.splitOn; },
                 [&s] {
                   s.splitOn = !s.splitOn;
                   s.owe();
                 }});
  s.actions.add({"split.left",
                 trKey("action.split_left"),
                 {},
                 [&s] { return s.splitOn; },
                 {},
                 [&s] {
                   s.splitAt = std::max(0.0, s.splitAt - 0.05);
                   s.owe();
                 }});
  s.actions.add({"split.right",
                 trKey("action.split_right"),
                 {},
                 [&s] { return s.splitOn; },
                 {},
                 [&s] {
                   s.splitAt = std::min(1.0, s.splitAt + 0.05);
                   s.owe();
                 }});
  s.actions.add({"why",
                 trKey("action.why"),
                 {letter('W')},
                 {},
                 [&s] { return s.whyOpen; },
                 [&s] {
                   s.whyOpen = !s.whyOpen;
                   s.owe();
                 }});
  s.actions.add({"mode.studio",
                 trKey("action.studio"),
                 {letter('G')},
                 [&s] { return studioFits(static_cast<float>(s.info.widthPt), static_cast<float>(s.info.heightPt)); },
                 [&s] { return s.studio; },
                 [&s] {
                   s.studio = !s.studio;
                   s.modeChosen = true;
                   s.viewTouched = false;
                   s.owe(6);
                 }});
  for (int n = 1; n <= 4; ++n) {
    static constexpr const char* kIds[] = {"session.1", "session.2", "session.3", "session.4"};
    s.actions.add({kIds[n - 1],
                   trKey("action.session"),
                   {letter(static_cast<char>('0' + n))},
                   [&s, n] { return n <= s.model.design().sessions.count; },
                   [&s, n] { return s.model.look().sessionsDone == n; },
                   [&s, n] {
                     LookSettings look = s.model.look();
                     look.sessionsDone = n;
                     s.model.setLook(look);
                     s.owe();
                   },
                   std::to_string(n)});
  }
}

void addToolActions(EditorState& s) {
  for (const ToolRow* row : s.tools) {
    s.actions.add({"tool." + std::string(row->id),
                   row->labelKey,
                   {letter(row->letter)},
                   [&s, row] { return usable(s, *row); },
                   [&s, row] { return s.toolRow == row; },
                   [&s, row] {
                     // In the guided steps a tool belongs to a step.
                     if (!s.studio && row->step && s.step != *row->step) {
                       chooseStep(s, *row->step);
                       if (s.toolRow == row) return;
                     }
                     const bool scaled = s.toolRow->wholeHead;
                     chooseTool(s, *row);
                     // The points to drag lie all over the head; what is designed lies on the scalp.
                     if (s.studio && scaled != row->wholeHead && (!scaled || !s.viewTouched)) frameView(s, true);
                   }});
  }
  s.actions.add({"brush.larger", trKey("action.brush_larger"), {letter(']')}, {}, {}, [&s] {
                   s.brushRadiusMm = std::min(40.0, s.brushRadiusMm * 1.25);
                   s.owe();
                 }});
  s.actions.add({"brush.smaller", trKey("action.brush_smaller"), {letter('[')}, {}, {}, [&s] {
                   s.brushRadiusMm = std::max(1.0, s.brushRadiusMm / 1.25);
                   s.owe();
                 }});
  s.actions.add({"brush.erase",
                 trKey("action.brush_erase"),
                 {letter('X')},
                 {},
                 [&s] { return s.brushErases; },
                 [&s] {
                   s.brushErases = !s.brushErases;
                   s.owe();
                 }});
  s.actions.add({"flow.straighten",
                 trKey("comb.straighten"),
                 {},
                 [&s] { return !s.model.design().flow.strokes.empty(); },
                 {},
                 [&s] {
                   s.model.step(trKey("undo.flow_straighten"), [](Design& d) { d.flow.strokes.clear(); });
                   s.owe();
                 }});
  s.actions.add({"flow.whorl",
                 trKey("comb.whorl"),
                 {},
                 [&s] { return s.model.design().view().kind == ViewKind::head; },
                 [&s] { return !s.model.design().flow.whorlClockwise; },
                 [&s] {
                   s.model.step(trKey("undo.whorl"), [](Design& d) { d.flow.whorlClockwise = !d.flow.whorlClockwise; });
                   s.owe();
                 }});
  s.actions.add({"fingers.navigate",
                 trKey("action.fingers"),
                 {},
                 {},
                 [&s] { return s.gestures.fingersNavigateOnly; },
                 [&s] {
                   s.gestures.fingersNavigateOnly = !s.gestures.fingersNavigateOnly;
                   s.owe();
                 }});
}

void addStepActions(EditorState& s) {
  const auto hasPhoto = [&s] { return s.model.hasPhoto(); };
  s.actions.add({"step.next",
                 trKey("action.next"),
                 {named(Key::pageDown)},
                 [&s] { return s.model.hasPhoto() && s.step != Step::plan; },
                 {},
                 [&s] { chooseStep(s, static_cast<Step>(static_cast<int>(s.step) + 1)); }});
  s.actions.add({"step.back", trKey("action.back"), {named(Key::pageUp)}, hasPhoto, {}, [&s] {
                   if (s.step == Step::photo) {
                     if (s.host.showStart) s.host.showStart();
                   } else {
                     chooseStep(s, static_cast<Step>(static_cast<int>(s.step) - 1));
                   }
                 }});
  for (int i = 0; i < kStepCount; ++i) {
    const Step step = static_cast<Step>(i);
    s.actions.add({"step." + std::string(rowOf(step).id),
                   rowOf(step).labelKey,
                   {},
                   hasPhoto,
                   [&s, step] { return s.step == step; },
                   [&s, step] {
                     s.studio = false;
                     s.modeChosen = true;
                     chooseStep(s, step);
                   }});
  }
}

void addDesignActions(EditorState& s) {
  for (int stage = 1; stage <= 7; ++stage) {
    s.actions.add({"norwood." + std::to_string(stage),
                   trKey("action.norwood"),
                   {},
                   [&s] { return s.model.design().view().kind == ViewKind::head; },
                   [&s, stage] { return s.model.design().norwood == stage; },
                   [&s, stage] {
                     const ScalpMap map = s.model.map();
                     s.model.step(trKey("undo.stage"), [&](Design& d) { setNorwood(d, map, stage); });
                     s.model.showAllSessions();
                     s.selectedZone = -1;
                   },
                   std::to_string(stage)});
  }
  for (const auto t : allHairlineTemplates()) {
    const std::string name(hairlineTemplateName(t));
    s.actions.add({"template." + name,
                   trKey("action.template"),
                   {},
                   [&s] { return s.model.design().view().kind == ViewKind::head; },
                   [&s, name] { return s.model.design().hairline.templateName == name; },
                   [&s, t] {
                     const ScalpMap map = s.model.map();
                     s.model.step(trKey("undo.template"), [&](Design& d) {
                       const Hairline before = d.hairline;
                       d.hairline = makeHairline(map, t);
                       d.hairline.enabled = true;
                       d.hairline.featherMm = before.featherMm;
                       d.hairline.irregularity = before.irregularity;
                     });
                     s.selectedPoint = -1;
                   },
                   name});
  }
}

}  // namespace

void registerActions(EditorState& state) {
  addFileActions(state);
  addEditActions(state);
  addViewActions(state);
  addToolActions(state);
  addStepActions(state);
  addDesignActions(state);
}

}  // namespace hd
