// Where hair grows on the scalp, as a smooth field over anatomical directions.
//
// The hair-bearing skin (hairline, temples, sideburns, around the ears, nape) less the Norwood
// region, drawn into a small chart about the vertex and softened there, so that hair thins out
// towards its edges as it does on people instead of ending at a line.
#pragma once

#include <vector>

#include "mannequin/internal/head_sdf.h"

namespace hd {

class HairField {
 public:
  HairField(const Individual& who, const HeadSdf& sdf, int norwood);
  /// Share of full density, 0..1, at anatomical direction `q`; soft over about a centimetre.
  float density(Vec3 q) const;
  /// The same before any was lost.
  float youth(Vec3 q) const;
  /// The way hair lies there: a direction along the skin (not normalised to the skin), head frame.
  sdf::V3 flow(Vec3 q) const;

 private:
  std::vector<float> hair_, youth_;
  Vec3 whorl_{0, 1, 0};
};

}  // namespace hd
