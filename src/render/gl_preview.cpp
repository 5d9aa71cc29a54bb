#include "render/gl_preview.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "render/blur.h"
#include "render/internal/gl_objects.h"
#include "render/internal/shaders.h"
#include "render/shrink.h"

namespace hd {
namespace {

bool sameWindow(const RasterWindow& a, const RasterWindow& b) {
  return a.originXPx == b.originXPx && a.originYPx == b.originYPx && a.pxPerPhotoPx == b.pxPerPhotoPx && a.width == b.width &&
         a.height == b.height;  // the blur comes after these layers
}

/// Splats and lists as RGBA32F texels, rows filled up.
std::vector<float> packSplats(const PreparedSplats& prepared) {
  std::vector<float> texels;
  texels.reserve(prepared.splats.size() * shaders::kTexelsPerSplat * 4 + prepared.earlier.size() + 4 * shaders::kTexelsPerRow);
  for (const DrawSplat& s : prepared.splats) {
    const float values[shaders::kTexelsPerSplat * 4] = {s.x,
                                                        s.y,
                                                        s.alpha,
                                                        s.shear,
                                                        s.delta,
                                                        s.soft,
                                                        static_cast<float>(s.firstEarlier),
                                                        static_cast<float>(s.earlierCount),
                                                        s.absorb[0],
                                                        s.absorb[1],
                                                        s.absorb[2],
                                                        s.minorDiameterPx,
                                                        s.share[0],
                                                        s.share[1],
                                                        s.share[2],
                                                        0.0f,
                                                        s.lit[0],
                                                        s.lit[1],
                                                        s.lit[2],
                                                        0.0f};
    texels.insert(texels.end(), std::begin(values), std::end(values));
  }
  for (const uint32_t index : prepared.earlier) texels.push_back(static_cast<float>(index));
  const size_t row = static_cast<size_t>(shaders::kTexelsPerRow) * 4;
  texels.resize((texels.size() + row - 1) / row * row, 0.0f);
  return texels;
}

/// RGBA32F texels that are only ever read by texelFetch.
struct FloatTexture {
  GLuint texture = 0;
  int width = 0, height = 0;

  /// Fills the first rows; what is there is kept while it is as wide and has enough of them.
  void fill(int columns, int rows, const void* texels) {
    if (texture && columns == width && rows <= height) {
      gl::bindTexture(0, texture);
      gl::TexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, columns, rows, GL_RGBA, GL_FLOAT, texels);
    } else {
      gl::dropTexture(texture, true);
      *this = {gl::makeTexture(columns, rows, GL_RGBA32F, GL_RGBA, GL_FLOAT, texels), columns, rows};
    }
    gl::bindTexture(0, 0);
  }
};

void drawWhole() { gl::DrawArrays(GL_TRIANGLES, 0, 3); }

GLint uniform(GLuint program, const char* name) { return gl::GetUniformLocation(program, name); }

}  // namespace

struct GlPreview::Impl {
  bool ready = false;
  GLuint photoProgram = 0, dotProgram = 0, afterProgram = 0, blurProgram = 0, showProgram = 0;
  GLuint vertexArray = 0;
  GLuint photo = 0;
  bool photoOwned = false;
  int photoWidthPx = 0, photoHeightPx = 0;  // as design coordinates speak of it, not the texture's
  FloatTexture splatTexture, veilTexture;
  Veil veil;  // its nodes are in the texture alone
  int splatCount = 0;
  gl::Layer before, removed, after;
  gl::Layer half, blurredBefore, blurredAfter;  // only while there is a blur
  double blurredPx = 0.0;                       // sigma, output px, of the latter; 0: stale
  SkinLight skin;
  bool halfFloat = true;
  RasterWindow drawn;  // what the layers hold
  bool photoDirty = true, dotsDirty = true, skinDirty = true;
  int dotDraws = 0, photoDraws = 0;

  void beginPass(const gl::Layer& layer) {
    gl::BindFramebuffer(GL_FRAMEBUFFER, layer.framebuffer);
    gl::Viewport(0, 0, layer.width, layer.height);
  }

  bool resizeLayers(int width, int height) {
    if (before.width == width && before.height == height) return before.framebuffer && removed.framebuffer;
    gl::dropLayer(before, true);
    gl::dropLayer(removed, true);
    gl::dropLayer(after, true);
    dropBlur();
    before = gl::makeLayer(width, height, GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE);
    after = gl::makeLayer(width, height, GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE);
    removed = gl::makeLayer(width, height, GL_RGBA16F, GL_RGBA, GL_HALF_FLOAT);
    halfFloat = removed.framebuffer != 0;
    if (!halfFloat) {
      gl::dropLayer(removed, true);
      removed = gl::makeLayer(width, height, GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE);
    }
    photoDirty = dotsDirty = true;
    return before.framebuffer && removed.framebuffer && after.framebuffer;
  }

  void dropBlur() {
    for (gl::Layer* layer : {&half, &blurredBefore, &blurredAfter}) gl::dropLayer(*layer, true);
    blurredPx = 0.0;
  }

  void drawPhoto(const RasterWindow& w) {
    beginPass(before);
    gl::UseProgram(photoProgram);
    gl::bindTexture(0, photo);
    gl::Uniform1i(uniform(photoProgram, "photo"), 0);
    gl::Uniform2f(uniform(photoProgram, "photoPx"), static_cast<float>(photoWidthPx), static_cast<float>(photoHeightPx));
    gl::Uniform2f(uniform(photoProgram, "origin"), static_cast<float>(w.originXPx), static_cast<float>(w.originYPx));
    gl::Uniform1f(uniform(photoProgram, "scale"), static_cast<float>(w.pxPerPhotoPx));
    drawWhole();
    ++photoDraws;
  }

  void drawDots(const RasterWindow& w) {
    beginPass(removed);
    gl::ClearColor(0, 0, 0, 0);
    gl::Clear(GL_COLOR_BUFFER_BIT);
    ++dotDraws;
    if (splatCount == 0) return;
    gl::UseProgram(dotProgram);
    gl::bindTexture(0, splatTexture.texture);
    gl::Uniform1i(uniform(dotProgram, "splats"), 0);
    gl::Uniform2f(uniform(dotProgram, "origin"), static_cast<float>(w.originXPx), static_cast<float>(w.originYPx));
    gl::Uniform1f(uniform(dotProgram, "scale"), static_cast<float>(w.pxPerPhotoPx));
    gl::Uniform2f(uniform(dotProgram, "size"), static_cast<float>(w.width), static_cast<float>(w.height));
    gl::Uniform1i(uniform(dotProgram, "listBase"), splatCount * shaders::kTexelsPerSplat);
    gl::Enable(GL_BLEND);
    gl::BlendEquation(GL_FUNC_ADD);
    gl::BlendFunc(GL_ONE, GL_ONE);
    // Vertices without data, six a splat: instances of four vertices leave most of a GPU's lanes idle, and
    // software renderers set up every instance anew (measured: 5 times slower).
    gl::DrawArrays(GL_TRIANGLES, 0, 6 * splatCount);
    gl::Disable(GL_BLEND);
  }

  void drawAfter() {
    beginPass(after);
    gl::UseProgram(afterProgram);
    gl::bindTexture(0, before.texture);
    gl::bindTexture(1, removed.texture);
    gl::Uniform1i(uniform(afterProgram, "before"), 0);
    gl::Uniform1i(uniform(afterProgram, "removed"), 1);
    gl::Uniform2f(uniform(afterProgram, "skin"), skin.luminance, skin.blueOverRed);
    gl::bindTexture(2, veilTexture.texture);
    gl::Uniform1i(uniform(afterProgram, "veil"), 2);
    gl::Uniform2i(uniform(afterProgram, "veilNodes"), veil.columns, veil.rows);
    gl::Uniform2f(uniform(afterProgram, "veilOrigin"), static_cast<float>((drawn.originXPx - veil.originXPx) / veil.meshPx),
                  static_cast<float>((drawn.originYPx - veil.originYPx) / veil.meshPx));
    gl::Uniform1i(uniform(afterProgram, "veilTaps"), veilTaps(veil, 1.0 / drawn.pxPerPhotoPx));
    gl::Uniform1f(uniform(afterProgram, "veilStep"), static_cast<float>(1.0 / (drawn.pxPerPhotoPx * veil.meshPx)));
    drawWhole();
    blurredPx = 0.0;
  }

  void drawBlur(double sigmaPx) {
    if (sigmaPx == blurredPx) return;
    if (!half.texture) {
      half = halfFloat ? gl::makeLayer(before.width, before.height, GL_RGBA16F, GL_RGBA, GL_HALF_FLOAT)
                       : gl::makeLayer(before.width, before.height, GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE);
      blurredBefore = gl::makeLayer(before.width, before.height, GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE);
      blurredAfter = gl::makeLayer(before.width, before.height, GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE);
    }
    const std::vector<float> weights = blurWeights(sigmaPx);
    gl::UseProgram(blurProgram);
    gl::Uniform1i(uniform(blurProgram, "source"), 0);
    gl::Uniform1i(uniform(blurProgram, "whole"), 1);
    gl::Uniform2i(uniform(blurProgram, "size"), before.width, before.height);
    gl::Uniform1i(uniform(blurProgram, "radius"), static_cast<GLint>(weights.size()) - 1);
    gl::Uniform1fv(uniform(blurProgram, "weights"), static_cast<GLsizei>(weights.size()), weights.data());
    const auto pass = [&](const gl::Layer& source, const gl::Layer& whole, const gl::Layer& target, bool first) {
      beginPass(target);
      gl::bindTexture(0, source.texture);
      gl::bindTexture(1, whole.texture);
      gl::Uniform2i(uniform(blurProgram, "along"), first ? 1 : 0, first ? 0 : 1);
      gl::Uniform1i(uniform(blurProgram, "fromSrgb"), first ? 1 : 0);
      drawWhole();
    };
    pass(before, before, half, true);
    pass(half, before, blurredBefore, false);
    pass(after, after, half, true);
    pass(half, after, blurredAfter, false);
    blurredPx = sigmaPx;
  }

  void show(const PreviewFrame& frame) {
    gl::Viewport(frame.targetX, frame.targetY, frame.window.width, frame.window.height);
    gl::UseProgram(showProgram);
    const bool blurred = blurredPx > 0.0 && frame.window.blurPhotoPx > 0.0;
    gl::bindTexture(0, (blurred ? blurredBefore : before).texture);
    gl::bindTexture(1, (blurred ? blurredAfter : after).texture);
    gl::Uniform1i(uniform(showProgram, "before"), 0);
    gl::Uniform1i(uniform(showProgram, "after"), 1);
    gl::Uniform2i(uniform(showProgram, "target"), frame.targetX, frame.targetY);
    gl::Uniform1i(uniform(showProgram, "height"), frame.window.height);
    gl::Uniform1f(uniform(showProgram, "split"), frame.before ? 1e9f : static_cast<float>(frame.splitX < 0.0 ? -1.0 : frame.splitX));
    const auto channel = [&](int shift) { return static_cast<float>((frame.backgroundRgb >> shift) & 255) / 255.0f; };
    gl::Uniform3f(uniform(showProgram, "background"), channel(16), channel(8), channel(0));
    drawWhole();
  }
};

GlPreview::GlPreview() : impl_(std::make_unique<Impl>()) {}

// The context may be gone by now: whoever owns it calls drop(true) before.
GlPreview::~GlPreview() = default;

Status GlPreview::init() {
  if (!gl::load()) return Error{"gl.missing"};
  drop(true);
  const struct {
    GLuint& program;
    const char* vertex;
    const char* fragment;
  } programs[] = {{impl_->photoProgram, shaders::kWholeVertex, shaders::kPhotoFragment},
                  {impl_->dotProgram, shaders::kDotVertex, shaders::kDotFragment},
                  {impl_->afterProgram, shaders::kWholeVertex, shaders::kAfterFragment},
                  {impl_->blurProgram, shaders::kWholeVertex, shaders::kBlurFragment},
                  {impl_->showProgram, shaders::kWholeVertex, shaders::kShowFragment}};
  for (const auto& p : programs) {
    const Result<GLuint> made = gl::makeProgram(p.vertex, p.fragment);
    if (!made) {
      drop(true);
      return made.error();
    }
    p.program = *made;
  }
  gl::GenVertexArrays(1, &impl_->vertexArray);
  impl_->ready = true;
  return Done{};
}

void GlPreview::drop(bool contextAlive) {
  Impl& m = *impl_;
  if (contextAlive) {
    for (const GLuint program : {m.photoProgram, m.dotProgram, m.afterProgram, m.blurProgram, m.showProgram})
      if (program) gl::DeleteProgram(program);
    if (m.vertexArray) gl::DeleteVertexArrays(1, &m.vertexArray);
  }
  for (gl::Layer* layer : {&m.before, &m.removed, &m.after, &m.half, &m.blurredBefore, &m.blurredAfter})
    gl::dropLayer(*layer, contextAlive);
  if (m.photoOwned) gl::dropTexture(m.photo, contextAlive);
  gl::dropTexture(m.splatTexture.texture, contextAlive);
  gl::dropTexture(m.veilTexture.texture, contextAlive);
  const int dotDraws = m.dotDraws, photoDraws = m.photoDraws;
  m = Impl{};
  m.dotDraws = dotDraws;
  m.photoDraws = photoDraws;
}

void GlPreview::setPhoto(const ImageRgb8& image) {
  Impl& m = *impl_;
  if (!m.ready) return;
  if (m.photoOwned) gl::dropTexture(m.photo, true);
  m.photo = 0;
  m.photoDirty = true;
  if (image.empty()) return;
  GLint largest = 2048;
  gl::GetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
  const int longest = std::max(image.width, image.height);
  const ImageRgb8* stored = &image;
  ImageRgb8 reduced;
  if (longest > largest) {
    const double scale = static_cast<double>(largest) / longest;
    const int width = std::max(static_cast<int>(image.width * scale), 1);
    const int height = std::max(static_cast<int>(image.height * scale), 1);
    reduced = shrunk(image, scale, width, height);
    stored = &reduced;
  }
  // Three-channel sRGB textures are poorly supported; the fourth byte costs less than the detour.
  std::vector<uint8_t> rgba(static_cast<size_t>(stored->width) * stored->height * 4);
  for (size_t p = 0; p < rgba.size() / 4; ++p) {
    for (size_t c = 0; c < 3; ++c) rgba[4 * p + c] = stored->rgb[3 * p + c];
    rgba[4 * p + 3] = 255;
  }
  m.photo = gl::makeTexture(stored->width, stored->height, GL_SRGB8_ALPHA8, GL_RGBA, GL_UNSIGNED_BYTE, rgba.data());
  m.photoOwned = true;
  m.photoWidthPx = image.width;
  m.photoHeightPx = image.height;
}

void GlPreview::setPhotoTexture(uint32_t texture, int photoWidthPx, int photoHeightPx) {
  Impl& m = *impl_;
  if (!m.ready) return;
  if (m.photoOwned) gl::dropTexture(m.photo, true);
  m.photo = texture;
  m.photoOwned = false;
  m.photoWidthPx = photoWidthPx;
  m.photoHeightPx = photoHeightPx;
  m.photoDirty = true;
}

void GlPreview::setSplats(std::span<const Splat> splats) { setSplats(prepareSplats(splats)); }

void GlPreview::setSplats(const PreparedSplats& splats) {
  Impl& m = *impl_;
  if (!m.ready) return;
  m.dotsDirty = true;
  const Veil& veil = splats.veil;
  m.veil = {veil.originXPx, veil.originYPx, veil.meshPx, veil.columns, veil.rows, {}};
  if (!veil.empty()) m.veilTexture.fill(veil.columns, veil.rows, veil.nodes.data());
  const std::vector<float> texels = packSplats(splats);
  const int rows = static_cast<int>(texels.size() / 4 / shaders::kTexelsPerRow);
  m.splatCount = static_cast<int>(splats.splats.size());
  if (rows == 0) return;
  m.splatTexture.fill(shaders::kTexelsPerRow, rows, texels.data());
}

void GlPreview::setSkin(const SkinLight& skin) {
  impl_->skin = skin;
  impl_->skinDirty = true;
}

void GlPreview::draw(const PreviewFrame& frame) {
  Impl& m = *impl_;
  const RasterWindow& w = frame.window;
  if (!m.ready || !m.photo || w.width <= 0 || w.height <= 0) return;
  GLint framebuffer = 0, viewport[4];
  gl::GetIntegerv(GL_FRAMEBUFFER_BINDING, &framebuffer);
  gl::GetIntegerv(GL_VIEWPORT, viewport);
  for (const GLenum state : {GL_BLEND, GL_SCISSOR_TEST, GL_DEPTH_TEST, GL_CULL_FACE, GL_STENCIL_TEST}) gl::Disable(state);
#ifndef __EMSCRIPTEN__
  gl::Disable(GL_FRAMEBUFFER_SRGB);
#endif
  gl::ColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  gl::BindVertexArray(m.vertexArray);

  if (m.resizeLayers(w.width, w.height)) {
    if (!sameWindow(m.drawn, w)) m.photoDirty = m.dotsDirty = true;
    m.drawn = w;
    if (m.photoDirty) m.drawPhoto(w);
    if (m.dotsDirty) m.drawDots(w);
    if (m.photoDirty || m.dotsDirty || m.skinDirty) m.drawAfter();
    if (w.blurPhotoPx > 0.0) m.drawBlur(w.blurPhotoPx * w.pxPerPhotoPx);
    m.photoDirty = m.dotsDirty = m.skinDirty = false;
    gl::BindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(framebuffer));
    m.show(frame);
  }

  for (const int unit : {2, 1, 0}) gl::bindTexture(unit, 0);
  gl::UseProgram(0);
  gl::BindVertexArray(0);
  gl::BindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(framebuffer));
  gl::Viewport(viewport[0], viewport[1], viewport[2], viewport[3]);
}

ImageRgb8 GlPreview::readback(const PreviewFrame& frame) {
  ImageRgb8 image{std::max(frame.window.width, 0), std::max(frame.window.height, 0), {}};
  image.rgb.assign(static_cast<size_t>(image.width) * image.height * 3, 0);
  if (!impl_->ready || image.empty()) return image;
  GLint framebuffer = 0;
  gl::GetIntegerv(GL_FRAMEBUFFER_BINDING, &framebuffer);
  gl::Layer target = gl::makeLayer(image.width, image.height, GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE);
  gl::BindFramebuffer(GL_FRAMEBUFFER, target.framebuffer);
  PreviewFrame moved = frame;
  moved.targetX = moved.targetY = 0;
  draw(moved);
  std::vector<uint8_t> rgba(static_cast<size_t>(image.width) * image.height * 4);
  gl::ReadPixels(0, 0, image.width, image.height, GL_RGBA, GL_UNSIGNED_BYTE, rgba.data());
  gl::BindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(framebuffer));
  gl::dropLayer(target, true);
  for (int y = 0; y < image.height; ++y)
    for (int x = 0; x < image.width; ++x)
      for (size_t c = 0; c < 3; ++c)
        image.rgb[3 * (static_cast<size_t>(y) * image.width + x) + c] =
            rgba[4 * (static_cast<size_t>(image.height - 1 - y) * image.width + x) + c];
  return image;
}

int GlPreview::dotLayerDraws() const { return impl_->dotDraws; }
int GlPreview::photoLayerDraws() const { return impl_->photoDraws; }
bool GlPreview::halfFloatLayer() const { return impl_->halfFloat; }

}  // namespace hd
