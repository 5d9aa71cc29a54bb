#include "render/internal/gl_objects.h"

#include <string>

#include "render/internal/shaders.h"

namespace hd::gl {
namespace {

Result<GLuint> compile(GLenum kind, const char* source) {
  const std::string text = shaders::preamble() + source;
  const GLuint shader = CreateShader(kind);
  const char* pointer = text.c_str();
  ShaderSource(shader, 1, &pointer, nullptr);
  CompileShader(shader);
  GLint ok = 0;
  GetShaderiv(shader, GL_COMPILE_STATUS, &ok);
  if (ok) return shader;
  char log[2048] = "";
  GetShaderInfoLog(shader, sizeof log, nullptr, log);
  DeleteShader(shader);
  return Error{"gl.shader", {{"log", log}}};
}

}  // namespace

Result<GLuint> makeProgram(const char* vertexSource, const char* fragmentSource) {
  const Result<GLuint> vertex = compile(GL_VERTEX_SHADER, vertexSource);
  if (!vertex) return vertex.error();
  const Result<GLuint> fragment = compile(GL_FRAGMENT_SHADER, fragmentSource);
  if (!fragment) {
    DeleteShader(*vertex);
    return fragment.error();
  }
  const GLuint program = CreateProgram();
  AttachShader(program, *vertex);
  AttachShader(program, *fragment);
  LinkProgram(program);
  DeleteShader(*vertex);
  DeleteShader(*fragment);
  GLint ok = 0;
  GetProgramiv(program, GL_LINK_STATUS, &ok);
  if (ok) return program;
  char log[2048] = "";
  GetProgramInfoLog(program, sizeof log, nullptr, log);
  DeleteProgram(program);
  return Error{"gl.shader/link", {{"log", log}}};
}

GLuint makeTexture(int width, int height, GLint internalFormat, GLenum format, GLenum type, const void* pixels) {
  GLuint texture = 0;
  GenTextures(1, &texture);
  bindTexture(0, texture);
  TexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  TexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  TexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  TexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  PixelStorei(GL_UNPACK_ALIGNMENT, 1);
  TexImage2D(GL_TEXTURE_2D, 0, internalFormat, width, height, 0, format, type, pixels);
  PixelStorei(GL_UNPACK_ALIGNMENT, 4);
  return texture;
}

Layer makeLayer(int width, int height, GLint internalFormat, GLenum format, GLenum type) {
  Layer layer{makeTexture(width, height, internalFormat, format, type, nullptr), 0, width, height};
  GenFramebuffers(1, &layer.framebuffer);
  BindFramebuffer(GL_FRAMEBUFFER, layer.framebuffer);
  FramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, layer.texture, 0);
  if (CheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) {
    DeleteFramebuffers(1, &layer.framebuffer);
    layer.framebuffer = 0;
  }
  return layer;
}

void dropTexture(GLuint& texture, bool contextAlive) {
  if (texture && contextAlive) DeleteTextures(1, &texture);
  texture = 0;
}

void dropLayer(Layer& layer, bool contextAlive) {
  if (layer.framebuffer && contextAlive) DeleteFramebuffers(1, &layer.framebuffer);
  dropTexture(layer.texture, contextAlive);
  layer = {};
}

void bindTexture(int unit, GLuint texture) {
  ActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(unit));
  BindTexture(GL_TEXTURE_2D, texture);
  if (unit != 0) ActiveTexture(GL_TEXTURE0);
}

}  // namespace hd::gl
