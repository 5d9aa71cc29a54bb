#include "render/soften.h"

#include <algorithm>
#include <cmath>

namespace hd {

void soften(Splat& s, double sigmaPx) {
  const double variance = sigmaPx * sigmaPx;
  if (!(variance > 0.0)) return;
  // A bell (1 - r^2 / reach^2)^2 varies by an eighth of its reach's square, but eight would take too much of the slopes
  // that bells leave between them; five keeps a field's within a tenth from 1 to 3 px.
  for (float& reach : s.veilReachPx)
    if (reach > 0.0f) reach = static_cast<float>(std::sqrt(reach * reach + 5.0 * variance));
  const double ax = s.axis0x, ay = s.axis0y, bx = s.axis1x, by = s.axis1y;
  const double det = std::fabs(ax * by - ay * bx);
  if (!(det > 0.0)) return;
  // A soft disk of radius r varies by r^2 (1 + soft^2 / 3) / 4 along each axis.
  const double edgeSq = std::min(s.soft * s.soft + 12.0 * variance / det, 1.0);
  const double rest = variance - det * (edgeSq - s.soft * s.soft) / 12.0;
  s.soft = static_cast<float>(std::sqrt(edgeSq));
  if (rest <= 0.0) return;
  // The rest widens the ellipse: its matrix times its own transpose grows by the same in every direction; of the new one
  // the symmetric root. Twice the variance keeps the middle as dark as the bell's that a blurred dot becomes, three times
  // the slopes of the field that many small ones make.
  const double grow = (2.0 + rest / (rest + det)) * rest;
  const double xx = ax * ax + bx * bx + grow, xy = ax * ay + bx * by, yy = ay * ay + by * by + grow;
  const double root = std::sqrt(xx * yy - xy * xy), scale = 1.0 / std::sqrt(xx + yy + 2.0 * root);
  s.axis0x = static_cast<float>((xx + root) * scale);
  s.axis0y = s.axis1x = static_cast<float>(xy * scale);
  s.axis1y = static_cast<float>((yy + root) * scale);
  const float paler = static_cast<float>(det / root);
  s.absorbR *= paler;
  s.absorbG *= paler;
  s.absorbB *= paler;
  for (float& v : s.veil) v *= paler;  // it is told over the ellipse's area
}

}  // namespace hd
