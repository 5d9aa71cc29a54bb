// Small helpers around GL objects for gl_preview.cpp.
#pragma once

#include "core/result.h"
#include "render/gl.h"

namespace hd::gl {

/// A texture with a framebuffer that draws into it.
struct Layer {
  GLuint texture = 0;
  GLuint framebuffer = 0;
  int width = 0;
  int height = 0;
};

/// Program from the shaders.h sources (without preamble); the error carries the driver's log.
Result<GLuint> makeProgram(const char* vertexSource, const char* fragmentSource);

/// A texture that is only ever read by texelFetch.
GLuint makeTexture(int width, int height, GLint internalFormat, GLenum format, GLenum type, const void* pixels);

/// A layer of this format; its framebuffer is 0 when the driver cannot draw into it.
Layer makeLayer(int width, int height, GLint internalFormat, GLenum format, GLenum type);

/// Deletes the objects when `contextAlive`, forgets them in any case.
void dropLayer(Layer& layer, bool contextAlive);
void dropTexture(GLuint& texture, bool contextAlive);

/// Binds a texture to a unit and leaves unit 0 active.
void bindTexture(int unit, GLuint texture);

}  // namespace hd::gl
