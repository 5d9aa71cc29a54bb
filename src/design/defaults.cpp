#include "core/facts.h"
#include "design/templates.h"

namespace hd {

std::vector<double> defaultSessionSplit(int count) {
  return factList(count <= 2 ? "sessions.split_2" : count == 3 ? "sessions.split_3" : "sessions.split_4");
}

Design makeEmptyDesign() {
  Design design;
  design.sessions.split = defaultSessionSplit(design.sessions.count);
  design.hairline.featherMm = factValue("hairline.feather_mm");
  design.price.perSessionLow = fact("cost.per_session").low;
  design.price.perSessionHigh = fact("cost.per_session").high;
  design.price.totalLow = fact("cost.total").low;
  design.price.totalHigh = fact("cost.total").high;
  design.price.touchUpLow = fact("cost.touch_up").low;
  design.price.touchUpHigh = fact("cost.touch_up").high;
  return design;
}

}  // namespace hd
