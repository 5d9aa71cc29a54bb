// The preview: photo and dots by OpenGL 3.3 / WebGL 2, the same picture as cpu_raster.h.
//
// The dot layer is kept in a texture for the current window and redrawn only when dots, look or
// window change; dragging the before/after line only redoes the composite.
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
  uint32_t backgroundRgb = 0x14171A;  ///< outside the photo
};

class GlPreview {
 public:
  GlPreview();
  ~GlPreview();
  /// Compiles shaders; needs a current context. The error carries the driver's log.
  Status init();
  void drop(bool contextAlive);

  /// Uploads pixels (native) or takes over an existing texture of the photo (browser); photo size in
  /// photo px may be larger than the texture.
  void setPhoto(const ImageRgb8& image);
  void setPhotoTexture(uint32_t texture, int photoWidthPx, int photoHeightPx);
  void setSplats(std::span<const Splat> splats);

  void draw(const PreviewFrame& frame);
  /// How often the dot layer was redrawn, for tests of the cache.
  int dotLayerDraws() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hd
