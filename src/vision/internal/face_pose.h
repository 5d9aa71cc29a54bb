// How a face is turned and how far away it is: the canonical face laid on the points of the mesh.
#pragma once

#include <array>
#include <optional>

#include "vision/internal/face_mesh.h"

namespace hd {

/// A point X of the canonical face (mm) is seen at centrePx + focalPx * (Y.x, Y.y) / Y.z with Y = rotation * X +
/// translationMm; camera axes x right, y down, z away.
struct FacePose {
  Mat3 rotation{1.0};
  Vec3 translationMm{0, 0, 1000};
  double focalPx = 1000;
  Vec2 centrePx{0, 0};
  double rmsPx = 0;

  Vec2 project(Vec3 canonicalMm) const;
  /// Turn to a side, positive when the person's left side is seen; bow, positive with the crown towards the camera;
  /// tilt in the picture, positive clockwise.
  double yawRad() const;
  double pitchRad() const;
  double rollRad() const;
  /// Pixels of a millimetre at the depth of the pupils.
  double pxPerMm() const;
};

/// Fits the pose. Without a focal length the face is taken to be 700 mm away, where phones are held.
std::optional<FacePose> poseOf(const std::array<Vec3, kMeshPoints>& canonicalMm, const FaceMesh& face, Vec2 photoCentrePx,
                               std::optional<double> focalPx);

}  // namespace hd
