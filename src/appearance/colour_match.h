// Colour of skin and hair from patches of the photo, and the shade that fits them.
#pragma once

#include <span>
#include <string_view>

#include "appearance/shaved_scalp.h"
#include "core/vec.h"
#include "image/colour.h"

namespace hd {

/// What a patch of pixels is taken for: skin averages all but the extremes; hair (or stubble, with
/// skin shining through) averages its dark part.
enum class PatchKind { skin, hair };

/// A patch's colour, robustly averaged.
struct PatchColour {
  Lab lab;             ///< D65
  Vec3 linear{0.0};    ///< the same as linear RGB
  double spreadL = 0;  ///< L* between the 10th and the 90th percentile
  /// False where shadow, glare, hair or an edge lies in the patch: the average means little then.
  bool uniform = true;
};

/// Averages linear RGB pixels; black when there are none. Skin: the mean of pixels between the 5th
/// and the 98th percentile of L*; hair: between the 5th and the 40th.
PatchColour averagePatch(std::span<const Vec3> linearPixels, PatchKind kind);

/// Individual typology angle in degrees, atan((L* - 50) / b*), 90 for neutral light colours.
double typologyAngleDeg(Lab skin);
/// Class of an angle: "very_light", "light", "intermediate", "tan", "brown", "dark" (Del Bino's cuts).
std::string_view typologyClass(double angleDeg);

/// The Monk tone 1..10 nearest to a skin colour by CIELAB distance.
int nearestMonkTone(Lab skin);

/// Which shade to use and why. Work at full density has to look like the client's own sides when they are shaved; how
/// dark a single dot is beside a single hair is the check.
struct ShadeAdvice {
  double shade = 3.0;         ///< 1..6, continuous: the settled field is as light as the shaved sides
  int matchShade = 3;         ///< nearest whole step, 1..6
  int wholeShade = 2;         ///< what to use: one step lighter than the match, since lighter can be made darker
  int firstSessionShade = 1;  ///< one step lighter again, at least 1
  double waterParts = 20.0;   ///< parts of water to one of pigment for wholeShade
  double wantedDeltaL = 0;    ///< skin L* - L* of the shaved sides
  double reachedDeltaL = 0;   ///< skin L* - L* of the settled field of wholeShade at full density
  double dotDeltaL = 0;       ///< skin L* - L* of one settled dot of wholeShade
  double hairDeltaL = 0;      ///< skin L* - L* of the hair itself
  /// The hair takes so little light that even the lightest shade is more than natural: blond or grey.
  bool hairTooLight = false;
  /// The darkest shade still is paler than the shaved sides.
  bool limited = false;
  /// A single dot is nearly as dark as a hair: what fits from afar shows as dots close up.
  bool dotsShow = false;
};

/// Shade for this skin and hair; `sides` tells how the hair grows, its pigment is taken from `hair`.
ShadeAdvice adviseShade(const PatchColour& skin, const PatchColour& hair, const ShavedSides& sides = {});

}  // namespace hd
