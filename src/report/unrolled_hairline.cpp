#include "report/unrolled_hairline.h"

#include <algorithm>
#include <cmath>

#include "core/facts.h"
#include "design/templates.h"
#include "scalp/anatomy.h"

namespace hd {
namespace {

constexpr double kStepMm = 0.5;

struct Sample {
  Vec2 posMapMm;
  Vec3 posScalpMm, normal;
};

// Angle by which b turns from a within the surface, counter-clockwise seen from outside.
double turn(Vec3 a, Vec3 b, Vec3 normal) {
  a -= normal * glm::dot(a, normal);
  b -= normal * glm::dot(b, normal);
  return std::atan2(glm::dot(normal, glm::cross(a, b)), glm::dot(a, b));
}

// Where the midline crosses on a head, else the middle of the length.
size_t middleOf(const std::vector<Sample>& samples, bool flat) {
  if (flat) return samples.size() / 2;
  size_t best = 0;
  for (size_t i = 1; i < samples.size(); ++i)
    if (std::fabs(samples[i].posMapMm.x) < std::fabs(samples[best].posMapMm.x)) best = i;
  return std::clamp<size_t>(best, 1, samples.size() - 2);
}

Vec2 at(double angle) { return {std::cos(angle), std::sin(angle)}; }

// Place on the paper of the curve's point nearest to a place on the map.
Vec2 paperOf(Vec2 posMapMm, const std::vector<Sample>& samples, const std::vector<Vec2>& curve) {
  double best = 1e300;
  Vec2 found{0.0};
  for (size_t i = 0; i + 1 < samples.size(); ++i) {
    const Vec2 a = samples[i].posMapMm, d = samples[i + 1].posMapMm - a;
    const double t = std::clamp(glm::dot(posMapMm - a, d) / std::max(glm::dot(d, d), 1e-12), 0.0, 1.0);
    const double far = glm::length(posMapMm - a - t * d);
    if (far < best) best = far, found = curve[i] + t * (curve[i + 1] - curve[i]);
  }
  return found;
}

void addMarks(UnrolledHairline& out, const std::vector<Sample>& samples, const ScalpMap& map) {
  const double pupil = 0.5 * map.head().params().pupilDistanceMm, corner = factValue("face.lateral_canthus_mm");
  for (const auto& [kind, x] :
       {std::pair{UnrolledHairline::Mark::Kind::pupil, pupil}, {UnrolledHairline::Mark::Kind::outerEyeCorner, corner}})
    for (const double side : {-1.0, 1.0})
      for (size_t i = 0; i + 1 < samples.size(); ++i) {
        const double a = samples[i].posScalpMm.x - side * x, b = samples[i + 1].posScalpMm.x - side * x;
        if ((a < 0.0) == (b < 0.0)) continue;
        out.marks.push_back({kind, out.curveMm[i] + a / (a - b) * (out.curveMm[i + 1] - out.curveMm[i])});
        break;
      }
}

}  // namespace

std::optional<UnrolledHairline> unrollHairline(const Design& design, const ScalpMap& map) {
  if (!design.hairline.enabled) return {};
  std::vector<Sample> samples;
  for (const Vec2 p : hairlineCurve(design.hairline, kStepMm)) {
    if (!map.covers(p)) continue;
    const SkinPoint skin = map.onSkin(p);
    if (!samples.empty() && glm::length(skin.posScalpMm - samples.back().posScalpMm) < 1e-6) continue;
    samples.push_back({p, skin.posScalpMm, skin.normal});
  }
  if (samples.size() < 3) return {};
  UnrolledHairline out;
  out.featherMm = design.hairline.featherMm;
  const size_t middle = middleOf(samples, map.isFlat());
  std::vector<double> heading(samples.size() - 1);
  const auto chord = [&](size_t i) { return samples[i + 1].posScalpMm - samples[i].posScalpMm; };
  const auto turnAt = [&](size_t i) { return turn(chord(i - 1), chord(i), samples[i].normal); };
  // On paper y is down, so that turning counter-clockwise lowers the angle. Seen from outside of a head the chart lies as the paper
  // does; a flat map has its normal towards the onlooker and y down, so there turns count the other way.
  const double sign = map.isFlat() ? 1.0 : -1.0;
  const auto bend = [&](size_t i) { return sign * turnAt(i); };
  // The chart is conformal: the curve's angle with the midline on the map is that on the skin.
  const Vec2 through = samples[middle + 1].posMapMm - samples[middle - 1].posMapMm;
  heading[middle] = std::atan2(through.y, through.x) + 0.5 * bend(middle);
  for (size_t i = middle + 1; i < heading.size(); ++i) heading[i] = heading[i - 1] + bend(i);
  for (size_t i = middle; i-- > 0;) heading[i] = heading[i + 1] - bend(i + 1);
  out.curveMm.resize(samples.size());
  for (size_t i = middle; i < heading.size(); ++i) out.curveMm[i + 1] = out.curveMm[i] + glm::length(chord(i)) * at(heading[i]);
  for (size_t i = middle; i-- > 0;) out.curveMm[i] = out.curveMm[i + 1] - glm::length(chord(i)) * at(heading[i]);
  for (size_t i = 0; i < heading.size(); ++i) out.lengthMm += glm::length(chord(i));
  for (size_t i = 0; i < samples.size(); ++i) {
    const double angle = heading[std::min(i, heading.size() - 1)];
    out.behindMm.push_back(out.curveMm[i] + out.featherMm * Vec2{std::sin(angle), -std::cos(angle)});
  }
  for (const Vec2 p : design.hairline.pointsMapMm) out.controlMm.push_back(paperOf(p, samples, out.curveMm));
  if (!map.isFlat()) {
    out.glabellaMm = midFrontalHeightMm(map, samples[middle].posMapMm);
    addMarks(out, samples, map);
  }
  return out;
}

}  // namespace hd
