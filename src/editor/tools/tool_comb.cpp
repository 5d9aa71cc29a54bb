// Bends the direction of the hair: dots lie along the strokes of a hand, like hair along a comb.
#include <algorithm>
#include <cmath>

#include "design/limits.h"
#include "editor/canvas/overlay.h"
#include "editor/session/editor_state.h"
#include "editor/tools/tool_settings.h"
#include "text/strings.h"

namespace hd {
namespace {

// Points of a stroke nearer than this to the last one say nothing new.
constexpr double kStrideMm = 2.0;
// Hairs drawn over the dots: how long, and about how far apart.
constexpr double kHairMm = 4.0;
constexpr double kHairGapPt = 21.0;

class CombTool final : public Tool {
 public:
  void gesture(EditorState& state, const GestureEvent& event) override {
    cursorPt_ = event.posPt;
    switch (event.kind) {
      case GestureKind::strokeBegin:
        start(state, event.posPt);
        break;
      case GestureKind::strokeMove:
        extend(state, event.posPt);
        break;
      case GestureKind::strokeEnd:
        finish();
        break;
      case GestureKind::strokeCancel:
        edit_.cancel();
        stroke_ = {};
        break;
      default:
        break;
    }
  }

  void draw(EditorState& state, ImDrawList* list) override {
    drawHairline(state, list, false);
    // The first dots in rank are an even sparse set: as many hairs as can be told apart.
    const Dots& dots = state.model.dots();
    const double gapMm = kHairGapPt * std::max(state.model.design().view().mmPerPx, 1e-6) / state.view.scale;
    double areaMm2 = 0.0;
    for (const ZoneEstimate& zone : state.model.estimateShown().zones) areaMm2 += 100.0 * zone.areaCm2.value;
    const size_t count = std::min(dots.size(), static_cast<size_t>(areaMm2 / (gapMm * gapMm)) + 40);
    for (size_t i = 0; i < count; ++i) {
      const Vec2 along =
          kHairMm / state.model.map().lengthScale(dots[i].posMapMm) * Vec2(std::cos(dots[i].flowAngleRad), std::sin(dots[i].flowAngleRad));
      const auto root = mapToScreen(state, dots[i].posMapMm - 0.5 * along), tip = mapToScreen(state, dots[i].posMapMm + 0.5 * along);
      if (!root || !tip) continue;
      const ImVec2 a(static_cast<float>(root->x), static_cast<float>(root->y)), b(static_cast<float>(tip->x), static_cast<float>(tip->y));
      list->AddLine(a, b, IM_COL32(10, 40, 44, 120), 2.6f);
      list->AddLine(a, b, IM_COL32(255, 255, 255, 235), 1.4f);
      list->AddCircleFilled(a, 1.6f, IM_COL32(255, 255, 255, 255), 8);
    }
    drawBrushRing(state, list, cursorPt_, state.combRadiusMm, state.ui.theme().mark, !stroke_.pointsMapMm.empty());
  }

 private:
  void start(EditorState& state, Vec2 posPt) {
    const Flow& flow = state.model.design().flow;
    if (flow.strokes.size() >= kMaxFlowStrokes) return showToast(state, tr("comb.too_many"), true);
    if (const auto at = screenToMap(state, posPt)) stroke_ = {{*at}, state.combRadiusMm};
  }

  void extend(EditorState& state, Vec2 posPt) {
    auto& points = stroke_.pointsMapMm;
    const auto at = screenToMap(state, posPt);
    if (points.empty() || points.size() >= kMaxStrokePoints || !at || length(*at - points.back()) < kStrideMm) return;
    // A click bends nothing, so the step in the history begins with the first length.
    if (points.size() == 1) edit_ = state.model.edit(trKey("undo.comb"));
    points.push_back(*at);
    edit_.change([&](Design& d) {
      auto& strokes = d.flow.strokes;
      if (points.size() > 2) strokes.pop_back();
      strokes.push_back(stroke_);
    });
  }

  void finish() {
    edit_.commit();
    stroke_ = {};
  }

  FlowStroke stroke_;
  DesignerModel::Edit edit_;
  Vec2 cursorPt_{-1e9, -1e9};
};

}  // namespace

extern const ToolRow kCombTool = {.id = "comb",
                                  .labelKey = trKey("action.tool_comb"),
                                  .letter = 'D',
                                  .icon = Icon::comb,
                                  .step = Step::density,
                                  .chipKey = trKey("comb.title"),
                                  .titleKey = trKey("comb.title"),
                                  .subtitleKey = trKey("comb.subtitle"),
                                  .settings =
                                      [](EditorState& state, Rect area) {
                                        ToolSettings column(state, area);
                                        column.how(tr("comb.how"));
                                        column.toggle("flow.whorl");
                                        column.once("flow.straighten");
                                        column.size(state.combRadiusMm, 5.0, 60.0);
                                        return column.height();
                                      },
                                  .make = [] { return std::unique_ptr<Tool>(new CombTool); }};

}  // namespace hd
