// In the browser the point set is fetched beside the program and handed over with setPointSet().
#include "pattern/internal/point_set_source.h"

namespace hd {

std::span<const uint8_t> builtInPointSet() { return {}; }

}  // namespace hd
