#include "vision/internal/head_outline.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"

namespace hd {
namespace {

constexpr int kRays = 144;
constexpr Vec3 kHeadCentreMm{0, 62, -38};  ///< of the skull, on the canonical face
constexpr Vec3 kEarsMm{0, 11.7, -50.9};
constexpr double kHeadRadiusMm = 92;
constexpr double kAboveEarsMm = 42;         ///< from here upwards no ear reaches out
constexpr double kNear = 0.35, kFar = 1.9;  ///< of the head's radius: where its edge may be

struct Ray {
  bool hit = false, outside = false;  ///< outside: it left the photo first
  double length = 0;                  ///< px
  Vec2 px{0, 0};
};

Vec2 directionOf(int ray) {
  const double angle = kTwoPi * ray / kRays;
  return {detSin(angle), -detCos(angle)};  // from the top, clockwise
}

/// Mean colour difference between the two sides of a place on a ray.
double contrastAt(const Pyramid& photo, Vec2 px, Vec2 direction, double stepPx) {
  const auto luma = [&](double t) { return static_cast<double>(photo.lumaAt(px + direction * t)); };
  return std::fabs(luma(stepPx) + luma(2 * stepPx) - luma(-stepPx) - luma(-2 * stepPx));
}

Ray shoot(const Pyramid& photo, const PersonMask& mask, Vec2 centre, double radius, int number) {
  const Vec2 direction = directionOf(number);
  const double step = radius * 0.01;
  Ray ray;
  const auto inPhoto = [&](Vec2 p) { return p.x >= 1 && p.y >= 1 && p.x <= photo.width() - 1 && p.y <= photo.height() - 1; };
  for (double t = kNear * radius; t < kFar * radius; t += step) {
    const Vec2 p = centre + direction * t;
    if (!inPhoto(p)) {
      ray.outside = true;
      ray.length = t;
      ray.px = p;
      return ray;
    }
    if (mask.at(p) >= 0.5) continue;
    // A hole is no edge.
    bool back = false;
    for (double ahead = 0.03; ahead <= 0.09 && !back; ahead += 0.02) back = mask.at(p + direction * (ahead * radius)) >= 0.5;
    if (back) continue;
    ray.hit = true;
    ray.length = t;
    break;
  }
  if (!ray.hit) return ray;
  // The mask is a few millimetres coarse; the photo's own edge nearby is exact.
  const double reach = std::max(0.055 * radius, 1.2 * std::max(mask.pixelPx().x, mask.pixelPx().y)), fine = std::max(0.5, radius * 0.004);
  double best = 0, at = ray.length;
  for (double t = ray.length - reach; t <= ray.length + reach; t += fine) {
    const double off = (t - ray.length) / reach;
    const double strength = contrastAt(photo, centre + direction * t, direction, fine) * (1.0 - 0.7 * off * off);
    if (strength > best) {
      best = strength;
      at = t;
    }
  }
  if (best > 12) ray.length = at;
  ray.px = centre + direction * ray.length;
  return ray;
}

/// Rays that stand out from their neighbours (an island of the mask, a strand, an edge behind the head) are dropped.
void dropOutliers(std::vector<Ray>& rays, double radius) {
  std::vector<bool> drop(rays.size(), false);
  for (int i = 0; i < kRays; ++i) {
    if (!rays[static_cast<size_t>(i)].hit) continue;
    std::vector<double> around;
    for (int k = -4; k <= 4; ++k) {
      const Ray& other = rays[static_cast<size_t>((i + k + kRays) % kRays)];
      if (k != 0 && other.hit) around.push_back(other.length);
    }
    if (around.size() < 4) {
      drop[static_cast<size_t>(i)] = true;
      continue;
    }
    std::nth_element(around.begin(), around.begin() + static_cast<ptrdiff_t>(around.size() / 2), around.end());
    drop[static_cast<size_t>(i)] = std::fabs(rays[static_cast<size_t>(i)].length - around[around.size() / 2]) > 0.05 * radius;
  }
  for (size_t i = 0; i < rays.size(); ++i)
    if (drop[i]) rays[i].hit = false;
}

/// How far neighbouring points lie from the line between theirs: what the fit will see as noise.
double roughnessPx(const std::vector<Ray>& rays) {
  double squares = 0;
  int count = 0;
  for (int i = 0; i < kRays; ++i) {
    const Ray &a = rays[static_cast<size_t>((i + kRays - 1) % kRays)], &b = rays[static_cast<size_t>(i)],
              &c = rays[static_cast<size_t>((i + 1) % kRays)];
    if (!a.hit || !b.hit || !c.hit) continue;
    const double off = b.length - 0.5 * (a.length + c.length);
    squares += off * off;
    ++count;
  }
  return count > 0 ? std::sqrt(squares / count / 1.5) : 0;
}

std::optional<HeadOutline> collect(const std::vector<Ray>& rays, Vec2 centre, double radius, double floorPx) {
  HeadOutline out;
  out.centrePx = centre;
  // Starting behind the largest gap keeps the line in one piece.
  int start = 0, longest = 0;
  for (int i = 0; i < kRays; ++i) {
    int gap = 0;
    while (gap < kRays && !rays[static_cast<size_t>((i + gap) % kRays)].hit) ++gap;
    if (gap > longest) {
      longest = gap;
      start = (i + gap) % kRays;
    }
  }
  double sum = 0;
  for (int k = 0; k < kRays; ++k) {
    const Ray& ray = rays[static_cast<size_t>((start + k) % kRays)];
    if (!ray.hit) continue;
    out.px.push_back(ray.px);
    sum += ray.length;
  }
  if (out.px.size() < kRays / 6) return std::nullopt;
  out.radiusPx = sum / static_cast<double>(out.px.size());
  out.coveredShare = static_cast<double>(out.px.size()) / kRays;
  out.sdPx = std::hypot(floorPx, roughnessPx(rays));
  (void)radius;
  return out;
}

// ---- without a face ----

/// An ellipse a x² + b x y + (1 - a) y² + c x + d y + e = 0 through points about a centre, in units of a radius.
struct Ellipse {
  double a = 0.5, b = 0, c = 0, d = 0, e = -0.5;
  bool sound() const { return 4 * a * (1 - a) - b * b > 0.25; }  // axes within 1 : 1.8 or so
  /// Distance from the origin along a unit direction; negative when it has none.
  double along(Vec2 u) const {
    const double p = a * u.x * u.x + b * u.x * u.y + (1 - a) * u.y * u.y, q = c * u.x + d * u.y, root = q * q - 4 * p * e;
    return root < 0 || p <= 0 ? -1 : (-q + std::sqrt(root)) / (2 * p);
  }
};

std::optional<Ellipse> ellipseThrough(const std::vector<Vec2>& points, const std::vector<double>& weights) {
  double m[5][6] = {};
  for (size_t i = 0; i < points.size(); ++i) {
    const Vec2 p = points[i];
    const double row[5] = {p.x * p.x - p.y * p.y, p.x * p.y, p.x, p.y, 1}, value = -p.y * p.y;
    for (int r = 0; r < 5; ++r) {
      for (int c = 0; c < 5; ++c) m[r][c] += weights[i] * row[r] * row[c];
      m[r][5] += weights[i] * row[r] * value;
    }
  }
  // A weak wish for a circle keeps short arcs from becoming long ellipses.
  double total = 0;
  for (double w : weights) total += w;
  m[0][0] += 0.02 * total;
  m[0][5] += 0.02 * total * 0.5;
  m[1][1] += 0.02 * total;
  for (int i = 0; i < 5; ++i) {
    if (!(std::fabs(m[i][i]) > 1e-9)) return std::nullopt;
    for (int r = 0; r < 5; ++r) {
      if (r == i) continue;
      const double f = m[r][i] / m[i][i];
      for (int c = i; c < 6; ++c) m[r][c] -= f * m[i][c];
    }
  }
  Ellipse out{m[0][5] / m[0][0], m[1][5] / m[1][1], m[2][5] / m[2][2], m[3][5] / m[3][3], m[4][5] / m[4][4]};
  if (!out.sound()) return std::nullopt;
  return out;
}

/// Where the person is thickest, the upper parts first: distance of each pixel of the mask from its edge, by two passes.
struct Thickest {
  Vec2 centre{0, 0};
  double radius = 0;
};
Thickest thickestPart(const PersonMask& mask) {
  constexpr int n = PersonMask::kSide;
  const Vec2 pixel = mask.pixelPx();
  const double unit = std::min(pixel.x, pixel.y);
  std::vector<float> distance(static_cast<size_t>(n) * n);
  const auto at = [&](int x, int y) -> float& { return distance[static_cast<size_t>(y) * n + static_cast<size_t>(x)]; };
  const auto dx = static_cast<float>(pixel.x / unit), dy = static_cast<float>(pixel.y / unit), dd = std::hypot(dx, dy);
  const auto old = [&](int x, int y) {
    return x < 0 || x >= n ? 1e9f : y < 0 || y >= n ? 1e9f : at(x, y);
  };  // the photo's border is no edge
  for (int y = 0; y < n; ++y)
    for (int x = 0; x < n; ++x)
      at(x, y) = mask.share[static_cast<size_t>(y) * n + static_cast<size_t>(x)] < 0.5f
                     ? 0.0f
                     : std::min({1e6f, old(x - 1, y) + dx, old(x, y - 1) + dy, old(x - 1, y - 1) + dd, old(x + 1, y - 1) + dd});
  float most = 0;
  for (int y = n - 1; y >= 0; --y)
    for (int x = n - 1; x >= 0; --x) {
      at(x, y) = std::min({at(x, y), old(x + 1, y) + dx, old(x, y + 1) + dy, old(x + 1, y + 1) + dd, old(x - 1, y + 1) + dd});
      most = std::max(most, at(x, y));
    }
  Thickest best;
  double score = 0;
  for (int y = 0; y < n; ++y)
    for (int x = 0; x < n; ++x) {
      const double d = static_cast<double>(at(x, y));
      if (d < 0.45 * static_cast<double>(most) || d >= 1e5) continue;
      // A head tops what it sits on.
      const double s = d * unit - 0.30 * (y + 0.5) * pixel.y;
      if (best.radius == 0 || s > score) {
        score = s;
        best = {mask.minPx + Vec2(x + 0.5, y + 0.5) * pixel, d * unit};
      }
    }
  return best;
}

}  // namespace

std::optional<HeadOutline> outlineOfFace(const NetSet& nets, NetWorkspace& space, const Pyramid& photo, const FoundFace& face) {
  const FacePose& pose = face.pose;
  const Vec2 centre = pose.project(kHeadCentreMm);
  const double radius = kHeadRadiusMm * pose.pxPerMm();
  const PersonMask mask = personMask(nets, space, photo, centre - 2.1 * radius, centre + 2.1 * radius);
  const Vec2 ears = pose.project(kEarsMm), up2 = Vec2(pose.rotation[1]);
  const double upLength = glm::length(up2);
  const Vec2 up = upLength > 0.2 ? up2 / upLength : Vec2(0, -1);
  std::vector<Ray> rays;
  int cut = 0;
  for (int i = 0; i < kRays; ++i) {
    Ray ray = shoot(photo, mask, centre, radius, i);
    const bool above = glm::dot(ray.px - ears, up) > kAboveEarsMm * pose.pxPerMm();
    if (ray.outside && above) ++cut;
    ray.hit = ray.hit && above;
    rays.push_back(ray);
  }
  dropOutliers(rays, radius);
  std::optional<HeadOutline> out = collect(rays, centre, radius, 0.004 * radius);
  if (out) out->cutOff = cut >= 6;
  return out;
}

std::optional<HeadOutline> outlineWithoutFace(const NetSet& nets, NetWorkspace& space, const Pyramid& photo) {
  PersonMask mask = personMask(nets, space, photo, {0, 0}, Vec2(photo.width(), photo.height()));
  const Thickest part = thickestPart(mask);
  if (part.radius < 0.07 * std::min(photo.width(), photo.height())) return std::nullopt;
  Vec2 centre = part.centre;
  double radius = part.radius;
  std::optional<HeadOutline> out;
  for (int round = 0; round < 3; ++round) {
    // The second look is closer: the mask has more pixels for the head then.
    if (round == 1) mask = personMask(nets, space, photo, centre - 2.0 * radius, centre + 2.0 * radius);
    std::vector<Ray> rays;
    int outside = 0;
    for (int i = 0; i < kRays; ++i) {
      rays.push_back(shoot(photo, mask, centre, radius, i));
      if (rays.back().outside) ++outside;
    }
    dropOutliers(rays, radius);
    std::vector<Vec2> points;
    std::vector<double> start, weights;
    std::vector<int> number;
    for (int i = 0; i < kRays; ++i) {
      if (!rays[static_cast<size_t>(i)].hit) continue;
      points.push_back((rays[static_cast<size_t>(i)].px - centre) / radius);
      number.push_back(i);
      // The crown first; neck and shoulders come in only if they lie on the same curve.
      const double side = std::fabs(i <= kRays / 2 ? i : i - kRays) / (kRays / 2.0);
      start.push_back(side < 0.55 ? 1.0 : 0.05);
    }
    if (points.size() < kRays / 3) return std::nullopt;
    weights = start;
    std::optional<Ellipse> ellipse;
    double scale = 0.12;
    for (int pass = 0; pass < 12; ++pass) {
      ellipse = ellipseThrough(points, weights);
      if (!ellipse) return std::nullopt;
      for (size_t i = 0; i < points.size(); ++i) {
        const double length = glm::length(points[i]), off = length - ellipse->along(points[i] / length);
        const double t = off / scale;
        weights[i] = std::fabs(t) < 1 ? (pass < 4 ? start[i] : 1.0) * (1 - t * t) * (1 - t * t) : 0.0;
      }
      scale = std::max(0.05, scale * 0.88);
    }
    for (Ray& ray : rays) ray.hit = false;
    int kept = 0;
    for (size_t i = 0; i < points.size(); ++i) {
      if (weights[i] <= 0) continue;
      rays[static_cast<size_t>(number[i])].hit = true;
      ++kept;
    }
    if (kept < 0.42 * kRays) return std::nullopt;
    out = collect(rays, centre, radius, 0.006 * radius);
    if (!out) return std::nullopt;
    out->cutOff = outside > kRays / 3;
    // The middle of the ellipse for the next look.
    const Ellipse& e = *ellipse;
    const double det = 4 * e.a * (1 - e.a) - e.b * e.b;
    const Vec2 middle((e.b * e.d - 2 * (1 - e.a) * e.c) / det, (e.b * e.c - 2 * e.a * e.d) / det);
    if (glm::length(middle) > 0.6) return std::nullopt;
    double sum = 0;
    for (int i = 0; i < kRays; ++i) sum += e.along(directionOf(i)) / kRays;
    if (!(sum > 0.5 && sum < 1.9)) return std::nullopt;
    centre += middle * radius;
    radius *= sum;
  }
  out->radiusPx = radius;
  out->centrePx = centre;
  return out;
}

}  // namespace hd
