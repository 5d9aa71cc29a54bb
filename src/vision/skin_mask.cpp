#include "vision/skin_mask.h"

#include <algorithm>
#include <cmath>

#include "appearance/pigment_light.h"
#include "core/facts.h"
#include "core/math.h"
#include "design/skin_cover.h"
#include "image/colour.h"
#include "pattern/dots.h"
#include "render/shrink.h"
#include "scalp/view.h"
#include "vision/skin_sample.h"

namespace hd {
namespace {

/// Brightest skin (a high percentile of luminance) by square blocks.
class LocalSkin {
 public:
  LocalSkin(const std::vector<float>& light, int width, int height, int block, float least)
      : block_(block), columns_((width + block - 1) / block), rows_((height + block - 1) / block) {
    level_.reserve(static_cast<size_t>(columns_) * rows_);
    std::vector<float> values;
    for (int by = 0; by < rows_; ++by)
      for (int bx = 0; bx < columns_; ++bx) {
        values.clear();
        for (int y = by * block; y < std::min((by + 1) * block, height); ++y)
          for (int x = bx * block; x < std::min((bx + 1) * block, width); ++x) values.push_back(light[static_cast<size_t>(y) * width + x]);
        constexpr double kBright = 0.85;
        const auto at = values.begin() + static_cast<long>(kBright * static_cast<double>(values.size() - 1));
        std::nth_element(values.begin(), at, values.end());
        level_.push_back(std::max(*at, least));
      }
  }

  /// Level at a pixel, bilinear between the blocks' centres.
  float at(int x, int y) const {
    const double u = clamp((x + 0.5) / block_ - 0.5, 0.0, columns_ - 1.0), v = clamp((y + 0.5) / block_ - 0.5, 0.0, rows_ - 1.0);
    const int i = static_cast<int>(u), j = static_cast<int>(v);
    const int k = std::min(i + 1, columns_ - 1), l = std::min(j + 1, rows_ - 1);
    const auto level = [&](int a, int b) { return static_cast<double>(level_[static_cast<size_t>(b) * columns_ + a]); };
    return static_cast<float>(mix(mix(level(i, j), level(k, j), u - i), mix(level(i, l), level(k, l), u - i), v - j));
  }

 private:
  int block_, columns_, rows_;
  std::vector<float> level_;
};

}  // namespace

SkinMask findSkin(const ImageRgb8& image, double pxPerPhotoPx, double mmPerPhotoPx, Vec3 skinLinear) {
  SkinMask mask{image.width, image.height, pxPerPhotoPx, {}};
  if (image.empty() || !(pxPerPhotoPx > 0.0) || !(mmPerPhotoPx > 0.0)) return mask;
  std::vector<float> light(static_cast<size_t>(image.width) * image.height);
  for (size_t p = 0; p < light.size(); ++p)
    light[p] = static_cast<float>(
        luminance({linearFromSrgb8(image.rgb[3 * p]), linearFromSrgb8(image.rgb[3 * p + 1]), linearFromSrgb8(image.rgb[3 * p + 2])}));
  const double blockPx = factValue("mask.neighbourhood_mm") * pxPerPhotoPx / mmPerPhotoPx;
  const int block = static_cast<int>(clamp(blockPx, 4.0, std::max(image.width, image.height)));
  const float least = static_cast<float>(factValue("mask.least_share_of_skin") * luminance(skinLinear));
  const LocalSkin local(light, image.width, image.height, block, least);
  const Fact& hair = fact("mask.hair_share");
  mask.skin.resize(light.size());
  for (int y = 0; y < image.height; ++y)
    for (int x = 0; x < image.width; ++x) {
      const size_t p = static_cast<size_t>(y) * image.width + x;
      mask.skin[p] = static_cast<uint8_t>(255.0 * smoothstep(hair.low, hair.high, light[p] / local.at(x, y)) + 0.5);
    }
  return mask;
}

double skinAt(const SkinMask& mask, Vec2 posPhotoPx) {
  const double x = std::floor(posPhotoPx.x * mask.pxPerPhotoPx), y = std::floor(posPhotoPx.y * mask.pxPerPhotoPx);
  if (!(x >= 0 && y >= 0 && x < mask.width && y < mask.height)) return 1.0;
  return mask.skin[static_cast<size_t>(y) * mask.width + static_cast<size_t>(x)] / 255.0;
}

SkinCover coverFromWholePhoto(const Design& design, const ScalpMap& map, const ImageRgb8& photo, double cellMm) {
  if (photo.empty() || design.view().photoWidthPx <= 0) return blankSkinCover(design, cellMm);
  constexpr double kMostSidePx = 2048;  // strands are told apart at that size, and a phone's memory is spared
  const double shrink = std::min(1.0, kMostSidePx / std::max(photo.width, photo.height));
  const ImageRgb8 copy =
      shrink < 1.0 ? shrunk(photo, shrink, static_cast<int>(photo.width * shrink), static_cast<int>(photo.height * shrink)) : photo;
  LookSettings look;
  // The dots without the cover: it would hide the hair that is looked for.
  Design bare = design;
  bare.skinCover = {};
  setSkin(look, bare, copy, makeDots(bare, map), map);
  const double pxPerPhotoPx = static_cast<double>(copy.width) / design.view().photoWidthPx;
  return coverFromPhoto(design, map, findSkin(copy, pxPerPhotoPx, design.view().mmPerPx, skinOf(look)), cellMm);
}

SkinCover coverFromPhoto(const Design& design, const ScalpMap& map, const SkinMask& mask, double cellMm) {
  SkinCover cover = blankSkinCover(design, cellMm);
  constexpr int kPerSide = 3;  // places looked up per cell and axis
  for (int j = 0; j < cover.rows; ++j)
    for (int i = 0; i < cover.columns; ++i) {
      double sum = 0.0;
      int seen = 0;
      for (int k = 0; k < kPerSide * kPerSide; ++k) {
        const Vec2 at =
            cover.originMapMm + cover.cellMm * (Vec2(i, j) + (Vec2(k % kPerSide, k / kPerSide) + 0.5) / static_cast<double>(kPerSide));
        if (!map.covers(at)) continue;
        const Vec3 place = map.toScalp(at);
        if (!isVisible(design.view(), map, place, map.normal(at))) continue;
        const std::optional<Vec2> px = projectPoint(design.view(), place);
        if (!px || px->x < 0 || px->y < 0 || px->x >= design.view().photoWidthPx || px->y >= design.view().photoHeightPx) continue;
        sum += skinAt(mask, *px);
        ++seen;
      }
      const Vec2 centre = cover.originMapMm + cover.cellMm * Vec2(i + 0.5, j + 0.5);
      const double share = seen > 0 ? sum / seen : skinShown(design.skinCover, centre);
      cover.skin[static_cast<size_t>(j) * cover.columns + i] = static_cast<uint8_t>(255.0 * share + 0.5);
    }
  return cover;
}

}  // namespace hd
