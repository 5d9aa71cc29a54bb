#include "vision/skin_sample.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "appearance/pigment_light.h"
#include "image/colour.h"

namespace hd {
namespace {

/// Enough for a steady average; dots come in rank order, so the first ones are spread evenly.
constexpr size_t kMostSamples = 4000;

Vec3 linearAt(const ImageRgb8& image, int x, int y) {
  const uint8_t* p = &image.rgb[3 * (static_cast<size_t>(y) * image.width + x)];
  return {linearFromSrgb8(p[0]), linearFromSrgb8(p[1]), linearFromSrgb8(p[2])};
}

}  // namespace

std::optional<PatchColour> skinUnderDots(const ImageRgb8& image, const Dots& dots, const View& view, const ScalpMap& map) {
  if (image.empty() || view.photoWidthPx <= 0 || view.photoHeightPx <= 0) return std::nullopt;
  const Vec2 scale{static_cast<double>(image.width) / view.photoWidthPx, static_cast<double>(image.height) / view.photoHeightPx};
  std::vector<Vec3> pixels;
  for (const Dot& dot : dots) {
    if (pixels.size() >= kMostSamples) break;
    if (!isVisible(view, map, dot.posScalpMm, dot.normal)) continue;
    const std::optional<Vec2> px = projectPoint(view, dot.posScalpMm);
    if (!px) continue;
    const double x = std::floor(px->x * scale.x), y = std::floor(px->y * scale.y);
    if (x >= 0 && y >= 0 && x < image.width && y < image.height)
      pixels.push_back(linearAt(image, static_cast<int>(x), static_cast<int>(y)));
  }
  if (pixels.empty()) return std::nullopt;
  const PatchColour all = averagePatch(pixels, PatchKind::skin);
  if (all.uniform) return all;
  // Hair or shade among it: the brighter half is skin in the light.
  const auto lighter = [](const Vec3& a, const Vec3& b) { return luminance(a) > luminance(b); };
  const auto half = pixels.begin() + static_cast<long>((pixels.size() + 1) / 2);
  std::nth_element(pixels.begin(), half - 1, pixels.end(), lighter);
  pixels.erase(half, pixels.end());
  return averagePatch(pixels, PatchKind::skin);
}

PatchColour patchAround(const ImageRgb8& image, Vec2 centrePx, double radiusPx, PatchKind kind) {
  std::vector<Vec3> pixels;
  const double r = std::max(radiusPx, 0.5);
  const int x0 = static_cast<int>(std::max(centrePx.x - r, 0.0)), y0 = static_cast<int>(std::max(centrePx.y - r, 0.0));
  const int x1 = static_cast<int>(std::min(centrePx.x + r, image.width - 1.0));
  const int y1 = static_cast<int>(std::min(centrePx.y + r, image.height - 1.0));
  for (int y = y0; y <= y1; ++y)
    for (int x = x0; x <= x1; ++x)
      if (glm::length(Vec2(x + 0.5, y + 0.5) - centrePx) <= r) pixels.push_back(linearAt(image, x, y));
  return averagePatch(pixels, kind);
}

namespace {

/// The darkest patch of hair above and before the ears.
std::optional<PatchColour> hairByEars(const ImageRgb8& image, const View& view, const ScalpMap& map) {
  if (image.empty() || map.isFlat() || view.kind != ViewKind::head) return std::nullopt;
  // Anatomical directions above and before the right ear; the darkest patch on either side is hair.
  constexpr Vec3 kHairy[] = {{0.93, 0.28, 0.2}, {0.9, 0.42, 0.05}, {0.88, 0.3, 0.36}};
  constexpr double kPatchMm = 4.0;
  const HeadModel& head = map.head();
  const double scale = static_cast<double>(image.width) / view.photoWidthPx;
  std::optional<PatchColour> hair;
  for (const double side : {-1.0, 1.0}) {
    for (const Vec3& q : kHairy) {
      const Vec3 direction = glm::normalize(Vec3(side * q.x, q.y, q.z));
      const Vec3 place = head.surfacePoint(direction);
      if (!isVisible(view, map, place, head.surfaceNormal(direction))) continue;
      const std::optional<Vec2> px = projectPoint(view, place);
      if (!px || px->x < 0 || px->y < 0 || px->x >= view.photoWidthPx || px->y >= view.photoHeightPx) continue;
      const double radiusPx = std::max(1.5, kPatchMm * scale / std::max(view.mmPerPx, 1e-6));
      const PatchColour patch = patchAround(image, scale * *px, radiusPx, PatchKind::hair);
      if (!hair || patch.lab.l < hair->lab.l) hair = patch;
    }
  }
  return hair;
}

std::optional<ShadeAdvice> adviseShadeFrom(const std::optional<PatchColour>& skin, const std::optional<PatchColour>& hair,
                                           const ShavedSides& sides = {}) {
  constexpr double kLeastDeltaL = 8.0;
  if (!skin || !hair || skin->lab.l - hair->lab.l < kLeastDeltaL) return std::nullopt;
  return adviseShade(*skin, *hair, sides);
}

}  // namespace

std::optional<ShadeAdvice> adviseShadeFromPhoto(const ImageRgb8& image, const Dots& dots, const View& view, const ScalpMap& map) {
  return adviseShadeFrom(skinUnderDots(image, dots, view, map), hairByEars(image, view, map));
}

Result<Tap> tapColour(const ImageRgb8& image, const View& view, Vec2 posPhotoPx, PatchKind kind, double radiusMm) {
  if (image.empty() || !(posPhotoPx.x >= 0 && posPhotoPx.y >= 0 && posPhotoPx.x < view.photoWidthPx && posPhotoPx.y < view.photoHeightPx))
    return Error{"tap.outside"};
  constexpr double kLeastRadiusPx = 2.0;
  const double scale = static_cast<double>(image.width) / view.photoWidthPx;
  const double radiusPx = std::max(radiusMm / std::max(view.mmPerPx, 1e-6), kLeastRadiusPx / scale);
  Tap tap;
  tap.patch = patchAround(image, scale * posPhotoPx, scale * radiusPx, kind);
  tap.colour = {posPhotoPx, radiusPx, tap.patch.linear};
  return tap;
}

PatchColour patchOf(const TappedColour& colour) {
  PatchColour patch;
  patch.linear = colour.linear;
  patch.lab = labFromLinear(colour.linear);
  return patch;
}

SkinLight setSkin(LookSettings& look, const Design& design, const ImageRgb8& image, const Dots& dots, const ScalpMap& map) {
  if (design.photo().skin) look.skinLinear = design.photo().skin->linear;
  else if (const std::optional<PatchColour> found = skinUnderDots(image, dots, design.view(), map)) look.skinLinear = found->linear;
  else return {};
  return skinLightOf(*look.skinLinear);
}

std::optional<ShadeAdvice> adviseShadeFor(const Design& design, const ImageRgb8& image, const Dots& dots, const ScalpMap& map,
                                          const ShavedSides& sides) {
  const std::optional<TappedColour>&skin = design.photo().skin, &hair = design.photo().hair;
  return adviseShadeFrom(skin ? patchOf(*skin) : skinUnderDots(image, dots, design.view(), map),
                         hair ? patchOf(*hair) : hairByEars(image, design.view(), map), sides);
}

}  // namespace hd
