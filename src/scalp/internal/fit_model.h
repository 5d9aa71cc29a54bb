// The statistical model behind fitHeads: unknowns, what each is known to be beforehand, and the
// residuals of the photos with their derivatives. Private to this module.
#pragma once

#include <array>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "scalp/fit.h"
#include "scalp/internal/silhouette.h"

namespace hd {

/// Unknowns: the head's modes, then these for each shot. Turns (rad) are from the shot's start rotation; place (px) is
/// where the head's reference point appears, logScale the logarithm of px per mm there. Distance and scale depth are in
/// units of their prior standard error; about the pose nothing is known but the usual viewpoint.
enum ShotUnknown : int { kTurnX, kTurnY, kTurnZ, kPlaceX, kPlaceY, kLogScale, kDistance, kScaleDepth, kShotUnknowns };

/// A camera with its derivatives by turn, place, scale and distance.
struct CameraJet {
  static constexpr int kBy = kDistance + 1;
  Camera at;
  std::array<Mat3, kBy> rotation;
  std::array<Vec3, kBy> translation;
  std::array<double, kBy> focal;
};

/// The sum of squares of all whitened residuals at some place, and the normal equations there.
struct Linearised {
  double cost = 0.0;
  double outlineCost = 0.0;  ///< the outlines' part of it
  Eigen::MatrixXd normal;    ///< J^T J
  Eigen::VectorXd gradient;  ///< J^T r
};

class FitModel {
 public:
  explicit FitModel(std::span<const FitShot> shots);

  int unknowns() const { return kHeadModes + kShotUnknowns * static_cast<int>(shots_.size()); }
  static int first(size_t shot) { return kHeadModes + kShotUnknowns * static_cast<int>(shot); }
  /// Sets the rotation that a shot's turns are measured from.
  void setStart(size_t shot, const Mat3& rotation) { start_[shot] = rotation; }
  /// Leaves a tap out, or takes it in again.
  void leaveOut(size_t shot, Landmark landmark, bool out) { left_[shot][static_cast<size_t>(landmark)] = out; }
  bool isLeftOut(size_t shot, Landmark landmark) const { return left_[shot][static_cast<size_t>(landmark)]; }
  bool tapped(size_t shot, Landmark landmark) const { return shots_[shot].measures.landmarks[landmark] && !isLeftOut(shot, landmark); }
  /// Points of the shot's outline that count.
  size_t outlinePoints(size_t shot) const { return outlines_[shot].size(); }
  std::span<const FitShot> shots() const { return shots_; }

  /// Lets only the largest modes differ from 0, for a first look; all of them where nothing else was said.
  void setActiveModes(int count) { activeModes_ = count; }
  int activeModes() const { return activeModes_; }

  static HeadParams head(const Eigen::VectorXd& x);
  Camera camera(size_t shot, const Eigen::VectorXd& x) const;
  /// What the photos and the priors say of x. Outlines only steer a fit that is near already.
  Linearised evaluate(const Eigen::VectorXd& x, bool outlines, bool derivatives) const;
  /// Distance between a tap and the model's landmark in standard errors.
  double tapMisfit(size_t shot, const Eigen::VectorXd& x, Landmark landmark) const;

 private:
  friend class Residuals;
  CameraJet cameraJet(size_t shot, const Eigen::VectorXd& x) const;

  std::span<const FitShot> shots_;
  int activeModes_ = kHeadModes;
  std::vector<Mat3> start_;
  std::vector<std::array<bool, kLandmarkCount>> left_;
  std::vector<std::vector<Vec2>> outlines_;  ///< as far as convex
};

/// Depth (mm from the camera) of the nearer of brow and crown: where a card is held, and the scalp.
double nearestScalpDepthMm(const HeadModel& head, const Camera& camera);

/// Point of the head that place, scale and distance refer to.
Vec3 referencePointMm();

}  // namespace hd
