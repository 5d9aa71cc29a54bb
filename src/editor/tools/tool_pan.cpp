// The open hand: moves the picture; taps choose a zone.
#include "core/polygon.h"
#include "editor/canvas/overlay.h"
#include "editor/session/editor_state.h"
#include "text/sentence.h"
#include "text/strings.h"

namespace hd {
namespace {

class PanTool final : public Tool {
 public:
  void gesture(EditorState& state, const GestureEvent& event) override {
    if (event.kind != GestureKind::tap) return;
    if (state.pick == Pick::skin || state.pick == Pick::hair) return pickColour(state, event.posPt);
    const auto at = screenToMap(state, event.posPt);
    if (!at) return;
    if (state.pick != Pick::none) {
      if (!state.model.paintCover(*at, state.brushRadiusMm, state.pick == Pick::paintSkin)) showToast(state, tr("cover.nothing"), false);
      return;
    }
    const auto& zones = state.model.design().zones;
    // Later zones lie on top; those that follow the hairline share an outline and are chosen in the list.
    for (size_t i = zones.size(); i-- > 0;) {
      if (!zones[i].followsHairline && contains(zones[i].outlineMapMm, *at)) {
        state.selectedZone = static_cast<int>(i);
        return;
      }
    }
    state.selectedZone = -1;
  }
  void draw(EditorState& state, ImDrawList* list) override {
    if (state.pick == Pick::paintSkin || state.pick == Pick::paintHair) drawHairCover(state, list);
  }

 private:
  static void pickColour(EditorState& state, Vec2 posPt) {
    const PatchKind kind = state.pick == Pick::skin ? PatchKind::skin : PatchKind::hair;
    const Result<bool> even = state.model.tapColour(kind, state.view.toPhotoPx(posPt));
    if (!even) return showToast(state, sentence(even.error()), true);
    if (!*even) return showToast(state, tr("colour.uneven"), true);  // may be tapped again at once
    state.pick = Pick::none;
  }
};

}  // namespace

extern const ToolRow kPanTool = {
    .id = "pan", .labelKey = trKey("action.tool_pan"), .letter = 'V', .icon = Icon::hand, .movesPicture = true, .make = [] {
      return std::unique_ptr<Tool>(new PanTool);
    }};

}  // namespace hd
