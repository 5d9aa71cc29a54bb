// Dots as the picture sees them: ellipses in photo px with their light. Both the CPU reference and
// the GL preview draw exactly this list, so that they can only differ in rounding.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "appearance/appearance.h"
#include "pattern/dots.h"
#include "scalp/view.h"

namespace hd {

/// An elliptic soft-edged footprint in photo px.
///
/// With u = p^2 + q^2 in the coordinates of the two half axes, coverage is 1 below u = 1 - soft, 0
/// above 1 + soft and linear in u between, so that it is one half at the half axes' ellipse and its
/// integral is the area of that ellipse whatever the softness.
struct Splat {
  float x, y;                       ///< centre, photo px
  float axis0x, axis0y;             ///< first conjugate half axis of the ellipse, photo px
  float axis1x, axis1y;             ///< second one
  float soft;                       ///< half width of the soft edge in u, 0..1
  float absorbR, absorbG, absorbB;  ///< 1 - transmission, linear light, 0..1
  /// Light missing around it (veil.h), summed up, over the area of its ellipse, RGB; how far away it can be missing, photo
  /// px; 0: nowhere.
  std::array<float, 3> veil{};
  std::array<float, 3> veilReachPx{};
  /// Redness around a fresh dot rather than pigment: halos add up instead of multiplying (blood in
  /// the same skin is shared, not stacked), and dots lie on top of them.
  bool halo = false;
};

/// Splats of the visible dots of sessions 1..sessionLimit, in rank order; a dot's halo comes just
/// before it. Facing away and dots hidden by the head are left out.
std::vector<Splat> makeSplats(const Dots& dots, const View& view, const ScalpMap& map, const LookSettings& look, int sessionLimit);

/// The same while someone edits: dots that were there before, with the same mark in the same view, keep their splats.
class SplatMaker {
 public:
  /// Equal to makeSplats() of the same, whatever came before. The map must be the dots' own.
  const std::vector<Splat>& update(const Dots& dots, const View& view, const ScalpMap& map, const LookSettings& look, int sessionLimit);
  /// As last updated.
  const std::vector<Splat>& splats() const { return splats_; }
  /// For their last user.
  std::vector<Splat> takeSplats() && { return std::move(splats_); }

 private:
  struct Block {
    std::shared_ptr<const DotBlock> dots;
    std::vector<uint32_t> begin;  // by dot, and the end: where its splats are
    std::vector<Splat> splats;
  };
  void add(Block& block, const Block& before, const class SplatScene& scene);

  std::optional<View> view_;
  std::optional<LookSettings> look_;
  std::vector<Block> blocks_;
  std::vector<uint32_t> found_;  // by point: where a block's dots are, plus one; all 0 between uses
  std::vector<Splat> splats_;
};

}  // namespace hd
