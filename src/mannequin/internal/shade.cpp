#include "mannequin/internal/shade.h"

#include "mannequin/internal/reach.h"
#include "mannequin/internal/skin.h"

namespace hd {

using namespace sdf;

namespace {

const V3 kKeyColour(1.02f, 0.99f, 0.95f);
const V3 kFillColour(0.93f, 0.98f, 1.04f);
const V3 kRimColour(1.0f, 1.0f, 1.02f);

/// Microfacet gloss (GGX, Schlick) of one light, per unit of light.
float gloss(V3 n, V3 v, V3 l, float rough, float f0) {
  const float nl = glm::dot(n, l), nv = std::max(glm::dot(n, v), 0.05f);
  if (nl <= 0.0f) return 0.0f;
  const V3 h = glm::normalize(l + v);
  const float nh = std::max(glm::dot(n, h), 0.0f), vh = std::max(glm::dot(v, h), 0.0f);
  const float a2 = rough * rough * rough * rough;
  const float q = nh * nh * (a2 - 1.0f) + 1.0f;
  const float dist = a2 / (3.14159265f * q * q);
  const float k = rough * rough * 0.5f;
  const float shadowing = 1.0f / ((nl * (1 - k) + k) * (nv * (1 - k) + k) * 4.0f);
  const float m = 1.0f - vh, fresnel = f0 + (1.0f - f0) * m * m * m * m * m;
  return dist * shadowing * fresnel * nl;
}

/// The upper lid and its lashes shade the ball.
float eyeShade(const HeadSdf& head, const Complexion& person, V3 p) {
  const float below = step3(6.5f, 1.0f, head.sculpt(p).y - head.eyeCentre().y);
  return (0.45f + 0.55f * below) * mixf(0.95f, 0.75f, person.depth);
}

/// The wet eye mirrors the soft box and, faintly, the fill.
V3 tearFilm(const Studio& studio, V3 n, V3 v) {
  const V3 r = glm::reflect(-v, n);
  const V3 across = glm::normalize(glm::cross(studio.key, studio.up)), along = glm::cross(across, studio.key);
  const float bx = std::fabs(glm::dot(r, across)), by = std::fabs(glm::dot(r, along));
  const float box = glm::dot(r, studio.key) > 0.0f ? step3(0.26f, 0.20f, bx) * step3(0.34f, 0.28f, by) : 0.0f;
  return V3(0.85f * box + 0.05f * step3(0.97f, 0.99f, glm::dot(r, studio.fill)) + 0.012f);
}

/// Light after it has travelled sideways in skin: further in red than in green and blue, and not
/// across steps in depth.
LinearImage spreadInSkin(const LinearImage& light, const Geometry& g, float pxPerMm) {
  const float sigma[3] = {1.35f * pxPerMm, 0.85f * pxPerMm, 0.6f * pxPerMm};
  LinearImage spread = light;
  for (int pass = 0; pass < 2; ++pass) {
    const LinearImage from = spread;
    const int dx = pass == 0 ? 1 : 0, dy = 1 - dx;
    const int reach = static_cast<int>(sigma[0] * 2.2f) + 1;
    std::vector<V3> weight(static_cast<size_t>(reach) + 1);
    for (int k = 0; k <= reach; ++k) {
      const float d = static_cast<float>(k);
      weight[static_cast<size_t>(k)] = {std::exp(-d * d / (2 * sigma[0] * sigma[0])), std::exp(-d * d / (2 * sigma[1] * sigma[1])),
                                        std::exp(-d * d / (2 * sigma[2] * sigma[2]))};
    }
    for (int y = 0; y < g.height; ++y) {
      for (int x = 0; x < g.width; ++x) {
        const size_t i = g.index(x, y);
        if (g.material[i] != Material::skin) continue;
        V3 sum = from.px[i], total(1);
        const float depth = g.depth[i];
        for (int k = 1; k <= reach; ++k) {
          for (int sign = -1; sign <= 1; sign += 2) {
            const int xx = x + sign * k * dx, yy = y + sign * k * dy;
            if (xx < 0 || yy < 0 || xx >= g.width || yy >= g.height) continue;
            const size_t j = g.index(xx, yy);
            if (g.material[j] != Material::skin) continue;
            const float off = (g.depth[j] - depth) / 6.0f;
            const V3 w = weight[static_cast<size_t>(k)] / (1.0f + off * off * off * off);
            sum += w * from.px[j];
            total += w;
          }
        }
        spread.px[i] = sum / total;
      }
    }
  }
  return spread;
}

}  // namespace

V3 backdrop(float u, float v) {
  const float x = (u - 0.5f) * 1.05f, y = v - 0.42f;
  const float d = std::sqrt(x * x + y * y);
  const float t = step3(0.05f, 0.80f, d);
  return glm::mix(V3(0.600f, 0.630f, 0.628f), V3(0.285f, 0.330f, 0.328f), t);
}

Lit shade(const HeadSdf& head, const Individual& shape, const HairField& hair, const Complexion& person, const Studio& studio,
          const Rig& rig, const Geometry& g) {
  Lit out{LinearImage(g.width, g.height, V3(0)), LinearImage(g.width, g.height, V3(0))};
  LinearImage tone(g.width, g.height, V3(1)), shine(g.width, g.height, V3(0));
  const ReachMap reach(head, studio, g);
  const V3 ground(0.17f, 0.145f, 0.13f), sky(0.31f, 0.32f, 0.33f);
  for (int y = 0; y < g.height; ++y) {
    for (int x = 0; x < g.width; ++x) {
      const size_t i = g.index(x, y);
      if (g.material[i] == Material::none) {
        out.colour.px[i] = backdrop((static_cast<float>(x) + 0.5f) / static_cast<float>(g.width),
                                    (static_cast<float>(y) + 0.5f) / static_cast<float>(g.height));
        continue;
      }
      const V3 p = g.pos[i], n = g.normal[i], v = glm::normalize(rig.eye - p);
      const auto [open, keyShadow, rimShadow] = reach.at(x, y);
      V3 base(0.1f);
      float oil = 0.3f, relief = 0.0f, rough = 0.47f;
      const Material material = g.material[i];
      if (material == Material::skin) {
        float hairiness = 0.0f;
        if (p.y > -75.0f) {
          const Vec3 q = shape.direction(Vec3(p));
          hairiness = hair.density(q);
        }
        const SkinSurface s = skinAt(head, shape.face(), person, p, hairiness);
        base = s.albedo;
        oil = s.shine;
        relief = s.relief;
      } else if (material == Material::eye) {
        base = eyeAt(head, person, studio, p);
      } else {
        const float weave = noise(p * V3(2.6f, 1.6f, 2.6f));
        base = V3(0.060f, 0.078f, 0.088f) * (1.0f + 0.10f * weave + 0.08f * cloud(p * 0.05f));
        relief = 0.20f;
        oil = 0.12f;
        rough = 0.8f;
      }
      const V3 m = relief > 0.0f ? microNormal(p, n, relief) : n;
      // Wide lights wrap a little around the form.
      const auto lambert = [](V3 a, V3 l, float wrap) { return std::max(0.0f, (glm::dot(a, l) + wrap) / (1.0f + wrap)); };
      const V3 soft = glm::normalize(n * 0.6f + m * 0.4f);
      const float up = 0.5f + 0.5f * glm::dot(n, studio.up);
      const V3 light = kKeyColour * (1.12f * lambert(soft, studio.key, 0.16f) * keyShadow) +
                       kFillColour * (0.17f * lambert(soft, studio.fill, 0.35f) * (0.35f + 0.65f * open)) +
                       kRimColour * (0.34f * lambert(soft, studio.rim, 0.0f) * rimShadow) +
                       glm::mix(ground, sky, up) * (0.15f + 0.85f * open) * open;
      if (material == Material::eye) {
        out.colour.px[i] = base * light * eyeShade(head, person, p) + tearFilm(studio, n, v) * (0.3f + 0.7f * keyShadow);
        tone.px[i] = V3(1);
        out.light.px[i] = light;
        continue;
      }
      const float spec = 1.78f * gloss(m, v, studio.key, rough, 0.028f) * keyShadow +
                         0.32f * gloss(m, v, studio.key, rough * 0.7f, 0.028f) * keyShadow +
                         0.55f * gloss(m, v, studio.fill, 0.5f, 0.028f) * open + 0.6f * gloss(m, v, studio.rim, 0.55f, 0.028f) * rimShadow;
      const float grazing = std::pow(1.0f - std::max(0.0f, glm::dot(n, v)), 4.0f);
      shine.px[i] = (V3(spec) + sky * (0.20f * grazing * open)) * oil;
      out.light.px[i] = light;
      tone.px[i] = base;
    }
  }
  const LinearImage spread = spreadInSkin(out.light, g, rig.focalPx / glm::length(rig.eye));
  for (size_t i = 0; i < tone.px.size(); ++i) {
    if (g.material[i] == Material::none || g.material[i] == Material::eye) continue;
    const V3 light = g.material[i] == Material::skin ? glm::mix(out.light.px[i], spread.px[i], V3(0.92f, 0.78f, 0.70f)) : out.light.px[i];
    out.colour.px[i] = tone.px[i] * light + shine.px[i];
  }
  return out;
}

}  // namespace hd
