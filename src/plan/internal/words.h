// What is asked before and told after: lists, not logic.
#pragma once

#include <vector>

#include "plan/plan.h"

namespace hd {

/// Aftercare in the order of its days.
std::vector<Care> careAfterSession();

}  // namespace hd
