#include "mannequin/internal/picture.h"

namespace hd {

using namespace sdf;

namespace {

constexpr int kTile = 8;
constexpr int kRays = 6;  ///< through a pixel on an edge
constexpr int kRow[kRays] = {2, 5, 1, 4, 0, 3};
constexpr int kCrossX[5] = {0, 1, -1, 0, 0}, kCrossY[5] = {0, 0, 0, 1, -1};
constexpr float kReachMm = 460.0f;  ///< everything sculpted lies this near to the origin

/// Distance along a cone through a tile up to which nothing is met; negative when it meets nothing at all.
float freeDistance(const HeadSdf& head, V3 origin, V3 direction, float spread, float from, float to) {
  float t = from;
  for (int i = 0; i < 96 && t < to; ++i) {
    const float d = head(origin + direction * t) * 0.85f;
    if (d < spread * t + 0.3f) return t;
    t += d - spread * t * 0.5f;
  }
  return t < to ? t : -1.0f;
}

}  // namespace

Rig::Rig(const Camera& camera) {
  const Mat3 toHead = glm::transpose(camera.rotation);
  const Vec3 e = -(toHead * camera.translationMm);
  eye = V3(e);
  right = V3(toHead[0]);
  down = V3(toHead[1]);
  forward = V3(toHead[2]);
  focalPx = static_cast<float>(camera.focalPx);
  centreX = static_cast<float>(camera.centrePx.x);
  centreY = static_cast<float>(camera.centrePx.y);
}

Geometry traceGeometry(const HeadSdf& head, const Rig& rig, int width, int height) {
  Geometry g;
  g.width = width;
  g.height = height;
  const size_t n = static_cast<size_t>(width) * static_cast<size_t>(height);
  g.depth.assign(n, kNoDepth);
  g.pos.assign(n, V3(0));
  g.normal.assign(n, V3(0));
  g.material.assign(n, Material::none);
  const float distance = glm::length(rig.eye);
  const float from = std::max(10.0f, distance - kReachMm), to = distance + kReachMm;
  const float spread = 0.75f * kTile / rig.focalPx;
  for (int ty = 0; ty < height; ty += kTile) {
    for (int tx = 0; tx < width; tx += kTile) {
      const V3 middle = rig.ray(static_cast<float>(tx) + kTile * 0.5f, static_cast<float>(ty) + kTile * 0.5f);
      const float free = freeDistance(head, rig.eye, middle, spread, from, to);
      if (free < 0.0f) continue;
      for (int y = ty; y < std::min(ty + kTile, height); ++y) {
        for (int x = tx; x < std::min(tx + kTile, width); ++x) {
          const V3 dir = rig.ray(static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f);
          const float t = traceRay(head, rig.eye, dir, free * 0.998f, to);
          if (t < 0.0f) continue;
          const size_t i = g.index(x, y);
          g.pos[i] = rig.eye + dir * t;
          g.depth[i] = t * glm::dot(dir, rig.forward);
          g.material[i] = head.material(g.pos[i]);
          g.normal[i] = head.normal(g.pos[i], 0.22f);
        }
      }
    }
  }
  return g;
}

void smoothEdges(const HeadSdf& head, const Rig& rig, const Geometry& g, LinearImage& image) {
  const LinearImage before = image;
  for (int y = 1; y + 1 < g.height; ++y) {
    for (int x = 1; x + 1 < g.width; ++x) {
      const size_t i = g.index(x, y);
      float nearest = kNoDepth, farthest = 0.0f, last = 0.0f;  // last: farthest of what is not backdrop
      Material one = Material::none;                           // of the neighbours, backdrop apart
      bool mixed = false, several = false;
      for (int k = 0; k < 5; ++k) {
        const size_t j = g.index(x + kCrossX[k], y + kCrossY[k]);
        nearest = std::min(nearest, g.depth[j]);
        farthest = std::max(farthest, g.depth[j]);
        if (g.material[j] != Material::none) {
          last = std::max(last, g.depth[j]);
          several = several || (one != Material::none && g.material[j] != one);
          one = g.material[j];
        }
        mixed = mixed || g.material[j] != g.material[i];
      }
      if (!mixed && farthest - nearest < 4.0f) continue;
      V3 sum(0);
      for (int s = 0; s < kRays; ++s) {
        // Spread so that no two share a row or a column.
        const float sx = (static_cast<float>(s) - 2.5f) / 6.0f, sy = (static_cast<float>(kRow[s]) - 2.5f) / 6.0f;
        const V3 dir = rig.ray(static_cast<float>(x) + 0.5f + sx, static_cast<float>(y) + 0.5f + sy);
        const float t = traceRay(head, rig.eye, dir, nearest - 4.0f, last + 12.0f, 0.05f);
        const float depth = t < 0.0f ? kNoDepth : t * glm::dot(dir, rig.forward);
        const Material material = t < 0.0f ? Material::none : (several ? head.material(rig.eye + dir * t) : one);
        // The neighbour of the same material nearest in depth lends its colour.
        float best = 1e30f;
        V3 colour = before.at(x, y);
        for (int dy = -1; dy <= 1; ++dy) {
          for (int dx = -1; dx <= 1; ++dx) {
            const size_t j = g.index(x + dx, y + dy);
            const float off = static_cast<float>(dx) - sx, offY = static_cast<float>(dy) - sy;
            const float miss = std::min(std::fabs(g.depth[j] - depth), 1e4f) + (g.material[j] == material ? 0.0f : 1e5f) +
                               0.05f * (off * off + offY * offY);
            if (miss < best) {
              best = miss;
              colour = before.at(x + dx, y + dy);
            }
          }
        }
        sum += colour;
      }
      image.at(x, y) = sum / static_cast<float>(kRays);
    }
  }
}

}  // namespace hd
