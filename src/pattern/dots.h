// From a design to its dots: position on the scalp, size, shade, depth, zone, session, rank.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/vec.h"
#include "design/design.h"
#include "scalp/scalp_map.h"

namespace hd {

/// What the hand does at one place.
struct DotMark {
  float radiusMm;      ///< healed
  float shade;         ///< 1..6, continuous: the zone's, the session's step and natural variation
  float depthMm;       ///< of the deposit
  float uptake;        ///< share of the pigment that the skin keeps, 0..1; below 1 in scars only
  float flowAngleRad;  ///< direction of the hair on the map (0 = +x), for elongated impressions
  uint16_t zone;       ///< index into Design::zones
  uint8_t session;     ///< 1..sessions.count

  bool operator==(const DotMark&) const = default;
};

/// One impression with all that is known of it.
struct Dot : DotMark {
  Vec2 posMapMm;
  Vec3 posScalpMm;
  Vec3 normal;    ///< outward, unit
  uint32_t rank;  ///< 0-based position in its list
  uint64_t id;    ///< stable: the same place keeps its id while others come and go
};

/// The dots of one square of the map, apart by what is read together. Entry k of each is the same dot.
struct DotBlock {
  std::vector<uint64_t> id;
  std::vector<Vec2> posMapMm;
  std::vector<SkinPoint> skin;  ///< empty on a flat map, where skin is map
  std::vector<DotMark> mark;
};

/// A list of dots in rank order: the first n are the best sparse version. Blocks never change once they
/// are in a list, so lists of one design before and after an edit share those that the edit left alone.
class Dots {
 public:
  /// Where the dot of some rank is.
  struct Place {
    uint32_t block, at;
  };

  size_t size() const { return order_.size(); }
  bool empty() const { return order_.empty(); }
  Place place(size_t rank) const {
    return {static_cast<uint32_t>(order_[rank] >> kAtBits) & kBlockMask, static_cast<uint32_t>(order_[rank]) & kAtMask};
  }
  std::span<const std::shared_ptr<const DotBlock>> blocks() const { return blocks_; }

  Dot operator[](size_t rank) const {
    const Place p = place(rank);
    const DotBlock& block = *blocks_[p.block];
    const SkinPoint point = block.skin.empty() ? SkinPoint{{block.posMapMm[p.at], 0.0}, {0.0, 0.0, 1.0}} : block.skin[p.at];
    return {block.mark[p.at], block.posMapMm[p.at], point.posScalpMm, point.normal, static_cast<uint32_t>(rank), block.id[p.at]};
  }

  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Dot;
    using difference_type = std::ptrdiff_t;
    using pointer = const Dot*;
    using reference = Dot;

    Iterator() = default;
    Iterator(const Dots& dots, size_t rank) : dots_(&dots), rank_(rank) {}
    Dot operator*() const { return (*dots_)[rank_]; }
    Iterator& operator++() {
      ++rank_;
      return *this;
    }
    Iterator operator++(int) {
      const Iterator here = *this;
      ++rank_;
      return here;
    }
    bool operator==(const Iterator& other) const { return rank_ == other.rank_; }

   private:
    const Dots* dots_ = nullptr;
    size_t rank_ = 0;
  };
  Iterator begin() const { return {*this, 0}; }
  Iterator end() const { return {*this, size()}; }

  /// Calls change(mark) for every dot, in no particular order.
  template <class F>
  void changeMarks(F change) {
    for (std::shared_ptr<const DotBlock>& block : blocks_) {
      auto changed = std::make_shared<DotBlock>(*block);
      for (DotMark& mark : changed->mark) change(mark);
      block = std::move(changed);
    }
  }

 private:
  friend class DotEngine;
  // An entry of the order: copy of the torus and mode (what two dots of one point differ in), block, place in it.
  static constexpr int kAtBits = 20, kBlockBits = 20;
  static constexpr uint32_t kAtMask = (1u << kAtBits) - 1, kBlockMask = (1u << kBlockBits) - 1;

  std::vector<std::shared_ptr<const DotBlock>> blocks_;
  std::vector<uint64_t> order_;
};

/// All dots of the design. Pure and deterministic to the bit.
Dots makeDots(const Design& design, const ScalpMap& map);

/// CSV with the header x_mm,y_mm,sx_mm,sy_mm,sz_mm,radius_mm,shade,depth_mm,zone,session,rank.
std::string dotsToCsv(const Dots& dots);

}  // namespace hd
