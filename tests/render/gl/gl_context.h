// An off-screen OpenGL 3.3 core context through EGL, for tests of the preview.
#pragma once

#include <string>

namespace hd::test {

/// Makes a context current; empty text on success, else why not. One per process is enough.
std::string makeContextCurrent();
/// Destroys it and makes a new one, as after a lost context: all objects are gone.
std::string replaceContext();
/// GL_RENDERER.
std::string rendererName();

}  // namespace hd::test
