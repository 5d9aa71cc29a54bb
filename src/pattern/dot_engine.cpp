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

uint32_t rankOf(const Dot& dot) { return static_cast<uint32_t>(dot.id & 0xffff); }

// By rank, then copy of the torus, then mode: counting by rank, since copies and modes of one are few.
void mergeByRank(const std::vector<const std::vector<Dot>*>& lists, std::vector<Dot>& out) {
  std::vector<uint32_t> start(kPointCount + 1, 0);
  size_t total = 0;
  for (const auto* list : lists) {
    total += list->size();
    for (const Dot& d : *list) ++start[rankOf(d) + 1];
  }
  for (uint32_t r = 0; r < kPointCount; ++r) start[r + 1] += start[r];
  std::vector<const Dot*> sorted(total);
  std::vector<uint32_t> at(start.begin(), start.end() - 1);
  for (const auto* list : lists)
    for (const Dot& d : *list) sorted[at[rankOf(d)]++] = &d;
  const auto key = [](const Dot* d) { return (d->id >> 16 & 0xffff) << 8 | d->id >> 32; };
  for (uint32_t r = 0; r < kPointCount; ++r)
    for (uint32_t i = start[r] + 1; i < start[r + 1]; ++i)
      for (uint32_t k = i; k > start[r] && key(sorted[k]) < key(sorted[k - 1]); --k) std::swap(sorted[k], sorted[k - 1]);
  out.resize(total);
  for (uint32_t i = 0; i < total; ++i) {
    out[i] = *sorted[i];
    out[i].rank = i;
  }
}

}  // namespace

// Dots of a block; those that were there before need not be carried to the skin again.
std::vector<Dot> DotEngine::finished(const std::vector<Place>& places, const std::vector<Dot>& before, const DotMaker& maker) {
  found_.resize(kPointCount);
  for (size_t i = 0; i < before.size(); ++i) found_[rankOf(before[i])] = static_cast<uint32_t>(i + 1);
  std::vector<Dot> out;
  out.reserve(places.size());
  for (const Place& place : places) {
    const uint32_t at = found_[place.rank];
    const bool known = at != 0 && before[at - 1].id == place.id();
    out.push_back(maker.dot(place, known ? SkinPoint{before[at - 1].posScalpMm, before[at - 1].normal} : maker.onSkin(place.posMapMm)));
  }
  for (const Dot& dot : before) found_[rankOf(dot)] = 0;
  return out;
}

const std::vector<Dot>& DotEngine::update(const Design& design, const ScalpMap& map) {
  sampled_ = 0;
  dots_.clear();
  if (const uint64_t ground = groundOf(design); ground != ground_) {
    ground_ = ground;
    blocks_.clear();
    field_.reset();
  }
  field_ = std::make_unique<DensityField>(design, map, field_.get());
  if (!pointSetReady() || field_->box().empty()) {
    blocks_.clear();
    return dots_;
  }
  layouts_.prepare(design);
  BlockSampler sampler(design, *field_, layouts_);
  const DotMaker maker(design, map, field_->box());
  const BlockRange range = sampler.blocks();
  const int width = range.maxX - range.minX + 1, oldWidth = range_.maxX - range_.minX + 1;
  std::vector<Block> kept(static_cast<size_t>(width) * static_cast<size_t>(range.maxY - range.minY + 1));
  std::vector<const std::vector<Dot>*> lists;
  for (int y = range.minY; y <= range.maxY; ++y)
    for (int x = range.minX; x <= range.maxX; ++x) {
      Block& block = kept[static_cast<size_t>((y - range.minY) * width + x - range.minX)];
      if (!blocks_.empty() && x >= range_.minX && x <= range_.maxX && y >= range_.minY && y <= range_.maxY)
        block = std::move(blocks_[static_cast<size_t>((y - range_.minY) * oldWidth + x - range_.minX)]);
      const uint64_t print = field_->fingerprint(sampler.area(x, y));
      const bool same = block.sampled && block.field == print;
      if (!same) {
        block.field = print;
        block.sampled = true;
        block.places = sampler.sample(x, y);
        ++sampled_;
      }
      if (!same || block.looks != maker.looks()) {
        block.looks = maker.looks();
        block.dots = finished(block.places, block.dots, maker);
      }
      lists.push_back(&block.dots);
    }
  blocks_ = std::move(kept);
  range_ = range;
  mergeByRank(lists, dots_);
  return dots_;
}

}  // namespace hd
