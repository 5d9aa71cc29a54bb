// The head turned to any side: the photos laid on it where they see it, plain skin elsewhere. The dots come on top as in a
// photo: the turned head is a photo with a view of its own, so makeSplats and renderFull draw them at true size.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "image/image.h"
#include "scalp/head_model.h"
#include "scalp/view.h"

namespace hd {

/// A view of the whole head from `azimuthRad` (0: the face, positive towards the person's left) and `elevationRad` (pi / 2:
/// from above), from 1.4 m; the head keeps its size in the picture while it is turned.
View turnedView(const HeadModel& head, double azimuthRad, double elevationRad, int widthPx, int heightPx);

/// A photo to be laid on the head; `image` is the photo or a smaller copy of it.
struct LaidPhoto {
  const ImageRgb8& image;
  const View& view;
};

/// The skin's tone in the photos, linear RGB: that of its lit parts. `otherwise` where they show none of the head.
Vec3 skinToneOf(const HeadModel& head, std::span<const LaidPhoto> photos, Vec3 otherwise);

struct TurnedHead {
  ImageRgb8 bare;                   ///< as large as the view's photo
  std::vector<uint8_t> scalpShare;  ///< of each pixel: how much of it is scalp that nothing hides, 0..255
};
/// Draws it, `skinLinear` where no photo sees it.
TurnedHead drawTurnedHead(const HeadModel& head, const View& view, std::span<const LaidPhoto> photos, Vec3 skinLinear);

/// What lies before the scalp (an ear, the nose) comes back over a picture with dots.
void coverDots(const TurnedHead& head, ImageRgb8& withDots);

}  // namespace hd
