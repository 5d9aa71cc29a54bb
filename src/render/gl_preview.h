// The preview: photo and dots by OpenGL 3.3 / WebGL 2, the same picture as cpu_raster.h.
//
// A few passes, each redone only when what it depends on changed: the bare photo in the window (area
// average or bilinear in linear light), the light that dots remove (one quad per splat,
// added up in a half-float layer; overlap.h tells why adding is right), the two together, the
// onlooker's blur if there is one, and the show pass that picks before or after by the split line. Dragging that line redoes only the last.
//
// GL state: draws into the framebuffer that is bound when draw() is called and leaves it, its
// viewport and nothing else of the caller's; blending, scissor, depth and cull tests are off
// afterwards, no program, vertex array or texture is bound, texture unit 0 is active.
#pragma once

#include <memory>
#include <span>

#include "render/preview.h"

namespace hd {

class GlPreview final : public Preview {
 public:
  GlPreview();
  ~GlPreview() override;
  GlPreview(const GlPreview&) = delete;
  GlPreview& operator=(const GlPreview&) = delete;

  /// Compiles shaders; needs a current context. Errors: "gl.missing" (no OpenGL library), "gl.shader"
  /// (carries the driver's log).
  Status init() override;
  void drop(bool contextAlive) override;

  void setPhoto(const ImageRgb8& image) override;
  void setPhotoTexture(uint32_t texture, int photoWidthPx, int photoHeightPx) override;
  void setSplats(std::span<const Splat> splats) override;
  /// The same for splats that were prepared already.
  void setSplats(const PreparedSplats& splats);
  void setSkin(const SkinLight& skin) override;

  void draw(const PreviewFrame& frame) override;
  /// What draw() shows, read back from a framebuffer of its own; for tests and thumbnails.
  ImageRgb8 readback(const PreviewFrame& frame);

  /// How often the dot layer and the photo layer were redrawn, for tests of the cache.
  int dotLayerDraws() const;
  int photoLayerDraws() const;
  /// True when the dot layer has half floats; else 8 bits, where many faint dots in a pixel round.
  bool halfFloatLayer() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hd
