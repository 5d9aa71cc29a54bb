#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "core/json.h"
#include "image/decode.h"
#include "image/encode.h"
#include "jobs/job.h"
#include "jobs/strip_picture.h"
#include "render/blur.h"
#include "render/cpu_raster.h"
#include "render/picture_plan.h"
#include "render/scenes.h"

using namespace hd;

namespace {

std::span<const uint8_t> bytesOf(const std::string& text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

std::vector<Splat> someSplats() {
  std::vector<Splat> splats;
  for (int i = 0; i < 200; ++i) {
    Splat s = scene::ellipse(3.0 + 7.1 * (i % 20), 4.0 + 9.3 * (i / 20), 2.1, 1.6, 0.1 * i, 0.3, {0.4, 0.5, 0.6});
    s.veil = {0.3f, 0.2f, 0.1f};
    s.veilReachPx = {6.0f, 5.0f, 4.0f};
    s.halo = i % 5 == 0;
    splats.push_back(s);
  }
  return splats;
}

}  // namespace

TEST_CASE("a decoded photo has the pixels of decodePhoto, opaque") {
  const ImageRgb8 photo = scene::busyPhoto(61, 37, 5);
  for (const std::vector<uint8_t>& file : {encodePng(photo), encodeJpeg(photo, 90)}) {
    const Result<JobOutput> done = runJob("decode", {"{}", file});
    REQUIRE(done);
    CHECK(done->json == "{\"width\":61,\"height\":37}");
    const ImageRgb8 expected = decodePhoto(file)->image;
    REQUIRE(done->bytes.size() == expected.rgb.size() / 3 * 4);
    bool same = true;
    for (size_t i = 0; i < expected.rgb.size() / 3; ++i) {
      for (size_t c = 0; c < 3; ++c) same = same && done->bytes[4 * i + c] == expected.rgb[3 * i + c];
      same = same && done->bytes[4 * i + 3] == 255;
    }
    CHECK(same);
  }
}

TEST_CASE("what cannot be decoded, and a job that nobody knows, are told") {
  const std::string text = "Dear diary";
  CHECK(runJob("decode", {"{}", bytesOf(text)}).error().id == "photo.unknown");
  CHECK(runJob("decode", {"{}", {}}).error().id == "photo.empty");
  CHECK(runJob("dance", {}).error().id == "job.unknown");
}

TEST_CASE("a picture's plan comes back as it went") {
  const PicturePlan plan{someSplats(), {0.31f, 0.72f}, 1.2345678901234567};
  const std::string bytes = writePicturePlan(plan);
  const Result<PicturePlan> read = readPicturePlan(bytesOf(bytes));
  REQUIRE(read);
  CHECK(writePicturePlan(*read) == bytes);
  CHECK(read->splats.size() == plan.splats.size());
  CHECK(read->splats[7].axis1y == plan.splats[7].axis1y);
  CHECK(read->splats[5].halo);
  CHECK_FALSE(read->splats[6].halo);
  CHECK(read->blurPhotoPx == plan.blurPhotoPx);
}

TEST_CASE("a damaged plan is refused") {
  const std::string good = writePicturePlan({someSplats(), {}, 0.0});
  for (size_t size = 0; size < good.size(); size += size < 60 ? 1 : 977) CHECK_FALSE(readPicturePlan(bytesOf(good.substr(0, size))));
  CHECK_FALSE(readPicturePlan(bytesOf(good + "x")));
  for (size_t at : {size_t{0}, size_t{4}, size_t{8}}) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    CHECK_FALSE(readPicturePlan(bytesOf(bad)));
  }
  PicturePlan strange{someSplats(), {}, 0.0};
  strange.splats[3].soft = std::numeric_limits<float>::quiet_NaN();
  CHECK(readPicturePlan(bytesOf(writePicturePlan(strange))).error().id == "plan.bytes");
  CHECK_FALSE(readPicturePlan(bytesOf(writePicturePlan({someSplats(), {}, -1.0}))));
}

TEST_CASE("strips put together are the whole picture, with the onlooker's blur too") {
  const int width = 150, height = 110;
  const ImageRgb8 photo = scene::busyPhoto(width, height, 3);
  for (const double blur : {0.0, 2.3}) {
    const PicturePlan plan{someSplats(), {0.3f, 0.7f}, blur};
    const ImageRgb8 whole = renderFull(photo, plan.splats, plan.skin, blur);
    const StripPicture picture(plan);
    const int overlap = picture.overlapRows();
    CHECK((overlap > 0) == (blur > 0.0));
    bool same = true;
    constexpr int kRows = 32;
    for (int top = 0; top < height; top += kRows) {
      const int first = std::max(0, top - overlap), end = std::min(height, top + kRows + overlap);
      std::vector<uint8_t> rgba;
      for (int i = first * width; i < end * width; ++i) {
        for (int c = 0; c < 3; ++c) rgba.push_back(photo.rgb[static_cast<size_t>(3 * i + c)]);
        rgba.push_back(200);
      }
      picture.draw(rgba, width, first);
      for (int y = top; y < std::min(height, top + kRows); ++y)
        for (int x = 0; x < width; ++x)
          for (int c = 0; c < 3; ++c) {
            const size_t strip = static_cast<size_t>(4 * ((y - first) * width + x)), full = static_cast<size_t>(3 * (y * width + x));
            same = same && rgba[strip + static_cast<size_t>(c)] == whole.rgb[full + static_cast<size_t>(c)] && rgba[strip + 3] == 200;
          }
    }
    CHECK(same);
  }
}
