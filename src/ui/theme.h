// The look: colours, type and measures from the design tokens, light and dark.
#pragma once

#include <imgui.h>

#include "ui/type_files.h"

namespace hd {

/// Colours as ImGui packs them.
struct Theme {
  ImU32 ink, muted, paper, card, line, accent, accentWash, onAccent, accentInk;
  ImU32 warning, warningWash, good, goodWash, error, errorWash;
  ImU32 track, knob, shadow, scrim, canvas;
  ImU32 mark, markEdge;  ///< lines over a photo, and the edge that sets them off on every skin
  bool dark = false;
};

Theme lightTheme();
Theme darkTheme();

/// A colour with another opacity (0..1 of its own).
ImU32 faded(ImU32 colour, float opacity);
/// Between two colours, t = 0..1.
ImU32 mixed(ImU32 a, ImU32 b, float t);

/// Type sizes, points.
inline constexpr float kTypeSmall = 12, kTypeBody = 14, kTypeLead = 16, kTypeTitle = 20, kTypeDisplay = 28;
/// Spacing, points.
inline constexpr float kGap1 = 4, kGap2 = 8, kGap3 = 12, kGap4 = 16, kGap5 = 24, kGap6 = 32;
/// Corner radii, points.
inline constexpr float kRadius1 = 6, kRadius2 = 10, kRadius3 = 14, kRadius4 = 20;

struct Fonts {
  ImFont* regular = nullptr;
  ImFont* medium = nullptr;
  ImFont* semibold = nullptr;
  ImFont* of(Weight w) const { return w == Weight::regular ? regular : w == Weight::medium ? medium : semibold; }
};

/// Adds the built-in type to the current ImGui context; once per context.
Fonts loadFonts();

}  // namespace hd
