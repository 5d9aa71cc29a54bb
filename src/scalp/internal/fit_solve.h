// Finding the most likely head and camera: start poses, minimisation, posterior. Private to this module.
#pragma once

#include "scalp/internal/fit_model.h"

namespace hd {

/// Rotation head -> camera of a head turned by yaw about its own vertical, then nodding by pitch,
/// then the camera rolled; zeros look the face straight in the eye.
Mat3 axesTurn(double yawRad, double pitchRad, double rollRad);

/// A minimum of the sum of squares, with the rotations its turns are measured from. The cost is above 1e299 and x empty
/// when there is none.
struct Minimum {
  Eigen::VectorXd x;
  double cost = 1e300;
  double outlineCost = 0.0;  ///< the outlines' part of it
  std::vector<Mat3> start;
};

/// The deepest minimum reached from the poses photos are usually taken in; `model` is left with that minimum's start
/// rotations set.
Minimum bestMinimum(FitModel& model);

/// Goes on from a minimum, after something was changed in the model.
Minimum settle(FitModel& model, Minimum from);

/// R with R R^T the covariance of the unknowns about a minimum; empty where the photos leave them undecided.
Eigen::MatrixXd posteriorRoot(const FitModel& model, const Eigen::VectorXd& x);

}  // namespace hd
