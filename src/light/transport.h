// Light wandering through layers: paths of photons, by Monte Carlo.
//
// A path is drawn for scattering and for what absorbs everywhere; what absorbs in places (melanin, pigment, hair) is
// put on afterwards by the length of the path in it, so that one path serves every skin and every pattern of dots, and
// bare skin and skin with dots are compared in the same light. Build-time only, not part of what ships.
#pragma once

#include <vector>

#include "core/rng.h"
#include "core/vec.h"

namespace hd {

struct Layer {
  double bottomMm;             ///< lower border; the first layer begins at 0
  double scatterPerMm;         ///< scattering coefficient
  double anisotropy;           ///< mean cosine g of a scattering (Henyey and Greenstein)
  double absorptionPerMm = 0;  ///< what absorbs in all of the layer
};

struct Tissue {
  std::vector<Layer> layers;  ///< downwards; light below the last one has gone through
  double refraction = 1.4;    ///< of all layers; air is 1
};

/// How light comes in.
enum class Illumination { normal, diffuse };

struct Segment {
  Vec3 from;  ///< mm, z downwards
  Vec3 step;  ///< to the end of the segment, mm
};

struct Path {
  std::vector<Segment> segments;             ///< down to PathMaker's `keepMm`
  std::vector<double> lengthMm;              ///< by layer
  double weight = 0.0;                       ///< of the light that came in; 0: none of it comes out again
  bool reflected = false;                    ///< out of the top; else through the bottom
  Vec2 entry{0.0}, exit{0.0};                ///< on the surface, mm
  Vec3 directionIn{0.0}, directionOut{0.0};  ///< in air
};

class PathMaker {
 public:
  PathMaker(Tissue tissue, Illumination illumination, double keepMm, uint64_t seed);
  /// The next path, into `path` (its memory is used again).
  void next(Path& path);

 private:
  Tissue tissue_;
  Illumination illumination_;
  double keepMm_;
  Rng rng_;
};

/// Share of unpolarised light that a border turns back; `cosine` on the side of `from`.
double fresnel(double cosine, double from, double to);

}  // namespace hd
