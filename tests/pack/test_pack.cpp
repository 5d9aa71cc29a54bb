#include <catch2/catch_test_macros.hpp>

#include <cstring>

#include "design/design_io.h"
#include "design/templates.h"
#include "pack/internal/zip.h"
#include "pack/pack.h"

using namespace hd;

namespace {

Pack example() {
  Pack pack;
  pack.file.design = makeEmptyDesign();
  pack.file.design.photo() = {"photos/1.jpg", 40, 30};
  pack.file.design.view().photoWidthPx = 40;
  pack.file.design.view().photoHeightPx = 30;
  pack.photos = {{"photos/1.jpg", std::string("\xFF\xD8 not a picture, just bytes \x00\x01", 30)}};
  return pack;
}

std::string packed() {
  const Result<std::string> bytes = packDesign(example());
  REQUIRE(bytes);
  return *bytes;
}

// A zip with the entries that a design has, and what a test puts in their place.
std::string zipOf(const std::vector<std::pair<std::string, std::string>>& entries) {
  ZipWriter zip;
  for (const auto& [name, bytes] : entries) zip.add(name, bytes, bytes.size() > 5000);
  return *zip.finish();
}
std::vector<std::pair<std::string, std::string>> usual() {
  return {{"mimetype", std::string(kPackMimeType)},
          {"pack.json", R"({"format":"hairline-pack","version":1})"},
          {"design.json", designToJson(example().file)}};
}

std::string errorOf(const std::string& bytes) {
  const Result<Pack> pack = unpackDesign(bytes);
  return pack ? "" : pack.error().id;
}

}  // namespace

TEST_CASE("what is packed comes back, and equal designs give equal bytes") {
  const std::string bytes = packed();
  CHECK(looksPacked(bytes));
  CHECK_FALSE(looksPacked("{\"format\""));
  CHECK(bytes == packed());
  // The mark lies where programs that know files by their first bytes look for it.
  CHECK(bytes.substr(30, 8) == "mimetype");
  CHECK(bytes.substr(38, kPackMimeType.size()) == kPackMimeType);
  const Result<Pack> pack = unpackDesign(bytes);
  REQUIRE(pack);
  CHECK(pack->file == example().file);
  REQUIRE(pack->find("photos/1.jpg"));
  CHECK(pack->find("photos/1.jpg")->bytes == example().photos[0].bytes);
  CHECK(pack->find("photos/2.jpg") == nullptr);
}

TEST_CASE("a changed byte is found, a cut-off file is damaged") {
  const std::string good = packed();
  size_t refused = 0;
  for (size_t at = 0; at < good.size(); ++at) {
    std::string bytes = good;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x20);
    const Result<Pack> pack = unpackDesign(bytes);
    if (!pack) ++refused;
    // Bytes that nobody reads (dates, versions) may change; what is read must not.
    else CHECK((pack->file == example().file && pack->photos[0].bytes == example().photos[0].bytes));
  }
  CHECK(refused > good.size() / 2);
  // The last two bytes tell that no remark follows; without them nothing is missing.
  for (size_t size = 0; size + 2 < good.size(); ++size) {
    const Result<Pack> pack = unpackDesign(std::string_view(good).substr(0, size));
    CAPTURE(size, good.size());
    CHECK((!pack || (size + 22 > good.size() && pack->file == example().file && pack->photos[0].bytes == example().photos[0].bytes)));
  }
}

TEST_CASE("paths, foreign names and doubles are refused") {
  for (const char* name : {"../evil", "photos/../../evil", "/etc/passwd", "photos/", "photos/.ssh", "photos/a/b.jpg", "photos/a b.jpg",
                           "C:\\x", "photos\\1.jpg", "run.sh", "photos/1.jpg\n"}) {
    auto entries = usual();
    entries.emplace_back(name, "x");
    CAPTURE(name);
    CHECK(errorOf(zipOf(entries)) == "pack.names");
  }
  auto twice = usual();
  twice.emplace_back("photos/1.jpg", "a");
  twice.emplace_back("photos/1.jpg", "b");
  CHECK(errorOf(zipOf(twice)) == "pack.names");
  Pack bad = example();
  bad.photos[0].name = "photos/../x";
  CHECK_FALSE(packDesign(bad));
}

TEST_CASE("bombs and false claims of size are refused before they take memory") {
  // 40 MB of blanks pack to 40 KB: more than a design may be.
  auto bomb = usual();
  bomb[2].second = std::string(40u << 20, ' ');
  const std::string bytes = zipOf(bomb);
  CHECK(bytes.size() < 100'000);
  CHECK(errorOf(bytes) == "pack.large");
  // A directory that claims 4 GB for the photo, and one that claims less than there is.
  const std::string good = packed();
  const size_t directory = good.rfind("photos/1.jpg") - 46;
  REQUIRE(good.substr(directory, 4) == "PK\1\2");
  for (const uint32_t claim : {0xFFFFFFFEu, 0xFFFFFFFFu, 0x7FFFFFFFu, 200u << 20, 31u, 29u, 0u}) {
    std::string lie = good;
    std::memcpy(&lie[directory + 24], &claim, 4);
    CAPTURE(claim);
    CHECK_FALSE(errorOf(lie).empty());
  }
  auto many = usual();
  for (int i = 0; i < 200; ++i) many.emplace_back("photos/" + std::to_string(i), "x");
  CHECK(errorOf(zipOf(many)) == "pack.damaged");
}

TEST_CASE("other zips, later versions and missing parts are told apart") {
  CHECK(errorOf(zipOf({{"word/document.xml", "<x/>"}})) == "pack.foreign");
  CHECK(errorOf(zipOf({{"mimetype", "application/epub+zip"}})) == "pack.foreign");
  auto later = usual();
  later[1].second = R"({"format":"hairline-pack","version":2})";
  CHECK(errorOf(zipOf(later)) == "pack.version");
  auto broken = usual();
  broken[2].second = "{";
  CHECK(errorOf(zipOf(broken)) == "json.syntax");
  auto missing = usual();
  missing.pop_back();
  CHECK(errorOf(zipOf(missing)) == "pack.foreign");
  CHECK(errorOf("") == "pack.damaged");
  CHECK(errorOf("PK\3\4") == "pack.damaged");
}
