// The edge of a head against its background: how far the skin reaches towards each direction of the photo, and which
// point of the skin does. Private to this module.
#pragma once

#include <array>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "scalp/head_model.h"
#include "scalp/view.h"

namespace hd {

/// Points of the skin in fixed anatomical directions, with what moves them.
class SkinPoints {
 public:
  /// Directions with x < 0 must mirror those before them with x > 0, in order.
  explicit SkinPoints(std::vector<Vec3> directions);
  /// What can be a head's edge: one grid for all fits, about 4.5 degrees wide, without the face.
  static const SkinPoints& edge();
  /// Half the way of a tape over the brows and round the back, from the front.
  static const SkinPoints& tape();

  /// Positions on the head with these modes, head frame mm.
  void positions(const Eigen::VectorXd& modes, std::vector<Vec3>& out) const;
  /// Derivatives of a point's position by the modes (3 x kHeadModes) on the head with these modes.
  Eigen::Matrix<double, 3, kHeadModes> slopes(size_t point, const Eigen::VectorXd& modes) const;
  size_t size() const { return direction_.size(); }
  Vec3 direction(size_t point) const { return direction_[point]; }

 private:
  std::vector<Vec3> direction_;
  std::vector<Eigen::Index> row_;  ///< of the tables below; a direction and its mirror image share one
  Eigen::MatrixXd modeRadius_;     ///< row: direction; column: mode
  Eigen::VectorXd meanRadius_;
};

/// Support of the projected skin: largest x cos a + y sin a over its points for each of kDirections angles.
struct Silhouette {
  static constexpr int kDirections = 72;
  std::array<double, kDirections> reachPx;
  std::array<int, kDirections> point;

  /// Of the points of SkinPoints::edge() at these positions.
  Silhouette(std::span<const Vec3> pointsMm, const Camera& camera);
};

/// Unit vector of a direction, of its number or between two.
Vec2 silhouetteDirection(double number);

/// Signed distance of a photo point from the silhouette (px, outside positive), the direction (fractional number) along
/// which it is measured and the grid point that makes the edge there.
struct EdgeDistance {
  double px;
  double direction;
  int point;
};
EdgeDistance distanceFromEdge(const Silhouette& edge, Vec2 posPhotoPx);

/// The points of an outline that lie on its convex hull (within a few px): only those are the farthest along anything.
std::vector<Vec2> convexPart(std::span<const Vec2> outlinePx);

}  // namespace hd
