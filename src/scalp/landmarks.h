// The named points of a head, and the measures that say how big things are in a photo.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/vec.h"

namespace hd {

/// Anatomical points a person can tap on a photo. Left and right are the person's own.
enum class Landmark { pupilLeft, pupilRight, glabella, menton, tragionLeft, tragionRight, vertex };
inline constexpr int kLandmarkCount = 7;

/// A tap may lie outside of the picture (a chin that was cut off), but no further than this from its origin.
inline constexpr double kFarthestTapPx = 1e5;

/// Name in files ("pupil_left").
std::string_view landmarkName(Landmark landmark);
/// All of them, in the order of the values.
std::span<const std::string_view> landmarkNames();
/// The landmark of that name, if any.
std::optional<Landmark> landmarkFromName(std::string_view name);

/// Points tapped in a photo, photo px; absent where not visible or not given.
struct Landmarks {
  std::array<std::optional<Vec2>, kLandmarkCount> px;
  std::optional<Vec2>& operator[](Landmark l) { return px[static_cast<size_t>(l)]; }
  const std::optional<Vec2>& operator[](Landmark l) const { return px[static_cast<size_t>(l)]; }
  bool operator==(const Landmarks&) const = default;
};

/// Bit per Landmark that is present.
uint32_t placedMask(const Landmarks& landmarks);

/// What the scale was taken from.
enum class ScaleKind { card, iris, ipd, length };

/// Name in files ("card").
std::string_view scaleKindName(ScaleKind kind);
/// Size of such a thing where nothing else is said: card width, iris, mean pupil distance, mm;
/// none for a typed length.
std::optional<double> usualScaleMm(ScaleKind kind);

/// Where a card or a measured length was held, which tells how far from the camera it was.
enum class ScaleHeld { forehead, side, top, back };
/// Name in files ("forehead").
std::string_view scaleHeldName(ScaleHeld held);
std::span<const std::string_view> scaleHeldNames();
/// Names in the order of the values.
std::span<const std::string_view> scaleKindNames();
std::optional<ScaleKind> scaleKindFromName(std::string_view name);

/// A thing of known size in the photo: `px` long there and `mm` long in the world.
struct ScaleReference {
  ScaleKind kind = ScaleKind::ipd;
  double px = 0.0;
  double mm = 0.0;
  std::optional<ScaleHeld> held{};  ///< absent: at the nearer of brow and crown, less surely
  bool operator==(const ScaleReference&) const = default;
};

/// What was measured in one photo, and of the person in it, as in the landmarks file.
struct PhotoMeasures {
  Landmarks landmarks;
  std::optional<ScaleReference> scale;
  /// How well each landmark is known, standard error in px; absent: as well as a person taps.
  std::array<std::optional<double>, kLandmarkCount> sdPx{};
  std::vector<Vec2> outlinePx{};            ///< points on the visible edge of the bare head, photo px, in any order
  std::optional<double> outlineSdPx{};      ///< how well the outline is known
  std::optional<double> focalPx{};          ///< of the camera, at the photo's full size
  std::optional<double> circumferenceMm{};  ///< of the head, by a tape over the brows and round the back
  bool operator==(const PhotoMeasures&) const = default;
};

/// Reads the landmarks file `{"landmarks":{...},"scale":{...}}`. A landmark may be null (not seen);
/// the scale may be absent, and its mm too unless its kind is "length". Unknown names, wrong types,
/// absurd sizes and values that are not finite are errors naming the field. "held" of the scale, "outline", "sd_px",
/// "focal_px" and "circumference_mm" may be there; other keys are left alone, so that a file may carry more.
Result<PhotoMeasures> parseLandmarks(std::string_view json);

}  // namespace hd
