#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "image/colour.h"
#include "render/gl.h"
#include "render/gl/gl_context.h"
#include "render/gl_preview.h"
#include "render/head_scene.h"
#include "render/scenes.h"
#include "text/sentence.h"

using namespace hd;

namespace {

struct Difference {
  double within2 = 1.0;  ///< share of pixels where no channel differs by more than 2
  int most = 0;
};

Difference compare(const ImageRgb8& a, const ImageRgb8& b) {
  REQUIRE(a.rgb.size() == b.rgb.size());
  Difference d;
  size_t far = 0;
  for (size_t p = 0; p < a.rgb.size(); p += 3) {
    int worst = 0;
    for (size_t c = 0; c < 3; ++c) worst = std::max(worst, std::abs(a.rgb[p + c] - b.rgb[p + c]));
    far += worst > 2;
    d.most = std::max(d.most, worst);
  }
  d.within2 = 1.0 - static_cast<double>(far) / (static_cast<double>(a.rgb.size()) / 3.0);
  return d;
}

/// The preview with a context; a machine without one cannot run these tests, and says so.
void start(GlPreview& preview) {
  const std::string problem = test::makeContextCurrent();
  if (!problem.empty()) SKIP(problem);
  const Status status = preview.init();
  INFO((status.ok() ? std::string() : sentence(status.error())));
  REQUIRE(status.ok());
}

scene::DotField field(double densityPerCm2, double diameterMm, double haloMm, double squash, Vec3 absorb) {
  scene::DotField f;
  f.sidePx = 300;
  f.densityPerCm2 = densityPerCm2;
  f.diameterMm = diameterMm;
  f.haloMm = haloMm;
  f.squash = squash;
  f.absorb = absorb;
  return f;
}

const RasterWindow kWindows[] = {{0, 0, 1.0, 320, 240},       {-20, -10, 0.31, 130, 100},   {0, 0, 0.1, 40, 30},
                                 {13.3, 27.8, 1.7, 400, 300}, {100.2, 80.6, 8.0, 320, 240}, {3.4, 5.6, 0.77, 240, 200}};

}  // namespace

TEST_CASE("GL and CPU draw the same picture") {
  GlPreview preview;
  start(preview);
  std::printf("GL renderer: %s\n", test::rendererName().c_str());
  struct Case {
    const char* name;
    scene::DotField dots;
    bool dark;
  };
  const Case cases[] = {
      {"natural", field(150, 0.30, 0, 1.0, {0.62, 0.58, 0.5}), false}, {"dark skin", field(190, 0.35, 0, 1.0, {0.5, 0.45, 0.4}), true},
      {"fresh", field(190, 0.48, 0.75, 1.0, {0.8, 0.8, 0.75}), false}, {"packed", field(350, 0.55, 0, 1.0, {0.7, 0.7, 0.7}), false},
      {"tilted", field(190, 0.30, 0, 0.15, {0.62, 0.58, 0.5}), false}, {"faint", field(60, 0.20, 0, 1.0, {0.12, 0.1, 0.08}), true}};
  for (const Case& c : cases) {
    ImageRgb8 photo = scene::busyPhoto(320, 240, 21);
    if (c.dark)
      for (uint8_t& v : photo.rgb) v = static_cast<uint8_t>(v / 5);
    const std::vector<Splat> splats = scene::dots(c.dots);
    preview.setPhoto(photo);
    preview.setSplats(splats);
    for (const RasterWindow& window : kWindows) {
      PreviewFrame frame;
      frame.window = window;
      const Difference d = compare(preview.readback(frame), renderWindow(photo, splats, window));
      INFO(c.name << " at " << window.pxPerPhotoPx << ": " << 100 * d.within2 << " % within 2/255, worst " << d.most);
      CHECK(d.within2 >= 0.999);
      CHECK(d.most <= 4);
      CHECK(preview.halfFloatLayer());
    }
  }
  preview.drop(true);
}

TEST_CASE("GL and CPU agree on a curved head, light and dark, all shades, from day 0 to 7 years") {
  GlPreview preview;
  start(preview);
  double least = 1.0;
  int most = 0;
  int scenes = 0;
  const RasterWindow windows[] = {{0, 0, 1.0, 400, 400}, {0, 0, 0.3, 120, 120}, {150, 60, 5.0, 300, 300}, {60.4, 30.2, 1.3, 400, 300}};
  for (const int tone : {3, 9}) {
    ImageRgb8 photo = scene::busyPhoto(400, 400, 30 + static_cast<uint64_t>(tone));
    if (tone > 5)
      for (uint8_t& v : photo.rgb) v = static_cast<uint8_t>(v / 4);
    preview.setPhoto(photo);
    for (int shade = 1; shade <= 6; ++shade) {
      const scene::HeadScene scene = scene::head(6, 400, shade);
      for (const double day : {0.0, 3.0, 7.0, 28.0, 365.25, 7 * 365.25}) {
        LookSettings look;
        look.skinLinear = skinOfMelanin((tone - 1) / 9.0);
        look.dayAfterLastSession = day;
        const std::vector<Splat> splats = makeSplats(scene.dots, scene.design.view(), scene.map, look, 1 + scenes % 3);
        preview.setSplats(splats);
        // Two of the four windows each, so that every one meets every tone, shade and day.
        for (const int w : {scenes % 4, (scenes + 1 + scenes / 4) % 4}) {
          PreviewFrame frame;
          frame.window = windows[w];
          const Difference d = compare(preview.readback(frame), renderWindow(photo, splats, windows[w]));
          INFO("tone " << tone << ", shade " << shade << ", day " << day << ", window " << w << ": " << 100 * d.within2 << " %, worst "
                       << d.most);
          CHECK(d.within2 >= 0.999);
          least = std::min(least, d.within2);
          most = std::max(most, d.most);
        }
        ++scenes;
      }
    }
  }
  std::printf("curved head, %d scenes: at least %.3f %% of pixels within 2/255, worst %d\n", scenes, 100 * least, most);
  CHECK(least >= 0.999);
  CHECK(most <= 4);
  preview.drop(true);
}

TEST_CASE("mean darkening on the GPU is the same from 16 to 1 px/mm") {
  GlPreview preview;
  start(preview);
  scene::DotField f;
  f.pxPerMm = 16;
  f.sidePx = 16 * 32;
  f.densityPerCm2 = 190;
  const std::vector<Splat> splats = scene::dots(f);
  const ImageRgb8 photo = scene::plainPhoto(576, 576, 225, 185, 155);
  preview.setPhoto(photo);
  preview.setSplats(splats);
  double low = 1e30, high = 0;
  for (const double scale : {1.0, 0.5, 0.25, 0.125, 0.0625}) {
    PreviewFrame frame;
    const int side = static_cast<int>(576 * scale);
    frame.window = {0, 0, scale, side, side};
    const ImageRgb8 image = preview.readback(frame);
    double sum = 0;
    for (size_t p = 1; p < image.rgb.size(); p += 3) sum += linearFromSrgb8(185) - linearFromSrgb8(image.rgb[p]);
    sum /= static_cast<double>(side) * side;
    low = std::min(low, sum);
    high = std::max(high, sum);
  }
  std::printf("GPU mean darkening from 16 to 1 px/mm differs by %.2f %%\n", 100 * (high / low - 1));
  CHECK(high / low - 1 < 0.01);
  preview.drop(true);
}

TEST_CASE("highlights and the onlooker's blur agree as well") {
  GlPreview preview;
  start(preview);
  ImageRgb8 photo = scene::busyPhoto(320, 240, 22);
  // A shining spot: white added to the skin.
  for (int y = 0; y < 240; ++y)
    for (int x = 0; x < 320; ++x)
      for (size_t c = 0; c < 3; ++c) {
        uint8_t& v = photo.rgb[3 * (static_cast<size_t>(y) * 320 + x) + c];
        v = static_cast<uint8_t>(std::min(255.0, v + 150.0 * std::exp(-(std::pow(x - 160, 2) + std::pow(y - 120, 2)) / 2000.0)));
      }
  scene::DotField f;
  f.sidePx = 300;
  const std::vector<Splat> splats = scene::dots(f);
  const SkinLight skin = skinLightOf({0.45, 0.28, 0.2});
  REQUIRE(skin.luminance > 0);
  preview.setPhoto(photo);
  preview.setSplats(splats);
  preview.setSkin(skin);
  for (const double blur : {0.0, 0.6, 3.0})
    for (RasterWindow window : kWindows) {
      window.blurPhotoPx = blur;
      PreviewFrame frame;
      frame.window = window;
      const Difference d = compare(preview.readback(frame), renderWindow(photo, splats, window, kBackgroundRgb, skin));
      INFO("blur " << blur << " at " << window.pxPerPhotoPx << ": " << 100 * d.within2 << " % within 2/255, worst " << d.most);
      CHECK(d.within2 >= 0.999);
      CHECK(d.most <= 4);
    }
  preview.drop(true);
}

TEST_CASE("before is the photo and the split line divides the two") {
  GlPreview preview;
  start(preview);
  const ImageRgb8 photo = scene::busyPhoto(200, 100, 9);
  scene::DotField f;
  f.sidePx = 200;
  const std::vector<Splat> splats = scene::dots(f);
  preview.setPhoto(photo);
  preview.setSplats(splats);
  PreviewFrame frame;
  frame.window = {0, 0, 1.0, 200, 100};
  const ImageRgb8 after = preview.readback(frame);
  frame.before = true;
  const ImageRgb8 before = preview.readback(frame);
  CHECK((before.rgb == photo.rgb));
  CHECK((after.rgb != photo.rgb));
  frame.before = false;
  frame.splitX = 80;
  const ImageRgb8 split = preview.readback(frame);
  bool divided = true;
  for (size_t i = 0; i < split.rgb.size(); ++i) {
    const size_t x = i / 3 % 200;
    divided = divided && split.rgb[i] == (x < 80 ? before.rgb[i] : after.rgb[i]);
  }
  CHECK(divided);
  preview.drop(true);
}

TEST_CASE("only what changed is redrawn") {
  GlPreview preview;
  start(preview);
  const ImageRgb8 photo = scene::busyPhoto(200, 100, 9);
  scene::DotField f;
  const std::vector<Splat> splats = scene::dots(f);
  preview.setPhoto(photo);
  preview.setSplats(splats);
  PreviewFrame frame;
  frame.window = {0, 0, 1.0, 200, 100};
  preview.readback(frame);
  CHECK(preview.dotLayerDraws() == 1);
  CHECK(preview.photoLayerDraws() == 1);
  for (int x = 0; x < 200; x += 10) {
    frame.splitX = x;
    preview.readback(frame);
  }
  CHECK(preview.dotLayerDraws() == 1);
  CHECK(preview.photoLayerDraws() == 1);
  preview.setSplats(splats);
  preview.readback(frame);
  CHECK(preview.dotLayerDraws() == 2);
  CHECK(preview.photoLayerDraws() == 1);
  frame.window.originXPx = 5;
  preview.readback(frame);
  CHECK(preview.dotLayerDraws() == 3);
  CHECK(preview.photoLayerDraws() == 2);
  preview.drop(true);
}

TEST_CASE("a lost context is recovered with the same picture") {
  GlPreview preview;
  start(preview);
  const ImageRgb8 photo = scene::busyPhoto(160, 120, 2);
  scene::DotField f;
  const std::vector<Splat> splats = scene::dots(f);
  PreviewFrame frame;
  frame.window = {0, 0, 0.6, 96, 72};
  preview.setPhoto(photo);
  preview.setSplats(splats);
  const ImageRgb8 first = preview.readback(frame);
  REQUIRE(test::replaceContext() == "");
  preview.drop(false);
  REQUIRE(preview.init().ok());
  preview.setPhoto(photo);
  preview.setSplats(splats);
  CHECK((preview.readback(frame).rgb == first.rgb));
  preview.drop(true);
}

TEST_CASE("the caller's framebuffer, viewport and the pixels around the window stay") {
  GlPreview preview;
  start(preview);
  preview.setPhoto(scene::plainPhoto(50, 50, 200, 100, 50));
  GLuint texture = 0, framebuffer = 0;
  gl::GenTextures(1, &texture);
  gl::BindTexture(GL_TEXTURE_2D, texture);
  gl::TexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, 100, 80, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  gl::GenFramebuffers(1, &framebuffer);
  gl::BindFramebuffer(GL_FRAMEBUFFER, framebuffer);
  gl::FramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture, 0);
  gl::Viewport(0, 0, 100, 80);
  gl::ClearColor(0, 0, 1, 1);
  gl::Clear(GL_COLOR_BUFFER_BIT);
  gl::Enable(GL_SCISSOR_TEST);  // as ImGui leaves it
  PreviewFrame frame;
  frame.window = {0, 0, 1.0, 40, 30};
  frame.targetX = 20;
  frame.targetY = 10;
  preview.draw(frame);
  GLint bound = 0, viewport[4];
  gl::GetIntegerv(GL_FRAMEBUFFER_BINDING, &bound);
  gl::GetIntegerv(GL_VIEWPORT, viewport);
  CHECK(bound == static_cast<GLint>(framebuffer));
  CHECK(viewport[2] == 100);
  CHECK(viewport[3] == 80);
  std::vector<uint8_t> rgba(100 * 80 * 4);
  gl::ReadPixels(0, 0, 100, 80, GL_RGBA, GL_UNSIGNED_BYTE, rgba.data());
  int wrong = 0;
  for (int y = 0; y < 80; ++y)
    for (int x = 0; x < 100; ++x) {
      const bool inside = x >= 20 && x < 60 && y >= 10 && y < 40;
      wrong += (rgba[4 * (static_cast<size_t>(y) * 100 + x)] == 200) != inside;
    }
  CHECK(wrong == 0);
  CHECK(gl::GetError() == 0u);
  gl::BindFramebuffer(GL_FRAMEBUFFER, 0);
  gl::DeleteFramebuffers(1, &framebuffer);
  gl::DeleteTextures(1, &texture);
  preview.drop(true);
}

TEST_CASE("dragging the split line over 100,000 dots costs only the show pass") {
  GlPreview preview;
  start(preview);
  const ImageRgb8 photo = scene::busyPhoto(1600, 1200, 12);
  std::vector<Splat> splats;
  Rng rng(5);
  for (int i = 0; i < 100000; ++i)
    splats.push_back(scene::ellipse(4.3 * (i % 370) + rng.range(0, 2.5), 4.3 * (i / 370) + rng.range(0, 2.5), 0.9, 0.8, rng.range(0, 3),
                                    0.85, Vec3(0.5)));
  preview.setPhoto(photo);
  const auto now = [] { return std::chrono::steady_clock::now(); };
  const auto ms = [](auto a, auto b) { return std::chrono::duration<double, std::milli>(b - a).count(); };
  const auto t0 = now();
  preview.setSplats(splats);
  const auto t1 = now();
  PreviewFrame frame;
  frame.window = {0, 0, 0.8, 1280, 960};
  preview.readback(frame);
  const auto t2 = now();
  preview.setSplats(splats);
  preview.readback(frame);
  const auto t2b = now();
  for (int i = 0; i < 5; ++i) {
    frame.splitX = 200 * i;
    preview.readback(frame);
  }
  const auto t3 = now();
  std::printf("100,000 dots, 1280 x 960: prepare %.0f ms, first frame %.0f ms, new dots %.0f ms, split drag %.1f ms a frame\n", ms(t0, t1),
              ms(t1, t2), ms(t2, t2b), ms(t2b, t3) / 5);
  CHECK(ms(t2b, t3) / 5 < 0.5 * ms(t1, t2));
  preview.drop(true);
}
