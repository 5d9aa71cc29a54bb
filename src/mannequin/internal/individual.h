// The individual: one person's cranium, proportions and landmarks, drawn from a seed.
//
// The cranium is one of people's (scalp/head_model.h) plus smooth deviations of a few millimetres that
// no fit of that family can reproduce, as with real people. Everything else of a face hangs on it.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/vec.h"
#include "mannequin/internal/sdf.h"
#include "scalp/head_model.h"

namespace hd {

/// Proportions of the soft parts, as deviations from the sculpted default (1 or 0 = default).
struct FaceTraits {
  float noseWidth = 1.0f;
  float noseLength = 1.0f;
  float noseBridge = 0.0f;  ///< mm further out
  float lipFullness = 1.0f;
  float mouthWidth = 1.0f;
  float jawWidth = 1.0f;
  float chin = 0.0f;   ///< mm further out
  float brow = 0.0f;   ///< mm further out
  float cheek = 0.0f;  ///< mm further out
  float eyeOpening = 1.0f;
  float earFlareRad = 0.5f;  ///< angle between the ear and the side of the head
  float earSize = 1.0f;
  float neckWidth = 1.0f;
  float asymmetryMm = 0.5f;  ///< sideways wander of the midline
};

/// One person's head.
class Individual {
 public:
  explicit Individual(uint64_t seed);

  const HeadParams& params() const { return params_; }
  const HeadModel& model() const { return model_; }
  const FaceTraits& face() const { return face_; }
  uint64_t seed() const { return seed_; }

  /// True skin of the cranium in anatomical direction `q` (unit), head frame mm.
  Vec3 surface(Vec3 q) const;
  /// Anatomical direction of a point.
  Vec3 direction(Vec3 posScalpMm) const { return model_.anatomicalDirection(posScalpMm); }
  /// How far the true skin lies outside the family's, mm (negative inside).
  double deviationMm(Vec3 q) const;

  /// Factors from the sculpture's own coordinates to this head: x, z scales; y maps by
  /// y = eye y + (sculpted y - kSculptEyeY) * faceScaleY below the eyes.
  double scaleX() const { return scaleX_; }
  double scaleZ() const { return scaleZ_; }
  double faceScaleY() const { return faceScaleY_; }
  double glabellaYMm() const { return glabellaY_; }
  double eyeYMm() const { return eyeY_; }

 private:
  uint64_t seed_;
  HeadParams params_;
  HeadModel model_;
  FaceTraits face_;
  static constexpr int kModes = 12;
  std::array<double, kModes> amplitude_{};
  double scaleX_ = 1, scaleZ_ = 1, faceScaleY_ = 1, glabellaY_ = 42, eyeY_ = 28;
};

/// Where the sculpted default face has its eyes, its chin's lowest point and the front of its brow, mm.
inline constexpr double kSculptEyeY = 27.7;
inline constexpr double kSculptMentonY = -80.0;
inline constexpr double kSculptGlabellaZ = 98.0;
inline constexpr double kSculptBreadth = 155.0;

/// Distance of the cranium's skin from its centre by direction: a smooth table of six cube faces,
/// so that a picture can ask for it millions of times.
class CraniumTable {
 public:
  explicit CraniumTable(const Individual& shape);
  /// First-order signed distance to the cranium, mm.
  float distance(sdf::V3 p) const;
  sdf::V3 centre() const { return centre_; }

 private:
  float radius(sdf::V3 v) const;
  static constexpr int kSize = 96;
  sdf::V3 centre_{0, 0, 0};
  std::array<std::vector<float>, 6> face_;
};

}  // namespace hd
