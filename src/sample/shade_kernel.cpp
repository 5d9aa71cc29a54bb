#include "sample/shade.h"

namespace hd {

using namespace sdf;

namespace {

const V3 kKeyColour(1.02f, 0.99f, 0.95f);
const V3 kFillColour(0.93f, 0.98f, 1.04f);
const V3 kRimColour(1.0f, 1.0f, 1.02f);

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

/// How much of the sky, the key and the rim light reach a pixel's place.
struct Reach {
  float open = 1.0f, key = 1.0f, rim = 1.0f;
};

/// Reach is smooth on smooth surfaces: it is worked out on every other pixel of every other row and
/// filled in between, except across edges.
class ReachMap {
 public:
  ReachMap(const HeadSdf& head, const Studio& studio, const Geometry& g) : head_(head), studio_(studio), g_(g), columns_((g.width + 1) / 2) {
    coarse_.resize(static_cast<size_t>(columns_) * static_cast<size_t>((g.height + 1) / 2));
    for (int y = 0; y < g.height; y += 2) {
      for (int x = 0; x < g.width; x += 2) {
        if (g.material[g.index(x, y)] != Material::none) coarse(x, y) = look(g.index(x, y));
      }
    }
  }

  Reach at(int x, int y) {
    if (x % 2 == 0 && y % 2 == 0) return coarse(x, y);
    const size_t i = g_.index(x, y);
    const int x0 = x & ~1, y0 = y & ~1, x1 = x0 + 2 * (x & 1), y1 = y0 + 2 * (y & 1);
    if (x1 >= g_.width || y1 >= g_.height) return look(i);
    Reach sum{0, 0, 0};
    for (const auto& [cx, cy] : {std::pair(x0, y0), std::pair(x1, y0), std::pair(x0, y1), std::pair(x1, y1)}) {
      const size_t j = g_.index(cx, cy);
      if (g_.material[j] != g_.material[i] || std::fabs(g_.depth[j] - g_.depth[i]) > 2.5f || glm::dot(g_.normal[j], g_.normal[i]) < 0.85f) return look(i);
      const Reach& r = coarse(cx, cy);
      sum.open += 0.25f * r.open;
      sum.key += 0.25f * r.key;
      sum.rim += 0.25f * r.rim;
    }
    return sum;
  }

 private:
  Reach& coarse(int x, int y) { return coarse_[static_cast<size_t>(y / 2) * static_cast<size_t>(columns_) + static_cast<size_t>(x / 2)]; }
  Reach look(size_t i) const {
    const V3 p = g_.pos[i], n = g_.normal[i];
    return {openness(head_, p, n), glm::dot(n, studio_.key) > -0.25f ? visibility(head_, p + n * 0.5f, studio_.key, 3.2f) : 0.0f,
            glm::dot(n, studio_.rim) > 0.0f ? visibility(head_, p + n * 0.5f, studio_.rim, 3.0f) : 0.0f};
  }

  const HeadSdf& head_;
  const Studio& studio_;
  const Geometry& g_;
  int columns_;
  std::vector<Reach> coarse_;
};

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

/// Pores and fine relief: the gradient of fine noise bends the normal.
V3 microNormal(V3 p, V3 n, float strength) {
  const float h = 0.15f;
  const auto relief = [](V3 q) {
    float r = 0.6f * noise(q * 1.05f) + 0.4f * noise(q * 2.3f + V3(7.0f));
    if (q.z > 50.0f && q.y > 54.0f && q.y < 96.0f) {
      // Two faint lines across the forehead.
      const float wave = 1.6f * noise(V3(q.x * 0.05f, 0, 4.0f)), fade = 2.2f * step3(46.0f, 20.0f, std::fabs(q.x));
      r -= fade * (bump((q.y - 66.0f - wave) / 2.4f) + 0.8f * bump((q.y - 78.0f + wave) / 2.4f));
    }
    return r;
  };
  const float c = relief(p);
  const V3 g = V3(relief(p + V3(h, 0, 0)) - c, relief(p + V3(0, h, 0)) - c, relief(p + V3(0, 0, h)) - c) / h;
  return glm::normalize(n - (g - n * glm::dot(g, n)) * strength);
}

struct SkinPoint {
  V3 albedo;
  float shine;   ///< oil: scales gloss
  float relief;  ///< strength of pores
};

SkinPoint skinAt(const HeadSdf& head, const FaceTraits& face, const Complexion& person, V3 p, float hairiness) {
  const V3 s = head.sculptHalf(p);
  const float fair = 1.0f - person.depth;
  V3 a = person.skin;
  // Large and small blotches of pigment and blood.
  const float large = cloud(p * 0.035f), small = cloud(p * 0.16f + V3(40.0f)), fine = noise(p * 0.9f);
  a *= 1.0f + 0.035f * large + 0.03f * small + 0.022f * fine - 0.05f * std::max(0.0f, noise(p * 1.7f + V3(3.0f)) - 0.35f);
  float blood = 0.10f * large + 0.10f * small;
  if (s.z > 40.0f && s.y < 60.0f) {
    blood += 0.60f * bump(glm::length((s - V3(40, -4, 64)) / V3(20, 18, 26)));
    blood += 0.65f * bump(glm::length((s - V3(0, -6, 104)) / V3(19, 13, 16)));
    blood += 0.35f * bump(glm::length((s - V3(0, -70, 88)) / V3(20, 12, 16)));
    // Thin skin round the eyes: a little darker and cooler below, redder at the rims.
    const V3 e = s - head.eyeCentre();
    const float rim = bump((glm::length(V2(e.x, e.y * 1.5f)) - 13.0f) / 6.0f) * step3(0.0f, 8.0f, e.z);
    a *= 1.0f - 0.10f * rim;
    blood += 0.12f * rim;
    blood -= 0.25f * bump(glm::length((s - V3(0, 30, 95)) / V3(14, 10, 20)));
  }
  const V3 ear = head.earFrame(p);
  if (std::fabs(p.x) > 62.0f) blood += 0.55f * step3(37.0f, 27.0f, glm::length(ear - V3(13, 3, 2))) * step3(-7.0f, -1.0f, ear.z);
  if (s.y < -85.0f) blood += 0.12f;
  const float redness = blood * mixf(0.35f, 1.0f, fair);
  a *= V3(1.0f + 0.05f * redness, 1.0f - 0.17f * redness, 1.0f - 0.16f * redness);
  // A shaved beard shows as a cool shade under the skin.
  const float beard = step3(-20.0f, -34.0f, s.y - 0.10f * std::max(0.0f, 60.0f - s.z)) * step3(-104.0f, -86.0f, s.y) *
                      step3(4.0f, 30.0f, s.z) * (0.85f + 0.3f * small);
  a *= V3(1) - V3(0.13f, 0.10f, 0.075f) * beard * mixf(0.6f, 1.0f, fair);
  const float lips = lipMask(face, s);
  const V3 lipTone = person.skin * glm::mix(V3(0.78f, 0.50f, 0.48f), V3(0.85f, 0.60f, 0.62f), person.depth);
  a = glm::mix(a, lipTone * (1.0f + 0.10f * noise(V3(s.x * 1.3f, s.y * 0.2f, 0))), 0.70f * lips);
  // Follicles darken the skin they stand in.
  a *= V3(1) - V3(0.60f, 0.60f, 0.58f) * hairiness;
  SkinPoint out;
  out.albedo = a;
  const float forehead = step3(40.0f, 70.0f, s.y);
  out.shine = 0.75f + 0.35f * forehead + 0.5f * bump(glm::length((s - V3(0, 0, 104)) / V3(12, 26, 20))) + 0.35f * lips +
              0.25f * small - 0.55f * hairiness;
  out.relief = (0.075f + 0.035f * bump((s.y + 5.0f) / 40.0f)) * (1.0f - 0.6f * lips);
  return out;
}

V3 eyeAt(const HeadSdf& head, const Complexion& person, const Studio& studio, V3 p, float& wet) {
  const V3 s = head.sculpt(p);
  const int side = s.x < 0.0f ? 1 : 0;
  V3 centre = head.eyeCentre();
  if (side) centre.x = -centre.x;
  const V3 e = s - centre;
  const V3 d = glm::normalize(e);
  const V3 g = studio.gaze;
  const float along = glm::dot(d, g);
  const float r = along > 0.0f ? 12.1f * glm::length(d - g * along) : 20.0f;
  const V3 acrossX = glm::normalize(glm::cross(V3(0, 1, 0), g));
  const V3 acrossY = glm::cross(g, acrossX);
  const float turn = std::atan2(glm::dot(d, acrossY), glm::dot(d, acrossX));
  // White of the eye: pink and veined towards the corners.
  const float corner = step3(5.5f, 14.0f, std::fabs(e.x));
  V3 white = glm::mix(V3(0.60f, 0.575f, 0.55f), V3(0.50f, 0.34f, 0.31f), corner * (0.5f + 0.25f * cloud(V3(e.x * 0.8f, e.y * 2.5f, 3))));
  if (e.x * (side ? -1.0f : 1.0f) < -11.5f) white = glm::mix(white, V3(0.62f, 0.34f, 0.30f), 0.7f);
  const float fibre = 0.75f + 0.35f * noise(V3(turn * 7.0f, r * 0.5f, 1.0f)) + 0.25f * noise(V3(turn * 17.0f, r * 0.4f, 5.0f));
  V3 iris = person.iris * fibre * mixf(1.35f, 0.8f, saturate((r - 2.2f) / 3.4f));
  iris = glm::mix(iris, person.iris * 0.25f, step3(4.6f, 5.9f, r));
  V3 colour = glm::mix(V3(0.006f), iris, step3(2.0f, 2.5f, r));
  colour = glm::mix(colour, white, step3(5.55f, 6.15f, r));
  wet = 1.0f;
  return colour;
}

}  // namespace

float lipMask(const FaceTraits& face, V3 s) {
  const float x = std::fabs(s.x) / face.mouthWidth, y = s.y + 39.0f, full = face.lipFullness;
  if (x > 26.0f || s.z < 60.0f) return 0.0f;
  const float u = x / 25.2f, round = std::sqrt(std::max(0.0f, 1.0f - u * u));
  const float top = full * (round * (5.4f - 1.4f * u) + 1.3f * bump((x - 4.8f) / 3.2f) - 0.6f * bump(x / 2.5f)) + 1.1f * u * u;
  const float bottom = -full * 8.4f * std::pow(round, 1.1f) - 0.5f + 1.3f * u * u;
  return step3(0.8f, -0.8f, y - top) * step3(-1.1f, 1.1f, y - bottom);
}

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
  ReachMap reach(head, studio, g);
  const V3 ground(0.17f, 0.145f, 0.13f), sky(0.31f, 0.32f, 0.33f);
  for (int y = 0; y < g.height; ++y) {
    for (int x = 0; x < g.width; ++x) {
      const size_t i = g.index(x, y);
      if (g.material[i] == Material::none) {
        out.colour.px[i] = backdrop((static_cast<float>(x) + 0.5f) / static_cast<float>(g.width), (static_cast<float>(y) + 0.5f) / static_cast<float>(g.height));
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
        const SkinPoint s = skinAt(head, shape.face(), person, p, hairiness);
        base = s.albedo;
        oil = s.shine;
        relief = s.relief;
      } else if (material == Material::eye) {
        base = eyeAt(head, person, studio, p, oil);
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
        const V3 s = head.sculpt(p);
        V3 c = head.eyeCentre();
        if (s.x < 0.0f) c.x = -c.x;
        const float lid = step3(6.5f, 1.0f, s.y - c.y);  // the upper lid and its lashes shade the ball
        out.colour.px[i] = base * light * (0.45f + 0.55f * lid) * mixf(0.95f, 0.75f, person.depth);
        // The tear film mirrors the soft box.
        const V3 r = glm::reflect(-v, n);
        const V3 across = glm::normalize(glm::cross(studio.key, studio.up)), along = glm::cross(across, studio.key);
        const float bx = std::fabs(glm::dot(r, across)), by = std::fabs(glm::dot(r, along));
        const float box = glm::dot(r, studio.key) > 0.0f ? step3(0.26f, 0.20f, bx) * step3(0.34f, 0.28f, by) : 0.0f;
        const float small = step3(0.97f, 0.99f, glm::dot(r, studio.fill));
        out.colour.px[i] += V3(0.85f * box + 0.10f * small + 0.02f) * (0.3f + 0.7f * keyShadow);
        tone.px[i] = V3(1);
        out.light.px[i] = light;
        continue;
      }
      const float spec = 2.1f * (gloss(m, v, studio.key, rough, 0.028f) * 0.85f + gloss(m, v, studio.key, rough * 0.7f, 0.028f) * 0.15f) * keyShadow +
                         0.55f * gloss(m, v, studio.fill, 0.5f, 0.028f) * open + 0.6f * gloss(m, v, studio.rim, 0.55f, 0.028f) * rimShadow;
      const float grazing = std::pow(1.0f - std::max(0.0f, glm::dot(n, v)), 4.0f);
      shine.px[i] = (V3(spec) + sky * (0.20f * grazing * open)) * oil;
      out.light.px[i] = light;
      tone.px[i] = base;
    }
  }
  // Spread of light in skin: further for red than for green and blue.
  const float pxPerMm = rig.focalPx / glm::length(rig.eye);
  const float sigma[3] = {1.35f * pxPerMm, 0.85f * pxPerMm, 0.6f * pxPerMm};
  LinearImage spread = out.light;
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
  for (size_t i = 0; i < tone.px.size(); ++i) {
    if (g.material[i] == Material::none || g.material[i] == Material::eye) continue;
    const V3 light = g.material[i] == Material::skin ? glm::mix(out.light.px[i], spread.px[i], V3(0.92f, 0.78f, 0.70f)) : out.light.px[i];
    out.colour.px[i] = tone.px[i] * light + shine.px[i];
  }
  return out;
}

}  // namespace hd
