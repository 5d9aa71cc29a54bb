// The head as a form to look at: the cranium as it is, and ears, eyes, nose, mouth and neck hinted at where the head's
// landmarks put them. A mesh of triangles, for pictures of the head from any side.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "scalp/head_model.h"

namespace hd {

struct BustVertex {
  Vec3 posMm;          ///< head frame
  Vec3 normal;         ///< outward, unit
  double open = 1.0;   ///< share of the surroundings' light that reaches it, 0..1
  double hint = 0.0;   ///< 0: true skin of the cranium; 1: a hint that may lie a centimetre off the true face
  double shown = 1.0;  ///< 1 where a photo shows what it stands for; 0 on the neck
  Vec3 seenFrom;       ///< unit; the more a photo looks from there, the better it shows what it stands for

  /// On which dots lie.
  bool scalp() const { return hint == 0.0; }
};

struct Bust {
  std::vector<BustVertex> vertices;
  std::vector<std::array<uint32_t, 3>> triangles;
};

/// Of this head; some 60,000 triangles. Where it is scalp the surface is the cranium's within 0.02 mm.
Bust makeBust(const HeadModel& head);

/// The neck has no end: it is shown fading out between these heights, mm.
inline constexpr double kNeckFadesFromMm = -118.0, kNeckGoneMm = -168.0;

}  // namespace hd
