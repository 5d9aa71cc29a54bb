// Drags the points of the face and the ends of the measured thing; the head is fitted anew at the
// end of each drag.
#include <algorithm>
#include <chrono>
#include <string>

#include "document/scale_step.h"
#include "editor/canvas/overlay.h"
#include "editor/tools/handle_tool.h"
#include "text/format.h"
#include "text/sentence.h"
#include "text/strings.h"

namespace hd {
namespace {

/// "Left pupil", … for handles.
std::string landmarkLabel(Landmark landmark) {
  switch (landmark) {
    case Landmark::pupilLeft:
      return tr("landmark.pupil_left");
    case Landmark::pupilRight:
      return tr("landmark.pupil_right");
    case Landmark::glabella:
      return tr("landmark.glabella");
    case Landmark::menton:
      return tr("landmark.menton");
    case Landmark::tragionLeft:
      return tr("landmark.tragion_left");
    case Landmark::tragionRight:
      return tr("landmark.tragion_right");
    case Landmark::vertex:
      return tr("landmark.vertex");
  }
  return {};
}

class LandmarkTool final : public HandleTool {
 public:
  void draw(EditorState& state, ImDrawList* list) override {
    collect(state);
    const Theme& t = state.ui.theme();
    const Design& design = state.model.design();
    if (rulerShown(design)) {
      const auto ruler = shownRuler(design.shot());
      const Vec2 a = state.view.toPt(ruler[0]), b = state.view.toPt(ruler[1]);
      const ImVec2 from{static_cast<float>(a.x), static_cast<float>(a.y)}, to{static_cast<float>(b.x), static_cast<float>(b.y)};
      list->AddLine(from, to, faded(t.markEdge, 0.67f), 5.0f);
      list->AddLine(from, to, t.mark, 2.5f);
    }
    drawFace(state, list);
    for (const Vec2 px : design.shot().measures.outlinePx) {
      const Vec2 at = state.view.toPt(px);
      list->AddCircleFilled({static_cast<float>(at.x), static_cast<float>(at.y)}, 2.4f, faded(t.markEdge, 0.6f), 12);
      list->AddCircleFilled({static_cast<float>(at.x), static_cast<float>(at.y)}, 1.4f, t.mark, 12);
    }
    for (size_t i = 0; i < handles_.size(); ++i) {
      const Handle& h = handles_[i];
      const auto x = static_cast<float>(h.posPt.x), y = static_cast<float>(h.posPt.y);
      const Vec2 px = state.view.toPhotoPx(h.posPt);
      const std::string value = std::to_string(static_cast<int>(px.x)) + ", " + std::to_string(static_cast<int>(px.y)) + " px";
      const bool focused = state.ui.handle(h.id, h.label, value, {x - 14, y - 14, 28, 28}) && state.ui.focusVisible();
      const bool active = static_cast<int>(i) == dragging();
      // How far off it may be: in nineteen of twenty photos it lies in the ring.
      const double ringPt =
          h.landmark < 0 ? 0.0 : 2.0 * design.shot().measures.sdPx[static_cast<size_t>(h.landmark)].value_or(0.0) * state.view.scale;
      if (ringPt > 9.0 && !active) {
        list->AddCircleFilled({x, y}, static_cast<float>(ringPt), faded(t.mark, 0.14f), 48);
        list->AddCircle({x, y}, static_cast<float>(ringPt), faded(t.mark, 0.6f), 48, 1.0f);
      }
      if (active) {
        // Cross hairs instead of a disc: what is aimed at must stay in sight.
        for (const auto& [colour, width] : {std::pair{faded(t.markEdge, 0.9f), 4.0f}, std::pair{t.mark, 1.8f}}) {
          list->AddCircle({x, y}, 16, colour, 48, width);
          list->AddLine({x - 24, y}, {x - 5, y}, colour, width), list->AddLine({x + 5, y}, {x + 24, y}, colour, width);
          list->AddLine({x, y - 24}, {x, y - 5}, colour, width), list->AddLine({x, y + 5}, {x, y + 24}, colour, width);
        }
      } else {
        const Shot& shot = state.model.design().shot();
        const bool follows =
            h.landmark >= 0 && shot.measures.landmarks.px[static_cast<size_t>(h.landmark)] && !(shot.placedLandmarks >> h.landmark & 1u);
        if (follows) {
          list->AddCircleFilled({x, y}, 8, faded(t.markEdge, 0.43f), 40);
          list->AddCircle({x, y}, 8, faded(t.mark, 0.78f), 40, 2.0f);
        }
        if (!follows || focused) drawHandle(state, list, h.posPt, static_cast<int>(i) == hovered(), focused);
      }
      if (active || static_cast<int>(i) == hovered() || focused)
        drawPill(state, list, h.posPt + Vec2(26, -2), h.label + errorWords(state, h));
    }
  }

  bool key(EditorState& state, const KeyEvent& event) override {
    if (!event.pressed) return false;
    const Vec2 direction = arrowDirection(event);
    if (direction == Vec2{0, 0}) return false;
    for (size_t i = 0; i < handles_.size(); ++i) {
      if (handles_[i].id != state.ui.focusId()) continue;
      const double mmPerPx = std::max(state.model.design().view().mmPerPx, 1e-6);
      edit() = state.model.edit(label());
      place(state, i, state.view.toPhotoPx(handles_[i].posPt) + direction * ((event.shift ? 5.0 : 1.0) / mmPerPx));
      drop(state);
      return true;
    }
    return false;
  }

 private:
  struct Handle {
    std::string id, label;
    int landmark = -1;  ///< else an end of the ruler
    int rulerEnd = 0;
    Vec2 posPt{0, 0};
  };

  /// " ± 2 mm" behind the name of a point that was found.
  static std::string errorWords(EditorState& state, const Handle& handle) {
    if (handle.landmark < 0) return {};
    const Design& design = state.model.design();
    const auto& sdPx = design.shot().measures.sdPx[static_cast<size_t>(handle.landmark)];
    return sdPx ? " \xC2\xB1 " + formatQuantity(2.0 * *sdPx * design.view().mmPerPx, Unit::mm, 1) : std::string();
  }

  void collect(EditorState& state) {
    handles_.clear();
    const Design& design = state.model.design();
    if (design.view().kind == ViewKind::head) {
      const Landmarks landmarks = shownLandmarks(design);
      for (int i = 0; i < kLandmarkCount; ++i) {
        const auto& px = landmarks.px[static_cast<size_t>(i)];
        if (!px) continue;
        const auto landmark = static_cast<Landmark>(i);
        handles_.push_back({"landmark." + std::string(landmarkName(landmark)), landmarkLabel(landmark), i, 0, state.view.toPt(*px)});
      }
    }
    if (!rulerShown(design)) return;
    for (int end = 0; end < 2; ++end) {
      handles_.push_back({"ruler." + std::to_string(end), tr(end == 0 ? trKey("scale.ruler_start") : trKey("scale.ruler_end")), -1, end,
                          state.view.toPt(shownRuler(design.shot())[static_cast<size_t>(end)])});
    }
  }

  // Thin lines between the points, so that they read as a face and a misplaced one shows.
  static void drawFace(EditorState& state, ImDrawList* list) {
    const Design& design = state.model.design();
    if (design.view().kind != ViewKind::head) return;
    const Landmarks landmarks = shownLandmarks(design);
    static constexpr std::pair<Landmark, Landmark> kLines[] = {
        {Landmark::pupilRight, Landmark::pupilLeft}, {Landmark::glabella, Landmark::menton}, {Landmark::tragionRight, Landmark::menton},
        {Landmark::tragionLeft, Landmark::menton},   {Landmark::vertex, Landmark::glabella}, {Landmark::tragionRight, Landmark::pupilRight},
        {Landmark::tragionLeft, Landmark::pupilLeft}};
    for (const auto& [from, to] : kLines) {
      const auto& a = landmarks[from];
      const auto& b = landmarks[to];
      if (!a || !b) continue;
      drawDashed(list, state.view.toPt(*a), state.view.toPt(*b), faded(state.ui.theme().markEdge, 0.59f), 2.6f, 5, 4);
      drawDashed(list, state.view.toPt(*a), state.view.toPt(*b), faded(state.ui.theme().mark, 0.75f), 1.3f, 5, 4);
    }
  }

  int nearest(EditorState& state, Vec2 posPt) override {
    collect(state);
    int best = -1;
    double bestDistance = state.ui.touchFirst() ? 28.0 : 18.0;
    for (size_t i = 0; i < handles_.size(); ++i) {
      if (length(handles_[i].posPt - posPt) < bestDistance) {
        bestDistance = length(handles_[i].posPt - posPt);
        best = static_cast<int>(i);
      }
    }
    return best;
  }

  Vec2 positionPt(EditorState&, int index) override { return handles_[static_cast<size_t>(index)].posPt; }

  void move(EditorState& state, int index, Vec2 toPt) override {
    place(state, static_cast<size_t>(index), state.view.toPhotoPx(toPt));
    refitLive(state);
  }

  void place(EditorState& state, size_t index, Vec2 px) {
    const Handle handle = handles_[index];
    const auto& photo = state.model.design().photo();
    const Landmarks guess =
        handle.landmark >= 0 ? guessLandmarks(state.model.design().shot().side, photo.widthPx, photo.heightPx) : Landmarks{};
    edit().change([&](Design& d) {
      keepShown(d);
      Shot& shot = d.shot();
      const Vec2 kept = clamp(px, Vec2(0, 0), Vec2(shot.photo.widthPx, shot.photo.heightPx));
      if (handle.landmark >= 0) {
        shot.measures.landmarks.px[static_cast<size_t>(handle.landmark)] = kept;
        shot.measures.sdPx[static_cast<size_t>(handle.landmark)].reset();  // as well as a hand can, from now on
        shot.placedLandmarks |= 1u << handle.landmark;
        followPlaced(shot.measures.landmarks, guess, shot.placedLandmarks);
      } else {
        (*shot.rulerPx)[static_cast<size_t>(handle.rulerEnd)] = kept;
      }
    });
  }

  // The picture follows while dragging, as often as a fit is quick on this machine.
  void refitLive(EditorState& state) {
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    if (std::chrono::duration<double>(start - fitDone_).count() < std::max(0.1, 4.0 * fitSeconds_)) return;
    (void)refit(state.model, edit());  // half-way positions may well be impossible; the end of the drag tells
    fitDone_ = Clock::now();
    fitSeconds_ = std::chrono::duration<double>(fitDone_ - start).count();
  }

  const char* label() const override { return trKey("undo.scale_point"); }

  void drop(EditorState& state) override {
    const Status status = refit(state.model, edit());
    if (!status) showToast(state, sentence(status.error()), true);
    edit().commit();
  }

  std::vector<Handle> handles_;
  std::chrono::steady_clock::time_point fitDone_{};
  double fitSeconds_ = 0.0;
};

}  // namespace

extern const ToolRow kScaleTool = {.id = "scale",
                                   .labelKey = trKey("action.tool_scale"),
                                   .letter = 'S',
                                   .icon = Icon::points,
                                   .step = Step::scale,
                                   .wholeHead = true,
                                   .make = [] { return std::unique_ptr<Tool>(new LandmarkTool); }};

}  // namespace hd
