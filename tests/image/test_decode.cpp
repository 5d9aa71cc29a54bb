#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>

#include "core/rng.h"
#include "image/decode.h"
#include "image/encode.h"
#include "image/fixtures.h"
#include "image/focal.h"
#include "text/sentence.h"

using namespace hd;
using fixtures::bytesOf;

namespace {

std::string errorOf(const std::vector<uint8_t>& bytes, int64_t maxPixels = 120'000'000) {
  const Result<Photo> photo = decodePhoto(bytes, maxPixels);
  return photo ? "none" : photo.error().id;
}

void bigEndian32(std::vector<uint8_t>& bytes, uint32_t v) {
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<uint8_t>(v >> shift));
}

// A PNG chunk with a made-up checksum, which decoders of photos need not check.
void chunk(std::vector<uint8_t>& png, const char* type, const std::vector<uint8_t>& data) {
  bigEndian32(png, static_cast<uint32_t>(data.size()));
  png.insert(png.end(), type, type + 4);
  png.insert(png.end(), data.begin(), data.end());
  png.insert(png.end(), 4, 0);
}

// A PNG of one stored (uncompressed) zlib block.
std::vector<uint8_t> storedPng(uint32_t width, uint32_t height, int bits, int colourType, const std::vector<uint8_t>& rows) {
  std::vector<uint8_t> png = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  std::vector<uint8_t> header;
  bigEndian32(header, width);
  bigEndian32(header, height);
  for (int v : {bits, colourType, 0, 0, 0}) header.push_back(static_cast<uint8_t>(v));
  chunk(png, "IHDR", header);
  const size_t n = rows.size();
  std::vector<uint8_t> data = {0x78, 0x01, 0x01, uint8_t(n), uint8_t(n >> 8), uint8_t(~n), uint8_t(~n >> 8)};
  data.insert(data.end(), rows.begin(), rows.end());
  data.insert(data.end(), 4, 0);
  chunk(png, "IDAT", data);
  chunk(png, "IEND", {});
  return png;
}

}  // namespace

TEST_CASE("PNG keeps every pixel and carries no metadata") {
  const ImageRgb8 image = fixtures::picture(37, 23);
  const std::vector<uint8_t> png = encodePng(image);
  const Result<Photo> photo = decodePhoto(png);
  REQUIRE(photo);
  CHECK(photo->image.width == 37);
  CHECK(photo->image.height == 23);
  CHECK(photo->image.rgb == image.rgb);
  std::string types;
  for (size_t at = 8; at + 12 <= png.size();) {
    const size_t length = png[at] << 24 | png[at + 1] << 16 | png[at + 2] << 8 | png[at + 3];
    types += std::string(reinterpret_cast<const char*>(&png[at + 4]), 4) + " ";
    at += 12 + length;
  }
  CHECK(types == "IHDR IDAT IEND ");
}

TEST_CASE("PNG of any content and size comes back the same") {
  Rng rng(3);
  for (int i = 0; i < 60; ++i) {
    ImageRgb8 image{1 + static_cast<int>(rng.below(200)), 1 + static_cast<int>(rng.below(300)), {}};
    image.rgb.resize(3 * static_cast<size_t>(image.width) * static_cast<size_t>(image.height));
    const uint32_t kind = rng.below(4);
    uint8_t run = 0;
    for (uint8_t& byte : image.rgb) {
      if (kind == 0) byte = 17;                                                                                               // flat
      else if (kind == 1) byte = static_cast<uint8_t>(rng.next());                                                            // noise
      else if (kind == 2) byte = run = rng.below(40) ? run : static_cast<uint8_t>(rng.next());                                // runs
      else byte = static_cast<uint8_t>(1u << (31 - std::min(31, std::countl_zero(static_cast<uint32_t>(rng.next()) | 1u))));  // skewed
    }
    const Result<Photo> photo = decodePhoto(encodePng(image));
    REQUIRE(photo);
    REQUIRE(photo->image.rgb == image.rgb);
  }
}

TEST_CASE("JPEG comes back nearly alike and carries no metadata") {
  const ImageRgb8 image = fixtures::picture(160, 120);
  const std::vector<uint8_t> jpeg = encodeJpeg(image, 92);
  const Result<Photo> photo = decodePhoto(jpeg);
  REQUIRE(photo);
  CHECK(fixtures::difference(photo->image, image) < 2.0);
  const std::string text(jpeg.begin(), jpeg.end());
  CHECK(text.find("Exif") == std::string::npos);
}

TEST_CASE("all eight EXIF orientations come out alike, in both byte orders") {
  const ImageRgb8 upright = fixtures::picture(96, 64);
  // Orientations that undo each other: turning by `orientation` needs the picture stored turned by its inverse.
  constexpr int kInverse[9] = {0, 1, 2, 3, 4, 5, 8, 7, 6};
  for (int orientation = 1; orientation <= 8; ++orientation) {
    for (bool big : {false, true}) {
      CAPTURE(orientation, big);
      const ImageRgb8 stored = applyOrientation(upright, kInverse[orientation]);
      CHECK(stored.width == (orientation >= 5 ? 64 : 96));
      const auto tiff = fixtures::exifBlock(orientation, 28, stored.width, stored.height, big);
      const Result<Photo> photo = decodePhoto(fixtures::withExif(encodeJpeg(stored, 95), tiff));
      REQUIRE(photo);
      CHECK(photo->exif.orientation == orientation);
      CHECK(photo->exif.focalLength35Mm == 28.0);
      CHECK(photo->image.width == 96);
      CHECK(fixtures::difference(photo->image, upright) < 2.0);
    }
  }
}

TEST_CASE("turning and turning back gives the same pixels") {
  const ImageRgb8 image = fixtures::picture(7, 5);
  constexpr int kInverse[9] = {0, 1, 2, 3, 4, 5, 8, 7, 6};
  for (int o = 1; o <= 8; ++o) CHECK(applyOrientation(applyOrientation(image, o), kInverse[o]).rgb == image.rgb);
  // 6 means: turn the stored picture clockwise; its bottom left pixel comes to the top left.
  const ImageRgb8 turned = applyOrientation(image, 6);
  CHECK(std::equal(turned.rgb.begin(), turned.rgb.begin() + 3, image.rgb.begin() + 3 * 7 * 4));
}

TEST_CASE("an EXIF block may be broken in any way without harm") {
  const std::vector<uint8_t> jpeg = encodeJpeg(fixtures::picture(16, 16), 80);
  const std::vector<uint8_t> good = fixtures::exifBlock(6, 35, 16, 16, true);
  Rng rng(5);
  for (int i = 0; i < 3000; ++i) {
    std::vector<uint8_t> tiff = good;
    if (i % 2) tiff.resize(rng.below(static_cast<uint32_t>(tiff.size() + 1)));
    for (int k = 0; k < 3 && !tiff.empty(); ++k) tiff[rng.below(static_cast<uint32_t>(tiff.size()))] = static_cast<uint8_t>(rng.next());
    const ExifInfo info = readExif(fixtures::withExif(jpeg, tiff));
    REQUIRE((info.orientation >= 1 && info.orientation <= 8));
  }
  CHECK(readExif({}).orientation == 1);
  CHECK(readExif(fixtures::withExif(jpeg, fixtures::exifBlock(9, 0, 16, 16, false))).orientation == 1);
  CHECK_FALSE(readExif(fixtures::withExif(jpeg, fixtures::exifBlock(1, 0, 16, 16, false))).focalLength35Mm.has_value());
}

TEST_CASE("what is no photo is named and says what to do") {
  const auto message = [](const std::vector<uint8_t>& bytes) { return sentence(decodePhoto(bytes).error()); };
  const auto says = [&](const std::vector<uint8_t>& bytes, const char* word) {
    CAPTURE(word, message(bytes));
    CHECK(errorOf(bytes) == "photo.unknown");
    CHECK(message(bytes).find(word) != std::string::npos);
    CHECK((message(bytes).find("JPEG") != std::string::npos));
  };
  CHECK(errorOf({}) == "photo.empty");
  says(bytesOf("%PDF-1.7\n%....", 14), "PDF");
  says(bytesOf("GIF89a\x10\0\x10\0", 10), "GIF");
  says(bytesOf("RIFF\x10\0\0\0WEBPVP8 ", 16), "WebP");
  says(bytesOf("\0\0\0\x18"
               "ftypheic\0\0\0\0",
               16),
       "HEIC");
  says(bytesOf("\0\0\0\x18"
               "ftypmif1\0\0\0\0",
               16),
       "HEIC");
  says(bytesOf("\0\0\0\x18"
               "ftypavif\0\0\0\0",
               16),
       "AVIF");
  says(bytesOf("\0\0\0\x18"
               "ftypisom\0\0\0\0",
               16),
       "film");
  says(bytesOf("II*\0\x08\0\0\0", 8), "TIFF");
  says(bytesOf("BM\x10\0\0\0\0\0", 8), "BMP");
  says(bytesOf("PK\x03\x04....", 8), "ZIP");
  says(bytesOf("<svg xmlns=...>", 15), "SVG");
  says(bytesOf("just some words", 15), "text");
  says(bytesOf("\x01\x02\x03\x04", 4), "no format");
}

TEST_CASE("photos that are cut off anywhere are refused") {
  const std::vector<uint8_t> jpeg = encodeJpeg(fixtures::picture(64, 48), 85);
  const std::vector<uint8_t> png = encodePng(fixtures::picture(64, 48));
  for (const auto& whole : {jpeg, png}) {
    for (size_t keep = 1; keep < whole.size(); keep += 7) {
      const std::string id = errorOf({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(keep)});
      CAPTURE(keep, whole.size());
      REQUIRE(id != "none");
      if (keep > 24) CHECK(id == "photo.truncated");
    }
  }
  // Cut off and closed with an end marker: the picture data cannot cover the size claimed.
  std::vector<uint8_t> tall = jpeg;
  for (size_t i = 0; i + 8 < tall.size(); ++i)
    if (tall[i] == 0xff && tall[i + 1] == 0xc0) tall[i + 5] = 0x20, tall[i + 7] = 0x20;  // 8,240 x 8,256 px
  CHECK(errorOf(tall) == "photo.truncated");
}

TEST_CASE("sizes are checked before anything is unpacked") {
  CHECK(errorOf(encodePng(fixtures::picture(100, 100)), 9'999) == "photo.huge");
  CHECK(errorOf(encodeJpeg(fixtures::picture(100, 100), 80), 9'999) == "photo.huge");
  CHECK(errorOf(encodePng(fixtures::picture(100, 100)), 10'000) == "none");
  CHECK(errorOf(storedPng(60'000, 60'000, 8, 2, {0})) == "photo.huge");
  CHECK(errorOf(storedPng(0, 10, 8, 2, {0})) == "photo.damaged");
  CHECK(errorOf(storedPng(10, 0x80000001u, 8, 2, {0})) != "none");
  const std::string message = sentence(decodePhoto(storedPng(60'000, 60'000, 8, 2, {0})).error());
  CHECK(message.find("60000 x 60000") != std::string::npos);
}

TEST_CASE("grey, 16 bit and see-through PNG are converted") {
  const Result<Photo> grey = decodePhoto(storedPng(2, 1, 8, 0, {0, 10, 200}));
  REQUIRE(grey);
  CHECK(grey->image.rgb == std::vector<uint8_t>{10, 10, 10, 200, 200, 200});
  const Result<Photo> deep = decodePhoto(storedPng(1, 1, 16, 2, {0, 0x12, 0x34, 0x80, 0xff, 0xff, 0x00}));
  REQUIRE(deep);
  CHECK(deep->image.rgb == std::vector<uint8_t>{0x12, 0x80, 0xff});
  const Result<Photo> clear = decodePhoto(storedPng(2, 1, 8, 6, {0, 0, 0, 0, 0, 200, 100, 0, 255}));
  REQUIRE(clear);
  CHECK(clear->image.rgb == std::vector<uint8_t>{255, 255, 255, 200, 100, 0});
}

TEST_CASE("random damage never gets further than an error") {
  Rng rng(9);
  const std::vector<uint8_t> jpeg = encodeJpeg(fixtures::picture(40, 30), 80), png = encodePng(fixtures::picture(40, 30));
  int read = 0;
  for (int i = 0; i < 2000; ++i) {
    std::vector<uint8_t> bytes = i % 2 ? jpeg : png;
    for (uint32_t k = 0, n = 1 + rng.below(6); k < n; ++k)
      bytes[rng.below(static_cast<uint32_t>(bytes.size()))] = static_cast<uint8_t>(rng.next());
    const Result<Photo> photo = decodePhoto(bytes, 1'000'000);
    if (!photo) continue;
    ++read;
    REQUIRE(photo->image.rgb.size() == 3 * static_cast<size_t>(photo->image.width) * photo->image.height);
  }
  CHECK(read > 0);
}

TEST_CASE("the focal length in pixels is believed only for whole pictures") {
  ExifInfo exif;
  CHECK_FALSE(focalPxOf(exif, 4000, 3000).has_value());
  exif.focalLength35Mm = 26.0;
  REQUIRE(focalPxOf(exif, 4000, 3000).has_value());
  CHECK(std::abs(*focalPxOf(exif, 4000, 3000) - 26.0 / 43.2666 * 5000) < 0.01);
  CHECK(focalPxOf(exif, 3000, 4000) == focalPxOf(exif, 4000, 3000));
  CHECK_FALSE(focalPxOf(exif, 3000, 3300).has_value());
  exif.takenWidthPx = 4000, exif.takenHeightPx = 3000;
  CHECK(focalPxOf(exif, 1000, 750).has_value());
  CHECK(focalPxOf(exif, 750, 1000).has_value());
  CHECK_FALSE(focalPxOf(exif, 4000, 2250).has_value());
}
