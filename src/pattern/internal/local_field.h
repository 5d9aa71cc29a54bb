// A density field within a box of a few mm: what is the same all over the box is asked once.
//
// Most of a head's skin is far from every edge, or so far behind the hairline that the distance no
// longer matters: then nothing is left to ask a point. Otherwise the few edges that can be the nearest
// one to some point of the box are laid out side by side.
#pragma once

#include <span>
#include <vector>

#include "pattern/internal/density_field.h"

namespace hd {

/// The hairline as seen from a box.
class LocalHair {
 public:
  enum class Side : char { outside, inside, mixed };
  /// An outline or the hairline as seen from the centre, and where its edges are listed.
  struct Line {
    Nearest centre;
    Side side = Side::mixed;
    bool settled = false;  ///< the distance no longer matters
    bool listed = false;
    uint32_t begin = 0, end = 0;
  };
  /// Room for what one box after the other needs.
  struct Scratch {
    std::vector<EdgeIndex::NearEdge> edges;
    std::vector<Line> outlines;
    std::vector<size_t> zones;
    Line hair;
  };

  LocalHair(const DensityField& field, const Box2& area, Scratch& scratch);

  const Box2& area() const { return area_; }
  Vec2 centre() const { return centre_; }
  double radiusMm() const { return radius_; }
  const HairlineSample& atCentre() const { return hairCentre_; }
  HairlineSample at(Vec2 posMapMm) const;
  /// True when the distance to the hairline changes nothing within the box.
  bool settled() const { return settled_; }
  /// The edge of the hair, as it wanders, may pass through the box, or a line that carries it on.
  bool edgePasses() const { return edgePasses_; }
  /// A band may begin or end within the box.
  bool bandEnds() const { return bandEnds_; }
  /// Equal for two hairlines of designs that are otherwise the same, when neither the field nor a decision of anybody who
  /// asks about this box can tell them apart; 0 when that is not known.
  uint64_t fingerprint() const;
  /// The fingerprint of every box with that circle about its middle which lies in this one, where they have it in common;
  /// else 0.
  uint64_t fingerprintWithin(double radiusMm) const;

 protected:
  struct Bounds {
    double low, high;
  };
  Bounds skinBounds(const Nearest& centre, double reachMm, const Box2& within) const;
  Box2 around(double mm) const;
  void list(const EdgeIndex& index, Line& line) const;
  Nearest nearest(const EdgeIndex& index, Line& line, Vec2 p) const;

  const DensityField& field_;
  Scratch& scratch_;
  Box2 area_;
  Vec2 centre_;
  double radius_;  // of the circle about the box

 private:
  bool findSettled();
  static double marginMm(double radiusMm) { return 1.15 * radiusMm + 0.5; }

  HairlineSample hairCentre_;
  Bounds skin_{-1e300, 1e300};
  bool settled_ = true, edgePasses_ = false, bandEnds_ = false;
};

class LocalField : public LocalHair {
 public:
  LocalField(const DensityField& field, const Box2& area, Scratch& scratch) : LocalField(LocalHair(field, area, scratch)) {}
  explicit LocalField(const LocalHair& hair);

  /// On which side of an outline, or of all masks, the box lies.
  Side ofOutline(size_t outline) const { return scratch_.outlines[outline].side; }
  Side ofMasks() const { return masks_; }
  /// Length on the skin from an outline to a point inside; 1e300 beyond its reach or where it no longer matters.
  double skinFromOutlineMm(size_t outline, Vec2 posMapMm) const;
  /// An edge of the outline may pass within `growMm` of the box's border (as EdgeIndex::touches() says).
  bool touchesOutline(size_t outline, double growMm) const;
  bool covered() const { return covered_; }
  /// Zones whose outlines hold a part of the box, from the top down.
  std::span<const size_t> zones() const { return scratch_.zones; }

 private:
  bool covered_ = true;  // all over the box
  Side masks_ = Side::outside;
};

}  // namespace hd
