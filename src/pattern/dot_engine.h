// Dots while someone edits: only the blocks of skin whose field has changed are sampled again.
#pragma once

#include <memory>
#include <vector>

#include "pattern/density_field.h"
#include "pattern/dots.h"
#include "pattern/sampler.h"

namespace hd {

class DotMaker;

/// Keeps what it found for a design; the next, slightly different design costs its differences. The
/// result never depends on what came before.
class DotEngine {
 public:
  DotEngine() = default;
  // The field it keeps lies still, so that the engine itself may move.
  DotEngine(DotEngine&&) = default;
  DotEngine& operator=(DotEngine&&) = default;

  /// The same list as makeDots(design, map), to the bit. The map must be the design's and stay alive
  /// until the next call.
  const std::vector<Dot>& update(const Design& design, const ScalpMap& map);
  /// As last updated.
  const std::vector<Dot>& dots() const { return dots_; }
  /// Blocks that the last update had to sample, and how many there are: for tests and benchmarks.
  size_t sampledBlocks() const { return sampled_; }
  size_t blocks() const { return blocks_.size(); }

 private:
  struct Block {
    bool sampled = false;
    uint64_t field = 0;   // fingerprint
    uint64_t looks = 0;   // what the dots were finished by
    std::vector<Place> places;
    std::vector<Dot> dots;
  };

  uint64_t ground_ = 0;   // head, seed, scatter: what every block depends on
  PointLayouts layouts_;
  std::unique_ptr<DensityField> field_;
  BlockRange range_;            // of blocks_, row by row
  std::vector<Block> blocks_;
  std::vector<uint32_t> found_; // by rank: where a block's dots are, plus one; all 0 between uses
  std::vector<Dot> dots_;
  size_t sampled_ = 0;

  std::vector<Dot> finished(const std::vector<Place>& places, const std::vector<Dot>& before, const DotMaker& maker);
};

}  // namespace hd
