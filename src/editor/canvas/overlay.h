// Marks on the photo shared by tools: handles, pills, dashed lines, the hairline and its height.
#pragma once

#include <string_view>

#include "editor/session/editor_state.h"

namespace hd {

/// A round handle as on the drawings; larger while held or focused.
void drawHandle(EditorState& state, ImDrawList* list, Vec2 posPt, bool active, bool focused);
/// A small rounded label on the canvas; `anchor` is its left middle.
void drawPill(EditorState& state, ImDrawList* list, Vec2 anchorPt, std::string_view text);
void drawDashed(ImDrawList* list, Vec2 fromPt, Vec2 toPt, ImU32 colour, float width, float dash, float gap);
/// The hairline's curve; faint when it is not being edited.
void drawHairline(EditorState& state, ImDrawList* list, bool editing);
/// Midline, brow line and the height of the mid-frontal point with its label.
void drawHairlineMeasure(EditorState& state, ImDrawList* list);
/// The outline of a zone or mask where it is in view.
void drawOutline(EditorState& state, ImDrawList* list, std::span<const Vec2> outlineMapMm, ImU32 colour, float width, bool dashed);
/// The line between before and after with its knob; returns where the knob is.
Rect drawSplit(EditorState& state, ImDrawList* list);
/// A brush as it lies on the skin under a point of the screen: round there, an ellipse in the picture. Fingers see it
/// only while they are `down`.
void drawBrushRing(EditorState& state, ImDrawList* list, Vec2 posPt, double radiusMm, ImU32 colour, bool down);
/// Tints what counts as hair between which dots go (Design::skinCover).
void drawHairCover(EditorState& state, ImDrawList* list);

}  // namespace hd
