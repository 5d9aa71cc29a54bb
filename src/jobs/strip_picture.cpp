#include "jobs/strip_picture.h"

#include "render/blur.h"
#include "render/overlap.h"

namespace hd {

StripPicture::StripPicture(const PicturePlan& plan)
    : splats_(prepareSplats(plan.splats)), skin_(plan.skin), blurPhotoPx_(plan.blurPhotoPx) {}

int StripPicture::overlapRows() const { return blurRadius(blurPhotoPx_); }

void StripPicture::draw(std::span<uint8_t> rgba, int width, int top) const {
  const int rows = static_cast<int>(rgba.size() / 4 / static_cast<size_t>(width));
  applySplats(rgba, 4, width, rows, 0, top, splats_, skin_, blurPhotoPx_);
}

}  // namespace hd
