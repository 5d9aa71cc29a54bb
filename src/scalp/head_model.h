// The head as far as design needs it: an adjustable cranium with named landmarks.
//
// The cranium is a smooth closed surface, star-shaped about its centre. A point of it is addressed
// by its anatomical direction: a unit vector q in the head frame after the head's own dimensions
// have been divided out, so that the same q means the same place on a broad and on a narrow head.
// Norwood regions and hairline templates are laid down in q.
#pragma once

#include <array>
#include <optional>

#include "core/vec.h"
#include "scalp/landmarks.h"

namespace hd {

/// Degree of the polynomial that is a cranium's shape, and its number of coefficients.
inline constexpr int kHeadShapeDegree = 6;
inline constexpr int kHeadShapeTerms = (kHeadShapeDegree + 1) * (kHeadShapeDegree + 2) / 2;
/// In how many ways people's heads differ from their mean (head_family.h).
inline constexpr int kHeadModes = 36;
/// People's own spread along the modes, in their units: those are wider, for people unlike the sample they come from.
inline constexpr double kPeopleSpread = 0.7071;
/// No head lies further from the mean than this many standard deviations of a mode.
inline constexpr double kMostMode = 8.0;

/// What tells one head from another. A head of the family made from people is its modes, and the five sizes (mm)
/// follow from them (peopleHead()). Designs of before know the sizes only; they were laid on a family that has one
/// shape for all, stretched to those sizes, and stay on it.
struct HeadParams {
  double lengthMm = 195.0;       ///< glabella to the furthest point of the back (maximum head length)
  double breadthMm = 155.0;      ///< greatest breadth above the ears
  double vaultHeightMm = 132.0;  ///< tragion level to the vertex
  double pupilDistanceMm = 63.0;
  double faceHeightMm = 122.0;  ///< glabella to menton, vertical

  bool fromPeople = false;
  std::array<double, kHeadModes> modes{};  ///< in standard deviations; all 0: the mean of people

  bool operator==(const HeadParams&) const = default;
};

/// A point of the scalp, head frame.
struct SkinPoint {
  Vec3 posScalpMm;
  Vec3 normal;  ///< outward, unit
};

class HeadModel {
 public:
  explicit HeadModel(const HeadParams& params);
  /// A plain ellipsoid about the head's centre, for checks against closed formulas: same interface,
  /// its params hold the semi-axes doubled (breadth, length) and the height over the tragions.
  static HeadModel ellipsoid(Vec3 semiAxesMm);
  const HeadParams& params() const { return params_; }

  /// Point of the cranium in anatomical direction `q` (unit length), head frame mm.
  Vec3 surfacePoint(Vec3 q) const;
  /// Outward unit normal there.
  Vec3 surfaceNormal(Vec3 q) const { return surface(q).normal; }
  /// Both at once.
  SkinPoint surface(Vec3 q) const;
  /// Anatomical direction of any point except the centre; for points of the cranium the inverse of surfacePoint.
  Vec3 anatomicalDirection(Vec3 posScalpMm) const;
  /// First hit of the ray origin + t * direction (t > 0) with the cranium.
  std::optional<Vec3> intersect(Vec3 originMm, Vec3 direction) const;
  /// True for a point inside of the cranium.
  bool contains(Vec3 posMm) const;
  /// Position of a landmark, head frame mm (menton and pupils lie on the face, not on the cranium).
  Vec3 landmark(Landmark landmark) const;
  /// Radius of the unit cranium in direction `q` (surfacePoint = centre + scale * radius * q) and its
  /// derivatives by q.y and q.z, with q.x left to follow from the symmetry.
  struct RadiusJet {
    double r, dy, dz;
  };
  RadiusJet radiusJet(Vec3 q) const;
  double radius(Vec3 q) const;
  /// Centre that directions are taken from: at brow level, above the middle between the tragions.
  const Vec3& centreMm() const { return centre_; }
  /// mm per unit of the average cranium along x, y, z.
  const Vec3& scaleMm() const { return scale_; }
  /// Anatomical direction of the vertex, the highest point (the same on every head).
  Vec3 vertexDirection() const;

 private:
  void makePeople();

  HeadParams params_;
  Vec3 centre_{0, 0, 0};
  Vec3 scale_{1, 1, 1};
  std::array<double, kHeadShapeTerms> shape_{};
  std::array<Vec3, kLandmarkCount> landmarks_{};
  bool plain_ = false;  ///< radius 1 everywhere
};

/// The head with these modes, its five sizes filled in.
HeadParams peopleHead(const std::array<double, kHeadModes>& modes);
/// Length of a tape laid round a head over the brows and the furthest point of the back, mm.
double circumferenceMm(const HeadModel& head);

/// The mean of people.
HeadParams defaultHead();
/// The average of the older family, the adult male head of the facts file.
HeadParams oldAverageHead();

}  // namespace hd
