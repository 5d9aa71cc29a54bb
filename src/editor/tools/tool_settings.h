// The settings that several drawing tools have, one below the other.
#pragma once

#include "editor/session/editor_state.h"

namespace hd {

class ToolSettings {
 public:
  ToolSettings(EditorState& state, Rect area) : s_(state), area_(area), y_(area.y) {}
  /// What to do, in a sentence or two.
  void how(const char* words);
  /// Actions as chips: those that are on or off, and those that are done at once and shown while possible.
  void toggle(const char* actionId);
  void once(const char* actionId);
  void paintOrErase();
  /// Diameter of the brush, from its radius in mm.
  void size(double& radiusMm, double low, double high);
  /// Density of the chosen zone if `ofZone`, else of what is drawn next.
  void density(bool ofZone);
  float height();

 private:
  Rect line(float height);
  void endChips();

  EditorState& s_;
  Rect area_;
  float y_;
  float chipX_ = 0;  ///< of the next chip in an open row of chips; 0: none is open
};

}  // namespace hd
