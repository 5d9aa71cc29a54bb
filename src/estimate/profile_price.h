// The profile's prices put on an estimate.
#pragma once

#include <vector>

#include "estimate/estimate.h"
#include "estimate/profile.h"

namespace hd {

/// Replaces cost, touch-up and upkeep of an estimate that was made with the profile's session prices by what the profile asks
/// for: by area, dot or hour, Norwood factor, surcharges, tax, rounding. Says what was done.
std::vector<Message> applyPrices(const Design& design, const Profile& profile, Estimate& estimate);

/// The estimate of a design by a practice's prices and pace, whose reasons say how the price comes about; `notes` gets what
/// applyPrices says.
Estimate estimateWith(const Profile& profile, const Design& design, const ScalpMap& map, const std::vector<uint32_t>& dotsPerZone,
                      std::vector<Message>* notes = nullptr);

/// To the next multiple of `step`; as it is when that is 0.
double roundedTo(double value, double step);

}  // namespace hd
