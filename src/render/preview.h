// What shows photo and dots while they are worked on, whatever draws it: OpenGL (gl_preview.h) for people, something
// that only remembers for tests without a screen.
#pragma once

#include <cstdint>
#include <span>

#include "core/result.h"
#include "image/image.h"
#include "render/cpu_raster.h"
#include "render/splats.h"

namespace hd {

struct PreviewFrame {
  RasterWindow window;                      ///< which part of the photo, at which scale, into how many framebuffer px
  int targetX = 0, targetY = 0;             ///< framebuffer px of the window's lower-left corner (GL convention)
  double splitX = -1.0;                     ///< before/after line in window px from the left; < 0: all "after"
  bool before = false;                      ///< only the photo
  uint32_t backgroundRgb = kBackgroundRgb;  ///< outside the photo
};

class Preview {
 public:
  virtual ~Preview() = default;

  /// Makes what drawing needs; may be called again after drop(). Errors are those of the means it draws by.
  virtual Status init() = 0;
  /// Lets go of all graphics objects; with `contextAlive` false (lost context) they are only forgotten.
  /// Photo and splats must be set again after the next init().
  virtual void drop(bool contextAlive) = 0;

  /// Uploads pixels (native) or takes over an existing texture of the photo (browser), which must
  /// be SRGB8_ALPHA8 with row 0 at the top and stays the caller's; photo size in photo px may be
  /// larger than the texture.
  virtual void setPhoto(const ImageRgb8& image) = 0;
  virtual void setPhotoTexture(uint32_t texture, int photoWidthPx, int photoHeightPx) = 0;
  virtual void setSplats(std::span<const Splat> splats) = 0;
  /// Keeps highlights above the dots (highlight.h); default: none known.
  virtual void setSkin(const SkinLight& skin) = 0;

  /// Draws nothing before init() succeeded or while no photo is set.
  virtual void draw(const PreviewFrame& frame) = 0;
};

}  // namespace hd
