#include "mannequin/internal/hair_field.h"

#include "core/math.h"
#include "core/polygon.h"
#include "scalp/anatomy.h"

namespace hd {

using namespace sdf;

namespace {

constexpr int kCells = 384;
constexpr double kHalfAngle = 2.55;  ///< the chart reaches this far from the vertex, rad
constexpr double kMmPerRad = 92.0;   ///< mean radius of a head, to speak of mm on the chart
constexpr double kCellMm = 2.0 * kHalfAngle * kMmPerRad / kCells;

/// Azimuthal equidistant chart of directions about +y, in cells.
Vec2 chartOf(Vec3 q) {
  const double flat = std::sqrt(q.x * q.x + q.z * q.z);
  const double angle = std::atan2(flat, q.y);
  const double k = flat > 1e-12 ? angle / flat : 1.0;
  return Vec2(q.x * k, q.z * k) * (kMmPerRad / kCellMm) + Vec2(kCells * 0.5);
}

Vec3 directionAt(double cx, double cy) {
  const Vec2 v = (Vec2(cx, cy) - Vec2(kCells * 0.5)) * (kCellMm / kMmPerRad);
  const double angle = glm::length(v);
  if (angle < 1e-12) return {0, 1, 0};
  const double s = std::sin(angle) / angle;
  return {v.x * s, std::cos(angle), v.y * s};
}

/// Box blur along rows, then columns; three of them come close to a Gaussian.
void soften(std::vector<float>& grid, double sigmaMm) {
  const int r = std::max(1, static_cast<int>(sigmaMm / kCellMm + 0.5));
  std::vector<float> line(kCells);
  for (int pass = 0; pass < 6; ++pass) {
    const size_t step = pass % 2 == 0 ? 1 : kCells, stride = pass % 2 == 0 ? kCells : 1;
    for (size_t k = 0; k < kCells; ++k) {
      float* base = grid.data() + k * stride;
      const auto at = [&](int i) { return base[static_cast<size_t>(std::clamp(i, 0, kCells - 1)) * step]; };
      float sum = 0;
      for (int i = -r; i <= r; ++i) sum += at(i);
      for (int i = 0; i < kCells; ++i) {
        line[static_cast<size_t>(i)] = sum / static_cast<float>(2 * r + 1);
        sum += at(i + r + 1) - at(i - r);
      }
      for (size_t i = 0; i < kCells; ++i) base[i * step] = line[i];
    }
  }
}

/// Outline of the skin that bears hair in youth, on the chart: the reference hairline in front, then
/// on each side temple, sideburn, round this sculpture's ear and down to its nape. (The scalp module's
/// outline keeps clear of ears and neck, for it is meant for design.)
std::vector<Vec2> hairOutline(const Individual& who, const HeadSdf& sdf) {
  std::vector<Vec2> outline;
  for (const Vec3& q : hairlineCurve(HairlineTemplate::natural)) outline.push_back(chartOf(q));
  // Sculpture coordinates of the left side's points, from the temple down and back.
  const V3 side[] = {{70, 34, 22},   {71, 22, 19},   {71, 6, 15},    {72, -5, 13},  {72, -5, 5},   {74, 20, 3},
                     {75, 36, -3},   {76, 41, -14},  {75, 36, -26},  {73, 18, -33}, {68, -4, -33}, {62, -28, -36},
                     {52, -44, -52}, {36, -54, -72}, {16, -58, -82}, {0, -57, -85}};
  std::vector<Vec2> left;
  for (const V3& p : side) left.push_back(chartOf(who.direction(Vec3(sdf.unsculpt(p)))));
  outline.insert(outline.end(), left.begin(), left.end());
  for (size_t i = left.size() - 1; i-- > 0;) outline.push_back(Vec2(kCells - left[i].x, left[i].y));
  return outline;
}

/// Value of a grid between its cells' centres.
float lookUp(const std::vector<float>& grid, Vec3 q) {
  const Vec2 c = chartOf(q) - Vec2(0.5);
  const int x = static_cast<int>(std::floor(c.x)), y = static_cast<int>(std::floor(c.y));
  if (x < 0 || y < 0 || x + 1 >= kCells || y + 1 >= kCells) return 0.0f;
  const float u = static_cast<float>(c.x - x), v = static_cast<float>(c.y - y);
  const float* p = grid.data() + static_cast<size_t>(y) * kCells + static_cast<size_t>(x);
  return mixf(mixf(p[0], p[1], u), mixf(p[kCells], p[kCells + 1], u), v);
}

}  // namespace

HairField::HairField(const Individual& who, const HeadSdf& sdf, int norwood)
    : hair_(static_cast<size_t>(kCells) * kCells), youth_(hair_.size()) {
  const std::vector<Vec2> outline = hairOutline(who, sdf);
  for (int y = 0; y < kCells; ++y) {
    for (int x = 0; x < kCells; ++x) {
      const Vec2 c(x + 0.5, y + 0.5);
      const size_t i = static_cast<size_t>(y) * kCells + static_cast<size_t>(x);
      youth_[i] = contains(outline, c) ? 1.0f : 0.0f;
      hair_[i] = youth_[i] > 0.0f && !inNorwoodRegion(norwood, directionAt(c.x, c.y)) ? 1.0f : 0.0f;
    }
  }
  std::vector<float> wide = hair_;
  soften(hair_, 2.6);
  soften(wide, 7.0);
  soften(youth_, 4.0);
  for (size_t i = 0; i < hair_.size(); ++i) hair_[i] = 0.45f * hair_[i] + 0.55f * wide[i];
  const double lean = static_cast<double>(who.seed() % 3) - 1.0;
  whorl_ = glm::normalize(Vec3(-0.10 + 0.06 * lean, 0.92, -0.36));
}

float HairField::density(Vec3 q) const { return lookUp(hair_, q); }
float HairField::youth(Vec3 q) const { return lookUp(youth_, q); }

V3 HairField::flow(Vec3 q) const {
  // Away from the whorl, turning around it nearby; forwards on top, downwards on the sides.
  const Vec3 away = q - whorl_ * glm::dot(q, whorl_);
  const Vec3 round = glm::cross(whorl_, q);
  const double distance = glm::length(away);
  const double turn = 1.3 * std::exp(-distance * distance / 0.16);
  Vec3 f = away / std::max(distance, 1e-6) + round / std::max(distance, 1e-6) * turn;
  f += Vec3(0, -0.9, -0.15) * smoothstep(0.35, 0.9, std::sqrt(q.x * q.x)) * (1.0 - smoothstep(0.2, 0.9, q.y));
  f += Vec3(0, 0, 0.5) * smoothstep(0.5, 0.95, q.y) * smoothstep(-0.2, 0.3, q.z);
  return V3(f);
}

}  // namespace hd
