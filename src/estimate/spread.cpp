#include "estimate/spread.h"

namespace hd {

std::vector<double> zoneAreaRelativeSd(const Design& design, const ScalpMap&) {
  return std::vector<double>(design.zones.size(), design.view.areaRelSd);
}

}  // namespace hd
