// Drags the points of the face and the ends of the measured thing; the head is fitted anew at the
// end of each drag.
#include <algorithm>
#include <chrono>
#include <string>

#include "editor/handle_tool.h"
#include "editor/overlay.h"
#include "editor/scale_step.h"
#include "editor/strings.h"

namespace hd {
namespace {

class LandmarkTool final : public HandleTool {
 public:
  void draw(EditorState& state, ImDrawList* list) override {
    collect(state);
    const Document& document = state.model.document();
    if (rulerShown(document)) {
      const Vec2 a = state.view.toPt(document.rulerPx[0]), b = state.view.toPt(document.rulerPx[1]);
      const ImVec2 from{static_cast<float>(a.x), static_cast<float>(a.y)}, to{static_cast<float>(b.x), static_cast<float>(b.y)};
      list->AddLine(from, to, IM_COL32(255, 255, 255, 170), 5.0f);
      list->AddLine(from, to, IM_COL32(0x1F, 0x6F, 0x78, 255), 2.5f);
    }
    drawFace(state, list);
    for (size_t i = 0; i < handles_.size(); ++i) {
      const Handle& h = handles_[i];
      const auto x = static_cast<float>(h.posPt.x), y = static_cast<float>(h.posPt.y);
      const Vec2 px = state.view.toPhotoPx(h.posPt);
      const std::string value = std::to_string(static_cast<int>(px.x)) + ", " + std::to_string(static_cast<int>(px.y)) + " px";
      const bool focused = state.ui.handle(h.id, h.label, value, {x - 14, y - 14, 28, 28}) && state.ui.focusVisible();
      const bool active = static_cast<int>(i) == dragging();
      if (active) {
        // Cross hairs instead of a disc: what is aimed at must stay in sight.
        const ImU32 light = IM_COL32(255, 255, 255, 230), dark = IM_COL32(0x1F, 0x6F, 0x78, 255);
        for (const auto& [colour, width] : {std::pair{light, 4.0f}, std::pair{dark, 1.8f}}) {
          list->AddCircle({x, y}, 16, colour, 48, width);
          list->AddLine({x - 24, y}, {x - 5, y}, colour, width), list->AddLine({x + 5, y}, {x + 24, y}, colour, width);
          list->AddLine({x, y - 24}, {x, y - 5}, colour, width), list->AddLine({x, y + 5}, {x, y + 24}, colour, width);
        }
      } else {
        const bool follows = h.landmark >= 0 && !(state.model.document().placedLandmarks >> h.landmark & 1u);
        if (follows) {
          list->AddCircleFilled({x, y}, 8, IM_COL32(255, 255, 255, 110), 40);
          list->AddCircle({x, y}, 8, IM_COL32(0x1F, 0x6F, 0x78, 200), 40, 2.0f);
        }
        if (!follows || focused) drawHandle(state, list, h.posPt, static_cast<int>(i) == hovered(), focused);
      }
      if (active || static_cast<int>(i) == hovered() || focused) drawPill(state, list, h.posPt + Vec2(26, -2), h.label);
    }
  }

  bool key(EditorState& state, const KeyEvent& event) override {
    if (!event.pressed) return false;
    const Vec2 direction = arrowDirection(event);
    if (direction == Vec2{0, 0}) return false;
    for (size_t i = 0; i < handles_.size(); ++i) {
      if (handles_[i].id != state.ui.focusId()) continue;
      const double mmPerPx = std::max(state.model.design().view.mmPerPx, 1e-6);
      state.model.begin();
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

  void collect(EditorState& state) {
    handles_.clear();
    const Document& document = state.model.document();
    if (document.design.view.kind == ViewKind::head) {
      for (int i = 0; i < kLandmarkCount; ++i) {
        const auto& px = document.measures.landmarks.px[static_cast<size_t>(i)];
        if (!px) continue;
        const auto landmark = static_cast<Landmark>(i);
        handles_.push_back({"landmark." + std::string(landmarkName(landmark)), landmarkLabel(landmark), i, 0, state.view.toPt(*px)});
      }
    }
    if (!rulerShown(document)) return;
    for (int end = 0; end < 2; ++end) {
      handles_.push_back({"ruler." + std::to_string(end), tr(end == 0 ? trKey("scale.ruler_start") : trKey("scale.ruler_end")), -1, end,
                          state.view.toPt(document.rulerPx[static_cast<size_t>(end)])});
    }
  }

  // Thin lines between the points, so that they read as a face and a misplaced one shows.
  static void drawFace(EditorState& state, ImDrawList* list) {
    const Document& document = state.model.document();
    if (document.design.view.kind != ViewKind::head) return;
    static constexpr std::pair<Landmark, Landmark> kLines[] = {
        {Landmark::pupilRight, Landmark::pupilLeft},   {Landmark::glabella, Landmark::menton},  {Landmark::tragionRight, Landmark::menton},
        {Landmark::tragionLeft, Landmark::menton},     {Landmark::vertex, Landmark::glabella},  {Landmark::tragionRight, Landmark::pupilRight},
        {Landmark::tragionLeft, Landmark::pupilLeft}};
    for (const auto& [from, to] : kLines) {
      const auto& a = document.measures.landmarks[from];
      const auto& b = document.measures.landmarks[to];
      if (!a || !b) continue;
      drawDashed(list, state.view.toPt(*a), state.view.toPt(*b), IM_COL32(255, 255, 255, 150), 2.6f, 5, 4);
      drawDashed(list, state.view.toPt(*a), state.view.toPt(*b), IM_COL32(0x1F, 0x6F, 0x78, 190), 1.3f, 5, 4);
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
    const auto& photo = state.model.design().photo;
    const Landmarks guess = handle.landmark >= 0 ? guessLandmarks(state.model.document().side, photo.widthPx, photo.heightPx) : Landmarks{};
    state.model.change(Touch::plan, [&](Document& d) {
      const Vec2 kept = clamp(px, Vec2(0, 0), Vec2(d.design.photo.widthPx, d.design.photo.heightPx));
      if (handle.landmark >= 0) {
        d.measures.landmarks.px[static_cast<size_t>(handle.landmark)] = kept;
        d.placedLandmarks |= 1u << handle.landmark;
        followPlaced(d.measures.landmarks, guess, d.placedLandmarks);
      } else {
        d.rulerPx[static_cast<size_t>(handle.rulerEnd)] = kept;
      }
    });
  }

  // The picture follows while dragging, as often as a fit is quick on this machine.
  void refitLive(EditorState& state) {
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    if (std::chrono::duration<double>(start - fitDone_).count() < std::max(0.1, 4.0 * fitSeconds_)) return;
    (void)refit(state.model);  // half-way positions may well be impossible; the end of the drag tells
    fitDone_ = Clock::now();
    fitSeconds_ = std::chrono::duration<double>(fitDone_ - start).count();
  }

  void drop(EditorState& state) override {
    const Status status = refit(state.model);
    if (!status) showToast(state, status.error().message, true);
    state.model.commit("scale");
  }

  std::vector<Handle> handles_;
  std::chrono::steady_clock::time_point fitDone_{};
  double fitSeconds_ = 0.0;
};

}  // namespace

std::unique_ptr<Tool> makeLandmarkTool() { return std::make_unique<LandmarkTool>(); }

}  // namespace hd
