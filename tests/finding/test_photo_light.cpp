// Dots in photos that are soft, noisy, compressed, too dark or too bright: beside what the same bad camera makes of a
// perfect picture of the same work.
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <cstdio>

#include "core/rng.h"
#include "design/start.h"
#include "image/colour.h"
#include "image/decode.h"
#include "image/encode.h"
#include "mannequin/sample_head.h"
#include "render/blur.h"
#include "render/cpu_raster.h"
#include "vision/sharpness.h"
#include "vision/skin_sample.h"

using namespace hd;

namespace {

struct BadCamera {
  double blurPx = 0.0, noise = 0.0, exposure = 1.0;
  int jpegQuality = 0;
};

ImageRgb8 taken(const ImageRgb8& scene, const BadCamera& camera) {
  std::vector<float> light(scene.rgb.size());
  for (size_t i = 0; i < light.size(); ++i) light[i] = linearFromSrgb8(scene.rgb[i]);
  if (camera.blurPx > 0) blurInside(light, std::vector<uint8_t>(light.size() / 3, 1), scene.width, scene.height, camera.blurPx);
  Rng rng(7);
  ImageRgb8 photo{scene.width, scene.height, {}};
  photo.rgb.reserve(light.size());
  for (const float v : light) {
    const double noisy = v * camera.exposure + camera.noise * std::sqrt(v) * rng.range(-1.73, 1.73);
    photo.rgb.push_back(srgb8FromLinear(static_cast<float>(std::fmin(std::fmax(noisy, 0.0), 1.0))));
  }
  if (camera.jpegQuality == 0) return photo;
  Result<Photo> again = decodePhoto(encodeJpeg(photo, camera.jpegQuality));
  REQUIRE(again);
  return std::move(again->image);
}

struct Work {
  Design design;
  ScalpMap map;
  Dots dots;
  ImageRgb8 photo;
};

const Work& work() {
  static const Work made = [] {
    SampleOptions options;
    options.norwood = 6;
    options.widthPx = 1600;
    options.heightPx = 2000;
    SampleHead head = makeSampleHead(options);
    const HeadFit fit = fitOfTruth(head.truth);
    ScalpMap map = ScalpMap::ofHead(fit.head);
    StartOptions start;
    start.photo.widthPx = options.widthPx;
    start.photo.heightPx = options.heightPx;
    start.norwood = 6;
    Design design = startHeadDesign(start, fit, map);
    Dots dots = makeDots(design, map);
    return Work{std::move(design), std::move(map), std::move(dots), std::move(head.image)};
  }();
  return made;
}

/// The work as the program shows it on this photo.
ImageRgb8 shown(const ImageRgb8& photo, bool asSoftAsThePhoto = true) {
  LookSettings look;
  const SkinLight light = setSkin(look, work().design, photo, work().dots, work().map);
  if (asSoftAsThePhoto) look.photoBlurPx = photoBlurPx(photo);
  return renderFull(photo, makeSplats(work().dots, work().design.view(), work().map, look, 3), light);
}

/// Of the light that the work takes, in the middle of the work: mean change of L*, and how steep its dots are for what
/// they take.
struct Seen {
  double deltaL = 0.0, sharpness = 0.0;
};

constexpr int kLeft = 620, kTop = 235, kWidth = 360, kHeight = 100;

Seen seen(const ImageRgb8& before, const ImageRgb8& after, double exposure) {
  std::vector<double> taken(kWidth * kHeight);
  Seen s;
  for (int y = 0; y < kHeight; ++y)
    for (int x = 0; x < kWidth; ++x) {
      const size_t i = static_cast<size_t>(y + kTop) * static_cast<size_t>(before.width) + static_cast<size_t>(x + kLeft);
      Vec3 was, is;
      for (int c = 0; c < 3; ++c) {
        was[c] = linearFromSrgb8(before.rgb[3 * i + static_cast<size_t>(c)]) / exposure;
        is[c] = linearFromSrgb8(after.rgb[3 * i + static_cast<size_t>(c)]) / exposure;
      }
      taken[static_cast<size_t>(y * kWidth + x)] = 1.0 - is.y / was.y;
      s.deltaL += (labFromLinear(is).l - labFromLinear(was).l) / (kWidth * kHeight);
    }
  double slopes = 0.0, all = 0.0;
  for (int y = 0; y + 1 < kHeight; ++y)
    for (int x = 0; x + 1 < kWidth; ++x) {
      const size_t i = static_cast<size_t>(y * kWidth + x);
      slopes += std::hypot(taken[i + 1] - taken[i], taken[i + kWidth] - taken[i]);
      all += taken[i];
    }
  s.sharpness = slopes / all;
  return s;
}

}  // namespace

TEST_CASE("dots are as sharp as the photo they lie in, and as dark", "[finding][light]") {
  const ImageRgb8 perfect = shown(work().photo, false);
  const Seen best = seen(work().photo, perfect, 1.0);
  const BadCamera cameras[] = {
      {}, {1.0}, {2.0}, {3.0}, {1.0, 0.02}, {2.0, 0.0, 1.0, 60}, {2.0, 0.0, 1.0, 95}, {1.0, 0.0, 0.5}, {1.0, 0.0, 2.0}};
  for (const BadCamera& camera : cameras) {
    const ImageRgb8 photo = taken(work().photo, camera);
    const double unexposed = std::fmin(camera.exposure, 1.0);
    const Seen ours = seen(photo, shown(photo), unexposed), sharp = seen(photo, shown(photo, false), unexposed);
    // The same camera's picture of work that is there, but for the codec, whose own traces are no dots.
    BadCamera steady = camera;
    steady.jpegQuality = 0;
    const Seen real = seen(taken(work().photo, steady), taken(perfect, steady), unexposed);
    std::printf(
        "blur %.0f px, noise %.2f, exposure %.1f, JPEG %d: found %.2f px; sharpness %.3f, photographed %.3f, dots left sharp %.3f; "
        "dL* %+.2f, photographed %+.2f\n",
        camera.blurPx, camera.noise, camera.exposure, camera.jpegQuality, photoBlurPx(photo), ours.sharpness, real.sharpness,
        sharp.sharpness, ours.deltaL, real.deltaL);
    // Burnt-out skin shows no work at all.
    if (camera.exposure <= 1.0) CHECK(std::fabs(ours.sharpness / real.sharpness - 1.0) < 0.2);
    CHECK(std::fabs(ours.deltaL - best.deltaL) < 1.0);
  }
}
