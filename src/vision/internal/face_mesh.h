// The points of a face in a square of the photo, with the irises, and whether it is a face at all.
#pragma once

#include <array>

#include "vision/internal/net.h"
#include "vision/internal/pyramid.h"

namespace hd {

inline constexpr int kFacePoints = kMeshPoints + 10;
/// Points that have names of their own; right and left are the person's. The irises have a centre and four points of the rim.
inline constexpr int kPupilRight = 468, kPupilLeft = 473, kCanthusRight = 33, kCanthusLeft = 263, kInnerCanthusRight = 133,
                     kInnerCanthusLeft = 362, kMentonPoint = 152, kGlabellaPoint = 9, kForeheadPoint = 10, kNoseTip = 4;

struct FaceMesh {
  double flag = 0;                     ///< the net's own word for "a face", 0..1
  std::array<Vec3, kFacePoints> px{};  ///< photo px, z in the same scale, towards the camera negative
  TurnedSquare square;                 ///< what was looked at
  Vec2 at(int point) const { return Vec2(px[static_cast<size_t>(point)]); }
};

/// Looks at the square. Not finite results come back with flag 0.
FaceMesh meshOf(const NetSet& nets, NetWorkspace& space, const Pyramid& photo, const TurnedSquare& square);

/// The square for a closer look at a face that was found: level eyes, half as large again as the face.
TurnedSquare squareAround(const FaceMesh& face);

}  // namespace hd
