#include "mannequin/internal/skin.h"

namespace hd {

using namespace sdf;

float lipMask(const FaceTraits& face, V3 s) {
  const float x = std::fabs(s.x) / face.mouthWidth, y = s.y + 39.0f, full = face.lipFullness;
  if (x > 26.0f || s.z < 60.0f) return 0.0f;
  const float u = x / 25.2f, round = std::sqrt(std::max(0.0f, 1.0f - u * u));
  const float top = full * (round * (5.4f - 1.4f * u) + 1.3f * bump((x - 4.8f) / 3.2f) - 0.6f * bump(x / 2.5f)) + 1.1f * u * u;
  const float bottom = -full * 8.4f * std::pow(round, 1.1f) - 0.5f + 1.3f * u * u;
  return step3(0.8f, -0.8f, y - top) * step3(-1.1f, 1.1f, y - bottom);
}

SkinSurface skinAt(const HeadSdf& head, const FaceTraits& face, const Complexion& person, V3 p, float hairiness) {
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
  a *= V3(1) - person.follicles * hairiness;
  SkinSurface out;
  out.albedo = a;
  const float forehead = step3(40.0f, 70.0f, s.y);
  out.shine = 0.75f + 0.35f * forehead + 0.5f * bump(glm::length((s - V3(0, 0, 104)) / V3(12, 26, 20))) + 0.35f * lips + 0.25f * small -
              person.follicleGloss * hairiness;
  out.relief = (0.075f + 0.035f * bump((s.y + 5.0f) / 40.0f)) * (1.0f - 0.6f * lips);
  return out;
}

// The gradient of fine noise bends the normal.
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

V3 eyeAt(const HeadSdf& head, const Complexion& person, const Studio& studio, V3 p) {
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
  return colour;
}

}  // namespace hd
