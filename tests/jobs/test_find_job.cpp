// Finding as a job: what the page's Worker and the desktop's thread do is what the command does.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "core/json.h"
#include "design/design_io.h"
#include "jobs/find_job.h"
#include "mannequin/sample_head.h"
#include "text/sentence.h"
#include "vision/found_json.h"

using namespace hd;

namespace {

const std::vector<uint8_t>& netBytes() {
  static const std::vector<uint8_t> bytes = [] {
    std::ifstream file(HD_NETS, std::ios::binary);
    return std::vector<uint8_t>(std::istreambuf_iterator<char>(file), {});
  }();
  return bytes;
}

ImageRgb8 head() {
  SampleOptions options;
  options.norwood = 4;
  options.skin = 4;
  options.widthPx = 600;
  options.heightPx = 750;
  return makeSampleHead(options).image;
}

std::vector<uint8_t> rgbaOf(const ImageRgb8& image) {
  std::vector<uint8_t> rgba;
  for (size_t i = 0; i < image.rgb.size(); i += 3) rgba.insert(rgba.end(), {image.rgb[i], image.rgb[i + 1], image.rgb[i + 2], 255});
  return rgba;
}

}  // namespace

TEST_CASE("a picture handed over in strips gives what the finder gives, and a design that is valid") {
  const ImageRgb8 photo = head();
  FindJob job;
  CHECK_FALSE(job.ready());
  REQUIRE(job.setNets(netBytes()));
  REQUIRE(job.ready());
  job.begin(photo.width, photo.height);
  const std::vector<uint8_t> rgba = rgbaOf(photo);
  const size_t row = static_cast<size_t>(photo.width) * 4;
  for (int top = 0; top < photo.height; top += 100) {
    const size_t rows = static_cast<size_t>(std::min(100, photo.height - top));
    job.rows({rgba.data() + row * static_cast<size_t>(top), row * rows}, top);
  }
  const Result<JobOutput> done = job.run(R"({"name":"head.png","width":600,"height":750,"focal_px":0,"face":0})");
  REQUIRE(done);

  Result<HeadFinder> finder = HeadFinder::fromBytes(netBytes());
  REQUIRE(finder);
  const Result<FoundHead> found = finder->find(photo, std::nullopt);
  REQUIRE(found);
  CHECK(done->json == foundToJson(*found, sentence));

  const Result<DesignFile> file = designFromJson({reinterpret_cast<const char*>(done->bytes.data()), done->bytes.size()});
  REQUIRE(file);
  const Design& design = file->design;
  CHECK(design.photo().file == "head.png");
  CHECK(design.hairline.enabled);
  CHECK(design.zones.size() > 1);
  CHECK(design.skinCover.everyZone);
  CHECK(design.shot().measures.outlinePx == found->outlinePx);
}

TEST_CASE("a copy half as large gives points in px of the whole photo") {
  const ImageRgb8 photo = head();
  Result<HeadFinder> finder = HeadFinder::fromBytes(netBytes());
  REQUIRE(finder);
  const auto pupil = [&](int width, int height) {
    const Result<JobOutput> done = findHeadIn(*finder, photo, {{"head.png", width, height}, 0});
    REQUIRE(done);
    const Result<JsonDocument> json = JsonDocument::parse(done->json, Message{"noun.photo"});
    JsonErrors errors;
    const JsonValue at = json->root()["landmarks"]["pupil_left"];
    return Vec2(at.at(0).number(errors), at.at(1).number(errors));
  };
  const Vec2 once = pupil(600, 750), twice = pupil(1200, 1500);
  CHECK(length(twice - 2.0 * once) < 0.03);
}

TEST_CASE("what is no head is refused, and so are damaged nets") {
  FindJob job;
  const std::vector<uint8_t> broken(200, 7);
  CHECK(job.setNets(broken).error().id == "nets.damaged");
  REQUIRE(job.setNets(netBytes()));
  job.begin(320, 240);
  job.rows(std::vector<uint8_t>(320 * 240 * 4, 140), 0);
  const Result<JobOutput> done = job.run(R"({"name":"wall.png","width":320,"height":240,"focal_px":0,"face":0})");
  REQUIRE_FALSE(done);
  CHECK(done.error().id == "find.nobody");
  // The picture is gone: asking again finds nothing to look at.
  CHECK_FALSE(job.run(R"({"name":"wall.png","width":320,"height":240,"focal_px":0,"face":0})"));
}
