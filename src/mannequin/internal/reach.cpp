#include "mannequin/internal/reach.h"

namespace hd {

using namespace sdf;

namespace {

/// How much of a wide light about direction `l` reaches `p`, 0..1; `sharp` is 1 / tangent of its half-angle.
float visibility(const HeadSdf& head, V3 p, V3 l, float sharp) {
  float open = 1.0f, t = 0.8f;
  for (int i = 0; i < 40 && t < 150.0f; ++i) {
    const float d = head(p + l * t);
    // Far parts are known by lower bounds only, so that far half-shadows are kept narrow.
    open = std::min(open, 0.5f + 0.5f * sharp * d / std::min(t, 56.0f));
    if (open <= 0.0f) return 0.0f;
    if (d > 45.0f) break;  // clear of the head
    t += std::clamp(std::fabs(d) * 0.75f, 0.7f + 0.03f * t, 24.0f);
  }
  open = std::clamp(open, 0.0f, 1.0f);
  return open * open * (3.0f - 2.0f * open);
}

/// Share of the sky that is open above a point, from the free height at growing distances.
float openness(const HeadSdf& head, V3 p, V3 n) {
  static constexpr float kHeight[5] = {1.2f, 3.5f, 8.0f, 17.0f, 34.0f};
  static constexpr float kWeight[5] = {0.22f, 0.24f, 0.26f, 0.26f, 0.22f};
  float closed = 0.0f;
  for (int i = 0; i < 5; ++i) closed += kWeight[i] * std::clamp((kHeight[i] - head(p + n * kHeight[i])) / kHeight[i], 0.0f, 1.0f);
  return std::max(0.0f, 1.0f - closed);
}

}  // namespace

ReachMap::ReachMap(const HeadSdf& head, const Studio& studio, const Geometry& g)
    : head_(head), studio_(studio), g_(g), columns_((g.width + 1) / 2) {
  coarse_.resize(static_cast<size_t>(columns_) * static_cast<size_t>((g.height + 1) / 2));
  for (int y = 0; y < g.height; y += 2) {
    for (int x = 0; x < g.width; x += 2) {
      const size_t i = g.index(x, y);
      if (g.material[i] != Material::none) coarse_[coarseIndex(x, y)] = look(i);
    }
  }
}

size_t ReachMap::coarseIndex(int x, int y) const {
  return static_cast<size_t>(y / 2) * static_cast<size_t>(columns_) + static_cast<size_t>(x / 2);
}

Reach ReachMap::at(int x, int y) const {
  if (x % 2 == 0 && y % 2 == 0) return coarse_[coarseIndex(x, y)];
  const size_t i = g_.index(x, y);
  const int x0 = x & ~1, y0 = y & ~1, x1 = x0 + 2 * (x & 1), y1 = y0 + 2 * (y & 1);
  if (x1 >= g_.width || y1 >= g_.height) return look(i);
  Reach sum{0, 0, 0};
  for (const auto& [cx, cy] : {std::pair(x0, y0), std::pair(x1, y0), std::pair(x0, y1), std::pair(x1, y1)}) {
    const size_t j = g_.index(cx, cy);
    const bool edge =
        g_.material[j] != g_.material[i] || std::fabs(g_.depth[j] - g_.depth[i]) > 2.5f || glm::dot(g_.normal[j], g_.normal[i]) < 0.85f;
    if (edge) return look(i);
    const Reach& r = coarse_[coarseIndex(cx, cy)];
    sum.open += 0.25f * r.open;
    sum.key += 0.25f * r.key;
    sum.rim += 0.25f * r.rim;
  }
  return sum;
}

Reach ReachMap::look(size_t i) const {
  const V3 p = g_.pos[i], n = g_.normal[i], out = p + n * 0.5f;
  Reach r;
  r.open = openness(head_, p, n);
  r.key = glm::dot(n, studio_.key) > -0.25f ? visibility(head_, out, studio_.key, 3.2f) : 0.0f;
  r.rim = glm::dot(n, studio_.rim) > 0.0f ? visibility(head_, out, studio_.rim, 3.0f) : 0.0f;
  return r;
}

}  // namespace hd
