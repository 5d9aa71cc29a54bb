// Everything the screen knows: the model and what is shown of it. Tools and panels work on this.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "editor/actions.h"
#include "editor/canvas_view.h"
#include "editor/designer_model.h"
#include "editor/editor.h"
#include "editor/gestures.h"
#include "editor/layout.h"
#include "editor/tool.h"
#include "editor/ui.h"
#include "render/gl_preview.h"

namespace hd {

/// What the next taps of the open hand do instead of choosing a zone.
enum class Pick : uint8_t { none, skin, hair, paintSkin, paintHair };

/// A message that goes away by itself.
struct Toast {
  std::string text;
  bool error = false;
  double seconds = 3.0;         ///< how long it stays
  double untilSeconds = -1.0;   ///< set by the first frame that shows it: the clock may have rested before
};

struct EditorState {
  EditorHost host;
  DesignerModel model;
  Ui ui;
  Fonts fonts;
  ActionRegistry actions;
  FrameInfo info;
  Layout layout;

  // ── canvas ──
  CanvasView view;
  std::optional<CanvasView> viewGoal;      ///< where an animated move is going
  CanvasView viewFrom;
  double viewMoveStart = 0.0;
  bool viewTouched = false;                ///< a person moved the view: do not re-frame by itself
  bool wholePhoto = false;                 ///< framing shows all of the photo rather than the scalp
  GestureRecogniser gestures;
  bool spaceHeld = false;
  ToolId toolId = ToolId::pan;
  std::unique_ptr<Tool> tool;
  bool splitOn = false, splitDragging = false;
  double splitAt = 0.5;                    ///< before/after line, fraction of the canvas width
  bool beforeToggled = false, beforeHeld = false;
  bool blinkOn = false;                    ///< before and after by turns
  bool sideBySide = false;                 ///< the proposals beside each other
  std::array<Estimate, DesignerModel::kProposals> proposalPlans;  ///< while they are
  std::optional<ToolId> toolAfter;         ///< a tool that is done asks for the next one, which takes over with the next frame
  double distanceMm = 0.0;                 ///< the onlooker's, 0: as sharp as the photo

  // ── mode ──
  bool studio = false;
  bool modeChosen = false;                 ///< the person chose; else the window size decides
  Step step = Step::photo;
  bool whyOpen = false, menuOpen = false;
  float sheetWants = 300;                  ///< content height of the current step, points
  std::optional<Toast> toast;

  // ── selections and settings of tools ──
  int selectedZone = -1;
  int selectedPoint = -1;
  Pick pick = Pick::none;
  double brushRadiusMm = 8.0;
  double combRadiusMm = 20.0;
  bool brushErases = false;
  double newZoneDensityPerCm2 = 150.0;
  double pupilMm = 0.0;                    ///< while its slider is dragged, else 0
  std::string photoName;

  int owedFrames = 3;
  double nowMs() const { return info.timeSeconds * 1000.0; }
  void owe(int frames = 3) { owedFrames = owedFrames > frames ? owedFrames : frames; }
};

/// Shows a message for a few seconds.
void showToast(EditorState& state, std::string text, bool error);
/// Switches the tool; a half-done stroke is dropped.
void chooseTool(EditorState& state, ToolId id);
/// Goes to a guided step and takes up its tool.
void chooseStep(EditorState& state, Step step);
/// Frames what matters for the current step (the whole photo, or the top of the head), animated.
void frameView(EditorState& state, bool animate);
/// Fills the registry (editor_actions.cpp).
void registerActions(EditorState& state);

/// How long a blinking picture shows each side.
inline constexpr double kBlinkSeconds = 0.7;
/// The bare photo is shown now: asked for, held, or the blink's turn.
bool showsBefore(const EditorState& state);
/// Slots of the proposals that are shown, left to right; one when they are not compared.
std::vector<int> shownProposals(const EditorState& state);

/// Zone that new density applies to: the selected one, if it still exists.
const Zone* selectedZone(const EditorState& state);
/// Swatch colour of a zone in lists and on the canvas, by index.
ImU32 zoneColour(const EditorState& state, size_t index);

/// Screen position of map position, points; absent when the skin there is not in view.
std::optional<Vec2> mapToScreen(EditorState& state, Vec2 posMapMm, bool mustBeVisible = true);
/// Map position under a point of the screen, if there is skin.
std::optional<Vec2> screenToMap(EditorState& state, Vec2 posPt);
/// The map displacement that moves a point of skin by `mm` along the skin in a screen direction.
Vec2 mapStep(EditorState& state, Vec2 posMapMm, Vec2 directionPt, double mm);

}  // namespace hd
