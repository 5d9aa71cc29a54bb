// The named points of a head, and the measures that say how big things are in a photo.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "core/result.h"
#include "core/vec.h"

namespace hd {

/// Anatomical points a person can tap on a photo. Left and right are the person's own.
enum class Landmark { pupilLeft, pupilRight, glabella, menton, tragionLeft, tragionRight, vertex };
inline constexpr int kLandmarkCount = 7;

/// Name in files ("pupil_left").
std::string_view landmarkName(Landmark landmark);
/// The landmark of that name, if any.
std::optional<Landmark> landmarkFromName(std::string_view name);

/// Points tapped in a photo, photo px; absent where not visible or not given.
struct Landmarks {
  std::array<std::optional<Vec2>, kLandmarkCount> px;
  std::optional<Vec2>& operator[](Landmark l) { return px[static_cast<size_t>(l)]; }
  const std::optional<Vec2>& operator[](Landmark l) const { return px[static_cast<size_t>(l)]; }
};

/// What the scale was taken from.
enum class ScaleKind { card, iris, ipd, length };

/// Name in files ("card").
std::string_view scaleKindName(ScaleKind kind);
/// Size of such a thing where nothing else is said: card width, iris, mean pupil distance, mm;
/// none for a typed length.
std::optional<double> usualScaleMm(ScaleKind kind);

/// A thing of known size in the photo: `px` long there and `mm` long in the world.
struct ScaleReference {
  ScaleKind kind = ScaleKind::ipd;
  double px = 0.0;
  double mm = 0.0;
};

/// Landmarks and scale of one photo, as in the landmarks file.
struct PhotoMeasures {
  Landmarks landmarks;
  std::optional<ScaleReference> scale;
};

/// Reads the landmarks file `{"landmarks":{...},"scale":{...}}`. A landmark may be null (not seen);
/// the scale may be absent, and its mm too unless its kind is "length". Unknown names, wrong types,
/// absurd sizes and values that are not finite are errors naming the field; other keys beside the
/// two are left alone, so that a file may carry more.
Result<PhotoMeasures> parseLandmarks(std::string_view json);

}  // namespace hd
