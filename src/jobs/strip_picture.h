// The full-size picture in strips, so that a photo of any size passes through little memory.
#pragma once

#include <cstdint>
#include <span>

#include "render/cpu_raster.h"
#include "render/picture_plan.h"

namespace hd {

/// Draws the dots of a plan into one strip of the photo after the other.
class StripPicture {
 public:
  explicit StripPicture(const PicturePlan& plan);

  /// How many rows strips must overlap on either side, for the onlooker's blur mixes neighbouring rows.
  int overlapRows() const;

  /// Draws into the rows of the photo that start at row `top`; RGBA, `width` px wide, alpha kept. The result, without
  /// overlapping rows, equals the same rows of renderFull.
  void draw(std::span<uint8_t> rgba, int width, int top) const;

 private:
  PreparedSplats splats_;
  SkinLight skin_;
  double blurPhotoPx_;
};

}  // namespace hd
