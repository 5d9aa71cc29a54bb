#include "vision/internal/head_hair.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "core/polygon.h"
#include "image/colour.h"
#include "scalp/anatomy.h"

namespace hd {
namespace {

constexpr int kMostSide = 150;                       ///< of the grid
constexpr int kHarmonics = 9;                        ///< of light, to the second order
constexpr double kLeastFacing = 0.10;                ///< cosine to the camera: flatter skin is not judged,
constexpr double kLearntFacing = 0.22;               ///< and below this the light is not learnt from it
constexpr double kSeedLowMm = 14, kSeedHighMm = 40;  ///< height over the glabella of what is surely forehead
constexpr double kSeedWideMm = 42;
constexpr double kSurelySkin = 0.10;    ///< darker than skin by less (natural logarithm) is shading
constexpr double kLeastContrast = 0.5;  ///< of dense hair to skin; less is taken for this much
constexpr int kLeastSeeds = 60;

/// One element of the grid that shows the cranium.
struct Place {
  size_t index;
  Vec3 normal, q;
  Vec2 mapMm;
  double area;              ///< of the skin, relative
  double log;               ///< of the linear luminance
  bool seed, scalp, steep;  ///< steep: seen too flat to learn from
  double dark = 0;          ///< how much darker than skin in the same light
};

std::array<double, kHarmonics> harmonics(Vec3 n) {
  return {1, n.x, n.y, n.z, n.x * n.y, n.x * n.z, n.y * n.z, n.x * n.x - n.y * n.y, 3 * n.z * n.z - 1};
}

/// Regularised weighted least squares of the log luminance by harmonics of the normal.
bool fitLight(const std::vector<Place>& places, const std::vector<double>& weights, std::array<double, kHarmonics>& light) {
  double m[kHarmonics][kHarmonics + 1] = {}, total = 0;
  for (size_t i = 0; i < places.size(); ++i) {
    if (weights[i] <= 0) continue;
    const auto h = harmonics(places[i].normal);
    total += weights[i];
    for (int r = 0; r < kHarmonics; ++r) {
      for (int c = 0; c <= r; ++c) m[r][c] += weights[i] * h[static_cast<size_t>(r)] * h[static_cast<size_t>(c)];
      m[r][kHarmonics] += weights[i] * h[static_cast<size_t>(r)] * places[i].log;
    }
  }
  if (total < kLeastSeeds / 2.0) return false;
  for (int r = 0; r < kHarmonics; ++r) {
    for (int c = r + 1; c < kHarmonics; ++c) m[r][c] = m[c][r];
    m[r][r] += total * (r == 0 ? 1e-5 : r < 4 ? 0.006 : 0.06);
  }
  for (int i = 0; i < kHarmonics; ++i) {
    if (!(std::fabs(m[i][i]) > 1e-9)) return false;
    for (int r = 0; r < kHarmonics; ++r) {
      if (r == i) continue;
      const double f = m[r][i] / m[i][i];
      for (int c = i; c <= kHarmonics; ++c) m[r][c] -= f * m[i][c];
    }
  }
  for (int i = 0; i < kHarmonics; ++i) light[static_cast<size_t>(i)] = m[i][kHarmonics] / m[i][i];
  return true;
}

double lightAt(const std::array<double, kHarmonics>& light, Vec3 normal) {
  const auto h = harmonics(normal);
  double sum = 0;
  for (size_t i = 0; i < kHarmonics; ++i) sum += light[i] * h[i];
  return sum;
}

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  const auto at = values.begin() +
                  static_cast<ptrdiff_t>(clamp(share * static_cast<double>(values.size()), 0.0, static_cast<double>(values.size()) - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

/// The stage whose bald region and hair lie most like what is seen; none when stages hardly differ from each other here or
/// the whole head is shaven or full of hair by any of them.
std::optional<int> stageOf(const std::vector<Place>& places, const std::vector<float>& hair, double denseOnSides) {
  if (denseOnSides < 0.25) return std::nullopt;
  double area = 0, best = 1e9;
  int stage = 0;
  for (const Place& p : places) area += p.scalp && !p.steep ? p.area : 0;
  if (area <= 0) return std::nullopt;
  for (int s = 1; s <= 7; ++s) {
    double off = 0;
    for (const Place& p : places) {
      if (!p.scalp || p.steep) continue;
      const double expected = inNorwoodRegion(s, p.q) ? 0.0 : 1.0;
      off += p.area * std::fabs(expected - std::min(1.0, static_cast<double>(hair[p.index]) / 0.8));
    }
    if (off < best - 1e-9) {
      best = off;
      stage = s;
    }
  }
  if (best > 0.30 * area) return std::nullopt;
  return stage;
}

}  // namespace

std::optional<HairFound> hairOf(const Pyramid& photo, const PersonMask& mask, const HeadFit& fit) {
  const View& view = fit.view;
  if (view.kind != ViewKind::head) return std::nullopt;
  const HeadModel model(fit.head);
  const ScalpMap map = ScalpMap::ofHead(fit.head);
  const Vec3 glabella = model.landmark(Landmark::glabella), eye = cameraPositionMm(view.camera);

  // Where the cranium may be seen.
  Box2 box;
  for (int i = 0; i < 64; ++i) {
    for (const double y : {-0.3, 0.0, 0.4, 0.75, 1.0}) {
      const double a = kTwoPi * i / 64, r = std::sqrt(1 - y * y);
      if (const auto p = projectPoint(view, model.surfacePoint({r * detSin(a), y, r * detCos(a)}))) box.add(*p);
    }
  }
  box.min = glm::max(box.min, Vec2(0.0));
  box.max = glm::min(box.max, Vec2(photo.width(), photo.height()));
  const Vec2 size = box.max - box.min;
  if (box.empty() || !(size.x > 24 && size.y > 24)) return std::nullopt;
  HairFound out;
  out.stepPx = std::max(1.0, std::max(size.x, size.y) / kMostSide);
  out.width = static_cast<int>(size.x / out.stepPx);
  out.height = static_cast<int>(size.y / out.stepPx);
  out.minPx = box.min;
  const size_t count = static_cast<size_t>(out.width) * static_cast<size_t>(out.height);
  out.hair.assign(count, 0.0f);
  out.head.assign(count, 0.0f);
  out.person.assign(count, 0.0f);

  std::vector<Vec2> scalp;
  for (Vec3 q : scalpOutline()) scalp.push_back(map.toMap(model.surfacePoint(q)));
  std::vector<Place> places;
  std::vector<Vec3> colour(count, Vec3(0.0));
  const Mat3 back = glm::transpose(view.camera.rotation);
  for (int y = 0; y < out.height; ++y) {
    for (int x = 0; x < out.width; ++x) {
      const Vec2 px = out.minPx + Vec2(x + 0.5, y + 0.5) * out.stepPx;
      if (mask.at(px) < 0.5) continue;
      out.person[static_cast<size_t>(y) * static_cast<size_t>(out.width) + static_cast<size_t>(x)] = 1.0f;
      const Vec3 ray = back * Vec3((px - view.camera.centrePx) / view.camera.focalPx, 1.0);
      const std::optional<Vec3> hit = model.intersect(eye, glm::normalize(ray));
      if (!hit) continue;
      Place p;
      p.index = static_cast<size_t>(y) * static_cast<size_t>(out.width) + static_cast<size_t>(x);
      p.q = model.anatomicalDirection(*hit);
      p.normal = model.surfaceNormal(p.q);
      const double facing = glm::dot(p.normal, glm::normalize(eye - *hit));
      const double height = hit->y - glabella.y;
      if (facing < kLeastFacing || height < -30) continue;
      p.area = 1 / facing;
      p.mapMm = map.toMap(*hit);
      p.scalp = contains(scalp, p.mapMm);
      p.steep = facing < kLearntFacing;
      p.seed = height > kSeedLowMm && height < kSeedHighMm && std::fabs(hit->x) < kSeedWideMm && hit->z > 40 && !p.scalp;
      if (!p.scalp && !p.seed && height < kSeedLowMm) continue;  // face and brows
      Vec3 sum(0.0);
      for (int k = 0; k < 4; ++k) sum += photo.linearAt(px + out.stepPx * Vec2(k % 2 ? 0.25 : -0.25, k / 2 ? 0.25 : -0.25)) * 0.25;
      colour[p.index] = sum;
      p.log = detLog(std::max(1e-4, 0.2126 * sum.x + 0.7152 * sum.y + 0.0722 * sum.z) + 0.003);
      out.head[p.index] = 1.0f;
      places.push_back(p);
    }
  }
  // Certain skin, without strands, glare and what the fringe covers: the middle half of the forehead's light.
  std::vector<double> seedLogs;
  for (const Place& p : places)
    if (p.seed) seedLogs.push_back(p.log);
  if (seedLogs.size() < kLeastSeeds) return std::nullopt;
  const double low = quantile(seedLogs, 0.3) - 0.35, high = quantile(seedLogs, 0.7) + 0.45;

  std::vector<double> weights(places.size(), 0.0);
  for (size_t i = 0; i < places.size(); ++i) weights[i] = places[i].seed && places[i].log > low && places[i].log < high ? 1.0 : 0.0;
  const std::vector<double> seeds = weights;
  std::array<double, kHarmonics> light{};
  double scatter = 0.1;
  for (int round = 0; round < 14; ++round) {
    if (!fitLight(places, weights, light)) return std::nullopt;
    std::vector<double> off;
    for (size_t i = 0; i < places.size(); ++i) {
      places[i].dark = lightAt(light, places[i].normal) - places[i].log;
      if (seeds[i] > 0) off.push_back(std::fabs(places[i].dark));
    }
    scatter = clamp(1.4826 * quantile(off, 0.5), 0.02, 0.15);
    // Scalp that is no darker than skin would be joins in, and tells the light farther up.
    for (size_t i = 0; i < places.size(); ++i) {
      const double over = std::max(0.0, places[i].dark - 0.5 * scatter) / (1.2 * scatter + 0.05);
      const double glare = std::max(0.0, -places[i].dark - 2 * scatter) / 0.3;
      weights[i] = std::max(
          seeds[i], (places[i].scalp || !places[i].seed) && !places[i].steep ? 0.7 * detExp(-0.5 * (over * over + glare * glare)) : 0.0);
    }
  }

  // Dense hair: what is darkest, as a robust extreme of the sides.
  std::vector<double> darks;
  for (const Place& p : places)
    if (p.scalp && !p.steep) darks.push_back(p.dark);
  if (darks.size() < kLeastSeeds) return std::nullopt;
  const double dense = std::max(kLeastContrast, quantile(darks, 0.92)), bare = std::max(kSurelySkin, 1.5 * scatter);
  const double span = (1 - detExp(-dense)) * 0.92 - (1 - detExp(-bare));
  double hairSum = 0, areaSum = 0, hairWeight = 0, skinWeight = 0, sideSum = 0, sideArea = 0;
  Vec3 hairColour(0.0), skinColour(0.0);
  const double reference = quantile(seedLogs, 0.5);
  for (const Place& p : places) {
    // Light mixes by area: a share h of hair leaves 1 - h (1 - e^-dense) of the light.
    const double share = clamp((1 - detExp(-std::max(0.0, p.dark)) - (1 - detExp(-bare))) / span, 0.0, 1.0) * (p.scalp ? 1.0 : 0.0);
    out.hair[p.index] = static_cast<float>(share);
    if (p.scalp && !p.steep) {
      hairSum += p.area * share;
      areaSum += p.area;
      if (!inNorwoodRegion(7, p.q)) {
        sideSum += p.area * share;
        sideArea += p.area;
      }
    }
    // As it would look in the forehead's light.
    const double gain = detExp(reference - lightAt(light, p.normal));
    if (share > 0.85) {
      hairColour += colour[p.index] * gain;
      hairWeight += 1;
    } else if (p.seed && p.log > low && p.log < high) {
      skinColour += colour[p.index];
      skinWeight += 1;
    }
  }
  if (areaSum <= 0 || skinWeight <= 0) return std::nullopt;
  out.skinLinear = skinColour / skinWeight;
  if (hairWeight > 40) out.hairLinear = hairColour / hairWeight;
  out.hairShareOfScalp = hairSum / areaSum;
  out.norwood = stageOf(places, out.hair, sideArea > 0 ? sideSum / sideArea : 0);
  return out;
}

}  // namespace hd
