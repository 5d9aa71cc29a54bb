#include <catch2/catch_test_macros.hpp>

#include <string>

#include "image/decode.h"
#include "image/encode.h"
#include "image/strip.h"

using namespace hd;

namespace {

ImageRgb8 picture() {
  ImageRgb8 image{24, 16, {}};
  for (int i = 0; i < 24 * 16 * 3; ++i) image.rgb.push_back(static_cast<uint8_t>(i * 7));
  return image;
}

std::vector<uint8_t> segment(uint8_t marker, const std::string& body) {
  std::string out("\xFF");
  out += static_cast<char>(marker);
  out += static_cast<char>((body.size() + 2) >> 8);
  out += static_cast<char>(body.size() + 2);
  out += body;
  return {out.begin(), out.end()};
}

bool holds(const std::vector<uint8_t>& bytes, const std::string& text) {
  return std::string(bytes.begin(), bytes.end()).find(text) != std::string::npos;
}

// A TIFF block with an orientation and some text behind it.
std::string exif(int orientation) {
  std::string tiff("Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 25);
  tiff += static_cast<char>(orientation);
  return tiff + std::string("\0\0\0\0\0\0", 6) + "GPS 48.1372 N";
}

}  // namespace

TEST_CASE("a JPEG loses everything but the picture") {
  const std::vector<uint8_t> plain = encodeJpeg(picture(), 90);
  std::vector<uint8_t> told(plain.begin(), plain.begin() + 2);
  for (const auto& part : {segment(0xE1, exif(1)), segment(0xE1, "http://ns.adobe.com/xap/1.0/ name"), segment(0xED, "Photoshop secret"),
                           segment(0xFE, "a comment"), segment(0xE2, "MPF second picture")})
    told.insert(told.end(), part.begin(), part.end());
  told.insert(told.end(), plain.begin() + 2, plain.end());
  const std::string tail = "film behind the end";
  told.insert(told.end(), tail.begin(), tail.end());
  REQUIRE(holds(told, "GPS 48"));
  const std::vector<uint8_t> bare = withoutMetadata(told);
  for (const char* text : {"GPS", "Exif", "xap", "secret", "comment", "MPF", "film"}) CHECK_FALSE(holds(bare, text));
  CHECK(bare == plain);  // not a bit of the picture is touched
}

TEST_CASE("a JPEG that lies on its side is turned upright, for nothing will tell any more") {
  const std::vector<uint8_t> plain = encodeJpeg(picture(), 90);
  std::vector<uint8_t> told(plain.begin(), plain.begin() + 2);
  const auto side = segment(0xE1, exif(6));
  told.insert(told.end(), side.begin(), side.end());
  told.insert(told.end(), plain.begin() + 2, plain.end());
  const Result<Photo> seen = decodePhoto(told);
  REQUIRE(seen);
  REQUIRE(seen->image.width == 16);
  const Result<Photo> again = decodePhoto(withoutMetadata(told));
  REQUIRE(again);
  CHECK(again->image.width == 16);
  CHECK(again->image.height == 24);
  CHECK(again->exif.orientation == 1);
}

TEST_CASE("a PNG keeps its pixels alone") {
  const std::vector<uint8_t> plain = encodePng(picture());
  std::vector<uint8_t> told(plain.begin(), plain.begin() + 33);
  std::string chunk(
      "\0\0\0\x0A"
      "tEXtAuthor\0Zoe\0\0\0\0",
      22);
  told.insert(told.end(), chunk.begin(), chunk.end());
  told.insert(told.end(), plain.begin() + 33, plain.end());
  const std::vector<uint8_t> bare = withoutMetadata(told);
  CHECK_FALSE(holds(bare, "Author"));
  CHECK(bare == plain);
}

TEST_CASE("what is no picture gives nothing") {
  const std::string text = "%PDF-1.7";
  CHECK(withoutMetadata({reinterpret_cast<const uint8_t*>(text.data()), text.size()}).empty());
}
