#include "core/math.h"
#include "mannequin/internal/picture.h"
#include "mannequin/internal/survey.h"

namespace hd {

using namespace sdf;

namespace {

/// Distance to a rectangle with round corners about the origin.
float roundBox(V2 p, V2 half, float radius) {
  const V2 q = glm::abs(p) - half + radius;
  return glm::length(glm::max(q, V2(0))) + std::min(std::max(q.x, q.y), 0.0f) - radius;
}

}  // namespace

void drawCard(const Truth& truth, const CardPlace& place, LinearImage& image) {
  const float px = static_cast<float>(1.0 / truth.mmPerPx);
  const float c = static_cast<float>(std::cos(place.turnRad)), s = static_cast<float>(std::sin(place.turnRad));
  const V2 centre(place.centrePx);
  const V2 half(static_cast<float>(truth.card->widthMm) * 0.5f, static_cast<float>(truth.card->heightMm) * 0.5f);
  const float reach = place.upright ? half.x : half.y;  // from the centre to the lower edge, mm
  const auto over = [&image](int x, int y, V3 colour, float cover) {
    V3& p = image.at(x, y);
    p = glm::mix(p, colour, saturate(cover));
  };
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      const V2 d = (V2(static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f) - centre) / px;
      // Card coordinates: u along the long side, v along the short one, mm.
      const V2 level(c * d.x + s * d.y, -s * d.x + c * d.y);
      const V2 m = place.upright ? V2(level.y, -level.x) : level;
      const auto cover = [px](float distanceMm) { return 0.5f - distanceMm * px; };
      // Rod of the stand, from the clip down and out of the picture.
      if (std::fabs(d.x) < 4.0f && d.y > reach - 6.0f) {
        const float u = d.x / 2.6f;
        const float light = 0.09f + 0.22f * std::exp(-(u + 0.35f) * (u + 0.35f) * 9.0f) + 0.05f * u;
        over(x, y, V3(light, light * 1.02f, light * 1.04f), cover(std::fabs(d.x) - 2.6f));
      }
      const float card = roundBox(m, half, 3.18f);
      if (card < 2.0f) {
        const float sheen = 0.60f - 0.0016f * (level.x + level.y * 0.6f);
        V3 tone = V3(0.93f, 0.97f, 0.98f) * sheen;
        tone *= 1.0f - 0.25f * saturate((card + 0.5f) * 1.6f);
        tone = glm::mix(tone, V3(0.016f, 0.158f, 0.190f) * (0.9f + 0.5f * (sheen - 0.55f)),
                        saturate(cover(roundBox(m - V2(0, -19.5f), V2(60, 7.5f), 0.1f))));
        const float chip = roundBox(m - V2(-24.5f, -2.5f), V2(6.2f, 5.0f), 1.4f);
        tone = glm::mix(tone, V3(0.62f, 0.49f, 0.26f) * (0.8f + 0.4f * saturate(0.5f - 0.05f * m.x)), saturate(cover(chip)));
        const float lines = std::min(std::fabs(std::fabs(m.y + 2.5f) - 1.7f), std::fabs(m.x + 24.5f) - 0.0f);
        if (chip < -0.3f) tone *= 1.0f - 0.35f * saturate(cover(lines - 0.14f));
        const float bars =
            std::min(roundBox(m - V2(-17.0f, 10.0f), V2(14.0f, 1.3f), 1.2f), roundBox(m - V2(-21.0f, 15.5f), V2(10.0f, 1.3f), 1.2f));
        tone = glm::mix(tone, V3(0.30f, 0.33f, 0.34f), saturate(cover(bars)));
        over(x, y, tone, cover(card));
      }
      const float clip = roundBox(d - V2(0, reach + 0.5f), V2(7.5f, 4.0f), 1.6f);
      if (clip < 1.0f) over(x, y, V3(0.055f, 0.06f, 0.065f) * (1.2f - 0.10f * (d.y - reach)), cover(clip));
    }
  }
}

}  // namespace hd
