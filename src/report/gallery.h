// A contact sheet of everything the look depends on, to be judged by eye: skin tones and shades,
// sessions, days, years, mistakes and viewing distances.
#pragma once

#include "design/design.h"
#include "image/image.h"
#include "render/cpu_raster.h"

namespace hd {

/// What the sheet shows: a photo with a design on it and the part of it to look at.
struct GalleryScene {
  ImageRgb8 photo;
  Design design;
  RasterWindow window;  ///< size is the cell's
};

/// A made-up close-up of a front hairline, 36 x 30 mm of skin of a Monk tone 1..10.
GalleryScene studioSkin(int monkTone, int shade);

/// The front of a person's own design, seen as large as the design's photo allows.
GalleryScene sceneOfDesign(const Design& design, const ImageRgb8& photo);

/// A sheet of patterns at 10 px/mm, settled: edges from ruled to wandering, diffusion from none to high, scatter modes
/// and the irregularity of single dots.
ImageRgb8 makePatternSheet(int monkTone, int shade);

/// The sheet; its first rows always show made-up skin of every tone.
ImageRgb8 makeGallery(const GalleryScene& scene);

}  // namespace hd
