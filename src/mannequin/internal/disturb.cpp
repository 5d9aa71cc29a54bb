#include "mannequin/internal/disturb.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "core/rng.h"

namespace hd {

using namespace sdf;

namespace {

float toSegment(V3 p, V3 a, V3 b) {
  const V3 along = b - a;
  return glm::length(p - a - along * saturate(glm::dot(p - a, along) / glm::dot(along, along)));
}

V3 placeOf(const Truth& truth, Landmark l) { return V3(truth.landmarksMm[static_cast<size_t>(l)]); }

}  // namespace

void putOnGlasses(const Truth& truth, const Rig& rig, const Geometry& geometry, LinearImage& image) {
  constexpr float kRimMm = 1.5f, kRoundMm = 22.0f, kBeforeEyesMm = 14.0f;
  const V3 left = placeOf(truth, Landmark::pupilLeft), right = placeOf(truth, Landmark::pupilRight);
  const float front = 0.5f * (left.z + right.z) + kBeforeEyesMm;
  const V3 ears[] = {placeOf(truth, Landmark::tragionLeft) + V3(2, 12, 0), placeOf(truth, Landmark::tragionRight) + V3(-2, 12, 0)};
  const V3 eyes[] = {left, right};
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      const V3 ray = rig.ray(static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f);
      const float seen = geometry.depth[geometry.index(x, y)];
      float cover = 0;
      const auto draw = [&](V3 p, float distanceMm) {
        const float depth = glm::dot(p - rig.eye, rig.forward);
        if (depth > 0 && depth < seen) cover = std::max(cover, saturate(0.5f - distanceMm * rig.focalPx / depth));
      };
      if (ray.z < -1e-3f) {
        const V3 p = rig.eye + ray * ((front - rig.eye.z) / ray.z);
        for (const V3 eye : eyes) draw(p, std::fabs(glm::length(V2(p.x - eye.x, p.y - eye.y + 3.0f)) - kRoundMm) - kRimMm);
        const float bridge = 0.5f * std::fabs(left.x - right.x) - kRoundMm;
        const float middle = 0.5f * (left.x + right.x), height = 0.5f * (left.y + right.y) + 4.0f;
        draw(p, std::max(std::fabs(p.x - middle) - bridge, std::fabs(p.y - height) - kRimMm));
      }
      for (int side = 0; side < 2; ++side) {
        // Nearest point of the ray to the temple, by halving.
        const float out = side == 0 ? 1.0f : -1.0f;
        const V3 from(eyes[side].x + out * kRoundMm, eyes[side].y + 6.0f, front), to = ears[side];
        const float across = glm::length(rig.eye - 0.5f * (from + to));
        float low = across - 100, high = across + 100;
        for (int i = 0; i < 24; ++i) {
          const float a = mixf(low, high, 0.4f), b = mixf(low, high, 0.6f);
          if (toSegment(rig.eye + ray * a, from, to) < toSegment(rig.eye + ray * b, from, to)) high = b;
          else low = a;
        }
        const V3 p = rig.eye + ray * (0.5f * (low + high));
        draw(p, toSegment(p, from, to) - kRimMm);
      }
      image.at(x, y) = glm::mix(image.at(x, y), V3(0.012f), cover);
    }
  }
}

void growBeard(const Truth& truth, const Complexion& complexion, const Geometry& geometry, uint64_t seed, LinearImage& image) {
  constexpr float kDensest = 0.85f;
  const V3 chin = placeOf(truth, Landmark::menton), pupil = placeOf(truth, Landmark::pupilLeft);
  const float height = pupil.y - chin.y;
  const V3 tone = complexion.hair / glm::max(complexion.skin, V3(1e-3f));
  for (size_t i = 0; i < geometry.pos.size(); ++i) {
    if (geometry.material[i] != Material::skin || geometry.depth[i] >= kNoDepth) continue;
    const V3 p = geometry.pos[i];
    const float up = (p.y - chin.y) / height;  // 0 at the chin, 1 at the eyes
    const float aside = step3(25.0f, 50.0f, std::fabs(p.x));
    const float upper = 0.42f + 0.25f * aside;
    const float lips = std::max(std::fabs(p.x) / 25.0f, std::fabs(up - 0.30f) / 0.075f);
    float share = step3(-0.12f, -0.04f, up) * step3(upper + 0.04f, upper - 0.04f, up) * step3(0.8f, 1.1f, lips);
    share *= step3(-30.0f, -10.0f, p.z - 0.0f);
    const auto grain = static_cast<float>(hashUnit(i, seed, 57));
    image.px[i] *= glm::mix(V3(1), tone, share * kDensest * (0.6f + 0.4f * grain));
  }
}

void lightAndFocus(const SampleOptions& options, LinearImage& image) {
  if (options.halfLight)
    for (int y = 0; y < image.height; ++y)
      for (int x = 0; x < image.width; ++x)
        image.at(x, y) *= mixf(0.2f, 1.0f, step3(0.35f, 0.65f, (static_cast<float>(x) + 0.5f) / static_cast<float>(image.width)));
  if (!(options.blurPx > 0)) return;
  const int reach = static_cast<int>(std::ceil(3 * options.blurPx));
  std::vector<float> weights;
  float sum = 0;
  for (int k = -reach; k <= reach; ++k) {
    weights.push_back(static_cast<float>(detExp(-0.5 * k * k / (options.blurPx * options.blurPx))));
    sum += weights.back();
  }
  for (const bool across : {true, false}) {
    const LinearImage from = image;
    for (int y = 0; y < image.height; ++y)
      for (int x = 0; x < image.width; ++x) {
        V3 mean(0);
        for (int k = -reach; k <= reach; ++k)
          mean += weights[static_cast<size_t>(k + reach)] *
                  from.at(across ? std::clamp(x + k, 0, image.width - 1) : x, across ? y : std::clamp(y + k, 0, image.height - 1));
        image.at(x, y) = mean / sum;
      }
  }
}

void addNoise(const SampleOptions& options, ImageRgb8& image) {
  if (!(options.noise > 0)) return;
  for (size_t i = 0; i < image.rgb.size(); ++i)
    image.rgb[i] = static_cast<uint8_t>(clamp(image.rgb[i] + options.noise * hashNormal(i, options.seed, 58) + 0.5, 0.0, 255.0));
}

}  // namespace hd
