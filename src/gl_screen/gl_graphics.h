// The editor drawn by OpenGL 3.3 or WebGL 2.
#pragma once

#include <memory>

#include "editor/graphics.h"

namespace hd {

/// Draws into whatever context and framebuffer are current when the editor asks for it.
std::unique_ptr<Graphics> makeGlGraphics();

}  // namespace hd
