// A line drawn along a parting becomes a band of dots of the brush's width.
#include "design/limits.h"
#include "design/templates.h"
#include "document/zone_edit.h"
#include "editor/canvas/overlay.h"
#include "editor/session/editor_state.h"
#include "editor/tools/tool_settings.h"
#include "text/strings.h"

namespace hd {
namespace {

// Points of a stroke nearer than this to the last one say nothing new, points of the screen.
constexpr double kStridePt = 6.0;
constexpr size_t kMostPoints = 200;

class PartTool final : public Tool {
 public:
  void gesture(EditorState& state, const GestureEvent& event) override {
    switch (event.kind) {
      case GestureKind::strokeBegin:
        line_ = {event.posPt};
        break;
      case GestureKind::strokeMove:
        if (!line_.empty() && line_.size() < kMostPoints && glm::length(event.posPt - line_.back()) >= kStridePt)
          line_.push_back(event.posPt);
        break;
      case GestureKind::strokeEnd:
        finish(state);
        break;
      case GestureKind::strokeCancel:
        line_.clear();
        break;
      default:
        break;
    }
  }

  void draw(EditorState& state, ImDrawList* list) override {
    const float width =
        static_cast<float>(2.0 * state.brushRadiusMm / std::max(state.model.design().view().mmPerPx, 1e-6) * state.view.scale);
    for (size_t i = 0; i + 1 < line_.size(); ++i) {
      const auto at = [&](size_t k) { return ImVec2(static_cast<float>(line_[k].x), static_cast<float>(line_[k].y)); };
      list->AddLine(at(i), at(i + 1), IM_COL32(255, 255, 255, 90), std::max(3.0f, width));
      list->AddLine(at(i), at(i + 1), IM_COL32(255, 255, 255, 230), 2.0f);
    }
  }

 private:
  void finish(EditorState& state) {
    std::vector<Vec2> onMap;
    for (Vec2 p : line_)
      if (const auto at = screenToMap(state, p)) onMap.push_back(*at);
    line_.clear();
    const Design& design = state.model.design();
    if (design.zones.size() >= kMaxZones) return showToast(state, tr("zone.too_many"), true);
    auto band = makePartLine(state.model.map(), onMap, 2.0 * state.brushRadiusMm);
    if (!band) return showToast(state, tr("part.failed"), true);
    band->name = newZoneName(design, tr("use.part_line"));
    if (!design.zones.empty()) band->shade = design.zones.back().shade;
    state.model.step(trKey("undo.zone_draw"), [&](Design& d) { d.zones.push_back(std::move(*band)); });
    state.selectedZone = static_cast<int>(state.model.design().zones.size()) - 1;
    state.toolDone = true;
  }

  std::vector<Vec2> line_;
};

}  // namespace

extern const ToolRow kPartTool = {.id = "part",
                                  .labelKey = trKey("action.tool_part"),
                                  .letter = 'L',
                                  .icon = Icon::part,
                                  .step = Step::density,
                                  .chipKey = trKey("density.add_part"),
                                  .titleKey = trKey("density.title_part"),
                                  .subtitleKey = trKey("density.subtitle_part"),
                                  .settings =
                                      [](EditorState& state, Rect area) {
                                        ToolSettings column(state, area);
                                        column.how(tr("part.how"));
                                        column.size(state.brushRadiusMm, 1.0, 30.0);
                                        return column.height();
                                      },
                                  .make = [] { return std::unique_ptr<Tool>(new PartTool); }};

}  // namespace hd
