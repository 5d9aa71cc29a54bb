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
#include "mannequin/truth.h"

namespace hd {

struct SampleOptions {
  HeadSide view = HeadSide::front;
  int norwood = 3;    ///< 1..7
  int skin = 4;       ///< Monk tone 1..10
  bool card = false;  ///< an ID-1 card beside the head
  /// The same person with the hair of the scalp clipped to this length, mm, 0 flush to 1.5; else a few millimetres.
  std::optional<double> clippedMm{};
  uint64_t seed = 0;   ///< 0 is the average head and a straight camera
  int widthPx = 1200;  ///< 64..6000
  int heightPx = 1500;

  // From the front only: how the head is held.
  double turnRad = 0;  ///< + the left side comes forward, -1..1
  double bowRad = 0;   ///< + the crown comes forward, -.5..1
  // What makes it hard to find.
  bool glasses = false;
  bool beard = false;
  bool halfLight = false;  ///< the left of the picture at a fifth of the light
  double blurPx = 0;       ///< standard deviation, 0..20
  double noise = 0;        ///< standard deviation, levels of 255, 0..60
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
