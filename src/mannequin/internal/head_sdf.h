// The sculpture: a signed distance to the skin of a head with neck and shoulders, its eyes and its shirt.
//
// Built of soft unions of limbs and ellipsoids in the sculpture's own millimetres (an average man),
// stretched to the individual; the cranium is the individual's true surface, untouched above the
// brows, so that what is seen of the scalp is exactly what the truth says about it.
#pragma once

#include "mannequin/internal/individual.h"
#include "mannequin/internal/sdf.h"

namespace hd {

/// What a surface is made of.
enum class Material : uint8_t { none, skin, eye, shirt, card, stand };

/// Distances of the parts at one place, mm.
struct HeadDistances {
  float skin = 1e9f;
  float eye = 1e9f;
  float shirt = 1e9f;
  float nearest() const { return std::min(skin, std::min(eye, shirt)); }
};

/// Geometry is part of the truth, so only + - * / sqrt and core/math.h stand behind it.
class HeadSdf {
 public:
  explicit HeadSdf(const Individual& shape);

  /// All parts at `p` (head frame mm).
  HeadDistances parts(sdf::V3 p) const;
  /// Distance to the nearest part; a lower bound far away.
  float operator()(sdf::V3 p) const { return parts(p).nearest(); }
  /// Outward unit normal near the surface by central differences over `stepMm`.
  sdf::V3 normal(sdf::V3 p, float stepMm) const;
  /// The nearest material at a point of the surface.
  Material material(sdf::V3 p) const;

  /// Sculpture coordinates of a place (x with its sign).
  sdf::V3 sculpt(sdf::V3 p) const { return stretch(straighten(p)); }
  /// The same with x >= 0, as the sculpture is laid down.
  sdf::V3 sculptHalf(sdf::V3 p) const {
    const sdf::V3 s = sculpt(p);
    return {std::fabs(s.x), s.y, s.z};
  }
  /// Head-frame place of sculpture coordinates.
  sdf::V3 unsculpt(sdf::V3 s) const;
  /// Centre of the eyeball in sculpture coordinates, x > 0.
  sdf::V3 eyeCentre() const { return eye_; }
  /// Ear-plane coordinates (backwards, up, out) for shading, side chosen by the sign of x.
  sdf::V3 earFrame(sdf::V3 p) const;
  const CraniumTable& cranium() const { return cranium_; }

 private:
  sdf::V3 straighten(sdf::V3 p) const;
  sdf::V3 stretch(sdf::V3 p) const;
  float faceMass(sdf::V3 s, float d) const;
  float nose(sdf::V3 s, float d) const;
  float mouth(sdf::V3 s, float d) const;
  float lids(sdf::V3 s, float d, float& eye) const;
  float ear(sdf::V3 p, float d) const;
  float bust(sdf::V3 p) const;

  CraniumTable cranium_;
  FaceTraits face_;
  float scaleX_, scaleY_, scaleZ_, eyeY_, earX_, neckScale_;
  float wander_, earSin_, earCos_;
  sdf::V3 eye_;
};

/// First place within `nearMm` of the surface on a ray from `origin` along unit `direction` between
/// the distances; negative when none.
float traceRay(const HeadSdf& head, sdf::V3 origin, sdf::V3 direction, float fromMm, float toMm, float nearMm = 0.015f);

}  // namespace hd
