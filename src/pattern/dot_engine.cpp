#include "pattern/dot_engine.h"

#include <algorithm>

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

// Dots of a block; those that were there before need not be carried to the skin again. Both lists are
// in the order of ids.
std::vector<Dot> finished(const std::vector<Place>& places, const std::vector<Dot>& before, const DotMaker& maker) {
  std::vector<Dot> out;
  out.reserve(places.size());
  auto known = before.begin();
  for (const Place& place : places) {
    while (known != before.end() && known->id < place.id()) ++known;
    const bool same = known != before.end() && known->id == place.id();
    out.push_back(maker.dot(place, same ? SkinPoint{known->posScalpMm, known->normal} : maker.onSkin(place.posMapMm)));
  }
  return out;
}

// By rank, then copy of the torus, then mode: counting by rank, since copies and modes of one are few.
void mergeByRank(const std::vector<const std::vector<Dot>*>& lists, std::vector<Dot>& out) {
  const auto rankOf = [](const Dot& d) { return static_cast<uint32_t>(d.id & 0xffff); };
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
  const auto before = [](const Dot* a, const Dot* b) {
    const auto key = [](const Dot* d) { return (d->id >> 16 & 0xffff) << 8 | d->id >> 32; };
    return key(a) < key(b);
  };
  for (uint32_t r = 0; r < kPointCount; ++r)
    if (start[r + 1] - start[r] > 1) std::sort(sorted.begin() + start[r], sorted.begin() + start[r + 1], before);
  out.resize(total);
  for (uint32_t i = 0; i < total; ++i) {
    out[i] = *sorted[i];
    out[i].rank = i;
  }
}

}  // namespace

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
  std::map<std::pair<int, int>, Block> kept;
  std::vector<const std::vector<Dot>*> lists;
  const BlockRange range = sampler.blocks();
  for (int y = range.minY; y <= range.maxY; ++y)
    for (int x = range.minX; x <= range.maxX; ++x) {
      const uint64_t print = field_->fingerprint(sampler.area(x, y));
      Block& block = kept[{x, y}];
      const auto old = blocks_.find({x, y});
      const bool same = old != blocks_.end() && old->second.field == print;
      if (old != blocks_.end()) block = std::move(old->second);
      if (!same) {
        block.field = print;
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
  mergeByRank(lists, dots_);
  return dots_;
}

}  // namespace hd
