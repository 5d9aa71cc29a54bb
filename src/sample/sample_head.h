// Sample heads: our own pictures of people who do not exist, with everything about them known.
//
// A procedural head, individual per seed, is photographed by a procedural camera in a procedural
// studio. The picture serves as "try a sample"; the truth beside it (landmarks, camera, scale, bald
// area on the individual's real skin) serves the tests of fitting and estimating.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"
#include "image/image.h"
#include "sample/truth.h"

namespace hd {

struct SampleOptions {
  SampleView view = SampleView::front;
  int norwood = 3;     ///< 1..7
  int skin = 4;        ///< Monk tone 1..10
  bool card = false;   ///< an ID-1 card beside the head
  uint64_t seed = 0;   ///< 0 is the average head and a straight camera
  int widthPx = 1200;  ///< 64..6000
  int heightPx = 1500;
};

struct SampleHead {
  ImageRgb8 image;
  Truth truth;
};

/// Renders; equal options give equal pictures. Misuse (values out of range) asserts.
SampleHead makeSampleHead(const SampleOptions& options);

/// The truth alone, without the picture (visibility by rays, so a little slower per landmark).
Truth sampleTruth(const SampleOptions& options);

}  // namespace hd
