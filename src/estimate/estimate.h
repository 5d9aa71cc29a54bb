// The plan in numbers: area, dots, hours, sessions and cost, each with its range.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/interval.h"
#include "core/message.h"
#include "design/design.h"
#include "estimate/practice.h"
#include "scalp/scalp_map.h"

namespace hd {

struct ZoneEstimate {
  std::string name;
  Interval areaCm2;
  Interval dots;
  double densityPerCm2 = 0.0;
};

struct Estimate {
  Interval areaCm2;
  Interval dots;
  Interval hours;  ///< with the needle alone: dots over the rate
  Interval sessions;
  Interval cost;         ///< in `currency`
  Interval touchUpCost;  ///< one touch-up, in `currency`
  /// In the chair, all sessions together: the needle's hours and what each session takes beside them.
  Interval chairHours;
  Interval upkeepPerYear;  ///< touch-ups spread over the years between them, in `currency`
  std::string currency;
  std::vector<ZoneEstimate> zones;
  /// Nobody has said where the head is: all numbers are those of an average one.
  bool assumedHead = false;
  /// Years after the last session when a touch-up is due, if the caller looked (appearance/healing.h).
  std::vector<double> touchUpYears;
  std::vector<Message> reasons;  ///< the "why", one sentence each
};

/// The estimate of a design. `dotsPerZone` holds the real dots of each zone where they have been made
/// (makeDots), so that the number shown is the number drawn; empty: the field's integral is taken.
///
/// Area and dots carry the view's error (2 sigma); hours add the range of working speeds; sessions are
/// the planned ones, more if one session could not hold the dots, one more at the high end; cost is
/// sessions times the price profile's session price within its total, in part for small areas. Pace and
/// what a session holds are the practice's.
Estimate estimateDesign(const Design& design, const ScalpMap& map, const std::vector<uint32_t>& dotsPerZone,
                        const Practice& practice = usualPractice());

/// Sessions to plan for a new design: two for small areas, three from about Norwood III vertex on,
/// more when the dots do not fit; within what Sessions::count may be.
int recommendedSessions(double areaCm2, double dots);
/// Gives a new design as many sessions, evenly split as usual, as its area and dots ask for.
void planSessions(Design& design, const ScalpMap& map);

/// The contract's JSON: {"area_cm2":{"value","low","high"},"dots":…,"hours":…,"sessions":…,
/// "cost":{"currency",…},"touch_up_cost":{…},"chair_hours":…,"upkeep_per_year":{"currency",…},"zones":[…],"why":[…]}, with
/// "assumed_head":true where it is one; `sentence` gives
/// "why" its words (text/sentence.h).
std::string estimateToJson(const Estimate& estimate, Speak sentence);

}  // namespace hd
