// Everything the screen knows: the model and what is shown of it. Tools and panels work on this.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/designer_model.h"
#include "editor/session/editor_host.h"
#include "editor/session/layout.h"
#include "editor/session/steps.h"
#include "editor/session/tool.h"
#include "ui/actions.h"
#include "ui/canvas_view.h"
#include "ui/gestures.h"
#include "ui/ui.h"

namespace hd {

/// What the next taps of the open hand do instead of choosing a zone.
enum class Pick : uint8_t { none, skin, hair, paintSkin, paintHair };

/// A message that goes away by itself.
struct Toast {
  std::string text;
  bool error = false;
  double seconds = 3.0;        ///< how long it stays
  double untilSeconds = -1.0;  ///< set by the first frame that shows it: the clock may have rested before
};

/// What the open photo tells about the head by itself.
struct HeadFinding {
  struct Face {
    Vec2 posPhotoPx{0, 0};
    double sizePx = 0.0;
    int index = 0;  ///< as the host knows it: 0 is the largest
  };
  bool looking = false;
  bool chosen = false;             ///< a person has said which face is meant
  int face = 0;                    ///< index of the one that was taken
  std::vector<Face> faces;         ///< where there are several: all, from the picture's left to its right
  std::vector<std::string> notes;  ///< what to know of it: sentences
  std::optional<Design> proposal;  ///< the design that it gives
  bool unfit = false;              ///< there is a face, but no head that fits it
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
  std::optional<CanvasView> viewGoal;  ///< where an animated move is going
  CanvasView viewFrom;
  double viewMoveStart = 0.0;
  bool viewTouched = false;  ///< a person moved the view: do not re-frame by itself
  bool wholePhoto = false;   ///< framing shows all of the photo rather than the scalp
  GestureRecogniser gestures;
  bool spaceHeld = false;
  ToolTable tools;                   ///< all there are, at least the one that moves the picture
  const ToolRow* toolRow = nullptr;  ///< the one taken up, and what it does
  std::unique_ptr<Tool> tool;
  bool splitOn = false, splitDragging = false;
  double splitAt = 0.5;  ///< before/after line, fraction of the canvas width
  bool beforeToggled = false, beforeHeld = false;
  bool blinkOn = false;                                           ///< before and after by turns
  bool sideBySide = false;                                        ///< the proposals beside each other
  std::array<Estimate, DesignerModel::kProposals> proposalPlans;  ///< while they are
  bool toolDone = false;                                          ///< the tool is put away with the next frame

  // ── mode ──
  bool studio = false;
  bool modeChosen = false;  ///< the person chose; else the window size decides
  Step step = Step::photo;
  bool whyOpen = false, menuOpen = false;
  float sheetWants = 300;  ///< content height of the current step, points
  std::optional<Toast> toast;

  // ── selections and settings of tools ──
  int selectedZone = -1;
  int selectedPoint = -1;
  Pick pick = Pick::none;
  double brushRadiusMm = 8.0;
  double combRadiusMm = 20.0;
  bool brushErases = false;
  double newZoneDensityPerCm2 = 150.0;
  DesignerModel::Edit sliderEdit;  ///< of the slider that is being dragged
  double pupilMm = 0.0;            ///< while its slider is dragged, else 0
  std::string photoName;
  HeadFinding finding;

  int owedFrames = 3;
  double nowMs() const { return info.timeSeconds * 1000.0; }
  void owe(int frames = 3) { owedFrames = owedFrames > frames ? owedFrames : frames; }
};

/// Messages of the libraries start small, to follow "error: " on a terminal; here they stand alone.
std::string asSentence(std::string_view words);
/// Shows a message for a few seconds.
void showToast(EditorState& state, std::string text, bool error);
/// Switches the tool; a half-done stroke is dropped.
void chooseTool(EditorState& state, const ToolRow& row);
/// Leaves the open hand, which moves the picture.
void putToolAway(EditorState& state);
/// The tool that a guided step starts with.
const ToolRow& firstToolOf(const EditorState& state, Step step);
/// The tool taken up is one of the further ones of its step, with settings of its own.
inline bool furtherTool(const EditorState& state) { return state.toolRow && state.toolRow->chipKey; }
/// Whether a tool can be taken up now.
bool usable(const EditorState& state, const ToolRow& row);
/// Goes to a guided step and takes up its tool.
void chooseStep(EditorState& state, Step step);
/// Frames what matters for the current step (the whole photo, or the top of the head), animated.
void frameView(EditorState& state, bool animate);
/// How long a blinking picture shows each side.
inline constexpr double kBlinkSeconds = 0.7;
/// The bare photo is shown now: asked for, held, or the blink's turn.
bool showsBefore(const EditorState& state);
/// Slots of the proposals that are shown, left to right; one when they are not compared.
std::vector<int> shownProposals(const EditorState& state);

/// The proposal for the found head is not, or no more, what the design rests on.
bool proposalWaits(const EditorState& state);
/// Takes it over as one step and goes to where it is seen.
void useProposal(EditorState& state);

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
