#include "editor/canvas/overlay.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "design/templates.h"
#include "document/hairline_edit.h"
#include "text/format.h"
#include "text/strings.h"

namespace hd {
namespace {

ImVec2 im(Vec2 p) { return {static_cast<float>(p.x), static_cast<float>(p.y)}; }

constexpr float kHalo = 0.59f;  ///< opacity of the edge beside a line

// Runs of consecutive visible points of a polyline.
template <class F>
void eachVisibleRun(EditorState& state, std::span<const Vec2> points, bool closed, F&& visit) {
  std::vector<ImVec2> run;
  const size_t count = points.size() + (closed ? 1 : 0);
  for (size_t i = 0; i < count; ++i) {
    if (const auto p = mapToScreen(state, points[i % points.size()])) {
      run.push_back(im(*p));
    } else {
      if (run.size() > 1) visit(run);
      run.clear();
    }
  }
  if (run.size() > 1) visit(run);
}

}  // namespace

void drawHandle(EditorState& state, ImDrawList* list, Vec2 posPt, bool active, bool focused) {
  const float radius = (state.ui.touchFirst() ? 8.5f : 7.0f) + (active ? 2.0f : 0.0f);
  const Theme& t = state.ui.theme();
  const ImVec2 c = im(posPt);
  for (int i = 3; i >= 1; --i) list->AddCircleFilled({c.x, c.y + 1}, radius + static_cast<float>(i) * 1.2f, IM_COL32(0, 0, 0, 16), 40);
  list->AddCircleFilled(c, radius, active ? t.mark : t.knob, 40);
  list->AddCircle(c, radius - 0.75f, active ? t.knob : t.mark, 40, 2.5f);
  if (focused) list->AddCircle(c, radius + 5, t.knob, 40, 3.0f), list->AddCircle(c, radius + 5, t.mark, 40, 1.5f);
}

void drawPill(EditorState& state, ImDrawList* list, Vec2 anchorPt, std::string_view words) {
  const float w = state.ui.textWidth(words, 13, Weight::semibold) + 20;
  const ImVec2 a{static_cast<float>(anchorPt.x), static_cast<float>(anchorPt.y) - 13};
  for (int i = 3; i >= 1; --i) {
    const float g = static_cast<float>(i) * 1.3f;
    list->AddRectFilled({a.x - g, a.y - g + 1}, {a.x + w + g, a.y + 26 + g + 1}, IM_COL32(0, 0, 0, 12), 9 + g);
  }
  list->AddRectFilled(a, {a.x + w, a.y + 26}, faded(state.ui.theme().card, 0.93f), 9);
  ImFont* font = state.fonts.semibold;
  list->AddText(font, 13 * 1.21f, {a.x + 10, a.y + 13 - 0.5f * 13 * 1.21f}, state.ui.theme().ink, words.data(),
                words.data() + words.size());
}

void drawDashed(ImDrawList* list, Vec2 from, Vec2 to, ImU32 colour, float width, float dash, float gap) {
  const double total = length(to - from);
  if (total < 1) return;
  const Vec2 along = (to - from) / total;
  for (double at = 0; at < total; at += dash + gap) {
    list->AddLine(im(from + at * along), im(from + std::min(at + dash, total) * along), colour, width);
  }
}

void drawHairline(EditorState& state, ImDrawList* list, bool editing) {
  const Hairline& hairline = state.model.design().hairline;
  if (!hairline.enabled || hairline.pointsMapMm.size() < 3) return;
  const Theme& t = state.ui.theme();
  const auto curve = hairlineCurve(hairline, 1.5);
  eachVisibleRun(state, curve, false, [&](const std::vector<ImVec2>& run) {
    const int n = static_cast<int>(run.size());
    list->AddPolyline(run.data(), n, faded(t.markEdge, editing ? kHalo : 0.5f * kHalo), 0, editing ? 5.0f : 3.0f);
    list->AddPolyline(run.data(), n, faded(t.mark, editing ? 1.0f : 0.75f), 0, editing ? 2.5f : 1.5f);
  });
}

void drawHairlineMeasure(EditorState& state, ImDrawList* list) {
  const Design& design = state.model.design();
  if (!design.head || design.hairline.pointsMapMm.size() < 3) return;
  const ScalpMap& map = state.model.map();
  const HeadModel& head = map.head();
  const View& view = design.view();
  const auto onScreen = [&](Vec3 p) -> std::optional<Vec2> {
    const auto px = projectPoint(view, p);
    return px ? std::optional<Vec2>(state.view.toPt(*px)) : std::nullopt;
  };
  const Vec3 glabella = head.landmark(Landmark::glabella);
  const Theme& t = state.ui.theme();
  const ImU32 faint = faded(t.mark, 0.67f);
  if (sideOf(view) == HeadSide::front) {
    // Level with the glabella, bent about the forehead, so that the measured way ends on it.
    constexpr double kHalfMm = 62.0, kBackMm = 18.0;
    constexpr int kDashes = 53;  // of three fifths of their share
    for (int k = 0; k < kDashes; ++k) {
      const auto at = [&](double t) {
        const double u = 2.0 * t / (kDashes - 0.4) - 1.0;
        return onScreen(glabella + Vec3(kHalfMm * u, 0, -kBackMm * u * u));
      };
      if (const auto from = at(k), to = at(k + 0.6); from && to) list->AddLine(im(*from), im(*to), faint, 1.4f);
    }
    const auto chin = onScreen(head.landmark(Landmark::menton)), brow = onScreen(glabella);
    if (chin && brow) drawDashed(list, *brow, *chin, faded(faint, 0.7f), 1.4f, 5, 4);
  }
  // The measured way: along the skin from the glabella up the midline.
  const Vec2 mid = midFrontalPoint(design.hairline);
  const Vec2 start = map.toMap(glabella);
  std::vector<Vec2> path;
  for (int i = 0; i <= 24; ++i) path.push_back(mix(start, mid, i / 24.0));
  const bool front = sideOf(view) == HeadSide::front;
  std::vector<ImVec2> shown;
  for (const Vec2 p : path) {
    if (const auto s = mapToScreen(state, p)) shown.push_back(im(*s + Vec2(front ? 14.0 : 0.0, 0.0)));
  }
  if (shown.size() < 2) return;
  list->AddPolyline(shown.data(), static_cast<int>(shown.size()), faded(t.markEdge, kHalo), 0, 4.0f);
  list->AddPolyline(shown.data(), static_cast<int>(shown.size()), t.mark, 0, 2.0f);
  for (const ImVec2 end : {shown.front(), shown.back()}) list->AddLine({end.x - 5, end.y}, {end.x + 6, end.y}, t.mark, 2.0f);
  const double height = hairlineHeightMm(map, design.hairline);
  // Nearer to the brows than to the hairline, where there are handles.
  const ImVec2 middle = shown[shown.size() * 3 / 10];
  drawPill(state, list, {middle.x + 9.0, middle.y}, formatMmWithError(height, 1.96 * view.scaleRelSd * height));
}

void drawOutline(EditorState& state, ImDrawList* list, std::span<const Vec2> outline, ImU32 colour, float width, bool dashed) {
  if (outline.size() < 3) return;
  const auto fine = densifyClosed(outline, 4.0);
  eachVisibleRun(state, fine, true, [&](const std::vector<ImVec2>& run) {
    if (!dashed) {
      list->AddPolyline(run.data(), static_cast<int>(run.size()), faded(state.ui.theme().markEdge, 0.43f), 0, width + 2);
      list->AddPolyline(run.data(), static_cast<int>(run.size()), colour, 0, width);
      return;
    }
    list->AddPolyline(run.data(), static_cast<int>(run.size()), IM_COL32(20, 40, 44, 120), 0, width + 1.5f);
    double at = 0;
    for (size_t i = 0; i + 1 < run.size(); ++i) {
      const double piece = std::hypot(run[i + 1].x - run[i].x, run[i + 1].y - run[i].y);
      if (std::fmod(at, 10.0) < 6.0) list->AddLine(run[i], run[i + 1], colour, width);
      at += piece;
    }
  });
}

Rect drawSplit(EditorState& state, ImDrawList* list) {
  const Theme& t = state.ui.theme();
  const Rect c = state.layout.canvas;
  const float x = c.x + static_cast<float>(state.splitAt) * c.w;
  const float y = state.layout.clear.y + state.layout.clear.h * 0.62f;
  list->AddRectFilled({x - 2.5f, c.y}, {x + 2.5f, c.bottom()}, IM_COL32(0, 0, 0, 26));
  list->AddRectFilled({x - 1.5f, c.y}, {x + 1.5f, c.bottom()}, t.knob);
  for (int i = 4; i >= 1; --i) list->AddCircleFilled({x, y + 1}, 17 + static_cast<float>(i) * 1.5f, IM_COL32(0, 0, 0, 14), 48);
  list->AddCircleFilled({x, y}, 17, t.knob, 48);
  const auto arrow = [&](float side) {
    list->AddLine({x + side * 2.5f, y}, {x + side * 9.5f, y}, t.mark, 2.0f);
    list->PathLineTo({x + side * 6.0f, y - 4});
    list->PathLineTo({x + side * 10.0f, y});
    list->PathLineTo({x + side * 6.0f, y + 4});
    list->PathStroke(t.mark, 0, 2.0f);
  };
  arrow(-1);
  arrow(1);
  return {x - 22, y - 22, 44, 44};
}

void drawBrushRing(EditorState& state, ImDrawList* list, Vec2 posPt, double radiusMm, ImU32 colour, bool down) {
  const bool show = posPt.x > -1e8 && state.layout.canvas.contains(static_cast<float>(posPt.x), static_cast<float>(posPt.y)) &&
                    (down || !state.ui.touchFirst());
  const auto at = show ? screenToMap(state, posPt) : std::nullopt;
  if (!at) return;
  const auto footprint = footprintAt(state.model.design().view(), state.model.map(), *at);
  if (!footprint) return;
  ImVec2 ring[40];
  for (int i = 0; i < 40; ++i) {
    const double a = kTwoPi * i / 40.0;
    const Vec2 offset = radiusMm * state.view.scale * (std::cos(a) * footprint->axis0Px + std::sin(a) * footprint->axis1Px);
    ring[i] = im(posPt + offset);
  }
  list->AddPolyline(ring, 40, faded(state.ui.theme().markEdge, 0.86f), ImDrawFlags_Closed, 3.0f);
  list->AddPolyline(ring, 40, colour, ImDrawFlags_Closed, 1.5f);
}

void drawHairCover(EditorState& state, ImDrawList* list) {
  // Hair is tinted; single cells are smaller than a pixel far out, so no more of them than can be seen.
  const SkinCover& cover = state.model.design().skinCover;
  const double cellPt = cover.cellMm / std::max(state.model.design().view().mmPerPx, 1e-6) * state.view.scale;
  const int stride = std::max(1, static_cast<int>(3.0 / std::max(cellPt, 1e-3)));
  for (int j = stride / 2; j < cover.rows; j += stride)
    for (int i = stride / 2; i < cover.columns; i += stride) {
      const int hair = 255 - cover.skin[static_cast<size_t>(j) * static_cast<size_t>(cover.columns) + static_cast<size_t>(i)];
      if (hair < 40) continue;
      const auto at = mapToScreen(state, cover.originMapMm + Vec2(i + 0.5, j + 0.5) * cover.cellMm);
      if (!at) continue;
      const float x = static_cast<float>(at->x), y = static_cast<float>(at->y), half = static_cast<float>(0.5 * stride * cellPt);
      list->AddRectFilled({x - half, y - half}, {x + half, y + half}, IM_COL32(40, 90, 220, hair / 3));
    }
}

}  // namespace hd
