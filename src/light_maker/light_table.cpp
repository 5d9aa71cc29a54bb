// Regenerates the table that the light of dots is fitted to: what fields of dots, single dots and shaved hair remove of
// the light that skin gives back, as shares of linear sRGB.
//
//   light_table [paths per band] > table.csv
//
// Lines: bare,melanosomes,r,g,b · field,melanosomes,per cm2,diameter,top,thickness,strength,r,g,b ·
// dot,melanosomes,diameter,top,thickness,strength,distance,r,g,b · hair,melanosomes,degrees,per cm2,pigment,stubble,r,g,b.
// Lengths in mm; pigment is black: strength, its optical thickness, is the same in all bands. The same paths serve every line, so that lines differ by what
// they describe and hardly by chance; 40,000 paths per band give a field's share within about 1 %.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "core/math.h"
#include "light/columns.h"
#include "light/skin_bands.h"

namespace {

using namespace hd;

constexpr double kMelanosomes[] = {0.01, 0.03, 0.05, 0.1, 0.2, 0.35};
constexpr double kStrengths[] = {0.25, 0.5, 1, 1.5, 2, 4, 99};
constexpr double kDensities[] = {60, 100, 150, 190, 230, 300};
constexpr double kDistances[] = {0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.3, 1.6, 2.0, 2.5};
constexpr double kPigments[] = {0.3, 1.3, 3, 8};
constexpr double kDeepestPigmentMm = 1.0;
constexpr double kHairMm = 0.07, kRootMm = 4.0;
constexpr size_t kMels = std::size(kMelanosomes), kTaus = std::size(kStrengths);

using Bands = std::array<double, kBands>;

struct Deposit {
  double diameter, top, thickness;
};
struct Hair {
  double degrees, perCm2, stubble;
};

std::vector<Deposit> deposits() {
  std::vector<Deposit> all;
  for (const double top : {0.0, 0.1, 0.15, 0.2, 0.3, 0.5}) {
    for (const double diameter : {0.2, 0.3, 0.4}) all.push_back({diameter, top, 0.3});
    all.push_back({0.3, top, 0.1});
    all.push_back({0.3, top, 0.5});
  }
  return all;
}

std::vector<Hair> hairs() {
  std::vector<Hair> all;
  for (const double degrees : {30.0, 45.0, 60.0})
    for (const double perCm2 : {100.0, 150.0, 200.0, 260.0})
      for (const double stubble : {0.0, 0.2, 0.35, 0.5}) all.push_back({degrees, perCm2, stubble});
  return all;
}

/// Weights of one path on every skin times what an absorber of this optical length takes.
void add(std::vector<Bands>& sums, size_t first, size_t stride, int band, const std::array<double, kMels>& weights, double opticalLength) {
  const double taken = 1.0 - std::exp(-opticalLength);
  for (size_t m = 0; m < kMels; ++m) sums[first + m * stride][static_cast<size_t>(band)] += weights[m] * taken;
}

/// The path's way through stubble in the air before and after the skin.
std::array<Segment, 2> inAir(const Path& path, double heightMm) {
  const Vec3 in = path.directionIn * (heightMm / path.directionIn.z), out = path.directionOut * (-heightMm / path.directionOut.z);
  return {{{Vec3(path.entry, 0.0) - in, in}, {Vec3(path.exit, 0.0), out}}};
}

void print(const char* head, const Bands& removed, const Bands& bare) {
  const std::array<double, 3> rgb = linearRgbOf(bare), gone = linearRgbOf(removed);
  std::printf("%s,%.5f,%.5f,%.5f\n", head, gone[0] / rgb[0], gone[1] / rgb[1], gone[2] / rgb[2]);
}

}  // namespace

int main(int argc, char** argv) {
  const int paths = argc > 1 ? std::atoi(argv[1]) : 40000;
  const std::vector<Deposit> all = deposits();
  const std::vector<Hair> shaved = hairs();
  const size_t densities = std::size(kDensities), distances = std::size(kDistances), pigments = std::size(kPigments);
  std::vector<Bands> bare(kMels), fields(all.size() * densities * kTaus * kMels), dots(all.size() * distances * kTaus * kMels),
      hair(shaved.size() * pigments * kMels);

  for (int band = 0; band < kBands; ++band) {
    PathMaker maker(skinTissue(band), Illumination::normal, 5.0, 1000 + static_cast<uint64_t>(band));
    Rng rng(77 + static_cast<uint64_t>(band));
    std::array<double, kMels> absorption;
    for (size_t m = 0; m < kMels; ++m) absorption[m] = melaninPerMm(band, kMelanosomes[m]);
    Path path;
    std::vector<Segment> shallow;  // where there is pigment
    for (int p = 0; p < paths; ++p) {
      maker.next(path);
      if (!path.reflected || path.weight <= 0.0) continue;
      std::array<double, kMels> weights;
      for (size_t m = 0; m < kMels; ++m) {
        weights[m] = path.weight * std::exp(-absorption[m] * path.lengthMm[0]);
        bare[m][static_cast<size_t>(band)] += weights[m];
      }
      shallow.clear();
      for (const Segment& s : path.segments)
        if (std::min(s.from.z, s.from.z + s.step.z) < kDeepestPigmentMm) shallow.push_back(s);
      const Vec2 shift{rng.unit(), rng.unit()};
      const double azimuth = kTwoPi * rng.unit();
      const Vec2 aside{std::cos(azimuth), std::sin(azimuth)};
      for (size_t k = 0; k < all.size(); ++k) {
        const Column column{all[k].diameter, all[k].top, all[k].top + all[k].thickness};
        const auto addStrengths = [&](std::vector<Bands>& sums, size_t place, double lengthMm) {
          if (lengthMm <= 0.0) return;
          for (size_t t = 0; t < kTaus; ++t)
            add(sums, (place * kTaus + t) * kMels, 1, band, weights, kStrengths[t] * lengthMm / all[k].thickness);
        };
        for (size_t i = 0; i < densities; ++i)
          addStrengths(fields, k * densities + i, lengthInField(shallow, column, kDensities[i], shift));
        for (size_t i = 0; i < distances; ++i)
          addStrengths(dots, k * distances + i, lengthInColumn(shallow, column, path.exit + kDistances[i] * aside));
      }
      for (size_t k = 0; k < shaved.size(); ++k) {
        Column shaft{kHairMm, 0.0, kRootMm * std::sin(shaved[k].degrees * kPi / 180.0), shaved[k].degrees * kPi / 180.0};
        double lengthMm = lengthInField(path.segments, shaft, shaved[k].perCm2, shift);
        if (shaved[k].stubble > 0.0) {
          const double height = shaved[k].stubble * std::sin(shaft.elevationRad);
          shaft.topMm = -height;
          shaft.bottomMm = 0.0;
          lengthMm += lengthInField(inAir(path, height), shaft, shaved[k].perCm2, shift);
        }
        if (lengthMm <= 0.0) continue;
        for (size_t c = 0; c < pigments; ++c)
          add(hair, (k * pigments + c) * kMels, 1, band, weights, hairPerMm(band, kPigments[c], kHairMm) * lengthMm);
      }
    }
    for (std::vector<Bands>* sums : {&bare, &fields, &dots, &hair})
      for (Bands& s : *sums) s[static_cast<size_t>(band)] /= paths;
    std::fprintf(stderr, "%.0f nm\n", bandNm(band));
  }

  char head[160];
  for (size_t m = 0; m < kMels; ++m) {
    const std::array<double, 3> rgb = linearRgbOf(bare[m]);
    std::printf("bare,%g,%.5f,%.5f,%.5f\n", kMelanosomes[m], rgb[0], rgb[1], rgb[2]);
    for (size_t k = 0; k < all.size(); ++k)
      for (size_t t = 0; t < kTaus; ++t) {
        for (size_t i = 0; i < densities; ++i) {
          std::snprintf(head, sizeof head, "field,%g,%g,%g,%g,%g,%g", kMelanosomes[m], kDensities[i], all[k].diameter, all[k].top,
                        all[k].thickness, kStrengths[t]);
          print(head, fields[((k * densities + i) * kTaus + t) * kMels + m], bare[m]);
        }
        for (size_t i = 0; i < distances; ++i) {
          std::snprintf(head, sizeof head, "dot,%g,%g,%g,%g,%g,%g", kMelanosomes[m], all[k].diameter, all[k].top, all[k].thickness,
                        kStrengths[t], kDistances[i]);
          print(head, dots[((k * distances + i) * kTaus + t) * kMels + m], bare[m]);
        }
      }
    for (size_t k = 0; k < shaved.size(); ++k)
      for (size_t c = 0; c < pigments; ++c) {
        std::snprintf(head, sizeof head, "hair,%g,%g,%g,%g,%g", kMelanosomes[m], shaved[k].degrees, shaved[k].perCm2, kPigments[c],
                      shaved[k].stubble);
        print(head, hair[(k * pigments + c) * kMels + m], bare[m]);
      }
  }
  return 0;
}
