// Where faces may be: boxes with a score from the detector net. Its score is no proof; face_mesh.h says what is a face.
#pragma once

#include <vector>

#include "vision/internal/net.h"
#include "vision/internal/pyramid.h"

namespace hd {

/// A box about a face, photo px.
struct FaceBox {
  double score = 0;
  Vec2 centrePx{0, 0};
  double sidePx = 0;
  Vec2 rightEyePx{0, 0}, leftEyePx{0, 0}, nosePx{0, 0}, rightEarPx{0, 0}, leftEarPx{0, 0};  ///< the person's own side
};

/// Boxes in a square of the photo with a score of .5 or more, best first, near ones joined.
std::vector<FaceBox> detectFaces(const NetSet& nets, NetWorkspace& space, const Pyramid& photo, const TurnedSquare& square);

/// The square that the mesh wants to see for a box.
TurnedSquare meshSquare(const FaceBox& box);

}  // namespace hd
