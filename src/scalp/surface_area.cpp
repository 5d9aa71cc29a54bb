#include "scalp/surface_area.h"

#include <cmath>
#include <vector>

namespace hd {
namespace {

/// Skin area per unit of the stereographic plane at `w`.
double density(const HeadModel& head, Vec2 w) {
  const double r2 = 0.25 * glm::dot(w, w), f = 1.0 / (1.0 + r2);
  const Vec3 q(w.x * f, (1.0 - r2) * f, w.y * f);
  const HeadModel::RadiusJet rho = head.radiusJet(q);
  // The plane's axes arrive at q orthogonal and f long. For a star-shaped surface scale * rho * q
  // the image of a unit patch of the sphere has area rho * |product of scales / scale * (rho q - slope)|.
  const Vec3 slope = Vec3(0.0, rho.dy, rho.dz) - q * (rho.dy * q.y + rho.dz * q.z);
  const Vec3 s = head.scaleMm();
  return f * f * rho.r * glm::length(Vec3(s.y * s.z, s.z * s.x, s.x * s.y) * (rho.r * q - slope));
}

}  // namespace

double directionAreaCm2(const HeadModel& head, std::span<const Vec3> outline) {
  constexpr double kNode[4] = {0.0694318442029737, 0.3300094782075719, 0.6699905217924281, 0.9305681557970263};
  constexpr double kWeight[4] = {0.1739274225687269, 0.3260725774312731, 0.3260725774312731, 0.1739274225687269};
  const size_t n = outline.size();
  if (n < 3) return 0.0;
  std::vector<Vec2> w;
  Vec2 centre(0.0);
  for (const Vec3& q : outline) {
    w.push_back(Vec2(q.x, q.z) * (2.0 / (1.0 + q.y)));
    centre += w.back();
  }
  centre /= static_cast<double>(n);
  double sum = 0.0;
  for (size_t i = 0; i < n; ++i) {
    const Vec2 a = w[i] - centre, b = w[(i + 1) % n] - centre;
    const double twice = a.x * b.y - a.y * b.x;
    if (twice == 0.0) continue;
    const int across = 1 + static_cast<int>(std::fmax(glm::length(a), glm::length(b)) / 0.7);
    const int along = 1 + static_cast<int>(glm::length(b - a) / 0.25);
    for (int k = 0; k < along; ++k)
      for (int half = 0; half < 2; ++half) {
        constexpr double kPair[2] = {0.2113248654051871, 0.7886751345948129};
        const Vec2 edge = a + (b - a) * ((k + kPair[half]) / along);
        for (int j = 0; j < across; ++j)
          for (int g = 0; g < 4; ++g) {
            const double r = (j + kNode[g]) / across;
            sum += twice * 0.5 / along * kWeight[g] / across * r * density(head, centre + r * edge);
          }
      }
  }
  return std::fabs(sum) * 0.01;
}

}  // namespace hd
