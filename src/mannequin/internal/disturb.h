// What makes a head hard to find in a photo: glasses, a beard, light from one side, a poor camera.
#pragma once

#include "mannequin/internal/shade.h"
#include "mannequin/sample_head.h"

namespace hd {

/// Dark rings about the eyes with a bridge and temples, where nothing of the head lies before them.
void putOnGlasses(const Truth& truth, const Rig& rig, const Geometry& geometry, LinearImage& image);
/// A short full beard of the person's hair.
void growBeard(const Truth& truth, const Complexion& complexion, const Geometry& geometry, uint64_t seed, LinearImage& image);
/// The left of the picture at a fifth of the light, and out of focus, as the options say.
void lightAndFocus(const SampleOptions& options, LinearImage& image);
/// A sensor's noise, as the options say.
void addNoise(const SampleOptions& options, ImageRgb8& image);

}  // namespace hd
