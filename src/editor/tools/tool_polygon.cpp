// A zone corner by corner: tap to place, tap the first corner (or press Enter, or tap twice) to close.
#include <string>

#include "design/limits.h"
#include "design/templates.h"
#include "document/zone_edit.h"
#include "editor/canvas/overlay.h"
#include "editor/session/editor_state.h"
#include "editor/tools/tool_settings.h"
#include "text/sentence.h"
#include "text/strings.h"

namespace hd {
namespace {

constexpr size_t kMostCorners = 200;

class PolygonTool final : public Tool {
 public:
  void gesture(EditorState& state, const GestureEvent& event) override {
    switch (event.kind) {
      case GestureKind::strokeBegin:
        dragging_ = nearest(state, event.posPt);
        moved_ = false;
        break;
      case GestureKind::strokeMove:
        if (dragging_ >= 0) {
          moved_ = true;
          cornersPx_[static_cast<size_t>(dragging_)] = state.view.toPhotoPx(event.posPt);
        }
        cursorPt_ = event.posPt;
        break;
      case GestureKind::strokeEnd:
        dragging_ = -1;
        break;
      case GestureKind::tap: {
        const int near = nearest(state, event.posPt);
        if (near == 0 && cornersPx_.size() >= 3) {
          close(state);
        } else if (near < 0) {
          place(state, event.posPt);
        }
        break;
      }
      case GestureKind::doubleTap:
        if (cornersPx_.size() >= 3) {
          close(state);
        } else {
          place(state, event.posPt);
        }
        break;
      case GestureKind::hover:
        cursorPt_ = event.posPt;
        break;
      default:
        break;
    }
  }

  void draw(EditorState& state, ImDrawList* list) override {
    const Theme& t = state.ui.theme();
    drawHairline(state, list, false);
    const auto im = [](Vec2 p) { return ImVec2(static_cast<float>(p.x), static_cast<float>(p.y)); };
    std::vector<ImVec2> points;
    for (const Vec2 px : cornersPx_) points.push_back(im(state.view.toPt(px)));
    if (points.size() >= 3) { list->AddConcavePolyFilled(points.data(), static_cast<int>(points.size()), faded(t.mark, 0.18f)); }
    if (points.size() >= 2) {
      list->AddPolyline(points.data(), static_cast<int>(points.size()), faded(t.markEdge, 0.63f), 0, 4.5f);
      list->AddPolyline(points.data(), static_cast<int>(points.size()), t.mark, 0, 2.2f);
    }
    if (!cornersPx_.empty() && !state.ui.touchFirst() && cursorPt_.x > -1e8) {
      drawDashed(list, state.view.toPt(cornersPx_.back()), cursorPt_, faded(t.mark, 0.78f), 1.5f, 5, 4);
    }
    for (size_t i = 0; i < cornersPx_.size(); ++i) {
      const Vec2 at = state.view.toPt(cornersPx_[i]);
      const auto x = static_cast<float>(at.x), y = static_cast<float>(at.y);
      state.ui.handle("polygon.corner." + std::to_string(i), trf("polygon.corner", {{"corner", i + 1}}), "", {x - 12, y - 12, 24, 24});
      drawHandle(state, list, at, i == 0 && cornersPx_.size() >= 3, false);
    }
  }

  bool key(EditorState& state, const KeyEvent& event) override {
    if (!event.pressed || cornersPx_.empty()) return false;
    if (event.key == Key::enter && cornersPx_.size() >= 3) return close(state), true;
    if (event.key == Key::backspace || event.key == Key::del) return cornersPx_.pop_back(), true;
    if (event.key == Key::escape) return cornersPx_.clear(), true;
    return false;
  }
  bool busy() const override { return !cornersPx_.empty(); }

 private:
  int nearest(const EditorState& state, Vec2 posPt) const {
    for (size_t i = 0; i < cornersPx_.size(); ++i) {
      if (length(state.view.toPt(cornersPx_[i]) - posPt) < (state.ui.touchFirst() ? 24.0 : 13.0)) return static_cast<int>(i);
    }
    return -1;
  }

  void place(EditorState& state, Vec2 posPt) {
    if (!screenToMap(state, posPt)) {
      showToast(state, tr("polygon.off_head"), false);
      return;
    }
    if (cornersPx_.size() < kMostCorners) cornersPx_.push_back(state.view.toPhotoPx(posPt));
  }

  void close(EditorState& state) {
    const Design& design = state.model.design();
    if (design.zones.size() >= kMaxZones) {
      showToast(state, tr("zone.too_many"), true);
      return;
    }
    const auto zone = zoneFromPhotoPolygon(design.view(), state.model.map(), cornersPx_, state.newZoneDensityPerCm2);
    if (!zone) {
      showToast(state, sentence(zone.error()), true);
      return;
    }
    Zone drawn = drawnZone(design, zone->outlineMapMm, state.newZoneDensityPerCm2, tr("zone.drawn"));
    state.model.step(trKey("undo.zone_draw"), [&](Design& d) { d.zones.push_back(std::move(drawn)); });
    state.selectedZone = static_cast<int>(state.model.design().zones.size()) - 1;
    cornersPx_.clear();
    showToast(state, tr("polygon.done"), false);
  }

  std::vector<Vec2> cornersPx_;
  int dragging_ = -1;
  bool moved_ = false;
  Vec2 cursorPt_{-1e9, -1e9};
};

}  // namespace

extern const ToolRow kPolygonTool = {.id = "polygon",
                                     .labelKey = trKey("action.tool_polygon"),
                                     .letter = 'P',
                                     .icon = Icon::polygon,
                                     .step = Step::density,
                                     .chipKey = trKey("density.add_polygon"),
                                     .titleKey = trKey("density.title_polygon"),
                                     .subtitleKey = trKey("density.subtitle_polygon"),
                                     .settings =
                                         [](EditorState& state, Rect area) {
                                           ToolSettings column(state, area);
                                           column.how(tr("polygon.how"));
                                           column.density(false);
                                           return column.height();
                                         },
                                     .make = [] { return std::unique_ptr<Tool>(new PolygonTool); }};

}  // namespace hd
