// Small building blocks of signed-distance sculpting: primitives, soft unions, value noise.
//
// Single precision and inlined: these run some ten million times per picture. Distances are in mm,
// negative inside. Ellipsoids return the usual first-order bound, good near the surface.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <glm/geometric.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

namespace hd::sdf {

using V2 = glm::vec2;
using V3 = glm::vec3;

inline float saturate(float x) { return x < 0.0f ? 0.0f : (x > 1.0f ? 1.0f : x); }
inline float mixf(float a, float b, float t) { return a + (b - a) * t; }
/// Hermite step; `from` may exceed `to` for a falling step.
inline float step3(float from, float to, float x) {
  const float t = saturate((x - from) / (to - from));
  return t * t * (3.0f - 2.0f * t);
}
/// exp(-x^2), cheap and of finite reach: 0 beyond |x| = 2.
inline float bump(float x) {
  const float u = 1.0f - 0.25f * x * x;
  if (u <= 0.0f) return 0.0f;
  const float u2 = u * u;
  return u2 * u2;
}

/// Soft union over a band of width k; equals min outside the band.
inline float unite(float a, float b, float k) {
  const float gap = std::fabs(a - b), low = std::min(a, b);
  if (gap >= k) return low;
  const float h = (k - gap) * (1.0f / k);
  return low - h * h * k * 0.25f;
}
/// Soft intersection.
inline float intersect(float a, float b, float k) { return -unite(-a, -b, k); }
/// Takes b away from a, softly.
inline float carve(float a, float b, float k) { return -unite(-a, b, k); }

inline float ball(V3 p, V3 c, float r) { return glm::length(p - c) - r; }

inline float ellipsoid(V3 p, V3 c, V3 r) {
  const V3 shrink = 1.0f / r;  // a constant wherever r is
  const V3 a = (p - c) * shrink;
  const V3 b = a * shrink;
  const float k1 = glm::dot(b, b);
  if (k1 < 1e-12f) return -std::min(r.x, std::min(r.y, r.z));
  const float k0 = glm::length(a);
  return k0 * (k0 - 1.0f) / std::sqrt(k1);
}

/// Capsule from a to b whose radius goes from ra to rb.
inline float limb(V3 p, V3 a, V3 b, float ra, float rb) {
  const V3 pa = p - a, ba = b - a;
  const V3 along = ba * (1.0f / glm::dot(ba, ba));
  const float t = saturate(glm::dot(pa, along));
  return glm::length(pa - ba * t) - mixf(ra, rb, t);
}

/// Distance to a segment in the plane.
inline float segment(V2 p, V2 a, V2 b) {
  const V2 pa = p - a, ba = b - a;
  return glm::length(pa - ba * saturate(glm::dot(pa, ba) / glm::dot(ba, ba)));
}

inline uint32_t mixBits(uint32_t x) {
  x ^= x >> 16;
  x *= 0x7feb352du;
  x ^= x >> 15;
  x *= 0x846ca68bu;
  return x ^ (x >> 16);
}
inline float cellNoise(int x, int y, int z) {
  const uint32_t h =
      mixBits(static_cast<uint32_t>(x) * 0x9e3779b1u ^
              mixBits(static_cast<uint32_t>(y) * 0x85ebca77u ^ mixBits(static_cast<uint32_t>(z) * 0xc2b2ae3du + 0x27d4eb2fu)));
  return static_cast<float>(h >> 8) * (1.0f / 16777216.0f);
}
/// Smooth noise in [-1, 1] with features of unit size.
inline float noise(V3 p) {
  const float fx = std::floor(p.x), fy = std::floor(p.y), fz = std::floor(p.z);
  const int x = static_cast<int>(fx), y = static_cast<int>(fy), z = static_cast<int>(fz);
  const auto ease = [](float t) { return t * t * (3.0f - 2.0f * t); };
  const float u = ease(p.x - fx), v = ease(p.y - fy), w = ease(p.z - fz);
  const float a = mixf(mixf(cellNoise(x, y, z), cellNoise(x + 1, y, z), u), mixf(cellNoise(x, y + 1, z), cellNoise(x + 1, y + 1, z), u), v);
  const float b = mixf(mixf(cellNoise(x, y, z + 1), cellNoise(x + 1, y, z + 1), u),
                       mixf(cellNoise(x, y + 1, z + 1), cellNoise(x + 1, y + 1, z + 1), u), v);
  return 2.0f * mixf(a, b, w) - 1.0f;
}
/// Three octaves of noise, roughly in [-1, 1].
inline float cloud(V3 p) {
  return 0.57f * noise(p) + 0.29f * noise(p * 2.03f + V3(17.1f, 3.7f, 9.2f)) + 0.14f * noise(p * 4.1f + V3(5.3f, 31.0f, 2.9f));
}

}  // namespace hd::sdf
