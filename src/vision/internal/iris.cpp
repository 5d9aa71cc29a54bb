#include "vision/internal/iris.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/math.h"

namespace hd {
namespace {

// Lids cover the iris above and mostly below; at the sides its edge is free.
constexpr double kFromRad = -34 * kPi / 180, kToRad = 48 * kPi / 180;  ///< above and below the slit, on either side
constexpr int kRays = 22;                                              ///< a side
constexpr double kInner = 0.62, kOuter = 1.45;                         ///< of the guessed radius
constexpr int kSteps = 56;
constexpr double kLeastRise = 7;  ///< of 255, from iris to white
constexpr int kLeastEdges = 14;

struct Edge {
  Vec2 at;  ///< relative to the guess, along the slit and across, with the squeeze taken out
  double weight;
};

/// Where luminance rises most along a ray, as a share of the radius; the strength of the rise with it.
std::optional<std::pair<double, double>> riseAlong(const Pyramid& photo, Vec2 fromPx, Vec2 stepPx, double radiusPx) {
  double luma[kSteps], smooth[kSteps] = {};
  for (int i = 0; i < kSteps; ++i)
    luma[i] = static_cast<double>(photo.lumaAt(fromPx + stepPx * (kInner + (kOuter - kInner) * i / (kSteps - 1))));
  // The edge is some 4 % of the radius wide, the camera's blur adds a pixel.
  const double sharePx = radiusPx * (kOuter - kInner) / (kSteps - 1);
  const int reach = static_cast<int>(clamp(std::lround(std::max(0.05 * radiusPx, 0.8) / sharePx), 1.0, 10.0));
  double best = kLeastRise;
  int at = -1;
  const auto rise = [&](int i) {
    double above = 0, below = 0;
    for (int k = 1; k <= 2 * reach; ++k) {
      above += luma[std::min(kSteps - 1, i + k)];
      below += luma[std::max(0, i - k)];
    }
    return (above - below) / (2 * reach);
  };
  for (int i = reach; i < kSteps - reach; ++i) {
    smooth[i] = rise(i);
    if (smooth[i] > best) {
      best = smooth[i];
      at = i;
    }
  }
  if (at <= reach || at >= kSteps - reach - 1) return std::nullopt;
  const double a = smooth[at - 1], b = smooth[at], c = smooth[at + 1], bend = a - 2 * b + c;
  const double shift = bend < -1e-9 ? clamp(0.5 * (a - c) / bend, -1.0, 1.0) : 0.0;
  return std::pair{kInner + (kOuter - kInner) * (at + shift) / (kSteps - 1), best};
}

struct Circle {
  Vec2 centre{0, 0};
  double radius = 0;
};

/// Weighted least squares of (x-a)^2 + (y-b)^2 = r^2; the centre is held near the guess across the slit, where lids hide most.
std::optional<Circle> circleThrough(const std::vector<Edge>& edges, double radius) {
  double m[3][4] = {};
  for (const Edge& e : edges) {
    const double row[3] = {2 * e.at.x, 2 * e.at.y, 1}, value = glm::dot(e.at, e.at);
    for (int i = 0; i < 3; ++i) {
      for (int j = 0; j < 3; ++j) m[i][j] += e.weight * row[i] * row[j];
      m[i][3] += e.weight * row[i] * value;
    }
  }
  double total = 0;
  for (const Edge& e : edges) total += e.weight;
  m[1][1] += 0.3 * total * 4 * radius * radius * 0.02;
  for (int i = 0; i < 3; ++i) {
    if (!(std::fabs(m[i][i]) > 1e-9)) return std::nullopt;
    for (int r = 0; r < 3; ++r) {
      if (r == i) continue;
      const double f = m[r][i] / m[i][i];
      for (int c = i; c < 4; ++c) m[r][c] -= f * m[i][c];
    }
  }
  Circle out;
  out.centre = {m[0][3] / m[0][0], m[1][3] / m[1][1]};
  const double square = m[2][3] / m[2][2] + glm::dot(out.centre, out.centre);
  if (!(square > 0)) return std::nullopt;
  out.radius = std::sqrt(square);
  return out;
}

}  // namespace

std::optional<IrisMeasure> measureIris(const Pyramid& photo, Vec2 centrePx, double diameterPx, Vec2 axisPx, double squeeze) {
  if (!(diameterPx >= 8) || !(squeeze > 0.4)) return std::nullopt;
  const Vec2 across(-axisPx.y, axisPx.x);
  Circle circle{{0, 0}, diameterPx / 2};
  double sigma = 0;
  size_t used = 0;
  for (int round = 0; round < 3; ++round) {
    std::vector<Edge> edges;
    const double radius = circle.radius;
    const auto toPhoto = [&](Vec2 p) { return axisPx * (p.x * squeeze) + across * p.y; };
    for (int side = -1; side <= 1; side += 2) {
      for (int i = 0; i < kRays; ++i) {
        const double angle = kFromRad + (kToRad - kFromRad) * i / (kRays - 1);
        const Vec2 direction(side * detCos(angle), detSin(angle));
        const auto rise = riseAlong(photo, centrePx + toPhoto(circle.centre), toPhoto(direction) * radius, radius);
        if (rise) edges.push_back({circle.centre + direction * (radius * rise->first), rise->second});
      }
    }
    if (edges.size() < kLeastEdges) return std::nullopt;
    // Lids, lashes and reflections are outliers: weights fall off beyond a few percent of the radius.
    std::vector<double> strength(edges.size());
    for (size_t i = 0; i < edges.size(); ++i) strength[i] = std::min(edges[i].weight, 60.0);
    double scale = 0.2 * radius;
    for (int pass = 0; pass < 8; ++pass) {
      std::vector<double> off(edges.size());
      for (size_t i = 0; i < edges.size(); ++i) {
        off[i] = std::fabs(glm::length(edges[i].at - circle.centre) - circle.radius);
        const double t = off[i] / (2.5 * scale);
        edges[i].weight = t < 1 ? strength[i] * (1 - t * t) * (1 - t * t) : 0.0;
      }
      const std::optional<Circle> next = circleThrough(edges, radius);
      if (!next || !(next->radius > 0.6 * diameterPx / 2) || !(next->radius < 1.5 * diameterPx / 2) ||
          !(glm::length(next->centre) < 0.7 * diameterPx / 2))
        return std::nullopt;
      circle = *next;
      std::vector<double> sorted;
      for (size_t i = 0; i < edges.size(); ++i) sorted.push_back(std::fabs(glm::length(edges[i].at - circle.centre) - circle.radius));
      std::nth_element(sorted.begin(), sorted.begin() + static_cast<ptrdiff_t>(sorted.size() / 2), sorted.end());
      scale = std::max({0.02 * radius, 0.15, 1.5 * sorted[sorted.size() / 2]});
    }
    used = 0;
    double squares = 0;
    int left = 0, right = 0;
    for (const Edge& e : edges) {
      if (e.weight <= 0) continue;
      ++used;
      (e.at.x < circle.centre.x ? left : right)++;
      const double off = glm::length(e.at - circle.centre) - circle.radius;
      squares += off * off;
    }
    if (used < kLeastEdges || left < 4 || right < 4) return std::nullopt;
    sigma = std::sqrt(squares / static_cast<double>(used));
  }
  IrisMeasure out;
  const Vec2 centre = circle.centre;
  out.centrePx = centrePx + axisPx * (centre.x * squeeze) + across * centre.y;
  out.diameterPx = 2 * circle.radius;
  // Neighbouring rays see the same pixels: a third of them counts.
  const double count = std::max(4.0, static_cast<double>(used) / 3.0);
  out.centreSdPx = std::max(0.1, sigma / std::sqrt(count) * 1.5);
  out.diameterSdPx = std::max(0.2, 2 * sigma / std::sqrt(count));
  return out;
}

}  // namespace hd
