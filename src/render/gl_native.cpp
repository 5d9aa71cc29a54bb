#include <dlfcn.h>

#include "render/gl.h"

namespace hd::gl {

bool load() {
  static const bool loaded = [] {
    void* library = dlopen("libGL.so.1", RTLD_NOW | RTLD_GLOBAL);
    if (!library) library = dlopen("libOpenGL.so.0", RTLD_NOW | RTLD_GLOBAL);
    if (!library) return false;
    bool all = true;
#define HD_GL_FIND(name)                                               \
  name = reinterpret_cast<decltype(name)>(dlsym(library, "gl" #name)); \
  all = all && name;
    HD_GL_FUNCTIONS(HD_GL_FIND)
#undef HD_GL_FIND
    return all;
  }();
  return loaded;
}

}  // namespace hd::gl
