// The registry's content: every action of the designer.
#include <algorithm>
#include <cmath>

#include "design/design_io.h"
#include "design/templates.h"
#include "editor/editor_state.h"
#include "editor/hairline_edit.h"
#include "editor/panels.h"
#include "editor/strings.h"
#include "editor/zone_edit.h"

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
  s.actions.add({"photo.open", trKey("action.photo_open"), {letter('O', true)}, {}, {}, [&s] { if (s.host.pickPhoto) s.host.pickPhoto(); }});
  s.actions.add({"design.open", trKey("action.design_open"), {letter('O', true, true)}, {}, {}, [&s] { if (s.host.pickDesign) s.host.pickDesign(); }});
  const auto hasPhoto = [&s] { return s.model.hasPhoto(); };
  s.actions.add({"design.save", trKey("action.design_save"), {letter('S', true)}, hasPhoto, {}, [&s] {
    if (s.host.saveFile) s.host.saveFile("hairline-design.json", "application/json", designToJson(s.model.design(), s.model.proposals()));
  }});
  s.actions.add({"image.export", trKey("action.image_export"), {letter('E', true)}, hasPhoto, {}, [&s] { if (s.host.exportImage) s.host.exportImage(); }});
  s.actions.add({"start", trKey("action.start"), {}, {}, {}, [&s] { if (s.host.showStart) s.host.showStart(); }});
  for (const auto& [view, key] : {std::pair{"front", trKey("action.sample_front")}, std::pair{"top", trKey("action.sample_top")},
                                  std::pair{"left", trKey("action.sample_left")}, std::pair{"right", trKey("action.sample_right")}}) {
    const std::string id = view;
    s.actions.add({"sample." + id, key, {}, [&s] { return static_cast<bool>(s.host.openSample); }, {}, [&s, id] { s.host.openSample(id); }});
  }
}

void addEditActions(EditorState& s) {
  s.actions.add({"undo", trKey("action.undo"), {letter('Z', true)}, [&s] { return s.model.canUndo(); }, {}, [&s] { s.model.undo(); s.owe(); }});
  s.actions.add({"redo", trKey("action.redo"), {letter('Z', true, true), letter('Y', true)}, [&s] { return s.model.canRedo(); }, {}, [&s] { s.model.redo(); s.owe(); }});
  const auto zoneChosen = [&s] { return selectedZone(s) != nullptr; };
  s.actions.add({"zone.delete", trKey("action.zone_delete"), {named(Key::del), named(Key::backspace)}, zoneChosen, {}, [&s] {
    const auto index = static_cast<ptrdiff_t>(s.selectedZone);
    s.model.step("zone", Touch::dots, [&](Document& d) { d.design.zones.erase(d.design.zones.begin() + index); });
    s.selectedZone = -1;
  }});
  s.actions.add({"zone.hide", trKey("action.zone_hide"), {}, zoneChosen, [&s] { const Zone* z = selectedZone(s); return z && !z->visible; }, [&s] {
    const auto index = static_cast<size_t>(s.selectedZone);
    s.model.step("zone", Touch::dots, [&](Document& d) { d.design.zones[index].visible = !d.design.zones[index].visible; });
  }});
  s.actions.add({"mask.clear", trKey("action.mask_clear"), {}, [&s] { return !s.model.design().masks.empty(); }, {}, [&s] {
    s.model.step("mask", Touch::dots, [](Document& d) { d.design.masks.clear(); });
  }});
  s.actions.add({"hairline.symmetric", trKey("action.symmetric"), {letter('Y')}, [&s] { return s.model.design().hairline.enabled; },
                 [&s] { return s.model.design().hairline.symmetric; }, [&s] {
    s.model.step("hairline", Touch::dots, [](Document& d) {
      Hairline& h = d.design.hairline;
      if (h.symmetric) {
        h.symmetric = false;
      } else {
        makeSymmetric(h);
      }
    });
  }});
  s.actions.add({"variation.next", trKey("action.variation"), {letter('R')}, [&s] { return s.model.hasPhoto(); }, {}, [&s] {
    s.model.step("variation", Touch::dots, [](Document& d) { d.design.seed = d.design.seed % 9'000'000'000'000'000ULL + 1; });
  }});
}

void addViewActions(EditorState& s) {
  s.actions.add({"zoom.in", trKey("action.zoom_in"), {letter('+'), letter('=')}, {}, {}, [&s] { zoomBy(s, 1.3); }});
  s.actions.add({"zoom.out", trKey("action.zoom_out"), {letter('-')}, {}, {}, [&s] { zoomBy(s, 1.0 / 1.3); }});
  s.actions.add({"zoom.fit", trKey("action.zoom_fit"), {letter('0')}, {}, {}, [&s] {
    // Again: all of the photo, and back.
    s.wholePhoto = !s.viewTouched && !s.wholePhoto;
    frameView(s, true);
  }});
  s.actions.add({"view.before", trKey("action.before"), {letter('A')}, {}, [&s] { return s.beforeToggled; }, [&s] { s.beforeToggled = !s.beforeToggled; s.owe(); }});
  s.actions.add({"view.split", trKey("action.split"), {letter('C')}, {}, [&s] { return s.splitOn; }, [&s] { s.splitOn = !s.splitOn; s.owe(); }});
  s.actions.add({"split.left", trKey("action.split_left"), {}, [&s] { return s.splitOn; }, {}, [&s] { s.splitAt = std::max(0.0, s.splitAt - 0.05); s.owe(); }});
  s.actions.add({"split.right", trKey("action.split_right"), {}, [&s] { return s.splitOn; }, {}, [&s] { s.splitAt = std::min(1.0, s.splitAt + 0.05); s.owe(); }});
  s.actions.add({"why", trKey("action.why"), {letter('W')}, {}, [&s] { return s.whyOpen; }, [&s] { s.whyOpen = !s.whyOpen; s.owe(); }});
  s.actions.add({"mode.studio", trKey("action.studio"), {letter('G')}, [&s] { return studioFits(static_cast<float>(s.info.widthPt), static_cast<float>(s.info.heightPt)); },
                 [&s] { return s.studio; }, [&s] {
    s.studio = !s.studio;
    s.modeChosen = true;
    s.viewTouched = false;
    s.owe(6);
  }});
  for (int n = 1; n <= 4; ++n) {
    static constexpr const char* kIds[] = {"session.1", "session.2", "session.3", "session.4"};
    s.actions.add({kIds[n - 1], trKey("action.session"),
                   {letter(static_cast<char>('0' + n))}, [&s, n] { return n <= s.model.design().sessions.count; },
                   [&s, n] { return s.model.look().sessionsDone == n; }, [&s, n] {
      LookSettings look = s.model.look();
      look.sessionsDone = n;
      s.model.setLook(look);
      s.owe();
    }, std::to_string(n)});
  }
}

void addToolActions(EditorState& s) {
  struct Entry {
    const char* id;
    const char* key;
    ToolId tool;
    char letter;
  };
  const Entry entries[] = {{"tool.pan", trKey("action.tool_pan"), ToolId::pan, 'V'},
                           {"tool.scale", trKey("action.tool_scale"), ToolId::landmarks, 'S'},
                           {"tool.hairline", trKey("action.tool_hairline"), ToolId::hairline, 'H'},
                           {"tool.polygon", trKey("action.tool_polygon"), ToolId::polygon, 'P'},
                           {"tool.brush", trKey("action.tool_brush"), ToolId::brush, 'B'},
                           {"tool.mask", trKey("action.tool_mask"), ToolId::mask, 'M'},
                           {"tool.part", trKey("action.tool_part"), ToolId::part, 'L'},
                           {"tool.comb", trKey("action.tool_comb"), ToolId::comb, 'D'}};
  for (const Entry& e : entries) {
    const ToolId tool = e.tool;
    s.actions.add({e.id, e.key, {letter(e.letter)},
                   [&s, tool] { return s.model.hasPhoto() && (tool != ToolId::hairline || s.model.design().view.kind == ViewKind::head); },
                   [&s, tool] { return s.toolId == tool; }, [&s, tool] {
      if (!s.studio) {
        // In the guided steps a tool belongs to a step.
        if (tool == ToolId::landmarks && s.step != Step::scale) return chooseStep(s, Step::scale);
        if (tool == ToolId::hairline && s.step != Step::hairline) return chooseStep(s, Step::hairline);
        if (drawsZones(tool) && s.step != Step::density) chooseStep(s, Step::density);
      }
      const bool scaled = s.toolId == ToolId::landmarks;
      chooseTool(s, tool);
      // The points to drag lie all over the head; what is designed lies on the scalp.
      if (s.studio && scaled != (tool == ToolId::landmarks) && (!scaled || !s.viewTouched)) frameView(s, true);
    }});
  }
  s.actions.add({"brush.larger", trKey("action.brush_larger"), {letter(']')}, {}, {}, [&s] { s.brushRadiusMm = std::min(40.0, s.brushRadiusMm * 1.25); s.owe(); }});
  s.actions.add({"brush.smaller", trKey("action.brush_smaller"), {letter('[')}, {}, {}, [&s] { s.brushRadiusMm = std::max(1.0, s.brushRadiusMm / 1.25); s.owe(); }});
  s.actions.add({"brush.erase", trKey("action.brush_erase"), {letter('X')}, {}, [&s] { return s.brushErases; }, [&s] { s.brushErases = !s.brushErases; s.owe(); }});
  s.actions.add({"flow.straighten", trKey("comb.straighten"), {}, [&s] { return !s.model.design().flow.strokes.empty(); }, {}, [&s] {
    s.model.step("flow", Touch::dots, [](Document& d) { d.design.flow.strokes.clear(); });
    s.owe();
  }});
  s.actions.add({"flow.whorl", trKey("comb.whorl"), {}, [&s] { return s.model.design().view.kind == ViewKind::head; },
                 [&s] { return !s.model.design().flow.whorlClockwise; }, [&s] {
    s.model.step("flow", Touch::dots, [](Document& d) { d.design.flow.whorlClockwise = !d.design.flow.whorlClockwise; });
    s.owe();
  }});
  s.actions.add({"fingers.navigate", trKey("action.fingers"), {}, {}, [&s] { return s.gestures.fingersNavigateOnly; },
                 [&s] { s.gestures.fingersNavigateOnly = !s.gestures.fingersNavigateOnly; s.owe(); }});
}

void addStepActions(EditorState& s) {
  const auto hasPhoto = [&s] { return s.model.hasPhoto(); };
  s.actions.add({"step.next", trKey("action.next"), {named(Key::pageDown)}, [&s] { return s.model.hasPhoto() && s.step != Step::plan; }, {},
                 [&s] { chooseStep(s, static_cast<Step>(static_cast<int>(s.step) + 1)); }});
  s.actions.add({"step.back", trKey("action.back"), {named(Key::pageUp)}, hasPhoto, {}, [&s] {
    if (s.step == Step::photo) {
      if (s.host.showStart) s.host.showStart();
    } else {
      chooseStep(s, static_cast<Step>(static_cast<int>(s.step) - 1));
    }
  }});
  struct Entry {
    const char* id;
    const char* key;
    Step step;
  };
  for (const Entry& e : {Entry{"step.photo", trKey("step.photo"), Step::photo}, Entry{"step.scale", trKey("step.scale"), Step::scale},
                         Entry{"step.hairline", trKey("step.hairline"), Step::hairline}, Entry{"step.density", trKey("step.density"), Step::density},
                         Entry{"step.look", trKey("step.look"), Step::look}, Entry{"step.plan", trKey("step.plan"), Step::plan}}) {
    const Step step = e.step;
    s.actions.add({e.id, e.key, {}, hasPhoto, [&s, step] { return s.step == step; }, [&s, step] {
      s.studio = false;
      s.modeChosen = true;
      chooseStep(s, step);
    }});
  }
}

void addDesignActions(EditorState& s) {
  for (int stage = 1; stage <= 7; ++stage) {
    s.actions.add({"norwood." + std::to_string(stage), trKey("action.norwood"), {}, [&s] { return s.model.design().view.kind == ViewKind::head; },
                   [&s, stage] { return s.model.design().norwood == stage; }, [&s, stage] {
      const ScalpMap map = s.model.map();
      s.model.step("density", Touch::dots, [&](Document& d) { setNorwood(d.design, map, stage); });
      s.model.showAllSessions();
      s.selectedZone = -1;
    }, std::to_string(stage)});
  }
  for (const auto t : allHairlineTemplates()) {
    const std::string name(hairlineTemplateName(t));
    s.actions.add({"template." + name, trKey("action.template"), {}, [&s] { return s.model.design().view.kind == ViewKind::head; },
                   [&s, name] { return s.model.design().hairline.templateName == name; }, [&s, t] {
      const ScalpMap map = s.model.map();
      s.model.step("hairline", Touch::dots, [&](Document& d) {
        const Hairline before = d.design.hairline;
        d.design.hairline = makeHairline(map, t);
        d.design.hairline.enabled = true;
        d.design.hairline.featherMm = before.featherMm;
        d.design.hairline.irregularity = before.irregularity;
      });
      s.selectedPoint = -1;
    }, name});
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
  addShowingActions(state);
  addCompareActions(state);
}

}  // namespace hd
