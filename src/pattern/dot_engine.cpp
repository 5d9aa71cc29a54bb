#include "pattern/dot_engine.h"

#include <utility>

#include "core/fingerprint.h"
#include "pattern/dot_maker.h"

namespace hd {
namespace {

uint64_t groundOf(const Design& design) {
  Fingerprint f;
  f.add(design.seed);
  f.addReal(design.irregularity);
  f.add(design.head.has_value());
  if (const auto& h = design.head)
    for (double v : {h->lengthMm, h->breadthMm, h->vaultHeightMm, h->pupilDistanceMm, h->faceHeightMm}) f.addReal(v);
  f.add(pointSetReady());
  return f.value();
}

constexpr uint32_t kNone = 0xffffffffu;

}  // namespace

// Of places that were there before, the dots are known: they need not be carried to the skin again.
void DotEngine::find(const Block& before, Block& block) {
  found_.resize(kPointCount);
  for (size_t i = 0; i < before.places.size(); ++i) found_[before.places[i].rank] = static_cast<uint32_t>(i + 1);
  block.listed.clear();
  for (const Place& place : block.places) {
    const uint32_t k = found_[place.rank];
    block.listed.push_back(k != 0 && before.places[k - 1].id() == place.id() ? before.listed[k - 1] : kNone);
  }
  for (const Place& place : before.places) found_[place.rank] = 0;
}

// By rank, then copy of the torus, then mode: counting by rank, since copies and modes of one are few.
// Every dot is written once, at its place in the list.
void DotEngine::list(const DotMaker& maker, const ScalpMap& map) {
  struct Ref {
    uint32_t block, place;
  };
  std::vector<uint32_t> start(kPointCount + 1, 0);
  for (const Block& block : blocks_)
    for (const Place& place : block.places) ++start[place.rank + 1];
  for (uint32_t r = 0; r < kPointCount; ++r) start[r + 1] += start[r];
  std::vector<Ref> sorted(start[kPointCount]);
  std::vector<uint32_t> next(start.begin(), start.end() - 1);
  for (uint32_t b = 0; b < blocks_.size(); ++b)
    for (uint32_t k = 0; k < blocks_[b].places.size(); ++k) sorted[next[blocks_[b].places[k].rank]++] = {b, k};
  const auto id = [this](const Ref& ref) {
    const Place& place = blocks_[ref.block].places[ref.place];
    return static_cast<uint32_t>(place.repeat) << 8 | place.mode;
  };
  for (uint32_t r = 0; r < kPointCount; ++r)
    for (uint32_t i = start[r] + 1; i < start[r + 1]; ++i)
      for (uint32_t k = i; k > start[r] && id(sorted[k]) < id(sorted[k - 1]); --k) std::swap(sorted[k], sorted[k - 1]);
  before_.swap(dots_);
  dots_.clear();
  dots_.reserve(sorted.size());
  for (const Ref& ref : sorted) {
    Block& block = blocks_[ref.block];
    uint32_t& listed = block.listed[ref.place];
    if (block.looks == maker.looks()) {
      dots_.push_back(before_[listed]);
    } else {
      const Place& place = block.places[ref.place];
      dots_.push_back(maker.dot(place, listed == kNone ? map.onSkin(place.posMapMm) : SkinPoint{before_[listed].posScalpMm, before_[listed].normal}));
    }
    listed = static_cast<uint32_t>(dots_.size() - 1);
    dots_.back().rank = listed;
  }
  for (Block& block : blocks_) block.looks = maker.looks();
}

const std::vector<Dot>& DotEngine::update(const Design& design, const ScalpMap& map) {
  sampled_ = 0;
  if (const uint64_t ground = groundOf(design); ground != ground_) {
    ground_ = ground;
    blocks_.clear();
    field_.reset();
  }
  field_ = std::make_unique<DensityField>(design, map, field_.get());
  if (!pointSetReady() || field_->box().empty()) {
    blocks_.clear();
    dots_.clear();
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
      if (const uint64_t print = field_->fingerprint(sampler.area(x, y)); !block.sampled || block.field != print) {
        Block sampled{true, print, std::nullopt, sampler.sample(x, y), {}};
        find(block, sampled);
        block = std::move(sampled);
        ++sampled_;
      }
      changed = changed || block.looks != maker.looks();
    }
  blocks_ = std::move(now);
  range_ = range;
  if (changed) list(maker, map);
  return dots_;
}

}  // namespace hd
