#include "pattern/dots.h"

#include <utility>

#include "pattern/dot_engine.h"

namespace hd {

Dots makeDots(const Design& design, const ScalpMap& map) {
  DotEngine engine;
  engine.update(design, map);
  return std::move(engine).takeDots();
}

}  // namespace hd
