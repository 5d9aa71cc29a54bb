// Colour of skin and hair from patches of the photo, and the shade that fits them.
#pragma once

#include <span>
#include <string_view>

#include "core/vec.h"
#include "image/colour.h"

namespace hd {

/// What a patch of pixels is taken for: skin averages all but the extremes; hair (or stubble, with
/// skin shining through) averages its dark part.
enum class PatchKind { skin, hair };

/// A patch's colour, robustly averaged.
struct PatchColour {
  Lab lab;              ///< D65
  Vec3 linear{0.0};     ///< the same as linear RGB
  double spreadL = 0;   ///< L* between the 10th and the 90th percentile
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

/// Which shade to use and why.
struct ShadeAdvice {
  double shade = 3.0;          ///< 1..6, continuous
  int wholeShade = 3;          ///< nearest whole step, 1..6
  int firstSessionShade = 2;   ///< one step lighter, at least 1
  double waterParts = 15.0;    ///< parts of water to one of pigment for wholeShade
  double wantedDeltaL = 0;     ///< skin L* - dot L* that is aimed at
  double reachedDeltaL = 0;    ///< what wholeShade gives on this skin, settled
  /// Hair is nearly as light as the skin: the lightest shade is already more than natural.
  bool hairTooLight = false;
  /// The darkest shade allowed on this skin still is paler than the hair asks for.
  bool limited = false;
};

/// Shade whose settled dots are darker than the skin by a share of what the hair is (fact
/// "colour.match_share", 0.6..0.8).
ShadeAdvice adviseShade(const PatchColour& skin, const PatchColour& hair);

}  // namespace hd
