#include "image/strip.h"

#include <string_view>

#include "image/decode.h"
#include "image/encode.h"

namespace hd {
namespace {

constexpr int kQuality = 95;

void append(std::vector<uint8_t>& out, std::span<const uint8_t> bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); }

// Copies segment by segment up to the first end marker; what follows there (a phone's film, a second picture) is left behind.
bool copyJpeg(std::span<const uint8_t> in, std::vector<uint8_t>& out) {
  append(out, in.subspan(0, 2));
  for (size_t at = 2; at + 4 <= in.size();) {
    if (in[at] != 0xFF) return false;
    const uint8_t marker = in[at + 1];
    if (marker == 0xFF) {  // padding
      ++at;
      continue;
    }
    if (marker == 0xD9) break;
    const size_t length = static_cast<size_t>(in[at + 2]) << 8 | in[at + 3];
    if (length < 2 || at + 2 + length > in.size()) return false;
    // JFIF, colour profile and Adobe's colour transform belong to the picture, other APPn and comments do not.
    const bool profile =
        marker == 0xE2 && length >= 14 && std::string_view(reinterpret_cast<const char*>(&in[at + 4]), 11) == "ICC_PROFILE";
    const bool keep = !((marker >= 0xE1 && marker <= 0xEF && marker != 0xEE && !profile) || marker == 0xFE);
    if (keep) append(out, in.subspan(at, 2 + length));
    at += 2 + length;
    if (marker != 0xDA) continue;
    const size_t start = at;
    while (at + 1 < in.size() && !(in[at] == 0xFF && in[at + 1] != 0 && !(in[at + 1] >= 0xD0 && in[at + 1] <= 0xD7) && in[at + 1] != 0xFF))
      ++at;
    append(out, in.subspan(start, at - start));
  }
  out.push_back(0xFF);
  out.push_back(0xD9);
  return true;
}

bool copyPng(std::span<const uint8_t> in, std::vector<uint8_t>& out) {
  append(out, in.subspan(0, 8));
  for (size_t at = 8; at + 12 <= in.size();) {
    const size_t length =
        static_cast<size_t>(in[at]) << 24 | static_cast<size_t>(in[at + 1]) << 16 | static_cast<size_t>(in[at + 2]) << 8 | in[at + 3];
    if (length > in.size() - at - 12) return false;
    const std::string_view type(reinterpret_cast<const char*>(&in[at + 4]), 4);
    for (const std::string_view kept : {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP"})
      if (type == kept) append(out, in.subspan(at, 12 + length));
    at += 12 + length;
    if (type == "IEND") return true;
  }
  return false;
}

}  // namespace

std::vector<uint8_t> withoutMetadata(std::span<const uint8_t> bytes) {
  const Result<Photo> photo = decodePhoto(bytes);
  if (!photo) return {};
  std::vector<uint8_t> out;
  out.reserve(bytes.size());
  if (bytes[0] == 0x89) {
    if (copyPng(bytes, out)) return out;
    return encodePng(photo->image);
  }
  if (photo->exif.orientation == 1 && copyJpeg(bytes, out)) return out;
  return encodeJpeg(photo->image, kQuality);
}

}  // namespace hd
