// Paints a zone, or skin that stays free. A stroke starts from the outline of what is chosen, adds
// or takes away dabs and gives an outline back.
#include <algorithm>

#include "core/polygon.h"
#include "design/limits.h"
#include "document/brush_mask.h"
#include "document/zone_edit.h"
#include "editor/canvas/overlay.h"
#include "editor/session/editor_state.h"
#include "editor/tools/tool_settings.h"
#include "text/strings.h"

namespace hd {
namespace {

class BrushTool final : public Tool {
 public:
  explicit BrushTool(bool mask) : forMask_(mask) {}

  void gesture(EditorState& state, const GestureEvent& event) override {
    cursorPt_ = event.posPt;
    switch (event.kind) {
      case GestureKind::strokeBegin:
        start(state, event.posPt);
        break;
      case GestureKind::strokeMove:
        if (painting_) dab(state, event.posPt);
        break;
      case GestureKind::strokeEnd:
        if (painting_) finish(state);
        break;
      case GestureKind::strokeCancel:
        edit_.cancel();
        painting_ = false;
        break;
      default:
        break;
    }
  }

  void draw(EditorState& state, ImDrawList* list) override {
    drawHairline(state, list, false);
    const Design& design = state.model.design();
    for (const auto& mask : design.masks) { drawOutline(state, list, mask.outlineMapMm, IM_COL32(255, 255, 255, 230), 1.6f, true); }
    drawBrushRing(state, list, cursorPt_, state.brushRadiusMm, state.brushErases ? state.ui.theme().error : state.ui.theme().mark,
                  painting_);
  }

 private:
  // The zone that a stroke may change: drawn by hand and chosen.
  static const Zone* paintedZone(const EditorState& state) {
    const Zone* zone = selectedZone(state);
    return zone && !zone->followsHairline ? zone : nullptr;
  }

  void start(EditorState& state, Vec2 posPt) {
    const auto at = screenToMap(state, posPt);
    if (!at) return;
    const Design& design = state.model.design();
    target_ = -1;
    extra_ = 0;
    toMask_ = forMask_;
    raster_ = BrushMask();
    if (forMask_) {
      // The mask under the brush goes on; else a new one begins.
      for (size_t i = 0; i < design.masks.size(); ++i) {
        const auto& outline = design.masks[i].outlineMapMm;
        if (contains(outline, *at) || distanceToOutline(outline, *at) < radiusMapMm(state, *at)) target_ = static_cast<int>(i);
      }
      if (target_ < 0 && state.brushErases) {
        showToast(state, tr("brush.nothing_here"), false);
        return;
      }
      if (target_ >= 0) raster_.setPolygon(design.masks[static_cast<size_t>(target_)].outlineMapMm);
    } else if (paintedZone(state)) {
      target_ = state.selectedZone;
      raster_.setPolygon(design.zones[static_cast<size_t>(target_)].outlineMapMm);
    } else if (state.brushErases) {
      showToast(state, tr("brush.nothing_to_erase"), false);
      return;
    }
    if ((toMask_ ? design.masks.size() >= kMaxMasks : design.zones.size() >= kMaxZones) && target_ < 0) {
      showToast(state, tr("zone.too_many"), true);
      return;
    }
    edit_ = state.model.edit(toMask_ ? trKey("undo.mask_paint") : trKey("undo.zone_paint"));
    painting_ = true;
    last_ = *at;
    dab(state, posPt);
  }

  static double radiusMapMm(EditorState& state, Vec2 at) { return state.brushRadiusMm / state.model.map().lengthScale(at); }

  void dab(EditorState& state, Vec2 posPt) {
    const auto at = screenToMap(state, posPt);
    if (!at) return;
    raster_.dab(last_, *at, radiusMapMm(state, *at), !state.brushErases);
    last_ = *at;
    apply(state);
  }

  void apply(EditorState& state) {
    auto outlines = raster_.outlines();
    for (auto& outline : outlines) {
      if (outline.size() > kMaxOutlinePoints) outline = simplifyClosed(outline, 1.0);
    }
    const char* stem = tr("zone.painted");
    const double density = state.newZoneDensityPerCm2;
    edit_.change([&](Design& design) {
      // Islands beyond the first are parts of their own; those of this stroke are laid anew each time.
      if (toMask_) {
        design.masks.resize(design.masks.size() - static_cast<size_t>(extra_));
        extra_ = 0;
        if (outlines.empty()) {
          if (target_ >= 0) design.masks[static_cast<size_t>(target_)].outlineMapMm = {last_, last_ + Vec2(0.01, 0), last_ + Vec2(0, 0.01)};
          return;
        }
        if (target_ < 0) {
          target_ = static_cast<int>(design.masks.size());
          design.masks.push_back({newZoneName(design, tr("zone.free")), {}});
        }
        design.masks[static_cast<size_t>(target_)].outlineMapMm = outlines.front();
        for (size_t i = 1; i < outlines.size() && design.masks.size() < kMaxMasks; ++i, ++extra_) {
          design.masks.push_back({newZoneName(design, tr("zone.free")), outlines[i]});
        }
        return;
      }
      design.zones.resize(design.zones.size() - static_cast<size_t>(extra_));
      extra_ = 0;
      if (outlines.empty()) {
        if (target_ >= 0) design.zones[static_cast<size_t>(target_)].outlineMapMm = {last_, last_ + Vec2(0.01, 0), last_ + Vec2(0, 0.01)};
        return;
      }
      if (target_ < 0) {
        target_ = static_cast<int>(design.zones.size());
        design.zones.push_back(drawnZone(design, {}, density, stem));
      }
      Zone& zone = design.zones[static_cast<size_t>(target_)];
      zone.outlineMapMm = outlines.front();
      for (size_t i = 1; i < outlines.size() && design.zones.size() < kMaxZones; ++i, ++extra_) {
        Zone part = design.zones[static_cast<size_t>(target_)];
        part.name = newZoneName(design, stem);
        part.outlineMapMm = outlines[i];
        design.zones.push_back(std::move(part));
      }
    });
    if (!toMask_ && target_ >= 0) state.selectedZone = target_;
  }

  void finish(EditorState& state) {
    painting_ = false;
    // What was erased to nothing goes.
    if (raster_.outlines().empty() && target_ >= 0) {
      edit_.change([&](Design& d) {
        if (toMask_) {
          d.masks.erase(d.masks.begin() + target_);
        } else {
          d.zones.erase(d.zones.begin() + target_);
        }
      });
      if (!toMask_) state.selectedZone = -1;
    }
    edit_.commit();
  }

  DesignerModel::Edit edit_;
  bool forMask_ = false, toMask_ = false, painting_ = false;
  int target_ = -1;
  int extra_ = 0;
  BrushMask raster_;
  Vec2 last_{0, 0};
  Vec2 cursorPt_{-1e9, -1e9};
};

}  // namespace

extern const ToolRow kBrushTool = {.id = "brush",
                                   .labelKey = trKey("action.tool_brush"),
                                   .letter = 'B',
                                   .icon = Icon::brush,
                                   .step = Step::density,
                                   .chipKey = trKey("density.add_brush"),
                                   .titleKey = trKey("density.title_brush"),
                                   .subtitleKey = trKey("density.subtitle_brush"),
                                   .settings =
                                       [](EditorState& state, Rect area) {
                                         ToolSettings column(state, area);
                                         column.paintOrErase();
                                         column.size(state.brushRadiusMm, 1.0, 30.0);
                                         column.density(true);
                                         return column.height();
                                       },
                                   .make = [] { return std::unique_ptr<Tool>(new BrushTool(false)); }};

extern const ToolRow kMaskTool = {.id = "mask",
                                  .labelKey = trKey("action.tool_mask"),
                                  .letter = 'M',
                                  .icon = Icon::mask,
                                  .step = Step::density,
                                  .chipKey = trKey("density.add_mask"),
                                  .titleKey = trKey("density.title_mask"),
                                  .subtitleKey = trKey("density.subtitle_mask"),
                                  .settings =
                                      [](EditorState& state, Rect area) {
                                        ToolSettings column(state, area);
                                        column.paintOrErase();
                                        column.size(state.brushRadiusMm, 1.0, 30.0);
                                        return column.height();
                                      },
                                  .make = [] { return std::unique_ptr<Tool>(new BrushTool(true)); }};

}  // namespace hd
