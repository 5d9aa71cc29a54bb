#include "scalp/scalp_map.h"

#include <cassert>
#include <cmath>

#include "scalp/internal/conformal_chart.h"

namespace hd {

struct ScalpMap::Chart {
  ConformalChart chart;
};

ScalpMap ScalpMap::ofHead(const HeadParams& params) { return ofHead(HeadModel(params)); }

ScalpMap ScalpMap::ofHead(const HeadModel& head) {
  ScalpMap map;
  map.head_ = std::make_shared<const HeadModel>(head);
  map.chart_ = std::make_shared<const Chart>(Chart{solveConformalChart(head)});
  return map;
}

ScalpMap ScalpMap::flat() { return {}; }

bool ScalpMap::covers(Vec2 posMapMm) const {
  if (isFlat()) return true;
  // Beyond this the chart has wrapped round to the neck's middle.
  const double limit = 8.0 * chart_->chart.radiusMm;
  if (!(glm::dot(posMapMm, posMapMm) < limit * limit)) return false;
  return coversSkin(toScalp(posMapMm));
}

bool ScalpMap::coversSkin(Vec3 posScalpMm) const {
  if (isFlat()) return true;
  // A plane from below the brows past below the ears to the nape, in the average head's measures.
  const Vec3 p = (posScalpMm - head_->centreMm()) / head_->scaleMm();
  if (head_->params().fromPeople) return p.y > 0.58 * p.z - 0.74;
  return p.y > 0.43 * p.z - 0.80;
}

Vec3 ScalpMap::toScalp(Vec2 posMapMm) const {
  if (isFlat()) return {posMapMm, 0.0};
  return head_->surfacePoint(directionOf(posMapMm));
}

Vec3 ScalpMap::directionOf(Vec2 posMapMm) const {
  const Vec3 u = chart_->chart.sphereMap(chart_->chart.wrap(posMapMm));
  return u / std::sqrt(glm::dot(u, u));
}

Vec2 ScalpMap::toMap(Vec3 posScalpMm) const {
  if (isFlat()) return {posScalpMm.x, posScalpMm.y};
  return chart_->chart.unwrap(sphereOfDirection(chart_->chart, head_->anatomicalDirection(posScalpMm)));
}

ScalpMap::Jet ScalpMap::jet(Vec2 posMapMm) const {
  if (isFlat()) return {{posMapMm, 0.0}, {1.0, 0.0, 0.0}, {0.0, 1.0, 0.0}};
  const ChartJet jet = chartJet(*head_, chart_->chart, posMapMm);
  return {jet.posScalpMm, jet.du, jet.dv};
}

SkinPoint ScalpMap::onSkin(Vec2 posMapMm) const {
  if (isFlat()) return {{posMapMm, 0.0}, {0.0, 0.0, 1.0}};
  return head_->surface(directionOf(posMapMm));
}

double ScalpMap::areaFactor(Vec2 posMapMm) const {
  if (isFlat()) return 1.0;
  const Jet j = jet(posMapMm);
  return glm::length(glm::cross(j.alongX, j.alongY));
}

double ScalpMap::lengthScale(Vec2 posMapMm) const { return std::sqrt(areaFactor(posMapMm)); }

}  // namespace hd
