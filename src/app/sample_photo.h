// The built-in sample heads as photos with known geometry, by name.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "image/image.h"

namespace hd {

struct SamplePhoto {
  std::string name;  ///< file name for the design ("sample-front-3-4.png")
  ImageRgb8 image;
  std::string truthJson;
};

/// Renders a sample: "view", "view-norwood" or "view-norwood-skin" with view front|top|left|right, Norwood stage 1..7
/// (3 when absent) and skin tone 1..10 (4 when absent). Takes seconds. Error "sample.name".
Result<SamplePhoto> makeSamplePhoto(std::string_view id);

}  // namespace hd
