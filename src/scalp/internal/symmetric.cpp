#include "scalp/internal/symmetric.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace hd {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

bool factorise(MatrixXd& a) {
  const Index n = a.rows();
  for (Index j = 0; j < n; ++j) {
    double* column = &a(0, j);
    for (Index i = 0; i < j; ++i) column[i] = 0.0;
    // Column by column from the left, so that the innermost loop runs along memory.
    for (Index k = 0; k < j; ++k) {
      const double* before = &a(0, k);
      const double by = before[j];
      for (Index i = j; i < n; ++i) column[i] -= by * before[i];
    }
    if (!(column[j] > 0.0)) return false;
    const double over = 1.0 / std::sqrt(column[j]);
    for (Index i = j; i < n; ++i) column[i] *= over;
  }
  return true;
}

void solveFactorised(const MatrixXd& l, VectorXd& b) {
  const Index n = l.rows();
  for (Index j = 0; j < n; ++j) {
    const double* column = &l(0, j);
    b[j] /= column[j];
    for (Index i = j + 1; i < n; ++i) b[i] -= b[j] * column[i];
  }
  for (Index j = n - 1; j >= 0; --j) {
    const double* column = &l(0, j);
    for (Index i = j + 1; i < n; ++i) b[j] -= b[i] * column[i];
    b[j] /= column[j];
  }
}

MatrixXd inverseTransposed(const MatrixXd& l) {
  const Index n = l.rows();
  MatrixXd root = MatrixXd::Zero(n, n);
  for (Index j = 0; j < n; ++j) {
    root(j, j) = 1.0 / l(j, j);
    for (Index i = j - 1; i >= 0; --i) {
      double sum = 0.0;
      for (Index k = i + 1; k <= j; ++k) sum += l(k, i) * root(k, j);
      root(i, j) = -sum / l(i, i);
    }
  }
  return root;
}

MatrixXd eigenvectors(MatrixXd a) {
  const Index n = a.rows();
  MatrixXd vectors = MatrixXd::Identity(n, n);
  double whole = 0.0;
  for (Index j = 0; j < n; ++j)
    for (Index i = 0; i < n; ++i) whole += a(i, j) * a(i, j);
  constexpr int kMostSweeps = 12;
  for (int sweep = 0; sweep < kMostSweeps; ++sweep) {
    double beside = 0.0;
    for (Index j = 0; j < n; ++j)
      for (Index i = 0; i < j; ++i) beside += 2.0 * a(i, j) * a(i, j);
    if (!(beside > 1e-22 * whole)) break;
    for (Index q = 1; q < n; ++q)
      for (Index p = 0; p < q; ++p) {
        if (a(p, q) == 0.0) continue;
        // The smaller of the two angles that make a(p, q) nothing.
        const double cotangent = (a(q, q) - a(p, p)) / (2.0 * a(p, q));
        const double t = (cotangent < 0.0 ? -1.0 : 1.0) / (std::fabs(cotangent) + std::sqrt(1.0 + cotangent * cotangent));
        const double c = 1.0 / std::sqrt(1.0 + t * t), s = t * c;
        const auto rotate = [c, s](double& x, double& y) {
          const double turned = c * x - s * y;
          y = s * x + c * y;
          x = turned;
        };
        for (Index i = 0; i < n; ++i) rotate(a(i, p), a(i, q));
        for (Index i = 0; i < n; ++i) rotate(a(p, i), a(q, i));
        for (Index i = 0; i < n; ++i) rotate(vectors(i, p), vectors(i, q));
      }
  }
  std::vector<Index> order(static_cast<size_t>(n));
  std::iota(order.begin(), order.end(), Index{0});
  std::stable_sort(order.begin(), order.end(), [&](Index i, Index j) { return a(i, i) > a(j, j); });
  MatrixXd sorted(n, n);
  for (Index j = 0; j < n; ++j)
    for (Index i = 0; i < n; ++i) sorted(i, j) = vectors(i, order[static_cast<size_t>(j)]);
  return sorted;
}

}  // namespace hd
