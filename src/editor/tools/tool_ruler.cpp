// A ruler that lies on the skin: from where a stroke begins to where it ends, in mm along the head.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "editor/canvas/overlay.h"
#include "editor/session/editor_state.h"
#include "editor/tools/tool_settings.h"
#include "text/format.h"
#include "text/sentence.h"
#include "text/strings.h"

namespace hd {
namespace {

constexpr int kPieces = 64;       ///< of the drawn way
constexpr double kTickMm = 10.0;  ///< between marks; every fifth is longer

class RulerTool final : public Tool {
 public:
  void gesture(EditorState& state, const GestureEvent& event) override {
    const auto at = screenToMap(state, event.posPt);
    switch (event.kind) {
      case GestureKind::strokeBegin:
        before_ = ends_;
        held_ = nearest(state, event.posPt);
        if (held_ < 0 && at) ends_ = {*at, *at}, held_ = 1;
        break;
      case GestureKind::strokeMove:
        if (held_ >= 0 && at) ends_[static_cast<size_t>(held_)] = *at;
        break;
      case GestureKind::strokeEnd:
        held_ = -1;
        break;
      case GestureKind::strokeCancel:
        ends_ = before_, held_ = -1;
        break;
      default:
        break;
    }
  }

  bool key(EditorState& state, const KeyEvent& event) override {
    if (!event.pressed || !laid()) return false;
    if (event.key == Key::escape || event.key == Key::del || event.key == Key::backspace) return ends_ = {}, true;
    const Vec2 direction = event.key == Key::left    ? Vec2(-1, 0)
                           : event.key == Key::right ? Vec2(1, 0)
                           : event.key == Key::up    ? Vec2(0, -1)
                           : event.key == Key::down  ? Vec2(0, 1)
                                                     : Vec2(0, 0);
    for (size_t i = 0; i < 2; ++i) {
      if (direction == Vec2(0, 0) || state.ui.focusId() != handleId(i)) continue;
      const Vec2 to = ends_[i] + mapStep(state, ends_[i], direction, event.shift ? 5.0 : 1.0);
      if (state.model.map().covers(to)) ends_[i] = to;
      return true;
    }
    return false;
  }
  bool busy() const override { return laid(); }

  void draw(EditorState& state, ImDrawList* list) override {
    drawHairline(state, list, false);
    if (!laid()) return;
    const ScalpMap& map = state.model.map();
    const double mm = map.geodesicMm(ends_[0], ends_[1]);
    const std::string words = formatMmWithError(mm, 1.96 * state.model.design().view().scaleRelSd * mm);
    drawWay(state, list);
    for (size_t i = 0; i < 2; ++i) {
      const auto at = mapToScreen(state, ends_[i], false);
      if (!at) continue;
      const auto x = static_cast<float>(at->x), y = static_cast<float>(at->y);
      const bool focused =
          state.ui.handle(handleId(i), trf("ruler.end", {{"end", i + 1}}), words, {x - 14, y - 14, 28, 28}) && state.ui.focusVisible();
      drawHandle(state, list, *at, held_ == static_cast<int>(i), focused);
    }
    // Beside the middle, where no finger is.
    if (const auto middle = mapToScreen(state, mix(ends_[0], ends_[1], 0.5), false)) drawPill(state, list, *middle + Vec2(16, -20), words);
  }

 private:
  bool laid() const { return ends_[0] != ends_[1]; }
  static std::string handleId(size_t end) { return "ruler.end." + std::to_string(end); }

  int nearest(EditorState& state, Vec2 posPt) const {
    if (!laid()) return -1;
    for (size_t i = 0; i < 2; ++i) {
      const auto at = mapToScreen(state, ends_[i], false);
      if (at && length(*at - posPt) < (state.ui.touchFirst() ? 26.0 : 16.0)) return static_cast<int>(i);
    }
    return -1;
  }

  // The way over the skin with a mark at each centimetre; where the head turns away it is not drawn.
  void drawWay(EditorState& state, ImDrawList* list) const {
    const Theme& t = state.ui.theme();
    const ScalpMap& map = state.model.map();
    const Vec2 piece = (ends_[1] - ends_[0]) / static_cast<double>(kPieces);
    std::vector<std::pair<ImVec2, ImVec2>> lines, ticks;
    double alongMm = 0.0, nextMm = kTickMm;
    std::optional<Vec2> last = mapToScreen(state, ends_[0]);
    for (int i = 1; i <= kPieces; ++i) {
      const Vec2 to = ends_[0] + static_cast<double>(i) * piece;
      const auto at = mapToScreen(state, to);
      const double lengthMm = length(piece) * map.lengthScale(to - 0.5 * piece);
      if (at && last && *at != *last) {
        const auto im = [](Vec2 p) { return ImVec2(static_cast<float>(p.x), static_cast<float>(p.y)); };
        lines.emplace_back(im(*last), im(*at));
        const Vec2 along = normalize(*at - *last), across{-along.y, along.x};
        for (; nextMm <= alongMm + lengthMm; nextMm += kTickMm) {
          const Vec2 on = mix(*last, *at, (nextMm - alongMm) / lengthMm);
          const double half = std::fmod(nextMm + 0.5, 5.0 * kTickMm) < 1.0 ? 7.0 : 4.0;
          ticks.emplace_back(im(on - half * across), im(on + half * across));
        }
      }
      while (nextMm <= alongMm + lengthMm) nextMm += kTickMm;
      alongMm += lengthMm;
      last = at;
    }
    for (const auto& [colour, extra] : {std::pair{faded(t.markEdge, 0.6f), 2.4f}, std::pair{t.mark, 0.0f}}) {
      for (const auto& [a, b] : lines) list->AddLine(a, b, colour, 2.2f + extra);
      for (const auto& [a, b] : ticks) list->AddLine(a, b, colour, 1.4f + extra);
    }
  }

  std::array<Vec2, 2> ends_{}, before_{};
  int held_ = -1;
};

}  // namespace

extern const ToolRow kRulerTool = {.id = "ruler",
                                   .labelKey = trKey("action.tool_ruler"),
                                   .letter = 'U',
                                   .icon = Icon::ruler,
                                   .step = Step::density,
                                   .chipKey = trKey("ruler.title"),
                                   .titleKey = trKey("ruler.title"),
                                   .subtitleKey = trKey("ruler.subtitle"),
                                   .settings =
                                       [](EditorState& state, Rect area) {
                                         ToolSettings column(state, area);
                                         column.how(tr("ruler.how"));
                                         return column.height();
                                       },
                                   .make = [] { return std::unique_ptr<Tool>(new RulerTool); }};

}  // namespace hd
