#include "render/gl/gl_context.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>

#include "render/gl.h"

namespace hd::test {
namespace {

EGLDisplay display = EGL_NO_DISPLAY;
EGLConfig config = nullptr;
EGLContext context = EGL_NO_CONTEXT;

std::string createContext() {
  const EGLint wanted[] = {EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
                           EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
  context = eglCreateContext(display, config, EGL_NO_CONTEXT, wanted);
  if (context == EGL_NO_CONTEXT) return "EGL gives no OpenGL 3.3 core context";
  if (!eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context)) return "EGL cannot go without a surface";
  return gl::load() ? "" : "libGL is missing";
}

}  // namespace

std::string makeContextCurrent() {
  if (context != EGL_NO_CONTEXT) return "";
  const auto getPlatformDisplay = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
  if (!getPlatformDisplay) return "EGL knows no platforms";
  display = getPlatformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
  if (display == EGL_NO_DISPLAY || !eglInitialize(display, nullptr, nullptr)) return "EGL does not start without a screen";
  if (!eglBindAPI(EGL_OPENGL_API)) return "EGL has no desktop OpenGL";
  const EGLint wanted[] = {EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_NONE};
  EGLint count = 0;
  if (!eglChooseConfig(display, wanted, &config, 1, &count) || count < 1) return "EGL has no fitting configuration";
  return createContext();
}

std::string replaceContext() {
  eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  eglDestroyContext(display, context);
  context = EGL_NO_CONTEXT;
  return createContext();
}

std::string rendererName() {
  const auto getString = reinterpret_cast<const GLubyte* (*)(GLenum)>(eglGetProcAddress("glGetString"));
  return getString ? reinterpret_cast<const char*>(getString(GL_RENDERER)) : "";
}

}  // namespace hd::test
