// A Norwood stage's plan on the average head, as several modules' tests begin with it.
#pragma once

#include "design/start.h"

namespace hd::test {

inline const ScalpMap& headMap() {
  static const ScalpMap kMap = ScalpMap::ofHead(defaultHead());
  return kMap;
}

inline Design stageDesign(int norwood) {
  HeadFit fit;
  fit.head = defaultHead();
  fit.view.kind = ViewKind::head;
  StartOptions options;
  options.norwood = norwood;
  return startHeadDesign(options, fit, headMap());
}

}  // namespace hd::test
