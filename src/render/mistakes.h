// What goes wrong when it is done badly, shown on the person's own design.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "appearance/appearance.h"
#include "design/design.h"
#include "pattern/dots.h"
#include "scalp/scalp_map.h"

namespace hd {

/// The common mistakes of the trade. Any of them may be on together.
struct Mistakes {
  bool tooDeep = false;      ///< pigment in the deep dermis: blurred and blue
  bool tooDense = false;     ///< dots touch: a painted helmet
  bool tooLow = false;       ///< a hairline no grown man has
  bool tooStraight = false;  ///< a ruled edge without transition
  bool oneShade = false;     ///< every dot alike: print, not stubble

  bool operator==(const Mistakes&) const = default;
  bool any() const { return tooDeep || tooDense || tooLow || tooStraight || oneShade; }
};

/// Names for files and command lines: "too-deep", "too-dense", "too-low", "too-straight", "one-shade".
std::span<const std::string_view> mistakeNames();
/// Turns the mistake of this name on; false when there is none.
bool setMistake(Mistakes& mistakes, std::string_view name, bool on = true);
bool mistakeOn(const Mistakes& mistakes, std::string_view name);

/// The design as a careless practitioner would carry it out; the given one when nothing is on.
Design designWithMistakes(const Design& design, const ScalpMap& map, const Mistakes& mistakes);

/// Spoils the dots of such a design: depth and spread (too deep), equal size and shade (one shade), no finer dots at the
/// edge (too straight).
void spoilDots(Dots& dots, const Design& design, const Mistakes& mistakes);

}  // namespace hd
