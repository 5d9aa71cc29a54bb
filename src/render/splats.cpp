#include "render/splats.h"

#include <algorithm>
#include <cmath>

#include "core/facts.h"
#include "core/math.h"
#include "core/rng.h"
#include "render/soften.h"

namespace hd {
namespace {

/// Skin that is seen more edge-on than this shows no single dots.
constexpr double kLeastFacing = 0.05;
/// Dots that keep less of their pigment did not take at all.
constexpr float kLeastUptake = 0.15f;
constexpr uint64_t kPaceStream = 0x70616365;

Splat ellipse(const Footprint& footprint, Vec2 axis0Px, Vec2 axis1Px, double soft, Vec3 transmission) {
  Splat s;
  s.x = static_cast<float>(footprint.centrePx.x);
  s.y = static_cast<float>(footprint.centrePx.y);
  s.axis0x = static_cast<float>(axis0Px.x);
  s.axis0y = static_cast<float>(axis0Px.y);
  s.axis1x = static_cast<float>(axis1Px.x);
  s.axis1y = static_cast<float>(axis1Px.y);
  s.soft = static_cast<float>(clamp(soft, 0.0, 1.0));
  s.absorbR = static_cast<float>(1.0 - transmission.x);
  s.absorbG = static_cast<float>(1.0 - transmission.y);
  s.absorbB = static_cast<float>(1.0 - transmission.z);
  return s;
}

/// The dot's ellipse may stick out of the photo and still darken its edge pixels.
bool touchesPhoto(const View& view, Vec2 px, double reachPx) {
  return px.x > -reachPx && px.y > -reachPx && px.x < view.photoWidthPx + reachPx && px.y < view.photoHeightPx + reachPx;
}

// Dots of one point differ in the copy of the torus or the mode; within a block hardly ever.
constexpr size_t kPoints = 65536;

}  // namespace

/// What all splats of a picture have in common.
class SplatScene {
 public:
  SplatScene(const View& view, const ScalpMap& map, const LookSettings& look, int sessionLimit)
      : view_(view),
        map_(map),
        sessionLimit_(sessionLimit),
        blurPx_(look.photoBlurPx),
        stretch_(std::sqrt(factValue("look.dot_aspect"))),
        onHead_(view.kind != ViewKind::flat && !map.isFlat()),
        eye_(onHead_ ? cameraPositionMm(view.camera) : Vec3(0.0)) {
    LookSettings settings = look;
    settings.sessionsDone = sessionLimit;
    for (int session = 1; session <= sessionLimit; ++session) models_.emplace_back(settings, session);
  }

  void add(uint64_t id, Vec2 posMapMm, const SkinPoint& skin, const DotMark& dot, std::vector<Splat>& splats) const {
    if (dot.session > sessionLimit_ || dot.session < 1) return;
    // Most dots of a head are on its far side: told by their own normal, before the map is asked for its slopes.
    if (onHead_ && glm::dot(eye_ - skin.posScalpMm, skin.normal) < 0.0) return;
    const std::optional<Footprint> footprint = footprintAt(view_, map_, posMapMm);
    if (!footprint || footprint->facing < kLeastFacing) return;
    if (dot.uptake < kLeastUptake) return;
    const DotLook l =
        models_[static_cast<size_t>(dot.session - 1)].look(dot.radiusMm, dot.shade, dot.depthMm, hashUnit(id, kPaceStream, 0), dot.uptake);
    const double pxPerMm = std::max(glm::length(footprint->axis0Px), glm::length(footprint->axis1Px));
    if (!touchesPhoto(view_, footprint->centrePx, 2.0 * pxPerMm * std::max(l.radiusMm, l.haloRadiusMm) + 3.0 * blurPx_)) return;
    if (!isVisible(view_, map_, skin.posScalpMm, skin.normal)) return;

    if (l.haloRadiusMm > 0.0) {
      splats.push_back(
          ellipse(*footprint, footprint->axis0Px * l.haloRadiusMm, footprint->axis1Px * l.haloRadiusMm, 1.0, l.haloTransmission));
      splats.back().halo = true;
      soften(splats.back(), blurPx_);
    }
    const double c = std::cos(dot.flowAngleRad), s = std::sin(dot.flowAngleRad);
    const Vec2 alongPx = (footprint->axis0Px * c + footprint->axis1Px * s) * (l.radiusMm * stretch_);
    const Vec2 acrossPx = (footprint->axis1Px * c - footprint->axis0Px * s) * (l.radiusMm / stretch_);
    splats.push_back(ellipse(*footprint, alongPx, acrossPx, l.softMm / l.radiusMm, l.transmission));
    // Round, and as large as the ellipse that the reach makes in the picture.
    const Vec2 a = footprint->axis0Px, b = footprint->axis1Px;
    const double roundPxPerMm = std::sqrt(std::fabs(a.x * b.y - a.y * b.x));
    for (int ch = 0; ch < 3; ++ch) {
      splats.back().veil[static_cast<size_t>(ch)] = static_cast<float>(l.veil[ch]);
      splats.back().veilReachPx[static_cast<size_t>(ch)] = static_cast<float>(l.veilReachMm[ch] * roundPxPerMm);
    }
    soften(splats.back(), blurPx_);
  }

 private:
  const View& view_;
  const ScalpMap& map_;
  int sessionLimit_;
  double blurPx_;
  double stretch_;
  bool onHead_;
  Vec3 eye_;
  std::vector<LookModel> models_;
};

// Dots of the block before that are the same keep their splats; the view and the look are the same.
void SplatMaker::add(Block& block, const Block& before, const SplatScene& scene) {
  found_.resize(kPoints);
  const auto pointOf = [](uint64_t id) { return static_cast<uint16_t>(id); };
  const size_t known = before.dots ? before.dots->id.size() : 0;
  for (size_t i = 0; i < known; ++i) found_[pointOf(before.dots->id[i])] = static_cast<uint32_t>(i + 1);
  const DotBlock& dots = *block.dots;
  block.splats.reserve(dots.id.size());
  for (size_t k = 0; k < dots.id.size(); ++k) {
    block.begin.push_back(static_cast<uint32_t>(block.splats.size()));
    const SkinPoint skin = dots.skin.empty() ? SkinPoint{{dots.posMapMm[k], 0.0}, {0.0, 0.0, 1.0}} : dots.skin[k];
    if (const uint32_t found = found_[pointOf(dots.id[k])]; found != 0) {
      const DotBlock& old = *before.dots;
      const uint32_t i = found - 1;
      if (old.id[i] == dots.id[k] && old.mark[i] == dots.mark[k] && old.posMapMm[i] == dots.posMapMm[k] &&
          old.skin.size() == (dots.skin.empty() ? 0 : old.id.size()) &&
          (dots.skin.empty() || (old.skin[i].posScalpMm == skin.posScalpMm && old.skin[i].normal == skin.normal))) {
        block.splats.insert(block.splats.end(), before.splats.begin() + before.begin[i], before.splats.begin() + before.begin[i + 1]);
        continue;
      }
    }
    scene.add(dots.id[k], dots.posMapMm[k], skin, dots.mark[k], block.splats);
  }
  block.begin.push_back(static_cast<uint32_t>(block.splats.size()));
  for (size_t i = 0; i < known; ++i) found_[pointOf(before.dots->id[i])] = 0;
}

const std::vector<Splat>& SplatMaker::update(const Dots& dots, const View& view, const ScalpMap& map, const LookSettings& look,
                                             int sessionLimit) {
  LookSettings settings = look;
  settings.sessionsDone = sessionLimit;
  if (!(view_ == view) || !(look_ == settings)) blocks_.clear();
  view_ = view;
  look_ = settings;
  const SplatScene scene(view, map, look, sessionLimit);
  const auto now = dots.blocks();
  blocks_.resize(now.size());
  size_t count = 0;
  for (size_t b = 0; b < now.size(); ++b) {
    if (blocks_[b].dots != now[b]) {
      Block block{now[b], {}, {}};
      add(block, blocks_[b], scene);
      blocks_[b] = std::move(block);
    }
    count += blocks_[b].splats.size();
  }
  splats_.clear();
  splats_.reserve(count);
  for (size_t rank = 0; rank < dots.size(); ++rank) {
    const Dots::Place p = dots.place(rank);
    const Block& block = blocks_[p.block];
    for (uint32_t i = block.begin[p.at]; i < block.begin[p.at + 1]; ++i) splats_.push_back(block.splats[i]);
  }
  return splats_;
}

std::vector<Splat> makeSplats(const Dots& dots, const View& view, const ScalpMap& map, const LookSettings& look, int sessionLimit) {
  SplatMaker maker;
  maker.update(dots, view, map, look, sessionLimit);
  return std::move(maker).takeSplats();
}

}  // namespace hd
