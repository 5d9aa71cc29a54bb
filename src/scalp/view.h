// A photo as a view of the scalp: where a point of the skin lies in the picture and back.
#pragma once

#include <optional>
#include <string>

#include "core/interval.h"
#include "core/vec.h"
#include "scalp/head_side.h"
#include "scalp/scalp_map.h"

namespace hd {

/// Pinhole camera. A head-frame point P is at C = rotation * (P - 0) + translation in camera axes
/// (x right, y down, z away from the camera, mm) and at centrePx + focalPx * C.xy / C.z in the photo.
struct Camera {
  Mat3 rotation{1.0};
  Vec3 translationMm{0, 0, 1000};
  double focalPx = 1000.0;
  Vec2 centrePx{0, 0};
  bool operator==(const Camera&) const = default;
};

enum class ViewKind { flat, head };

/// One photo with its geometry and how sure its scale is.
struct View {
  ViewKind kind = ViewKind::flat;
  int photoWidthPx = 0;
  int photoHeightPx = 0;
  Camera camera;            ///< kind head
  double mmPerPx = 0.1;     ///< kind flat: exact; kind head: at the nearest point of the scalp, informative
  double scaleRelSd = 0.0;  ///< relative standard error of lengths
  double areaRelSd = 0.0;   ///< relative standard error of areas (about twice the former, plus shape)
  std::string scaleSource;  ///< "card", "iris", "ipd", "length", "typed", "truth", "assumed"
  bool operator==(const View&) const = default;
};

/// The side from which a view looks at the head, from the camera's direction.
HeadSide sideOf(const View& view);

/// Where the camera stands, head frame mm.
Vec3 cameraPositionMm(const Camera& camera);

/// Photo px of a point of skin; absent when it is behind the camera. Flat: px = map mm / mmPerPx.
std::optional<Vec2> projectPoint(const View& view, Vec3 posScalpMm);
/// True when the skin there faces the camera and nothing of the cranium hides it.
bool isVisible(const View& view, const ScalpMap& map, Vec3 posScalpMm, Vec3 normal);
/// Map position under a photo px: the first skin the ray meets; absent off the head.
std::optional<Vec2> unprojectToMap(const View& view, const ScalpMap& map, Vec2 posPhotoPx);

/// How a small patch of skin looks in the photo: px per mm along the two axes of its tangent plane.
/// A round dot of radius r becomes the ellipse axis0 * r, axis1 * r (photo px), foreshortened.
struct Footprint {
  Vec2 centrePx;
  Vec2 axis0Px;       ///< image of 1 mm along tangent 0 (map +x direction on the skin)
  Vec2 axis1Px;       ///< image of 1 mm along tangent 1 (map +y direction on the skin)
  double facing = 1;  ///< cosine between the normal and the direction to the camera, <= 0 hidden
};
std::optional<Footprint> footprintAt(const View& view, const ScalpMap& map, Vec2 posMapMm);

}  // namespace hd
