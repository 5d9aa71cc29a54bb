#include "mannequin/internal/individual.h"

#include "core/math.h"
#include "core/rng.h"

namespace hd {
namespace {

enum Stream : uint64_t { kDims = 11, kSkull = 12, kFace = 13 };

/// Deviate of a trait: normal, limited to two standard deviations so that nobody is a caricature.
double trait(uint64_t seed, uint64_t key, uint64_t stream) {
  const double n = hashNormal(key, seed, stream);
  return n < -2.0 ? -2.0 : (n > 2.0 ? 2.0 : n);
}

// Nobody of this sample was measured by anybody: people's spread is narrower than the fit allows for (head_family.h).
HeadParams drawParams(uint64_t seed) {
  std::array<double, kHeadModes> modes{};
  if (seed != 0)
    for (size_t k = 0; k < modes.size(); ++k) modes[k] = kPeopleSpread * trait(seed, k, kDims);
  return peopleHead(modes);
}

}  // namespace

Individual::Individual(uint64_t seed) : seed_(seed), params_(drawParams(seed)), model_(params_) {
  if (seed != 0) {
    for (int i = 0; i < kModes; ++i) amplitude_[static_cast<size_t>(i)] = 0.7 * trait(seed, static_cast<uint64_t>(i), kSkull);
    const auto t = [seed](uint64_t key) { return static_cast<float>(trait(seed, key, kFace)); };
    face_.noseWidth = 1.0f + 0.08f * t(0);
    face_.noseLength = 1.0f + 0.05f * t(1);
    face_.noseBridge = 1.2f * t(2);
    face_.lipFullness = 1.0f + 0.10f * t(3);
    face_.mouthWidth = 1.0f + 0.05f * t(4);
    face_.jawWidth = 1.0f + 0.04f * t(5);
    face_.chin = 1.5f * t(6);
    face_.brow = 0.9f * t(7);
    face_.cheek = 1.0f * t(8);
    face_.eyeOpening = 1.0f + 0.07f * t(9);
    face_.earFlareRad = 0.5f + 0.07f * t(10);
    face_.earSize = 1.0f + 0.05f * t(11);
    face_.neckWidth = 1.0f + 0.05f * t(12);
    face_.asymmetryMm = 0.6f + 0.2f * t(13);
  }
  const Vec3 glabella = model_.landmark(Landmark::glabella);
  glabellaY_ = glabella.y;
  eyeY_ = model_.landmark(Landmark::pupilLeft).y;
  scaleZ_ = glabella.z / kSculptGlabellaZ;
  scaleX_ = 0.35 + 0.65 * params_.breadthMm / kSculptBreadth;
  faceScaleY_ = (eyeY_ - model_.landmark(Landmark::menton).y) / (kSculptEyeY - kSculptMentonY);
}

double Individual::deviationMm(Vec3 q) const {
  const auto lump = [&q](double x, double y, double z, double width) {
    const double d2 = (q.x - x) * (q.x - x) + (q.y - y) * (q.y - y) + (q.z - z) * (q.z - z);
    return detExp(-d2 / (width * width));
  };
  const std::array<double, kModes> mode = {
      q.z * q.y,                                                                 // vault tipped forwards or backwards
      1.5 * q.y * q.y * q.z - 0.5 * q.z,                                         // steep or sloping forehead
      2.0 * q.z * q.z - 0.6,                                                     // long or short beyond its measures
      q.x * q.x * q.y * 2.0,                                                     // roofed or flat
      q.x * q.z * 1.2,                                                           // a back of the head flattened on one side
      q.x * q.y * 1.0,                                                           // one side higher
      1.6 * lump(0.35, 0.62, 0.70, 0.40) + 1.6 * lump(-0.35, 0.62, 0.70, 0.40),  // frontal eminences
      2.2 * lump(0, 0.15, -1.0, 0.45),                                           // bun
      1.8 * lump(0, 0.95, -0.35, 0.45),                                          // crown
      1.6 * lump(0, 0.90, 0.35, 0.35),                                           // in front of it
      1.5 * lump(0.85, 0.45, -0.2, 0.45) + 1.5 * lump(-0.85, 0.45, -0.2, 0.45),  // parietal eminences
      1.2 * lump(0.5, 0.5, -0.7, 0.35) - 0.6 * lump(-0.5, 0.5, -0.7, 0.35),
  };
  double sum = 0.0;
  for (size_t i = 0; i < mode.size(); ++i) sum += amplitude_[i] * mode[i];
  return 4.0 * sum / std::sqrt(16.0 + sum * sum);
}

Vec3 Individual::surface(Vec3 q) const {
  const Vec3 s = model_.surfacePoint(q);
  const Vec3 v = s - model_.centreMm();
  return s + glm::normalize(v) * deviationMm(q);
}

namespace {

/// Directions of a cube face's texel; s and t run over [-1, 1] inside the face and a little beyond.
Vec3 cubeDirection(int face, double s, double t) {
  switch (face) {
    case 0:
      return {1, s, t};
    case 1:
      return {-1, s, t};
    case 2:
      return {s, 1, t};
    case 3:
      return {s, -1, t};
    case 4:
      return {s, t, 1};
    default:
      return {s, t, -1};
  }
}

}  // namespace

CraniumTable::CraniumTable(const Individual& shape) : centre_(shape.model().centreMm()) {
  const Vec3 centre = shape.model().centreMm();
  for (int f = 0; f < 6; ++f) {
    std::vector<float>& table = face_[static_cast<size_t>(f)];
    table.resize(static_cast<size_t>(kSize) * kSize);
    for (int j = 0; j < kSize; ++j) {
      for (int i = 0; i < kSize; ++i) {
        const double s = (i - 1.5) / (kSize - 4.0) * 2.0 - 1.0, t = (j - 1.5) / (kSize - 4.0) * 2.0 - 1.0;
        const Vec3 dir = glm::normalize(cubeDirection(f, s, t));
        table[static_cast<size_t>(j) * kSize + static_cast<size_t>(i)] =
            static_cast<float>(glm::length(shape.surface(shape.direction(centre + 100.0 * dir)) - centre));
      }
    }
  }
}

float CraniumTable::radius(sdf::V3 v) const {
  const float ax = std::fabs(v.x), ay = std::fabs(v.y), az = std::fabs(v.z);
  int f;
  float s, t;
  if (ax >= ay && ax >= az) {
    f = v.x > 0 ? 0 : 1;
    s = v.y / ax;
    t = v.z / ax;
  } else if (ay >= az) {
    f = v.y > 0 ? 2 : 3;
    s = v.x / ay;
    t = v.z / ay;
  } else {
    f = v.z > 0 ? 4 : 5;
    s = v.x / az;
    t = v.y / az;
  }
  // Quadratic B-spline over 3 x 3 texels: continuous slopes, so highlights show no cells.
  const float u = (s + 1.0f) * 0.5f * (kSize - 4) + 1.5f, w = (t + 1.0f) * 0.5f * (kSize - 4) + 1.5f;
  const int i = static_cast<int>(u + 0.5f), j = static_cast<int>(w + 0.5f);
  const float a = u - static_cast<float>(i), b = w - static_cast<float>(j);
  const float wx[3] = {0.5f * (0.5f - a) * (0.5f - a), 0.75f - a * a, 0.5f * (0.5f + a) * (0.5f + a)};
  const float wy[3] = {0.5f * (0.5f - b) * (0.5f - b), 0.75f - b * b, 0.5f * (0.5f + b) * (0.5f + b)};
  const float* row = face_[static_cast<size_t>(f)].data() + (j - 1) * kSize + (i - 1);
  float sum = 0.0f;
  for (int y = 0; y < 3; ++y, row += kSize) sum += wy[y] * (wx[0] * row[0] + wx[1] * row[1] + wx[2] * row[2]);
  return sum;
}

float CraniumTable::distance(sdf::V3 p) const {
  const sdf::V3 v = p - centre_;
  const float len = glm::length(v);
  if (len < 1e-3f) return -60.0f;
  return len - radius(v);
}

}  // namespace hd
