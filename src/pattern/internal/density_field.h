// The density of a design at any point: the exact reference that both the dots and the tally obey.
//
// Zones are painted in order; a later one covers those below with a weight that rises from 0 at its
// outline to 1 `featherMm` inside. The topmost zone whose region holds the point owns the dot.
// Regions end exactly: at outlines, masks, the drawn hairline and the ends of a band.
#pragma once

#include <utility>
#include <vector>

#include "design/design.h"
#include "pattern/internal/edge_index.h"
#include "pattern/internal/hairline_edge.h"
#include "pattern/internal/scale_grid.h"
#include "scalp/scalp_map.h"

namespace hd {

/// The field at one point.
struct FieldSample {
  int zone = -1;               ///< owner, -1 where no dot may be
  double densityPerCm2 = 0.0;  ///< per cm2 of skin
  double behindMm = 1e300;     ///< distance behind the hairline along the skin; 1e300 far from it
  bool sentinel = false;       ///< in front of the drawn hairline
  double diameterMm = 0.0;     ///< healed, blended as the density is
  double shade = 0.0;          ///< 1..6, blended as the density is
};

/// What a piece of map holds of one zone.
struct ZoneShare {
  int zone;
  double areaCm2;  ///< skin up to the drawn hairline
  double dots;     ///< integral of the density over it, sentinels included
};

class LocalField;

class DensityField {
 public:
  /// `before` is the field of a design that may be much the same, on the same map: what still fits is
  /// taken out of it. Design and map must stay alive.
  DensityField(const Design& design, const ScalpMap& map, DensityField* before = nullptr);
  DensityField(const DensityField&) = delete;
  DensityField& operator=(const DensityField&) = delete;

  FieldSample at(Vec2 posMapMm) const { return at(posMapMm, nullptr); }
  /// The same to the bit where `local` holds the point, but for behindMm where no dot depends on it.
  FieldSample at(Vec2 posMapMm, const LocalField& local) const { return at(posMapMm, &local); }
  /// Everything that may hold a dot lies in here.
  const Box2& box() const { return box_; }
  const ScaleGrid& scale() const { return scale_; }
  /// True when the owner or a sharp step may change within the box, or when the field there is too
  /// fine for a sampled copy: then every dot asks at().
  bool intricate(const LocalField& local) const;
  /// Area and dots per zone within the box, which is a few mm wide. Cut along outlines, so that
  /// sharp edges cost no accuracy.
  std::vector<ZoneShare> integrate(const LocalField& local) const;
  struct Fingerprints {
    uint64_t paint = 0, hairline = 0;

    bool operator==(const Fingerprints&) const = default;
  };
  /// Equal for two designs on one map under one seed whose fields, integrals and places are the same
  /// to the bit anywhere in the box. Where only the hairline's differ, its buckets may be told apart further
  /// (LocalHair::fingerprint).
  Fingerprints fingerprints(const Box2& area) const;
  /// No density of the box is higher, per cm2 of skin.
  double highestDensity(const LocalField& local) const;

 private:
  friend class LocalField;
  friend class LocalHair;
  struct Region {
    int outline = -1;  // in outlines_; -1 when the zone is hidden or no area
  };
  // What at() has found out about a point, outline by outline, so that zones that share one ask once.
  struct Probe;
  struct Weighted {
    bool within;    // the region holds the point
    double weight;  // of the paint here; beyond a band's end it fades under its neighbour
  };
  FieldSample at(Vec2 posMapMm, const LocalField* local) const;
  Weighted weigh(size_t zone, Probe& probe) const;
  double edgeFactor(Vec2 p, const HairlineSample& hair) const;
  int sentinelOwner(const HairlineSample& hair) const;
  int netAcross(const LocalField& local) const;
  /// The narrowest feather of an outline near the box; kCoarseFeatherMm where there is none narrower.
  double narrowFeatherMm(const LocalField& local) const;

  const Design& design_;
  ScaleGrid scale_;
  HairlineEdge hairline_;
  std::vector<EdgeIndex> outlines_;
  std::vector<Region> regions_;
  std::vector<size_t> zones_;  // that have an outline, from the top down
  std::vector<EdgeIndex> masks_;
  Box2 box_;
  bool anyFollows_ = false;
  double bandFade_ = 0.0;
  double intricateTo_ = 0.0;
  double clumpMeshMm_ = 2.5;
  std::vector<double> widestFeather_;                   // by outline, of the zones that use it
  std::vector<std::pair<double, double>> hairMatters_;  // distances behind the hairline between which the exact one counts
  std::vector<double> bandEnds_;                        // distances behind the hairline where a band begins or ends
  uint64_t coverPrint_ = 0;                             // of the skin between hair
};

}  // namespace hd
