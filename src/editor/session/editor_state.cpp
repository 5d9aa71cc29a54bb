#include "editor/session/editor_state.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "design/templates.h"
#include "document/hairline_edit.h"
#include "document/scale_step.h"
#include "text/strings.h"

namespace hd {

std::string asSentence(std::string_view words) {
  std::string text(words);
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') text[0] = static_cast<char>(words[0] - 'a' + 'A');
  return text;
}

void showToast(EditorState& state, std::string text, bool error) {
  // Longer texts and errors stay longer: about 15 characters a second are read.
  const double seconds = std::max(error ? 6.0 : 3.0, static_cast<double>(text.size()) / 15.0);
  state.toast = Toast{asSentence(text), error, seconds};
  state.owe();
}

std::optional<Vec2> mapToScreen(EditorState& state, Vec2 posMapMm, bool mustBeVisible) {
  const ScalpMap& map = state.model.map();
  const View& view = state.model.design().view();
  const Vec3 skin = map.toScalp(posMapMm);
  if (mustBeVisible && !map.isFlat() && !isVisible(view, map, skin, map.normal(posMapMm))) return std::nullopt;
  const auto px = projectPoint(view, skin);
  if (!px) return std::nullopt;
  return state.view.toPt(*px);
}

std::optional<Vec2> screenToMap(EditorState& state, Vec2 posPt) {
  return unprojectToMap(state.model.design().view(), state.model.map(), state.view.toPhotoPx(posPt));
}

Vec2 mapStep(EditorState& state, Vec2 posMapMm, Vec2 directionPt, double mm) {
  const ScalpMap& map = state.model.map();
  const auto footprint = footprintAt(state.model.design().view(), map, posMapMm);
  if (!footprint) return {0, 0};
  const double det = cross2(footprint->axis0Px, footprint->axis1Px);
  if (std::fabs(det) < 1e-9) return {0, 0};
  // Skin displacement whose picture points in the wanted direction, then made `mm` long.
  Vec2 skin{cross2(directionPt, footprint->axis1Px) / det, cross2(footprint->axis0Px, directionPt) / det};
  const double size = length(skin);
  if (size < 1e-9) return {0, 0};
  return skin * (mm / size / map.lengthScale(posMapMm));
}

const Zone* selectedZone(const EditorState& state) {
  const auto& zones = state.model.design().zones;
  const auto index = static_cast<size_t>(state.selectedZone);
  return state.selectedZone >= 0 && index < zones.size() ? &zones[index] : nullptr;
}

ImU32 zoneColour(const EditorState& state, size_t index) {
  // Steps of the accent from light to deep, then warm tones for what is drawn by hand.
  static constexpr ImU32 kColours[] = {IM_COL32(0x82, 0xB4, 0xB8, 255), IM_COL32(0x42, 0x8F, 0x96, 255), IM_COL32(0x1D, 0x5E, 0x66, 255),
                                       IM_COL32(0x6B, 0x7F, 0xA8, 255), IM_COL32(0xB9, 0x8B, 0x72, 255), IM_COL32(0x9A, 0x7B, 0xB0, 255),
                                       IM_COL32(0xC2, 0xA1, 0x4D, 255)};
  const auto& zones = state.model.design().zones;
  const bool own = index < zones.size() && !zones[index].followsHairline;
  const size_t count = std::size(kColours);
  return kColours[own ? 4 + (index % 3) : index % 4 % count];
}

void frameView(EditorState& state, bool animate) {
  const Design& design = state.model.design();
  if (!state.model.hasPhoto() || design.photo().widthPx <= 0) return;
  const Rect c = state.layout.clear;
  Box2 area;
  area.add({c.x, c.y});
  area.add({c.right(), c.bottom()});
  Box2 photo;
  photo.add({0, 0});
  photo.add({static_cast<double>(design.photo().widthPx), static_cast<double>(design.photo().heightPx)});

  // From the hairline on it is about the scalp: show it large, from the brows to above the vertex.
  CanvasView goal;
  const bool scaling = state.layout.form == Form::studio && state.toolRow && state.toolRow->wholeHead;
  const bool closer = !state.wholePhoto && !scaling && design.view().kind == ViewKind::head &&
                      (state.step == Step::hairline || state.step == Step::density || state.step == Step::look || state.step == Step::plan);
  if (closer && design.head) {
    Box2 scalp;
    const HeadModel head(*design.head);
    for (const double x : {-0.8, 0.0, 0.8}) {
      for (const double y : {0.0, 0.45, 0.85, 1.0}) {
        for (const double z : {-0.5, 0.0, 0.55}) {
          const Vec3 q{x, y, z};
          if (length(q) < 0.3) continue;
          if (const auto px = projectPoint(design.view(), head.surfacePoint(normalize(q)))) scalp.add(*px);
        }
      }
    }
    for (const Landmark l : {Landmark::glabella, Landmark::pupilLeft, Landmark::pupilRight}) {
      if (const auto px = projectPoint(design.view(), head.landmark(l))) scalp.add(*px);
    }
    // The button at the upper edge stays clear of the head.
    if (area.max.y - area.min.y > 220.0) area.min.y += 36.0;
    if (!scalp.empty()) goal = fitBox(scalp, area, 20.0);
  } else if (state.step == Step::scale && state.layout.form != Form::studio) {
    // All points to drag, with room for a finger around them.
    Box2 points;
    for (const auto& px : shownLandmarks(design).px) {
      if (px) points.add(*px);
    }
    if (rulerShown(design))
      for (const Vec2 end : shownRuler(design.shot())) points.add(end);
    if (!state.finding.chosen)
      for (const HeadFinding::Face& face : state.finding.faces)
        for (const Vec2 corner : {Vec2(-0.5, -1.1), Vec2(0.5, 0.6)}) points.add(face.posPhotoPx + corner * face.sizePx);
    goal = points.empty() || design.view().kind == ViewKind::flat || design.shot().placedLandmarks == 0 ? fitBox(photo, area, 0.0)
                                                                                                        : fitBox(points, area, 48.0);
  } else if (state.layout.form == Form::sheet) {
    // A phone's picture fills the screen unless that would cut off a quarter of it.
    goal = fitBox(photo, area, 0.0);
    const CanvasView cover = coverBox(photo, area);
    if (cover.scale < goal.scale * 1.34) goal = cover;
  } else {
    goal = fitBox(photo, area, 16.0);
    const CanvasView cover = coverBox(photo, area);
    if (cover.scale < goal.scale * 1.2) goal = cover;
  }
  if (closer && goal.scale > 0) {
    const CanvasView cover = coverBox(photo, area);
    if (goal.scale < cover.scale && goal.scale > 0.7 * cover.scale)
      goal = zoomAbout(goal, 0.5 * (area.min + area.max), cover.scale / goal.scale, 0, 1e9);
  }
  state.viewTouched = false;
  if (!animate || state.info.reducedMotion || state.view.scale <= 0) {
    state.view = goal;
    state.viewGoal.reset();
  } else {
    state.viewFrom = state.view;
    state.viewGoal = goal;
    state.viewMoveStart = state.info.timeSeconds;
  }
  state.owe();
}

bool proposalWaits(const EditorState& state) {
  const std::optional<Design>& proposal = state.finding.proposal;
  return proposal && state.model.design().shot().measures.outlinePx != proposal->shot().measures.outlinePx;
}

void useProposal(EditorState& state) {
  if (!state.finding.proposal) return;
  state.model.adoptFound(*state.finding.proposal);
  state.selectedZone = state.selectedPoint = -1;
  // With something to be told or chosen the marks are looked at first.
  const Step first = state.finding.notes.empty() && state.finding.faces.empty() ? Step::hairline : Step::scale;
  const Step next = state.step > Step::hairline ? state.step : first;
  state.step = next;
  if (state.studio) {
    chooseTool(state, firstToolOf(state, next));
    frameView(state, true);
  } else {
    chooseStep(state, next);
  }
  state.model.showAllSessions();
}

bool showsBefore(const EditorState& state) {
  const bool turn = state.blinkOn && std::fmod(state.info.timeSeconds, 2.0 * kBlinkSeconds) >= kBlinkSeconds;
  return state.beforeToggled || state.beforeHeld || turn;
}

std::vector<int> shownProposals(const EditorState& state) {
  std::vector<int> slots;
  if (state.sideBySide)
    for (int slot = 0; slot < DesignerModel::kProposals; ++slot)
      if (state.model.hasProposal(slot)) slots.push_back(slot);
  if (slots.size() < 2) slots = {state.model.proposal()};
  return slots;
}

bool usable(const EditorState& state, const ToolRow& row) {
  return state.model.hasPhoto() && (!row.needsHead || state.model.design().view().kind == ViewKind::head);
}

const ToolRow& firstToolOf(const EditorState& state, Step step) {
  const ToolRow* open = nullptr;
  for (const ToolRow* row : state.tools) {
    if (row->step == step && !row->chipKey && usable(state, *row)) return *row;
    if (row->movesPicture) open = row;
  }
  assert(open);
  return *open;
}

void putToolAway(EditorState& state) {
  for (const ToolRow* row : state.tools)
    if (row->movesPicture) return chooseTool(state, *row);
}

void chooseTool(EditorState& state, const ToolRow& row) {
  std::vector<GestureEvent> dropped;
  state.gestures.reset(dropped);
  if (state.tool) {
    for (const auto& event : dropped) state.tool->gesture(state, event);
  }
  state.model.cancel();
  state.toolRow = &row;
  state.tool = row.make();
  state.gestures.panOnly = row.movesPicture;
  state.selectedPoint = -1;
  state.pick = Pick::none;
  state.brushErases = false;
  state.owe();
}

void chooseStep(EditorState& state, Step step) {
  state.step = step;
  state.whyOpen = state.wholePhoto = false;
  chooseTool(state, firstToolOf(state, step));
  frameView(state, true);
}

}  // namespace hd
