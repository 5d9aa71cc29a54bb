#include "mannequin/internal/hair.h"

#include "core/rng.h"

namespace hd {

using namespace sdf;

namespace {

/// One hair: root, tip and the bend between, head frame mm.
struct Strand {
  V3 root, middle, tip;
  float widthMm = 0.08f;
  V3 colour{0};
  float opacity = 1.0f;
  bool cut = false;  ///< as thick at its end as at its root, and ending there
};

class Brush {
 public:
  Brush(const HairScene& scene, LinearImage& image) : s_(scene), image_(image) {}

  /// Light at the place a hair grows from, from the pixel it projects to; absent when hidden.
  bool lightAt(V3 root, V3& light, float slackMm) const {
    const V3 px = s_.rig.project(root);
    const int x = static_cast<int>(std::floor(px.x)), y = static_cast<int>(std::floor(px.y));
    if (x < 1 || y < 1 || x + 1 >= image_.width || y + 1 >= image_.height) return false;
    float best = 1e9f;
    for (int dy = -1; dy <= 1; ++dy) {
      for (int dx = -1; dx <= 1; ++dx) {
        const size_t i = s_.geometry.index(x + dx, y + dy);
        const float off = std::fabs(s_.geometry.depth[i] - px.z);
        if (off < best) {
          best = off;
          light = s_.light.px[i];
        }
      }
    }
    return best < slackMm;
  }

  void draw(const Strand& h, V3 light) {
    segment(h, h.root, h.middle, 0.0f, light);
    segment(h, h.middle, h.tip, 0.5f, light);
  }

 private:
  void segment(const Strand& h, V3 a, V3 b, float along, V3 light) {
    const V3 pa = s_.rig.project(a), pb = s_.rig.project(b);
    const V3 t = glm::normalize(b - a), v = glm::normalize(s_.rig.eye - a);
    // A cylinder's light: brightest across the light, with a streak where it mirrors it.
    const float tl = glm::dot(t, s_.studio.key), tv = glm::dot(t, v);
    const float sinL = std::sqrt(std::max(0.0f, 1.0f - tl * tl)), sinV = std::sqrt(std::max(0.0f, 1.0f - tv * tv));
    const float streak = std::pow(std::max(0.0f, sinL * sinV - tl * tv), 24.0f);
    const V3 colour = light * (h.colour * (0.55f + 0.6f * sinL) + V3(0.022f) * streak);
    const float mm = s_.rig.focalPx / pa.z;
    const float width = std::max(h.widthMm * mm, 0.02f);
    const float radius = std::max(width * 0.5f, 0.55f), strength = std::min(1.0f, width / (2.0f * 0.62f)) * h.opacity;
    const float x0 = std::min(pa.x, pb.x) - radius - 0.5f, x1 = std::max(pa.x, pb.x) + radius + 0.5f;
    const float y0 = std::min(pa.y, pb.y) - radius - 0.5f, y1 = std::max(pa.y, pb.y) + radius + 0.5f;
    const V2 p0(pa.x, pa.y), d(pb.x - pa.x, pb.y - pa.y);
    const float dd = std::max(glm::dot(d, d), 1e-6f);
    for (int y = std::max(0, static_cast<int>(y0)); y <= std::min(image_.height - 1, static_cast<int>(y1)); ++y) {
      for (int x = std::max(0, static_cast<int>(x0)); x <= std::min(image_.width - 1, static_cast<int>(x1)); ++x) {
        const V2 c(static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f);
        const float raw = glm::dot(c - p0, d) / dd, u = saturate(raw);
        const float dist = glm::length(c - p0 - d * u);
        if (h.cut && raw != u) continue;
        const float taper = along > 0.0f && !h.cut ? 1.0f - 0.75f * u : 1.0f;
        const float cover = strength * taper * saturate(radius + 0.5f - dist);
        if (cover <= 0.003f) continue;
        const size_t i = s_.geometry.index(x, y);
        if (mixf(pa.z, pb.z, u) > s_.geometry.depth[i] + 2.0f) continue;
        image_.px[i] = glm::mix(image_.px[i], colour, std::min(cover, 1.0f));
      }
    }
  }

  const HairScene& s_;
  LinearImage& image_;
};

V3 alongSkin(V3 v, V3 n) {
  const V3 t = v - n * glm::dot(v, n);
  const float len = glm::length(t);
  return len > 1e-5f ? t / len : V3(0, 0, 1);
}

/// First skin met from outside along `direction`; false when none.
bool landOn(const HeadSdf& head, V3 from, V3 direction, float reach, V3& hit) {
  const float t = traceRay(head, from, direction, 0.0f, reach);
  if (t < 0.0f) return false;
  hit = from + direction * t;
  return true;
}

/// The scalp, strewn over a cube about its centre so that hairs are even but never in rows.
void drawScalp(const HairScene& s, Brush& brush) {
  constexpr int kPerFace = 215;
  constexpr float kHairsPerCm2 = 260.0f;  ///< that many places on a head of the usual size
  const V3 centre = s.head.cranium().centre(), towards = glm::normalize(s.rig.eye - centre);
  uint64_t id = 0;
  for (int face = 0; face < 6; ++face) {
    for (int j = 0; j < kPerFace; ++j) {
      for (int i = 0; i < kPerFace; ++i) {
        ++id;
        const auto u = [&](uint64_t stream) { return static_cast<float>(hashUnit(id, s.seed, 200 + stream)); };
        const float a = std::tan(0.785398f * (2.0f * (static_cast<float>(i) + u(0)) / kPerFace - 1.0f));
        const float b = std::tan(0.785398f * (2.0f * (static_cast<float>(j) + u(1)) / kPerFace - 1.0f));
        const V3 dirs[6] = {{1, a, b}, {-1, a, b}, {a, 1, b}, {a, -1, b}, {a, b, 1}, {a, b, -1}};
        const V3 dir = glm::normalize(dirs[face]);
        if (dir.y < -0.75f || glm::dot(dir, towards) < -0.45f) continue;
        const Vec3 q = s.shape.direction(Vec3(centre + dir * 100.0f));
        const float density = s.field.density(q);
        const float patch = 0.12f * cloud(V3(q) * 9.0f);
        const float want = saturate(density * (1.0f + patch) + patch * 0.6f * step3(0.02f, 0.3f, density));
        const bool grown = u(2) <= want * want * (1.6f - 0.6f * want);
        // Where hair was lost the finest stay behind, hardly to be seen.
        const bool vellus = !grown && density < 0.6f && u(10) < 0.3f * s.field.youth(q);
        if (!grown && !vellus) continue;
        V3 root;
        if (!landOn(s.head, centre + dir * 135.0f, -dir, 110.0f, root)) continue;
        V3 light(0);
        if (!brush.lightAt(root, light, 4.0f)) continue;
        // On the ear grows none.
        if (s.head.material(root) != Material::skin) continue;
        if (std::fabs(root.x) > 55.0f) {
          const V3 e = s.head.earFrame(root);
          if (e.x > -4.0f && e.z > -2.5f && glm::length(e - V3(13, 3, 0)) < 36.0f) continue;
        }
        const V3 n = s.head.normal(root, 0.6f);
        const V3 t = alongSkin(s.field.flow(q) + V3(u(3) - 0.5f, u(4) - 0.5f, u(5) - 0.5f) * 0.9f, n);
        if (s.clippedMm && grown) {
          if (u(11) >= kClippedHairsPerCm2 / kHairsPerCm2) continue;
          Strand stub;
          stub.cut = true;
          stub.root = root;
          stub.tip = root + (t + n) * (0.7071f * std::max(*s.clippedMm, 0.1f));
          stub.middle = (stub.root + stub.tip) * 0.5f;
          stub.widthMm = 0.07f;
          stub.colour = s.person.hair * (0.7f + 0.6f * u(9));
          brush.draw(stub, light);
          continue;
        }
        const float rise = 0.55f + 0.35f * (u(6) - 0.5f);
        const float length = (1.9f + 1.2f * u(7)) * (0.55f + 0.45f * want);
        Strand h;
        h.root = root - n * 0.1f;
        h.middle = root + (t * std::cos(rise) + n * std::sin(rise)) * (length * 0.5f);
        h.tip = h.middle + (t * std::cos(rise * 0.6f) + n * std::sin(rise * 0.6f)) * (length * 0.5f);
        h.widthMm = 0.10f * (0.75f + 0.5f * u(8)) * (0.7f + 0.3f * want);
        h.colour = s.person.hair * (0.45f + 0.6f * u(9));
        if (vellus) {
          h.widthMm = 0.075f;
          h.opacity = 0.16f + 0.30f * u(9) * u(9);
          h.middle = root + (h.middle - root) * 0.25f;
          h.tip = root + (h.tip - root) * 0.25f;
        }
        brush.draw(h, light);
      }
    }
  }
}

void drawBrows(const HairScene& s, Brush& brush) {
  for (int side = -1; side <= 1; side += 2) {
    for (uint64_t k = 0; k < 900; ++k) {
      const uint64_t id = k * 2 + (side > 0 ? 1 : 0);
      const auto u = [&](uint64_t stream) { return static_cast<float>(hashUnit(id, s.seed, 300 + stream)); };
      const float a = std::pow(u(0), 1.2f);  // along the brow, 0 at the inner end
      const float across = (u(1) + u(2) - 1.0f);
      const float thick = 4.9f * (0.45f + 0.55f * step3(0.0f, 0.25f, a)) * (1.0f - 0.55f * step3(0.40f, 1.0f, a));
      const float x = mixf(10.5f, 47.5f, a);
      const float y = 42.4f + 5.4f * a - 7.5f * std::pow(std::max(0.0f, a - 0.40f), 1.6f) + across * thick;
      V3 root;
      if (!landOn(s.head, s.head.unsculpt(V3(static_cast<float>(side) * x, y, 150.0f)), V3(0, 0, -1), 140.0f, root)) continue;
      V3 light(0);
      if (!brush.lightAt(root, light, 4.0f)) continue;
      const V3 n = s.head.normal(root, 0.8f);
      // The inner hairs stand up, the outer lie outwards; those above lean down, those below up.
      const float stand = 0.95f * (1.0f - step3(0.0f, 0.45f, a)) - 0.55f * across * step3(0.15f, 0.5f, a) - 0.25f * step3(0.6f, 1.0f, a);
      const V3 t = alongSkin(
          V3(static_cast<float>(side) * std::cos(stand), std::sin(stand) + 0.12f, -0.25f) + V3(u(3) - 0.5f, u(4) - 0.5f, 0) * 0.4f, n);
      const float length = (4.4f + 2.2f * u(5)) * (1.0f - 0.3f * a) * (0.7f + 0.3f * step3(0.0f, 0.15f, a));
      Strand h;
      h.root = root;
      h.middle = root + (t + n * 0.22f) * (length * 0.5f);
      h.tip = h.middle + (t - n * 0.03f + V3(0, -0.06f, 0)) * (length * 0.5f);
      h.widthMm = 0.095f;
      h.colour = s.person.hair * (0.7f + 0.6f * u(6));
      h.opacity = 0.9f;
      brush.draw(h, light);
    }
  }
}

void drawLashes(const HairScene& s, Brush& brush) {
  for (int side = -1; side <= 1; side += 2) {
    const float f = static_cast<float>(side);
    for (int lower = 0; lower <= 1; ++lower) {
      const int count = lower ? 46 : 105;
      for (int k = 0; k < count; ++k) {
        const uint64_t id = static_cast<uint64_t>(k) * 4 + static_cast<uint64_t>(lower * 2 + (side > 0 ? 1 : 0));
        const auto u = [&](uint64_t stream) { return static_cast<float>(hashUnit(id, s.seed, 400 + stream)); };
        const float a = (static_cast<float>(k) + u(0)) / static_cast<float>(count);
        const float x = mixf(-11.5f, 13.6f, a);
        const float open = s.shape.face().eyeOpening;
        const float arc = 1.0f - (x / 15.0f) * (x / 15.0f);
        const float y = (lower ? -4.9f : 5.3f) * open * arc - 0.4f + 0.07f * x;
        const float zz = 13.5f * 13.5f - x * x - y * y;
        if (zz <= 0.0f) continue;
        const V3 e = s.head.eyeCentre() + V3(x, y, std::sqrt(zz) + 0.2f);
        const V3 root = s.head.unsculpt(V3(f * e.x, e.y, e.z));
        V3 light(0);
        if (!brush.lightAt(root, light, 6.0f)) continue;
        const float fan = mixf(-0.45f, 0.75f, a) + 0.25f * (u(1) - 0.5f);
        const float length = (lower ? 3.0f : 5.2f) * (0.75f + 0.4f * u(2)) * (0.7f + 0.5f * arc * 0.6f);
        const float lift = lower ? -1.0f : 1.0f;
        Strand h;
        h.root = root;
        h.middle = root + glm::normalize(V3(f * fan, lower ? -0.35f : -0.05f, 0.9f)) * (length * 0.5f);
        h.tip = h.middle + glm::normalize(V3(f * fan, lift * 0.75f, 0.55f)) * (length * 0.5f);
        h.widthMm = lower ? 0.06f : 0.12f;
        h.colour = s.person.hair * 0.5f;
        h.opacity = lower ? 0.6f : 1.0f;
        brush.draw(h, light * 0.6f);
      }
    }
  }
}

/// A day's growth on lip, chin and jaw.
void drawBeard(const HairScene& s, Brush& brush) {
  for (uint64_t id = 0; id < 11000; ++id) {
    const auto u = [&](uint64_t stream) { return static_cast<float>(hashUnit(id, s.seed, 500 + stream)); };
    // Strewn round the axis of the jaw.
    const float angle = (u(0) * 2.0f - 1.0f) * 1.75f;
    const float y = mixf(-98.0f, -14.0f, u(1));
    const V3 dir(std::sin(angle), 0.0f, std::cos(angle));
    if (glm::dot(dir, s.rig.eye) < -0.3f * glm::length(s.rig.eye)) continue;
    const V3 from = s.head.unsculpt(V3(dir.x * 150.0f, y, 10.0f + dir.z * 150.0f));
    V3 root;
    if (!landOn(s.head, from, -dir, 150.0f, root)) continue;
    const V3 k = s.head.sculptHalf(root);
    const float top = -20.0f - 24.0f * bump((k.x - 34.0f) / 22.0f) * step3(20.0f, 34.0f, k.x) + 18.0f * step3(50.0f, 66.0f, k.x);
    float want = step3(top + 4.0f, top - 9.0f, k.y) * step3(-100.0f, -86.0f, k.y) * step3(4.0f, 16.0f, k.z);
    want *= 1.0f - 0.85f * bump(glm::length(V2(k.x - 13.0f, k.y + 53.0f)) / 6.0f);
    if (lipMask(s.shape.face(), k) > 0.05f || u(2) > want) continue;
    V3 light(0);
    if (!brush.lightAt(root, light, 3.0f)) continue;
    const V3 n = s.head.normal(root, 0.8f);
    const V3 t = alongSkin(V3(0.15f * (u(3) - 0.5f), -1, 0.1f), n);
    Strand h;
    h.root = root;
    h.middle = root + (t * 0.7f + n * 0.5f) * 0.25f;
    h.tip = h.middle + (t * 0.9f + n * 0.3f) * 0.3f;
    h.widthMm = 0.11f;
    h.colour = s.person.hair;
    h.opacity = 0.5f;
    brush.draw(h, light);
  }
}

}  // namespace

void drawHair(const HairScene& scene, LinearImage& image) {
  Brush brush(scene, image);
  drawBeard(scene, brush);
  drawScalp(scene, brush);
  drawBrows(scene, brush);
  drawLashes(scene, brush);
}

}  // namespace hd
