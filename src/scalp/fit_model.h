// The statistical model behind fitHead: unknowns, what each is known to be beforehand, and the
// residuals of a photo. Private to this module.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include <Eigen/Core>

#include "scalp/fit.h"

namespace hd {

/// Unknowns, each in units of its own prior standard error (0 = most likely beforehand), except the
/// pose, about which nothing is known: rotation from the start pose (rad), photo position of the
/// head's reference point and the logarithm of px per mm there.
enum Unknown : int {
  kLength,
  kBreadth,
  kVault,
  kPupils,
  kFace,
  kDistance,
  kTurnX,
  kTurnY,
  kTurnZ,
  kPlaceX,
  kPlaceY,
  kLogScale,
  kViewUnknowns,              ///< all above describe the head and the camera
  kScaleDepth = kViewUnknowns,  ///< how far from the assumed plane the scale reference was held
  kFirstMode                  ///< from here: how this person's landmarks sit apart from the model's
};

/// A way in which landmarks deviate together from the average place, with its spread.
struct LandmarkMode {
  double sdMm;
  std::array<Vec3, kLandmarkCount> shift{};  ///< of each landmark per unit
};
const std::vector<LandmarkMode>& landmarkModes();

class FitModel {
 public:
  FitModel(const PhotoMeasures& measures, const FitOptions& options) : measures_(measures), options_(options) {}

  int unknowns() const { return kFirstMode + static_cast<int>(landmarkModes().size()); }
  /// Sets the rotation that the turns are measured from.
  void setStart(const Mat3& rotation) { start_ = rotation; }

  HeadParams head(const Eigen::VectorXd& x) const;
  Camera camera(const Eigen::VectorXd& x) const;
  /// All residuals, whitened: taps, scale, priors, the usual viewpoint for such taps,
  /// and a wall against poses that hide a tapped point.
  Eigen::VectorXd residuals(const Eigen::VectorXd& x) const;
  /// Landmark of the model plus this person's deviations, head frame mm.
  Vec3 landmarkMm(const HeadModel& head, const Eigen::VectorXd& x, Landmark landmark) const;

 private:
  double scaleResidual(const HeadModel& head, const Camera& camera, const Eigen::VectorXd& x) const;

  const PhotoMeasures& measures_;
  const FitOptions& options_;
  Mat3 start_{1.0};
};

/// Depth (mm from the camera) of the nearer of brow and crown: where a card is held, and the scalp.
double nearestScalpDepthMm(const HeadModel& head, const Camera& camera);

/// Point of the head that place, scale and distance refer to.
Vec3 referencePointMm();

}  // namespace hd
