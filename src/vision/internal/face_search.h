// All faces in a photo, of any size and whichever way up it is held.
#pragma once

#include <vector>

#include "vision/internal/face_mesh.h"
#include "vision/internal/face_pose.h"

namespace hd {

/// A face that stood the test: the mesh's mean over slightly moved looks, with how far each point moved between them.
struct FoundFace {
  FaceMesh mesh;
  std::array<double, kFacePoints> spreadPx{};  ///< standard deviation between looks, per axis
  FacePose pose;
  /// Height of the mesh, brow to chin, in the picture.
  double sizePx() const;
};

/// What the search came to.
struct FaceSearch {
  std::vector<FoundFace> faces;      ///< largest first
  std::optional<FaceMesh> sideways;  ///< the best look that only failed for being turned too far: a profile
  int detectorRuns = 0, meshRuns = 0;
};

/// Searches. The work is bounded by counting, so that every machine comes to the same result.
FaceSearch searchFaces(const NetSet& nets, NetWorkspace& space, const Pyramid& photo, std::optional<double> focalPx);

}  // namespace hd
