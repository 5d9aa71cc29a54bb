// Named points of a found face, each with its standard error, and the size of the irises.
#pragma once

#include "scalp/landmarks.h"
#include "vision/internal/face_search.h"
#include "vision/internal/iris.h"

namespace hd {

struct PointWithError {
  Vec2 px{0, 0};
  double sdPx = 0;
};

struct FacePoints {
  std::array<std::optional<PointWithError>, kLandmarkCount> landmarks;
  PointWithError canthusRight, canthusLeft;  ///< outer corners of the eyes
  std::optional<IrisMeasure> irisRight, irisLeft;
  /// Mean diameter of the irises (a sphere's, not foreshortened) and its standard error, px; without people's differences.
  std::optional<double> irisDiameterPx;
  double irisSdPx = 0;
};

FacePoints pointsOf(const Pyramid& photo, const FoundFace& face);

}  // namespace hd
