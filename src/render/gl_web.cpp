#include "render/gl.h"

namespace hd::gl {

bool load() { return true; }

}  // namespace hd::gl
