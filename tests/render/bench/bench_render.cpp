// Prints how long the picture takes: bench_render [dots in thousands]. No thresholds: figures for a person.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "render/cpu_raster.h"
#include "render/scenes.h"

using namespace hd;

namespace {

double milliseconds(std::chrono::steady_clock::time_point from) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from).count();
}

/// Fastest and median of a few runs, which is what another load on the machine disturbs least.
template <class Work>
void report(const char* what, Work work) {
  std::vector<double> times;
  for (int run = 0; run < 5; ++run) {
    const auto start = std::chrono::steady_clock::now();
    work();
    times.push_back(milliseconds(start));
  }
  std::sort(times.begin(), times.end());
  std::printf("%-58s %8.1f ms (median %.1f)\n", what, times.front(), times[2]);
}

}  // namespace

int main(int argc, char** argv) {
  const int thousands = argc > 1 ? std::max(std::atoi(argv[1]), 1) : 60;
  const ImageRgb8 photo = scene::plainPhoto(4000, 3000, 215, 178, 152);
  // Dots of 0.3 mm at 13 px/mm, 190 per cm2: as on a head that fills the photo.
  std::vector<Splat> settled, fresh;
  Rng rng(1);
  const int columns = 346;
  for (int i = 0; i < 1000 * thousands; ++i) {
    const double x = 9.4 * (i % columns) + rng.range(0, 5) + 300, y = 9.4 * (i / columns) + rng.range(0, 5) + 300;
    settled.push_back(scene::ellipse(x, y, 2.1, 1.8, rng.range(0, 3), 0.85, Vec3(0.6, 0.55, 0.5)));
    settled.back().veilReachPx = {21.0f, 16.0f, 12.5f};
    settled.back().veil = {2.0f, 1.5f, 1.0f};
    fresh.push_back(scene::ellipse(x, y, 4.9, 4.9, 0, 1.0, {0.03, 0.16, 0.13}));
    fresh.back().halo = true;
    fresh.push_back(scene::ellipse(x, y, 3.4, 2.9, rng.range(0, 3), 0.45, Vec3(0.8)));
  }
  std::printf("photo 4000 x 3000, %d,000 dots\n", thousands);
  PreparedSplats prepared;
  report("settled dots: find overlaps", [&] { prepared = prepareSplats(settled); });
  ImageRgb8 picture = photo;
  report("settled dots: into the full-size picture", [&] { applySplats(picture.rgb, 3, 4000, 3000, 0, 0, prepared); });
  report("settled dots: whole export without the file", [&] { picture = renderFull(photo, settled); });
  report("fresh dots with halos: whole export without the file", [&] { picture = renderFull(photo, fresh); });
  report("window of 1400 x 1050 of all of it", [&] { picture = renderWindow(photo, settled, {0, 0, 0.35, 1400, 1050}); });
  return picture.empty();
}
