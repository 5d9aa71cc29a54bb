#include <string>

#include "core/facts.h"
#include "core/rng.h"
#include "image/colour.h"
#include "mannequin/internal/shade.h"

namespace hd {

using namespace sdf;

namespace {

V3 linearOf(const std::vector<double>& srgb8, size_t at) {
  return {static_cast<float>(linearFromSrgb(srgb8[at] / 255.0)), static_cast<float>(linearFromSrgb(srgb8[at + 1] / 255.0)),
          static_cast<float>(linearFromSrgb(srgb8[at + 2] / 255.0))};
}

}  // namespace

Complexion complexionOf(int monkTone, uint64_t seed) {
  Complexion c;
  const size_t tone = static_cast<size_t>(std::clamp(monkTone, 1, 10) - 1);
  c.depth = static_cast<float>(tone) / 9.0f;
  c.skin = linearOf(factList("skin.monk_srgb8"), 3 * tone);
  // The swatches are flat colours under even light; skin in the studio is a little redder.
  const float fair = 1.0f - c.depth;
  const float deep = step3(0.55f, 1.0f, c.depth);
  c.skin *= V3(1.0f + 0.12f * deep, 0.95f - 0.15f * fair, 0.99f - 0.14f * fair - 0.16f * deep) * mixf(1.32f, 0.84f, fair);
  c.skin.z = std::clamp(c.skin.z, 0.57f * c.skin.y, 0.80f * c.skin.y);
  const float shade = static_cast<float>(hashUnit(1, seed, 71));
  const V3 brown(0.060f, 0.034f, 0.020f), dark(0.020f, 0.014f, 0.011f), black(0.008f, 0.0075f, 0.0075f);
  c.hair = c.depth < 0.5f ? glm::mix(dark, brown, shade * (1.0f - c.depth)) : glm::mix(dark, black, (c.depth - 0.5f) * 2.0f);
  const float eye = static_cast<float>(hashUnit(2, seed, 71));
  const V3 brownEye(0.085f, 0.040f, 0.018f), hazel(0.13f, 0.085f, 0.035f), blue(0.11f, 0.16f, 0.20f), darkEye(0.030f, 0.016f, 0.010f);
  if (c.depth > 0.5f) c.iris = glm::mix(brownEye, darkEye, (c.depth - 0.5f) * 2.0f);
  else if (eye < 0.45f) c.iris = brownEye;
  else if (eye < 0.75f) c.iris = hazel;
  else c.iris = c.depth < 0.3f ? blue : hazel;
  return c;
}

Studio studioFor(const Rig& rig, HeadSide view) {
  Studio s;
  const bool fromAbove = view == HeadSide::top;
  // The key stands on the side the face turns to.
  const V3 left = view == HeadSide::right ? rig.right : -rig.right, up = -rig.down, near = -rig.forward;
  s.key = glm::normalize(left * 0.62f + up * (fromAbove ? 0.35f : 0.70f) + near * 0.75f);
  s.fill = glm::normalize(-left * 0.85f + up * 0.15f + near * 0.70f);
  s.rim = glm::normalize(-left * 0.75f + up * 0.55f - near * 0.55f);
  s.up = glm::normalize(fromAbove ? V3(0, 1, 0) * 0.7f + near * 0.3f : up);
  s.gaze = V3(0, 0, 1);
  return s;
}

ImageRgb8 develop(const LinearImage& image, uint64_t seed) {
  ImageRgb8 out;
  out.width = image.width;
  out.height = image.height;
  out.rgb.resize(image.px.size() * 3);
  const auto curve = [](float x) {
    // Straight up to 0.6, then bending towards 1.
    if (x < 0.6f) return x;
    const float over = (x - 0.6f) / 0.4f;
    return 0.6f + 0.4f * (1.0f - std::exp(-over));
  };
  for (size_t i = 0; i < image.px.size(); ++i) {
    const float grain = static_cast<float>(hashUnit(i, seed, 91)) + static_cast<float>(hashUnit(i, seed, 92)) - 1.0f;
    for (int k = 0; k < 3; ++k) {
      const float s = static_cast<float>(srgbFromLinear(static_cast<double>(curve(std::max(0.0f, image.px[i][k])))));
      const float v = s * 255.0f + 0.5f + 0.9f * grain;
      out.rgb[3 * i + static_cast<size_t>(k)] = static_cast<uint8_t>(std::clamp(v, 0.0f, 255.0f));
    }
  }
  return out;
}

}  // namespace hd
