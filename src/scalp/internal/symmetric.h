// Symmetric matrices of some fifty unknowns: no more than the fit needs, in few bytes. Private to this module.
#pragma once

#include <Eigen/Core>

namespace hd {

/// Turns the lower triangle of a positive definite matrix into L with L L^T = a, the rest into 0. False, and a spoilt,
/// if it is not positive definite.
bool factorise(Eigen::MatrixXd& a);

/// Solves L L^T x = b in place.
void solveFactorised(const Eigen::MatrixXd& l, Eigen::VectorXd& b);

/// The inverse of L^T: a root of the inverse of L L^T.
Eigen::MatrixXd inverseTransposed(const Eigen::MatrixXd& l);

/// Unit eigenvectors of a symmetric matrix as columns, that of the largest eigenvalue first (Jacobi's rotations).
Eigen::MatrixXd eigenvectors(Eigen::MatrixXd a);

}  // namespace hd
