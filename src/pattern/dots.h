// From a design to its dots: position on the scalp, size, shade, depth, zone, session, rank.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/vec.h"
#include "design/design.h"
#include "scalp/scalp_map.h"

namespace hd {

/// One impression. Arrays of these are in rank order: the first n are the best sparse version.
struct Dot {
  Vec2 posMapMm;
  Vec3 posScalpMm;
  Vec3 normal;          ///< outward, unit
  float radiusMm;       ///< healed
  float shade;          ///< 1..6, continuous: the zone's, the session's step and natural variation
  float depthMm;        ///< of the deposit
  float uptake;         ///< share of the pigment that the skin keeps, 0..1; below 1 in scars only
  float flowAngleRad;   ///< direction of the hair on the map (0 = +x), for elongated impressions
  uint16_t zone;        ///< index into Design::zones
  uint8_t session;      ///< 1..sessions.count
  uint32_t rank;        ///< 0-based position in this list
  uint64_t id;          ///< stable: the same place keeps its id while others come and go
};

/// All dots of the design. Pure and deterministic to the bit.
std::vector<Dot> makeDots(const Design& design, const ScalpMap& map);

/// CSV with the header x_mm,y_mm,sx_mm,sy_mm,sz_mm,radius_mm,shade,depth_mm,zone,session,rank.
std::string dotsToCsv(const std::vector<Dot>& dots);

/// 64-bit hash over all bits of all dots, for the equality tests between builds.
uint64_t hashDots(const std::vector<Dot>& dots);

}  // namespace hd
