// A photo at halved sizes, and turned squares cut out of it as the nets want them.
#pragma once

#include <span>
#include <vector>

#include "core/vec.h"
#include "image/image.h"

namespace hd {

/// A square of the photo, turned clockwise on the screen; photo px (pixel centres at .5).
struct TurnedSquare {
  Vec2 centrePx{0, 0};
  double sidePx = 0;
  double turnRad = 0;

  /// Photo px of a point given in shares of the side (0, 0 top left; 1, 1 bottom right), and back.
  Vec2 toPhoto(Vec2 share) const;
  Vec2 toShare(Vec2 photoPx) const;
};

/// The photo and its halves. The photo has to outlive it.
class Pyramid {
 public:
  explicit Pyramid(const ImageRgb8& photo);
  int width() const { return levels_[0]->width; }
  int height() const { return levels_[0]->height; }
  const ImageRgb8& photo() const { return *levels_[0]; }

  /// `side` x `side` pixels of the square as `stride` floats each, from `low` (black) to `high`; black outside the photo.
  void cut(const TurnedSquare& square, int side, int stride, float low, float high, std::span<float> out) const;
  /// The same for an upright rectangle from `min` to `max`, stretched to the square.
  void cutStretched(Vec2 minPx, Vec2 maxPx, int side, int stride, float low, float high, std::span<float> out) const;
  /// Luminance (0..255, of the sRGB bytes) between pixel centres; the border's beyond it.
  float lumaAt(Vec2 photoPx) const;
  /// Linear light of the pixel there; the border's beyond it.
  Vec3 linearAt(Vec2 photoPx) const;

 private:
  struct Place {
    Vec2 originPx, acrossPx, downPx;
  };
  void cut(const Place& place, int side, int stride, float low, float high, std::span<float> out) const;
  std::vector<ImageRgb8> halves_;
  std::vector<const ImageRgb8*> levels_;
};

}  // namespace hd
