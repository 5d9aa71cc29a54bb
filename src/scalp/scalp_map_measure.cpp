// Areas and lengths on the skin: the measuring half of ScalpMap.
#include <cmath>

#include "scalp/scalp_map.h"

namespace hd {
namespace {

// Gauss-Legendre nodes and weights on [0, 1].
constexpr double kNode3[3] = {0.1127016653792583, 0.5, 0.8872983346207417};
constexpr double kWeight3[3] = {5.0 / 18.0, 8.0 / 18.0, 5.0 / 18.0};
constexpr double kNode6[6] = {0.03376524289842399, 0.16939530676686774, 0.38069040695840155,
                              0.61930959304159845, 0.83060469323313226, 0.96623475710157601};
constexpr double kWeight6[6] = {0.08566224618958517, 0.18038078652406930, 0.23395696728634552,
                                0.23395696728634552, 0.18038078652406930, 0.08566224618958517};

/// Pieces so that none is longer than `mostMm`.
int pieces(double lengthMm, double mostMm) { return 1 + static_cast<int>(lengthMm / mostMm); }

}  // namespace

double ScalpMap::skinAreaCm2(std::span<const Vec2> polygonMapMm) const {
  const size_t n = polygonMapMm.size();
  if (n < 3) return 0.0;
  if (isFlat()) return std::fabs(signedArea(polygonMapMm)) * 0.01;
  // Signed triangles from one point to every edge add up to the polygon, whatever its shape. The
  // area factor is smooth over the whole plane, so Gauss's rule on short pieces is as good as exact.
  Vec2 centre(0.0);
  for (const Vec2 p : polygonMapMm) centre += p;
  centre /= static_cast<double>(n);
  double sum = 0.0;
  for (size_t i = 0; i < n; ++i) {
    const Vec2 a = polygonMapMm[i] - centre, b = polygonMapMm[(i + 1) % n] - centre;
    const double twice = cross2(a, b);
    if (twice == 0.0) continue;
    const int along = pieces(glm::length(b - a), 25.0);
    const int across = pieces(std::fmax(glm::length(a), glm::length(b)), 70.0);
    for (int k = 0; k < along; ++k)
      for (int kt = 0; kt < 3; ++kt) {
        const Vec2 edge = a + (b - a) * ((k + kNode3[kt]) / along);
        for (int j = 0; j < across; ++j)
          for (int jr = 0; jr < 6; ++jr) {
            const double r = (j + kNode6[jr]) / across;
            sum += twice * kWeight3[kt] / along * kWeight6[jr] / across * r * areaFactor(centre + r * edge);
          }
      }
  }
  return std::fabs(sum) * 0.01;
}

double ScalpMap::skinLengthMm(std::span<const Vec2> polylineMapMm) const {
  double sum = 0.0;
  for (size_t i = 0; i + 1 < polylineMapMm.size(); ++i) {
    const Vec2 a = polylineMapMm[i], d = polylineMapMm[i + 1] - a;
    const double length = glm::length(d);
    if (isFlat()) {
      sum += length;
      continue;
    }
    const int count = pieces(length, 30.0);
    for (int k = 0; k < count; ++k)
      for (int j = 0; j < 6; ++j) {
        const Jet at = jet(a + d * ((k + kNode6[j]) / count));
        sum += kWeight6[j] / count * glm::length(at.alongX * d.x + at.alongY * d.y);
      }
  }
  return sum;
}

double ScalpMap::geodesicMm(Vec2 aMapMm, Vec2 bMapMm) const {
  if (isFlat()) return glm::length(bMapMm - aMapMm);
  // A taut string of points on the skin, refined by halving: each inner point is drawn towards the
  // middle of its neighbours along the skin until nothing moves.
  std::vector<Vec3> string{toScalp(aMapMm), toScalp(bMapMm)};
  const Vec3 centre = head_->centreMm();
  const auto onSkin = [&](Vec3 p) { return head_->surfacePoint(head_->anatomicalDirection(p)); };
  constexpr int kHalvings = 5, kSweeps = 60;
  constexpr double kOverRelaxation = 1.5;
  for (int level = 0; level < kHalvings; ++level) {
    std::vector<Vec3> finer{string.front()};
    for (size_t i = 0; i + 1 < string.size(); ++i) {
      Vec3 middle = 0.5 * (string[i] + string[i + 1]);
      // Opposite points have no middle direction; leave over the top.
      if (glm::length(middle - centre) < 1.0) middle = centre + Vec3(0.0, 1.0, 0.0);
      finer.push_back(onSkin(middle));
      finer.push_back(string[i + 1]);
    }
    string = std::move(finer);
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
      double most = 0.0;
      for (size_t i = 1; i + 1 < string.size(); ++i) {
        const Vec3 pull = 0.5 * (string[i - 1] + string[i + 1]) - string[i];
        const Vec3 n = head_->surfaceNormal(head_->anatomicalDirection(string[i]));
        const Vec3 slide = pull - n * glm::dot(pull, n);
        string[i] = onSkin(string[i] + kOverRelaxation * slide);
        most = std::fmax(most, glm::dot(slide, slide));
      }
      if (most < 1e-12) break;
    }
  }
  // Chords cut the arcs short by a fixed share of the squared step: Richardson's rule takes it out.
  double fine = 0.0, coarse = 0.0;
  for (size_t i = 0; i + 1 < string.size(); ++i) fine += glm::length(string[i + 1] - string[i]);
  for (size_t i = 0; i + 2 < string.size(); i += 2) coarse += glm::length(string[i + 2] - string[i]);
  return fine + (fine - coarse) / 3.0;
}

}  // namespace hd
