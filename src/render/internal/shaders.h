// The preview's shaders: the formulas of coverage.h, overlap.h and photo_window.h once more, in the
// language that OpenGL 3.3 and OpenGL ES 3.0 share.
#pragma once

#include <string>

namespace hd::shaders {

/// Everything before main(): version, precisions, the chord rule from coverage.h.
std::string preamble();

/// One triangle over the whole target; no vertex data.
extern const char* const kWholeVertex;
/// The bare photo in the window, as sRGB; alpha 0 off the photo.
extern const char* const kPhotoFragment;
/// One quad per splat, read from the splat texture.
extern const char* const kDotVertex;
/// Light that a splat removes from a pixel; drawn additively.
extern const char* const kDotFragment;
/// Photo window times what the dots leave, as sRGB.
extern const char* const kAfterFragment;
/// One direction of the onlooker's blur.
extern const char* const kBlurFragment;
/// Before or after, by the split line, onto the target.
extern const char* const kShowFragment;

/// Texels (RGBA32F) of one splat, and texels in a row of the splat texture.
inline constexpr int kTexelsPerSplat = 5;
inline constexpr int kTexelsPerRow = 2048;

}  // namespace hd::shaders
