// How one practice works: its pace, what a session holds and what it takes beside the needle.
#pragma once

#include "core/interval.h"

namespace hd {

struct Practice {
  Interval dotsPerHour;             ///< with the needle, 1/h, low the slow end
  double mostDotsPerSession = 0.0;  ///< what one session can hold
  Interval sessionExtraHours;       ///< talk, drawing, numbing and breaks, each session
  Interval partingHours;            ///< more where hair that stays is parted, each session
  Interval betweenHairFactor;       ///< time for a dot between hair over that for one on shaved skin
  Interval touchUpYears;            ///< years between two touch-ups
};

/// What the facts say of an average practice.
Practice usualPractice();

}  // namespace hd
