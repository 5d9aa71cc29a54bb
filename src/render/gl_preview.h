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

#include <cstdint>
#include <memory>
#include <span>

#include "core/result.h"
#include "image/image.h"
#include "render/cpu_raster.h"
#include "render/splats.h"

namespace hd {

struct PreviewFrame {
  RasterWindow window;          ///< which part of the photo, at which scale, into how many framebuffer px
  int targetX = 0, targetY = 0; ///< framebuffer px of the window's lower-left corner (GL convention)
  double splitX = -1.0;         ///< before/after line in window px from the left; < 0: all "after"
  bool before = false;          ///< only the photo
  uint32_t backgroundRgb = kBackgroundRgb;  ///< outside the photo
};

class GlPreview {
 public:
  GlPreview();
  ~GlPreview();
  GlPreview(const GlPreview&) = delete;
  GlPreview& operator=(const GlPreview&) = delete;

  /// Compiles shaders; needs a current context. Errors: "gl.missing" (no OpenGL library), "gl.shader"
  /// (carries the driver's log). May be called again after drop().
  Status init();
  /// Lets go of all GL objects; with `contextAlive` false (lost context) they are only forgotten.
  /// Photo and splats must be set again after the next init().
  void drop(bool contextAlive);

  /// Uploads pixels (native) or takes over an existing texture of the photo (browser), which must
  /// be SRGB8_ALPHA8 with row 0 at the top and stays the caller's; photo size in photo px may be
  /// larger than the texture.
  void setPhoto(const ImageRgb8& image);
  void setPhotoTexture(uint32_t texture, int photoWidthPx, int photoHeightPx);
  void setSplats(std::span<const Splat> splats);
  /// The same for splats that were prepared already.
  void setSplats(const PreparedSplats& splats);

  /// Keeps highlights above the dots (highlight.h); default: none known.
  void setSkin(const SkinLight& skin);

  /// Draws nothing before init() succeeded or while no photo is set.
  void draw(const PreviewFrame& frame);
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
