// Light and materials: what colour the sculpture shows through each pixel.
//
// One large soft key light, a fill, a rim and an all-round ambience. Skin is lit in two steps: the
// light that enters it is gathered per pixel and spread sideways as far as red, green and blue
// travel in skin, then coloured by the skin's own tone; the gloss of its surface is added on top.
#pragma once

#include "image/image.h"
#include "mannequin/internal/hair_field.h"
#include "mannequin/internal/picture.h"
#include "mannequin/truth.h"

namespace hd {

/// Colours of one person, linear RGB.
struct Complexion {
  sdf::V3 skin, hair, iris;
  float depth = 0.0f;  ///< 0 lightest .. 1 darkest tone
  /// Light that skin full of follicles lacks, and gloss; under hair of some millimetres much.
  sdf::V3 follicles{0.67f, 0.67f, 0.65f};
  float follicleGloss = 0.55f;
};
/// Monk tone 1..10 from the facts file, with hair and eyes that go with it.
Complexion complexionOf(int monkTone, uint64_t seed);

/// Directions towards the lights, head frame, and the gaze of both eyes.
struct Studio {
  sdf::V3 key, fill, rim, up;
  sdf::V3 gaze;  ///< of both eyes, unit, sculpture frame
};
Studio studioFor(const Rig& rig, HeadSide view);

/// Colour of every pixel before hair is drawn, and the light arriving there (for the hair).
struct Lit {
  LinearImage colour;
  LinearImage light;
};
Lit shade(const HeadSdf& head, const Individual& shape, const HairField& hair, const Complexion& complexion, const Studio& studio,
          const Rig& rig, const Geometry& geometry);

/// Where red lip skin is, 0..1, at sculpture coordinates.
float lipMask(const FaceTraits& face, sdf::V3 s);

/// Backdrop at a place of the picture, linear RGB; u, v in 0..1.
sdf::V3 backdrop(float u, float v);

/// Display curve: linear RGB to sRGB bytes with a soft shoulder and a trace of grain against banding.
ImageRgb8 develop(const LinearImage& image, uint64_t seed);

}  // namespace hd
