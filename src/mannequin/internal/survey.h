// Measuring the individual: landmarks on the real surface, dimensions, bald skin, the camera.
#pragma once

#include "mannequin/internal/picture.h"
#include "mannequin/sample_head.h"

namespace hd {

/// Place of the card (or of the scale, without one) in the picture.
struct CardPlace {
  Vec2 centrePx{0, 0};
  double turnRad = 0;   ///< in the picture, clockwise
  bool upright = true;  ///< long side upright
  double depthMm = 0;   ///< of its plane along the camera axis
};

/// Where the photographer stands for a view; varied a little by the seed.
Camera cameraFor(const SampleOptions& options, const Individual& individual);
/// The gaze of an eye, unit, sculpture frame: at the camera from the front, else straight ahead.
sdf::V3 gazeFor(const SampleOptions& options, const Camera& camera);
CardPlace cardPlaceFor(const SampleOptions& options, const Camera& camera, const Truth& truth);

/// Fills in everything that is known about the picture.
Truth survey(const SampleOptions& options, const Individual& individual, const HeadSdf& sdf);

/// Draws the card and its stand. `truth.card` must be set.
void drawCard(const Truth& truth, const CardPlace& place, LinearImage& image);

}  // namespace hd
