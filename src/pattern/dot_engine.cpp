#include "pattern/dot_engine.h"

#include <utility>

#include "core/fingerprint.h"
#include "pattern/internal/dot_maker.h"

namespace hd {
namespace {

uint64_t groundOf(const Design& design) {
  Fingerprint f;
  f.add(design.seed);
  f.addReal(design.irregularity);
  f.add(design.head.has_value());
  if (const auto& h = design.head) {
    for (double v : {h->lengthMm, h->breadthMm, h->vaultHeightMm, h->pupilDistanceMm, h->faceHeightMm}) f.addReal(v);
    if (h->fromPeople)
      for (double v : h->modes) f.addReal(v);
  }
  f.add(pointSetReady());
  return f.value();
}

constexpr uint16_t rankOf(uint64_t id) { return static_cast<uint16_t>(id); }

}  // namespace

// Of places that were there before, the skin is known; the others are carried to it together.
std::vector<SkinPoint> DotEngine::skinOf(const std::vector<uint64_t>& ids, const std::vector<Vec2>& posMapMm, const DotBlock& before,
                                         const ScalpMap& map) {
  found_.resize(kPointCount);
  for (size_t i = 0; i < before.id.size(); ++i) found_[rankOf(before.id[i])] = static_cast<uint32_t>(i + 1);
  std::vector<SkinPoint> skin(ids.size());
  std::vector<Vec2> unknown;
  std::vector<uint32_t> unknownAt;
  for (size_t k = 0; k < ids.size(); ++k) {
    const uint32_t found = found_[rankOf(ids[k])];
    if (found != 0 && before.id[found - 1] == ids[k]) {
      skin[k] = before.skin[found - 1];
    } else {
      unknown.push_back(posMapMm[k]);
      unknownAt.push_back(static_cast<uint32_t>(k));
    }
  }
  for (const uint64_t id : before.id) found_[rankOf(id)] = 0;
  for (size_t k = 0; k < unknown.size(); ++k) skin[unknownAt[k]] = map.onSkin(unknown[k]);
  return skin;
}

// By rank, then copy of the torus, then mode: counting by rank, since copies and modes of one are few.
void DotEngine::list() {
  start_.assign(kPointCount + 1, 0);
  for (const Block& block : blocks_)
    for (const uint64_t id : block.dots->id) ++start_[rankOf(id) + 1u];
  for (uint32_t r = 0; r < kPointCount; ++r) start_[r + 1] += start_[r];
  std::vector<uint64_t>& order = dots_.order_;
  order.resize(start_[kPointCount]);
  dots_.blocks_.clear();
  for (uint64_t b = 0; b < blocks_.size(); ++b) {
    const std::vector<uint64_t>& ids = blocks_[b].dots->id;
    for (uint64_t at = 0; at < ids.size(); ++at) {
      const uint64_t copyAndMode = (ids[at] >> 16 & 0xffff) << 8 | ids[at] >> 32;
      order[start_[rankOf(ids[at])]++] = copyAndMode << (Dots::kAtBits + Dots::kBlockBits) | b << Dots::kAtBits | at;
    }
    dots_.blocks_.push_back(blocks_[b].dots);
  }
  // Every start has moved on to the next rank's.
  for (uint32_t r = 0, from = 0; r < kPointCount; from = start_[r++])
    for (uint32_t i = from + 1; i < start_[r]; ++i)
      for (uint32_t k = i; k > from && order[k] < order[k - 1]; --k) std::swap(order[k], order[k - 1]);
}

const Dots& DotEngine::update(const Design& design, const ScalpMap& map) {
  sampled_ = 0;
  if (const uint64_t ground = groundOf(design); ground != ground_) {
    ground_ = ground;
    blocks_.clear();
    field_.reset();
  }
  field_ = std::make_unique<DensityField>(design, map, field_.get());
  if (!pointSetReady() || field_->box().empty()) {
    blocks_.clear();
    dots_ = {};
    return dots_;
  }
  layouts_.prepare(design);
  BlockSampler sampler(design, *field_, layouts_);
  const DotMaker maker(design, map, field_->box());
  const BlockRange range = sampler.blocks();
  const int width = range.maxX - range.minX + 1, oldWidth = range_.maxX - range_.minX + 1;
  std::vector<Block> now(static_cast<size_t>(width) * static_cast<size_t>(range.maxY - range.minY + 1));
  bool changed = blocks_.empty() || range != range_;
  for (int y = range.minY; y <= range.maxY; ++y)
    for (int x = range.minX; x <= range.maxX; ++x) {
      Block& block = now[static_cast<size_t>((y - range.minY) * width + x - range.minX)];
      if (!blocks_.empty() && x >= range_.minX && x <= range_.maxX && y >= range_.minY && y <= range_.maxY)
        block = std::move(blocks_[static_cast<size_t>((y - range_.minY) * oldWidth + x - range_.minX)]);
      const DensityField::Fingerprints print = field_->fingerprints(sampler.area(x, y));
      bool stale = !block.sampled || block.field != print;
      if (stale) {
        if (!block.sampled || block.field.paint != print.paint) block.finds = {};
        stale = sampler.find(x, y, block.finds);
        block.field = print;
      }
      if (!stale && block.looks == maker.looks()) continue;
      auto dots = std::make_shared<DotBlock>();
      if (stale) {
        Places places = sampler.settle(x, y, block.finds);
        if (!map.isFlat()) dots->skin = skinOf(places.id, places.posMapMm, *block.dots, map);
        dots->id = std::move(places.id);
        dots->posMapMm = std::move(places.posMapMm);
        block.look = std::move(places.look);
        ++sampled_;
      } else {
        *dots = *block.dots;
      }
      dots->mark.resize(dots->id.size());
      maker.mark(dots->id, dots->posMapMm, block.look, dots->mark);
      block.sampled = true;
      block.looks = maker.looks();
      block.dots = std::move(dots);
      changed = true;
    }
  blocks_ = std::move(now);
  range_ = range;
  if (changed) list();
  return dots_;
}

}  // namespace hd
