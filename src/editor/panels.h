// The contents of steps and cards: each draws itself into the current panel, from the top of `area`
// down, and returns the height it took. The guided steps and the studio show the same contents.
#pragma once

#include "editor/editor_state.h"

namespace hd {

float photoPanel(EditorState& state, Rect area);
float scalePanel(EditorState& state, Rect area);
/// Templates, height, soft edge, irregularity, symmetry. `full`: with everything the studio offers.
float hairlinePanel(EditorState& state, Rect area, bool full);
/// The most pressing finding in one box; nothing when all is fine.
float hairlineAdvice(EditorState& state, Rect area);
/// All findings, line by line.
float findingsPanel(EditorState& state, Rect area);
float densityPanel(EditorState& state, Rect area);
/// The list of zones with their areas and densities; settings of the chosen one.
float zonesPanel(EditorState& state, Rect area);
/// What the drawing tools need: size, paint or erase, density of what comes next.
float drawingPanel(EditorState& state, Rect area);
float pigmentPanel(EditorState& state, Rect area);
/// Sessions and the time slider.
float timePanel(EditorState& state, Rect area, bool wide);
/// What the chosen zone is for, with its few settings.
float usePanel(EditorState& state, Rect area);
/// Taps on skin and hair, and the shade they advise.
float colourPanel(EditorState& state, Rect area);
/// What goes wrong, viewing distance, what makes it fade.
float showingPanel(EditorState& state, Rect area);
/// Over the picture while a mistake is shown: says which, and takes it back.
void mistakeBanner(EditorState& state);
/// The actions of both.
void addShowingActions(EditorState& state);
/// Blink, before and after, proposals.
float comparePanel(EditorState& state, Rect area);
/// Under each of the proposals that are shown side by side: what it would take.
void proposalLabels(EditorState& state);
void addCompareActions(EditorState& state);
float planPanel(EditorState& state, Rect area);

/// Cost, sessions, hours and area with "why"; `button` shows Next or Plan beside it.
void estimateBar(EditorState& state, Rect rect);
/// The reasons behind the numbers, above everything.
void whySheet(EditorState& state);

/// A slider whose drag is one undo step: `apply` gets the document and the new value.
template <class F>
void designSlider(EditorState& state, const SliderSpec& spec, Rect rect, double value, const char* label, Touch touch, F&& apply) {
  double next = value;
  const SliderResult r = state.ui.slider(spec, rect, next);
  if (r.started) state.model.begin();
  if (r.changed && state.model.inGesture()) state.model.change(touch, [&](Document& d) { apply(d, next); });
  if (r.finished) state.model.commit(label);
}

}  // namespace hd
