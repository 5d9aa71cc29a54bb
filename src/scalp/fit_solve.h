// Finding the most likely head and camera: start poses, minimisation, posterior. Private to this module.
#pragma once

#include "scalp/fit_model.h"

namespace hd {

/// Rotation head -> camera of a head turned by yaw about its own vertical, then nodding by pitch,
/// then the camera rolled; zeros look the face straight in the eye.
Mat3 axesTurn(double yawRad, double pitchRad, double rollRad);

/// A minimum of the residuals' sum of squares, with the rotation its turns are measured from. The
/// cost is above 1e299 and x empty when there is none.
struct Minimum {
  Eigen::VectorXd x;
  double cost = 1e300;
  Mat3 start{1.0};
};

/// The deepest minimum reached from the poses photos are usually taken in; `model` is left with
/// that minimum's start rotation set.
Minimum bestMinimum(FitModel& model, const Landmarks& landmarks);

/// Covariance of the unknowns about a minimum, and the standard error of the pose about its least
/// certain axis.
struct Posterior {
  Eigen::MatrixXd covariance;
  double worstTurnRad;
};
Posterior posteriorAt(const FitModel& model, const Eigen::VectorXd& x);

}  // namespace hd
