// Any text as a practice profile: an error, or a profile whose plan has no wrong numbers.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "design/templates.h"
#include "plan/plan.h"
#include "text/sentence.h"

namespace {

void check(const hd::Interval& i) {
  if (!std::isfinite(i.value) || !std::isfinite(i.low) || !std::isfinite(i.high) || i.low > i.value || i.value > i.high || i.low < 0)
    std::abort();
}

const hd::Design& design() {
  static const hd::Design kDesign = [] {
    hd::Design d = hd::makeEmptyDesign();
    hd::Zone zone;
    zone.outlineMapMm = {{0, 0}, {20, 0}, {20, 20}, {0, 20}};
    zone.use = hd::ZoneUse::scarCover;
    d.zones = {zone};
    return d;
  }();
  return kDesign;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const hd::Result<hd::Profile> profile = hd::profileFromJson({reinterpret_cast<const char*>(data), size});
  if (!profile) {
    if (profile.error().id.empty() || hd::sentence(profile.error()).empty()) std::abort();
    return 0;
  }
  static const hd::ScalpMap kMap = hd::ScalpMap::flat();
  static const hd::Dots kDots = hd::makeDots(design(), kMap);
  const hd::Result<hd::Plan> plan = hd::makePlan(design(), kMap, kDots, *profile, {});
  if (!plan) std::abort();
  for (const hd::Interval* i :
       {&plan->estimate.cost, &plan->estimate.touchUpCost, &plan->estimate.upkeepPerYear, &plan->estimate.chairHours})
    check(*i);
  for (const hd::TenYears& row : plan->tenYears)
    if (row.cost) check(*row.cost);
  if (hd::planToJson(*plan, hd::sentence).empty()) std::abort();
  return 0;
}
