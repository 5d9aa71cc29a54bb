// OpenGL 3.3 core / OpenGL ES 3.0 entry points under one name, hd::gl::Xxx. Only for .cpp files of
// this module: no GL type leaves it.
//
// Natively they are looked up in libGL when first needed, so that programs which never draw by GL
// (the headless command) start on machines without it.
#pragma once

#ifdef __EMSCRIPTEN__
#include <GLES3/gl3.h>
#else
#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <GL/glext.h>
#endif

namespace hd::gl {

// The formatter's layout of this list never comes to rest.
// clang-format off
#define HD_GL_FUNCTIONS(X) \
  X(ActiveTexture) X(AttachShader) X(BindFramebuffer) X(BindTexture) X(BindVertexArray) X(BlendEquation) X(BlendFunc) \
  X(CheckFramebufferStatus) X(Clear) X(ClearColor) X(ColorMask) X(CompileShader) X(CreateProgram) X(CreateShader) \
  X(DeleteFramebuffers) X(DeleteProgram) X(DeleteShader) X(DeleteTextures) X(DeleteVertexArrays) X(Disable) X(DrawArrays) \
  X(Enable) X(FramebufferTexture2D) X(GenFramebuffers) X(GenTextures) X(GenVertexArrays) X(GetError) X(GetIntegerv) \
  X(GetProgramInfoLog) X(GetProgramiv) X(GetShaderInfoLog) X(GetShaderiv) X(GetUniformLocation) X(LinkProgram) \
  X(PixelStorei) X(ReadPixels) X(ShaderSource) X(TexImage2D) X(TexParameteri) X(TexSubImage2D) X(Uniform1f) X(Uniform1fv) \
  X(Uniform1i) X(Uniform2f) X(Uniform2i) X(Uniform3f) X(Uniform4f) X(UseProgram) X(Viewport)
// clang-format on

#ifdef __EMSCRIPTEN__
#define HD_GL_DECLARE(name) inline constexpr auto name = &::gl##name;
#else
#define HD_GL_DECLARE(name) inline decltype(&::gl##name) name = nullptr;
#endif
HD_GL_FUNCTIONS(HD_GL_DECLARE)
#undef HD_GL_DECLARE

/// Finds the entry points; false when there is no libGL.
bool load();

}  // namespace hd::gl
