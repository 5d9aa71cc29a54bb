// What is known about a sample picture, and its file.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/vec.h"
#include "scalp/fit.h"
#include "scalp/head_model.h"
#include "scalp/head_side.h"
#include "scalp/landmarks.h"
#include "scalp/view.h"

namespace hd {

/// A card in the picture plane: corners clockwise in photo px from its own top left.
struct CardTruth {
  std::array<Vec2, 4> cornersPx{};
  double widthPx = 0, heightPx = 0;  ///< long and short side
  double widthMm = 0, heightMm = 0;
};

/// The truth of one picture. `measures` holds the landmarks seen and the scale, as a person with a
/// perfect hand would have entered them.
struct Truth {
  HeadSide view = HeadSide::front;
  int norwood = 1;
  int skin = 1;
  uint64_t seed = 0;
  int widthPx = 0, heightPx = 0;
  PhotoMeasures measures;
  std::array<Vec3, kLandmarkCount> landmarksMm{};  ///< true places on the individual, head frame
  Camera camera;
  double mmPerPx = 0;  ///< in the plane of the scale: forehead, from above the crown
  std::optional<CardTruth> card;
  double baldAreaCm2 = 0;                        ///< skin of the Norwood region on the individual's surface
  double visibleBaldAreaCm2 = 0;                 ///< the part of it that this picture shows
  HeadParams head;                               ///< the individual's own measures
  std::vector<std::vector<Vec2>> baldOutlinePx;  ///< visible parts of its outline
};

/// The truth as JSON; with "landmarks" and "scale" in it, it can be read as a landmarks file.
std::string truthJson(const Truth& truth);
/// Reads what truthJson wrote. Errors name the field ("truth.camera.focal_px").
Result<Truth> parseTruth(std::string_view json);

/// The view of a sample picture as if fitted: the camera is known, and what is left of error is how
/// an individual skull differs from the model of it.
HeadFit fitOfTruth(const Truth& truth);

}  // namespace hd
