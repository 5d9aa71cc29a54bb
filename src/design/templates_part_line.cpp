#include <algorithm>
#include <cmath>

#include "core/facts.h"
#include "core/math.h"
#include "design/limits.h"
#include "design/templates.h"

namespace hd {
namespace {

/// Unit direction of the line at one of its points.
Vec2 directionAt(std::span<const Vec2> line, size_t i) {
  const Vec2 d = line[std::min(i + 1, line.size() - 1)] - line[i > 0 ? i - 1 : 0];
  const double length = glm::length(d);
  return length > 1e-9 ? d / length : Vec2(1.0, 0.0);
}

/// Points at most `stepMm` apart, those given twice in a row once.
std::vector<Vec2> refined(std::span<const Vec2> line, double stepMm) {
  std::vector<Vec2> out;
  for (Vec2 p : line) {
    if (!out.empty()) {
      const Vec2 from = out.back();
      const double length = glm::length(p - from);
      if (length < 1e-6) continue;
      const int pieces = static_cast<int>(std::ceil(length / stepMm));
      for (int k = 1; k < pieces; ++k) out.push_back(from + (p - from) * (static_cast<double>(k) / pieces));
    }
    out.push_back(p);
  }
  return out;
}

}  // namespace

Result<Zone> makePartLine(const ScalpMap& map, std::span<const Vec2> lineMapMm, double widthMm) {
  constexpr double kStepMm = 4.0;
  constexpr int kCap = 6;  // corners of each round end
  constexpr double kLeastWidthMm = 2.0, kMostWidthMm = 60.0;
  if (!(widthMm >= kLeastWidthMm && widthMm <= kMostWidthMm))
    return Error{"part.width", {{"width", quantityRange(kLeastWidthMm, kMostWidthMm, Unit::mm)}}};
  if (lineMapMm.size() < 2 || lineMapMm.size() > kMaxHairlinePoints) return Error{"part.points", {{"most", kMaxHairlinePoints}}};
  double lengthMm = 0.0;
  for (size_t i = 0; i + 1 < lineMapMm.size(); ++i) lengthMm += glm::length(lineMapMm[i + 1] - lineMapMm[i]);
  if (!(lengthMm > 1e-3 && lengthMm < 2000.0)) return Error{"part.points/length"};
  for (Vec2 p : lineMapMm)
    if (!map.covers(p)) return Error{"part.points/leaves"};
  const std::vector<Vec2> line = refined(lineMapMm, kStepMm);
  const auto beside = [&](Vec2 p, Vec2 across) { return p + across * (0.5 * widthMm / map.lengthScale(p)); };
  Zone zone;
  setZoneUse(zone, ZoneUse::partLine);
  zone.featherMm = std::min(factValue("use.part_feather_mm"), 0.4 * widthMm);
  // Down one side, round the end, back on the other side, round the start.
  const auto cap = [&](Vec2 at, Vec2 direction) {
    const Vec2 across(direction.y, -direction.x);
    for (int k = 1; k < kCap; ++k) {
      const double angle = kPi * k / kCap;
      zone.outlineMapMm.push_back(beside(at, across * detCos(angle) + direction * detSin(angle)));
    }
  };
  for (size_t i = 0; i < line.size(); ++i) {
    const Vec2 d = directionAt(line, i);
    zone.outlineMapMm.push_back(beside(line[i], {d.y, -d.x}));
  }
  cap(line.back(), directionAt(line, line.size() - 1));
  for (size_t i = line.size(); i-- > 0;) {
    const Vec2 d = directionAt(line, i);
    zone.outlineMapMm.push_back(beside(line[i], {-d.y, d.x}));
  }
  cap(line.front(), -directionAt(line, 0));
  return zone;
}

}  // namespace hd
