#include "appearance/shaved_scalp.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "appearance/appearance.h"
#include "core/facts.h"
#include "core/math.h"

namespace hd {

ShavedSides ShavedSides::filled() const {
  ShavedSides all = *this;
  if (all.hairsPerCm2 <= 0.0) all.hairsPerCm2 = factValue("hair.per_cm2");
  if (all.angleDeg <= 0.0) all.angleDeg = factValue("hair.angle_deg");
  if (all.stubbleMm < 0.0) all.stubbleMm = factValue("hair.stubble_mm");
  return all;
}

double hairPigmentOf(Lab hair) {
  // Pairs of L* and pigment, from dark to light; between them the pigment falls evenly in its logarithm.
  static const std::vector<double>& anchors = factList("hair.pigment_by_l");
  if (hair.l <= anchors[0]) return anchors[1];
  for (size_t i = 2; i + 1 < anchors.size(); i += 2)
    if (hair.l <= anchors[i]) {
      const double t = (hair.l - anchors[i - 2]) / (anchors[i] - anchors[i - 2]);
      return detExp(mix(detLog(anchors[i - 1]), detLog(anchors[i + 1]), t));
    }
  return anchors.back();
}

Vec3 shavedRemoved(const ShavedSides& sides, Vec3 skinLinear) {
  static const std::vector<double>& fits = factList("hair.shaved");
  const ShavedSides s = sides.filled();
  const double sine = std::sin(clamp(s.angleDeg, 10.0, 90.0) * kPi / 180.0), n = s.hairsPerCm2 / 150.0;
  const double melanosomes = melanosomesOf(skinLinear), g = std::max(s.pigment, 1e-3);
  Vec3 removed;
  for (int c = 0; c < 3; ++c) {
    const double* p = &fits[static_cast<size_t>(c) * 9];
    const double dark = detPow(g, p[8]);
    const double roots =
        detExp(p[0] + p[4] * std::sqrt(melanosomes)) * detPow(n, p[1]) * dark / (dark + detPow(p[2], p[8])) * detPow(sine, -p[3]);
    const double stubble = detExp(p[5]) * n * s.stubbleMm * g / (g + detExp(p[6])) * detPow(sine, -p[7]);
    removed[c] = 1.0 - detExp(-roots - stubble);
  }
  return removed * scatteredLight(melanosomes);
}

Vec3 settledRemoved(Vec3 skinLinear, double shade, double perCm2, double diameterMm, int sessions) {
  const std::vector<double>& offsets = factList("sessions.shade_offset");
  const std::vector<double>& sizes = factList("sessions.diameter_factor");
  LookSettings settings;
  settings.skinLinear = skinLinear;
  settings.sessionsDone = sessions;
  settings.dayAfterLastSession = factValue("healing.settled_day");
  Vec3 dots(0.0), veil(0.0);
  for (int session = 1; session <= sessions; ++session) {
    const size_t at = static_cast<size_t>(session - 1);
    const double share = sessions > 1 ? factList("sessions.split_" + std::to_string(sessions))[at] : 1.0;
    const DotLook look =
        LookModel(settings, session).look(0.5 * diameterMm * sizes[at], clamp(shade + offsets[at], 1.0, 6.0), factValue("look.depth_mm"));
    const double disks = 0.01 * perCm2 * share * kPi * look.radiusMm * look.radiusMm;
    dots += disks * (Vec3(1.0) - look.transmission);
    veil += disks * look.veil;
  }
  Vec3 removed;
  for (int c = 0; c < 3; ++c) removed[c] = 1.0 - (1.0 - std::min(dots[c], 1.0)) * detExp(-veil[c]);
  return removed;
}

}  // namespace hd
