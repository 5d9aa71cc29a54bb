// For wasm programs without a page (the tests): the point set inside the program, taken at start.
#include "assets/pointsBin.h"
#include "pattern/point_set.h"

namespace {

[[maybe_unused]] const bool taken = hd::setPointSet({hd::assets::pointsBin, hd::assets::pointsBinSize});

}  // namespace
