// Prints how long the full-size export of a 12 Mpx photo with 60,000 dots takes, step by step, from the design to the
// file's bytes. The wish is below 1.5 s natively. No thresholds: figures for a person.
#include <chrono>
#include <cstdio>

#include "image/decode.h"
#include "image/encode.h"
#include "render/blur.h"
#include "render/cpu_raster.h"
#include "render/head_scene.h"
#include "render/scenes.h"

using namespace hd;

int main() {
  constexpr int kSidePx = 3465;
  scene::HeadScene scene = scene::head(7, kSidePx);
  const double factor = 60000.0 / static_cast<double>(scene.dots.size());
  for (Zone& zone : scene.design.zones) zone.densityPerCm2 *= factor;
  const ImageRgb8 photo = scene::busyPhoto(kSidePx, kSidePx, 3);

  using Clock = std::chrono::steady_clock;
  double total = 0.0;
  const auto report = [&](const char* what, Clock::time_point from, bool counts = true) {
    const double ms = std::chrono::duration<double, std::milli>(Clock::now() - from).count();
    if (counts) total += ms;
    std::printf("  %-34s %7.0f ms\n", what, ms);
  };
  std::printf("export of %.1f Mpx\n", 1e-6 * kSidePx * kSidePx);
  Clock::time_point start = Clock::now();
  const Dots dots = makeDots(scene.design, scene.map);
  report("dots", start);
  start = Clock::now();
  const std::vector<Splat> splats = makeSplats(dots, scene.design.view(), scene.map, LookSettings{}, 3);
  report("ellipses", start);
  start = Clock::now();
  int told = 0;
  const ImageRgb8 picture = renderFull(photo, splats, {}, 0.0, [&](double) { ++told; });
  report("picture, with progress", start);
  start = Clock::now();
  const ImageRgb8 fromAfar = renderFull(photo, splats, {}, acuityBlurPx(3000.0, scene.design.view().mmPerPx), {});
  report("picture as seen from 3 m", start, false);
  start = Clock::now();
  const std::vector<uint8_t> png = encodePng(picture);
  report("PNG", start, false);
  const double beforeFile = total;
  start = Clock::now();
  const std::vector<uint8_t> jpeg = encodeJpeg(picture, 92);
  report("JPEG", start);
  std::printf("%zu dots, %zu of them in sight; progress told %d times; %.1f MB of PNG, %.1f MB of JPEG\n", dots.size(), splats.size(), told,
              1e-6 * static_cast<double>(png.size()), 1e-6 * static_cast<double>(jpeg.size()));
  std::printf("in all %.2f s without the file, %.2f s with a JPEG\n", 1e-3 * beforeFile, 1e-3 * total);
}
