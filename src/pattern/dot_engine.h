// Dots while someone edits: only the blocks of skin whose field has changed are sampled again.
#pragma once

#include <memory>
#include <optional>
#include <utility>
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
  /// The list for its last user.
  std::vector<Dot> takeDots() && { return std::move(dots_); }
  /// Blocks that the last update had to sample, and how many there are: for tests and benchmarks.
  size_t sampledBlocks() const { return sampled_; }
  size_t blocks() const { return blocks_.size(); }

 private:
  struct Block {
    bool sampled = false;
    uint64_t field = 0;             // fingerprint
    std::optional<uint64_t> looks;  // what its dots were finished by; none when it has been sampled since
    std::vector<Place> places;
    std::vector<uint32_t> listed;   // where in the list their dots are
  };

  uint64_t ground_ = 0;   // head, seed, scatter: what every block depends on
  PointLayouts layouts_;
  std::unique_ptr<DensityField> field_;
  BlockRange range_;            // of blocks_, row by row
  std::vector<Block> blocks_;
  std::vector<uint32_t> found_; // by rank: where a block's places are, plus one; all 0 between uses
  std::vector<Dot> dots_, before_;  // the list, and room for the next one
  size_t sampled_ = 0;

  void find(const Block& before, Block& block);
  void list(const DotMaker& maker, const ScalpMap& map);
};

}  // namespace hd
