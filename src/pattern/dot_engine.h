// Dots while someone edits: only the blocks of skin whose field has changed are sampled again.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "pattern/dots.h"
#include "pattern/internal/density_field.h"
#include "pattern/internal/sampler.h"

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
  const Dots& update(const Design& design, const ScalpMap& map);
  /// As last updated.
  const Dots& dots() const { return dots_; }
  /// The list for its last user.
  Dots takeDots() && { return std::move(dots_); }
  /// Blocks that the last update had to sample, and how many there are: for tests and benchmarks.
  size_t sampledBlocks() const { return sampled_; }
  size_t blocks() const { return blocks_.size(); }

 private:
  struct Block {
    bool sampled = false;
    DensityField::Fingerprints field;
    uint64_t looks = 0;  // what its dots were finished by
    BlockFinds finds;
    std::vector<PlaceLook> look;
    std::shared_ptr<const DotBlock> dots = std::make_shared<DotBlock>();
  };

  uint64_t ground_ = 0;  // head, seed, scatter: what every block depends on
  PointLayouts layouts_;
  std::unique_ptr<DensityField> field_;
  BlockRange range_;  // of blocks_, row by row
  std::vector<Block> blocks_;
  std::vector<uint32_t> found_;  // by rank: where a block's dots are, plus one; all 0 between uses
  std::vector<uint32_t> start_;  // by rank, for list()
  Dots dots_;
  size_t sampled_ = 0;

  std::vector<SkinPoint> skinOf(const std::vector<uint64_t>& ids, const std::vector<Vec2>& posMapMm, const DotBlock& before,
                                const ScalpMap& map);
  void list();
};

}  // namespace hd
