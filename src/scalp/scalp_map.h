// The scalp map: a flat, conformal chart of the skin on which everything is designed and sampled.
//
// Conformal means dots stay round and only the density changes, by areaFactor(), which is known
// exactly. Everything a person is told is measured on the surface through this class: lengths in
// mm along the skin, areas in cm2 of skin. A flat map (close-up without a head) is the identity.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/polygon.h"
#include "core/vec.h"
#include "scalp/head_model.h"

namespace hd {

class ScalpMap {
 public:
  /// Chart of a head, origin at the vertex, +y towards the face, +x to the person's left, scale 1
  /// at the origin. Deterministic to the bit for equal params.
  static ScalpMap ofHead(const HeadParams& params);
  /// Chart of a given head model.
  static ScalpMap ofHead(const HeadModel& head);
  /// The plane itself, for flat views: map mm = skin mm, no head.
  static ScalpMap flat();

  bool isFlat() const { return !head_; }
  /// The head behind the chart; misuse when flat.
  const HeadModel& head() const { return *head_; }

  /// True where the chart is defined (the cranium down to below ears and brows).
  bool covers(Vec2 posMapMm) const;
  /// The same for a point of the skin.
  bool coversSkin(Vec3 posScalpMm) const;
  /// Skin position in the head frame, mm; (x, y, 0) when flat.
  Vec3 toScalp(Vec2 posMapMm) const;
  /// Map position of a point on (or near) the cranium.
  Vec2 toMap(Vec3 posScalpMm) const;
  /// Skin position with its derivatives by map x and y (mm per mm), which are orthogonal and equally
  /// long up to the chart's remaining deviation from conformality (below 0.6 %).
  struct Jet {
    Vec3 posScalpMm, alongX, alongY;
  };
  Jet jet(Vec2 posMapMm) const;
  /// Outward unit normal; (0, 0, 1) when flat.
  Vec3 normal(Vec2 posMapMm) const { return onSkin(posMapMm).normal; }
  /// Position and normal at once, for the price of one.
  SkinPoint onSkin(Vec2 posMapMm) const;
  /// mm2 of skin per mm2 of map, > 0.
  double areaFactor(Vec2 posMapMm) const;
  /// mm of skin per mm of map, the square root of areaFactor.
  double lengthScale(Vec2 posMapMm) const;

  /// Area of skin inside the closed simple polygon, cm2 (polygon edges are straight on the map).
  double skinAreaCm2(std::span<const Vec2> polygonMapMm) const;
  /// Length of a polyline measured along the skin, mm.
  double skinLengthMm(std::span<const Vec2> polylineMapMm) const;
  /// Length of the shortest path on the skin between two points, mm.
  double geodesicMm(Vec2 aMapMm, Vec2 bMapMm) const;

 private:
  struct Chart;
  // Anatomical direction of a place; misuse when flat.
  Vec3 directionOf(Vec2 posMapMm) const;

  std::shared_ptr<const HeadModel> head_;
  std::shared_ptr<const Chart> chart_;
};

}  // namespace hd
