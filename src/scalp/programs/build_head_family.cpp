// Makes src/scalp/internal/head_family_table.cpp from a statistical sample of people's heads:
//
//   build_head_family SAMPLE.txt > head_family_table.cpp
//
// The sample is plain text, a line for the mean and one for each mode (one standard deviation): radii in mm about
// (0, 42, -5) for elevations -14, -10, ... 86 degrees, each at azimuths 0, 5, ... 355 (0 the face, 90 the person's
// left), then straight up, then the seven landmarks in mm. Lines that begin with # are comments.
//
// What it does: takes the left-right symmetric part of the radii as polynomials of the direction, takes out the wide
// smooth deviation that the sample carries, doubles the covariance (people outside the sample lie at three to four
// of its deviations) but for overall size, and adds a finer deviation of 1 mm. The largest joint modes of shape and landmarks are kept.
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

#include "core/math.h"
#include "scalp/internal/head_family.h"
#include "scalp/internal/head_shape.h"

using namespace hd;
using Eigen::MatrixXd;
using Eigen::Vector3d;
using Eigen::VectorXd;

namespace {

constexpr int kTerms = shape::kTerms;
constexpr int kCoordinates = 3 * kLandmarkCount;
constexpr int kLevels = 26, kAround = 72, kRadii = kLevels * kAround + 1;
constexpr double kLowest = -14.0, kLevelStep = 4.0, kBrow = 2.0;
const Vector3d kScale(79.6, 89.8, 97.5);  // half extents of the mean, mm: anatomical directions refer to them

// The wide deviation that the sample was given: 2 mm over 22 degrees; and the one that serves people outside better.
constexpr double kSampleDeviationMm = 2.0, kSampleDeviationDegrees = 22.0;
constexpr double kDeviationMm = 1.0, kDeviationDegrees = 15.0;
constexpr double kCovarianceFactor = 2.0;
constexpr double kGuessWeight = 0.2;

double radians(double degrees) { return degrees * kPi / 180.0; }

Vector3d direction(double elevation, double azimuth) {
  const double e = radians(elevation), a = radians(azimuth);
  return {std::sin(a) * std::cos(e), std::sin(e), std::cos(a) * std::cos(e)};
}

// A direction of the fit: where it points, how much it counts, and which radius of the sample it takes.
struct Direction {
  Vector3d d;
  double elevation, azimuth;
  double weight, scalpWeight;
};

bool onFace(double elevation, double azimuth) { return std::fabs(azimuth > 180 ? azimuth - 360 : azimuth) < 45 && elevation < kBrow; }

// The half sphere x >= 0, down to the neck: below the sample's lowest level the data are continued.
std::vector<Direction> directions() {
  std::vector<Direction> out;
  for (double elevation = -86; elevation <= 86; elevation += kLevelStep)
    for (double azimuth = 0; azimuth <= 180; azimuth += 5) {
      Direction at{direction(elevation, azimuth), elevation, azimuth, std::cos(radians(elevation)), 0.0};
      if (azimuth == 0 || azimuth == 180) at.weight *= 0.5;
      const bool known = elevation >= kLowest && !onFace(elevation, azimuth);
      at.scalpWeight = known ? at.weight : 0.0;
      if (!known) at.weight *= kGuessWeight;
      out.push_back(at);
    }
  return out;
}

std::vector<VectorXd> readRows(const char* path) {
  std::ifstream file(path);
  std::vector<VectorXd> rows;
  std::string line;
  while (std::getline(file, line)) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream in(line);
    std::vector<double> values;
    for (double v; in >> v;) values.push_back(v);
    if (values.size() != static_cast<size_t>(kRadii + kCoordinates)) {
      std::fprintf(stderr, "a line holds %zu numbers instead of %d\n", values.size(), kRadii + kCoordinates);
      return {};
    }
    rows.push_back(Eigen::Map<VectorXd>(values.data(), static_cast<Eigen::Index>(values.size())));
  }
  return rows;
}

// The symmetric part of a row's radius towards a direction of the grid at or above the lowest level.
double symmetricRadius(const VectorXd& row, double elevation, double azimuth) {
  const int level = static_cast<int>(std::lround((elevation - kLowest) / kLevelStep));
  const int step = static_cast<int>(std::lround(azimuth / 5.0));
  return 0.5 * (row[level * kAround + step % kAround] + row[level * kAround + (kAround - step) % kAround]);
}

Vec3 anatomical(const Vector3d& d, const Vector3d& scale) {
  const Vector3d q = d.cwiseQuotient(scale).normalized();
  return {q.x(), q.y(), q.z()};
}

// mm of radius towards d for each coefficient of the polynomial, at the given scale.
VectorXd basisMm(const Vector3d& d, const Vector3d& scale) {
  const Vec3 q = anatomical(d, scale);
  const double stretch = scale.cwiseProduct(Vector3d(q.x, q.y, q.z)).norm();
  const auto powers = shape::powers(q);
  VectorXd out(kTerms);
  for (int t = 0; t < kTerms; ++t) out[t] = stretch * powers[static_cast<size_t>(t)];
  return out;
}

// Weighted least squares: the operator from values at the directions to coefficients.
MatrixXd fitter(const MatrixXd& basis, const VectorXd& weight) {
  MatrixXd normal = basis.transpose() * weight.asDiagonal() * basis;
  normal.diagonal().array() += 1e-9 * normal.trace();
  return normal.ldlt().solve(basis.transpose() * weight.asDiagonal());
}

// Covariance of the coefficients of the symmetric part of a smooth random function on the sphere.
MatrixXd smoothCovariance(const std::vector<Direction>& all, const MatrixXd& toCoefficients, double sdMm, double degrees) {
  const auto n = static_cast<Eigen::Index>(all.size());
  MatrixXd kernel(n, n);
  const double over = 0.5 / (radians(degrees) * radians(degrees));
  for (Eigen::Index i = 0; i < n; ++i)
    for (Eigen::Index j = 0; j < n; ++j) {
      const Vector3d &a = all[static_cast<size_t>(i)].d, &b = all[static_cast<size_t>(j)].d;
      const auto correlation = [&](const Vector3d& c) {
        const double angle = std::acos(std::min(1.0, std::max(-1.0, a.dot(c))));
        return std::exp(-over * angle * angle);
      };
      kernel(i, j) = 0.5 * sdMm * sdMm * (correlation(b) + correlation(Vector3d(-b.x(), b.y(), b.z())));
    }
  return toCoefficients * kernel * toCoefficients.transpose();
}

// As whole multiples of a unit, or as they are where there is none. clang-format lays the lines.
void print(const char* name, const char* size, const MatrixXd& values, int digits, double unit = 0.0) {
  std::printf("const %s %s%s = {", unit > 0.0 ? "int16_t" : "double", name, size);
  for (Eigen::Index i = 0; i < values.rows(); ++i)
    for (Eigen::Index j = 0; j < values.cols(); ++j) {
      const double value = values(i, j) == 0.0 ? 0.0 : values(i, j);
      if (unit > 0.0) std::printf("%ld,", std::lround(value / unit));
      else std::printf("%.*f,", digits, value);
    }
  std::printf("};\n\n");
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<VectorXd> rows = argc == 2 ? readRows(argv[1]) : std::vector<VectorXd>();
  if (rows.size() < 2) {
    std::fprintf(stderr, "usage: build_head_family SAMPLE.txt > head_family_table.cpp\n");
    return 2;
  }
  const std::vector<Direction> all = directions();
  const auto n = static_cast<Eigen::Index>(all.size());
  MatrixXd basis(n, kTerms);
  VectorXd weight(n), scalpWeight(n), even(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const Direction& at = all[static_cast<size_t>(i)];
    basis.row(i) = basisMm(at.d, kScale);
    weight[i] = at.weight;
    scalpWeight[i] = at.scalpWeight;
    even[i] = std::cos(radians(at.elevation));
  }
  scalpWeight /= scalpWeight.sum();
  const MatrixXd fit = fitter(basis, weight), fitEvenly = fitter(basis, even);

  // Radii of the mean and the modes at every direction. Below the sample, and below the brow where it has a face, the
  // mean goes on as the hand-laid cranium does, and what modes do fades out towards the chin.
  const auto modes = static_cast<Eigen::Index>(rows.size()) - 1;
  MatrixXd radii(n, modes + 1), landmarks(kCoordinates, modes + 1);
  const auto legacyRadius = [](const Vector3d& d) {
    return basisMm(d, kScale).dot(Eigen::Map<const VectorXd>(shape::kLegacyCoefficients, kTerms));
  };
  for (Eigen::Index k = 0; k <= modes; ++k) {
    const VectorXd& row = rows[static_cast<size_t>(k)];
    for (Eigen::Index i = 0; i < n; ++i) {
      const Direction& at = all[static_cast<size_t>(i)];
      const double level = at.azimuth < 45 ? kBrow : kLowest;
      if (at.elevation >= level) {
        radii(i, k) = symmetricRadius(row, at.elevation, at.azimuth);
        continue;
      }
      const double edge = symmetricRadius(row, level, at.azimuth);
      radii(i, k) = k == 0 ? edge * legacyRadius(at.d) / legacyRadius(direction(level, at.azimuth))
                           : edge * std::sin(radians(90 + at.elevation)) / std::sin(radians(90 + level));
    }
    landmarks.col(k) = row.tail(kCoordinates);
  }
  // The mean is symmetric; what modes do to left and right landmarks is people's own.
  const auto mean3 = [&](Landmark l) { return landmarks.col(0).segment<3>(3 * static_cast<int>(l)); };
  for (const Landmark l : {Landmark::glabella, Landmark::menton, Landmark::vertex}) mean3(l).x() = 0.0;
  for (const auto& [left, right] :
       {std::pair{Landmark::pupilLeft, Landmark::pupilRight}, {Landmark::tragionLeft, Landmark::tragionRight}}) {
    const Vector3d mirrored = mean3(right).cwiseProduct(Vector3d(-1, 1, 1)), both = 0.5 * (mean3(left) + mirrored);
    mean3(left) = both;
    mean3(right) = both.cwiseProduct(Vector3d(-1, 1, 1));
  }
  const MatrixXd coefficients = fit * radii;  // columns: mean, modes
  const MatrixXd residue = basis * coefficients - radii;
  double meanRms = 0.0, modesRms = 0.0;
  for (Eigen::Index i = 0; i < n; ++i) {
    meanRms += scalpWeight[i] * residue(i, 0) * residue(i, 0);
    modesRms += scalpWeight[i] * residue.row(i).tail(modes).squaredNorm();
  }

  // Joint covariance of coefficients and landmarks, with the deviation exchanged.
  const MatrixXd c = coefficients.rightCols(modes), l = landmarks.rightCols(modes);
  const MatrixXd metric = basis.transpose() * scalpWeight.asDiagonal() * basis;  // mean square mm on the scalp
  Eigen::SelfAdjointEigenSolver<MatrixXd> metricEigen(metric);
  const VectorXd root = metricEigen.eigenvalues().cwiseMax(1e-9).cwiseSqrt();
  const MatrixXd toMm = metricEigen.eigenvectors() * root.asDiagonal() * metricEigen.eigenvectors().transpose();
  const MatrixXd fromMm = metricEigen.eigenvectors() * root.cwiseInverse().asDiagonal() * metricEigen.eigenvectors().transpose();
  MatrixXd people = toMm * (c * c.transpose() - smoothCovariance(all, fitEvenly, kSampleDeviationMm, kSampleDeviationDegrees)) * toMm;
  Eigen::SelfAdjointEigenSolver<MatrixXd> peopleEigen(people);
  people = fromMm * peopleEigen.eigenvectors() * peopleEigen.eigenvalues().cwiseMax(0.0).asDiagonal() *
           peopleEigen.eigenvectors().transpose() * fromMm;
  const MatrixXd deviation = smoothCovariance(all, fitEvenly, kDeviationMm, kDeviationDegrees);
  // How large heads are is known well enough: only how they differ at equal size is widened.
  const VectorXd size = people * (basis.transpose() * scalpWeight);
  const MatrixXd shapeCovariance = kCovarianceFactor * people + deviation -
                                   (kCovarianceFactor - 1.0) / size.dot(basis.transpose() * scalpWeight) * size * size.transpose();
  // Landmarks follow the shape by regression; what is left over is their own.
  MatrixXd seen = toMm * c * c.transpose() * toMm;
  seen.diagonal().array() += 0.05 * 0.05;
  const MatrixXd follow = (seen.ldlt().solve(toMm * c * l.transpose())).transpose() * toMm;
  MatrixXd own = l * l.transpose() - follow * c * l.transpose();
  own = 0.5 * (own + own.transpose().eval());

  MatrixXd joint(kTerms + kCoordinates, kTerms + kCoordinates);
  joint.topLeftCorner(kTerms, kTerms) = shapeCovariance;
  joint.bottomLeftCorner(kCoordinates, kTerms) = follow * shapeCovariance;
  joint.topRightCorner(kTerms, kCoordinates) = shapeCovariance * follow.transpose();
  joint.bottomRightCorner(kCoordinates, kCoordinates) = follow * shapeCovariance * follow.transpose() + kCovarianceFactor * own;

  // Its largest modes, in mm: shape over the scalp, landmarks a third as much each.
  MatrixXd scaleUp = MatrixXd::Identity(kTerms + kCoordinates, kTerms + kCoordinates), scaleDown = scaleUp;
  const double landmarkWeight = std::sqrt(1.0 / kCoordinates);
  scaleUp.topLeftCorner(kTerms, kTerms) = toMm;
  scaleDown.topLeftCorner(kTerms, kTerms) = fromMm;
  scaleUp.bottomRightCorner(kCoordinates, kCoordinates) *= landmarkWeight;
  scaleDown.bottomRightCorner(kCoordinates, kCoordinates) /= landmarkWeight;
  Eigen::SelfAdjointEigenSolver<MatrixXd> jointEigen(scaleUp * joint * scaleUp);
  MatrixXd kept(kTerms + kCoordinates, kHeadModes);
  double keptShare = 0.0;
  for (int k = 0; k < kHeadModes; ++k) {
    const Eigen::Index at = jointEigen.eigenvalues().size() - 1 - k;
    VectorXd mode = jointEigen.eigenvectors().col(at);
    if (mode.sum() < 0.0) mode = -mode;
    kept.col(k) = scaleDown * mode * std::sqrt(std::max(0.0, jointEigen.eigenvalues()[at]));
    keptShare += jointEigen.eigenvalues()[at] / jointEigen.eigenvalues().sum();
  }

  // Each mode as a change of the three extents and of the unit shape, so that anatomical directions follow the head.
  MatrixXd scaleModes(3, kHeadModes), shapeModes(kTerms, kHeadModes);
  const VectorXd mean = coefficients.col(0);
  MatrixXd byScale(n, 3);
  for (int axis = 0; axis < 3; ++axis)
    for (Eigen::Index i = 0; i < n; ++i) {
      Vector3d up = kScale, down = kScale;
      up[axis] += 0.1;
      down[axis] -= 0.1;
      const Vector3d& d = all[static_cast<size_t>(i)].d;
      byScale(i, axis) = (basisMm(d, up) - basisMm(d, down)).dot(mean) / 0.2;
    }
  const MatrixXd scaleNormal = byScale.transpose() * scalpWeight.asDiagonal() * byScale;
  for (int k = 0; k < kHeadModes; ++k) {
    const VectorXd radial = basis * kept.col(k).head(kTerms);
    scaleModes.col(k) = scaleNormal.ldlt().solve(byScale.transpose() * scalpWeight.cwiseProduct(radial));
    shapeModes.col(k) = fitter(basis, even.cwiseMin(weight * 10)) * (radial - byScale * scaleModes.col(k));
  }

  std::printf(
      "// Made by programs/build_head_family.cpp; do not edit. Polynomials reproduce the sample's mean within %.2f mm rms and\n"
      "// its modes within %.2f mm rms in all; the modes below hold %.1f %% of the variance.\n"
      "#include \"scalp/internal/head_family.h\"\n\nnamespace hd::family {\n\n",
      std::sqrt(meanRms), std::sqrt(modesRms), 100.0 * keptShare);
  // The highest point of the mean.
  double bestZ = 0.0, most = -1e9;
  for (double z = -0.3; z <= 0.1; z += 1e-5) {
    const Vec3 q(0.0, std::sqrt(1.0 - z * z), z);
    const auto powers = shape::powers(q);
    double r = 0.0;
    for (int t = 0; t < kTerms; ++t) r += mean[t] * powers[static_cast<size_t>(t)];
    if (r * q.y > most) most = r * q.y, bestZ = z;
  }
  std::printf("const double kVertexZ = %.5f;\n\n", bestZ);
  print("kMeanShape", "[shape::kTerms]", mean.transpose(), 6);
  print("kMeanScaleMm", "[3]", kScale.transpose(), 1);
  print("kMeanLandmarksMm", "[3 * kLandmarkCount]", landmarks.col(0).transpose(), 3);
  print("kShapeModes", "[kHeadModes * shape::kTerms]", shapeModes.transpose(), 0, family::kShapeUnit);
  print("kScaleModes", "[kHeadModes * 3]", scaleModes.transpose(), 0, family::kLengthUnitMm);
  print("kLandmarkModes", "[kHeadModes * 3 * kLandmarkCount]", kept.bottomRows(kCoordinates).transpose(), 0, family::kLengthUnitMm);
  std::printf("}  // namespace hd::family\n");
  return 0;
}
