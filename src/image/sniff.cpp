#include "image/sniff.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

namespace hd {
namespace {

std::string_view part(std::span<const uint8_t> bytes, size_t at, size_t length) {
  if (at + length > bytes.size()) return {};
  return {reinterpret_cast<const char*>(bytes.data()) + at, length};
}

bool looksLikeText(std::span<const uint8_t> bytes) {
  const size_t count = std::min<size_t>(bytes.size(), 512);
  return std::all_of(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(count),
                     [](uint8_t c) { return c >= 0x20 || c == '\n' || c == '\r' || c == '\t' || c == '\f'; });
}

FileKind isoMediaKind(std::string_view brand) {
  for (std::string_view b : {"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"})
    if (brand == b) return FileKind::heic;
  return brand == "avif" || brand == "avis" ? FileKind::avif : FileKind::video;
}

}  // namespace

FileKind sniffFile(std::span<const uint8_t> bytes) {
  if (bytes.empty()) return FileKind::empty;
  const std::string_view head = part(bytes, 0, std::min<size_t>(bytes.size(), 16));
  const auto starts = [&](std::string_view magic) { return head.substr(0, magic.size()) == magic; };
  if (starts("\xff\xd8\xff")) return FileKind::jpeg;
  if (starts("\x89PNG\r\n\x1a\n")) return FileKind::png;
  if (starts("GIF87a") || starts("GIF89a")) return FileKind::gif;
  if (starts("RIFF") && part(bytes, 8, 4) == "WEBP") return FileKind::webp;
  if (part(bytes, 4, 4) == "ftyp") return isoMediaKind(part(bytes, 8, 4));
  if (starts(std::string_view("II*\0", 4)) || starts(std::string_view("MM\0*", 4))) return FileKind::tiff;
  if (starts("\xff\x0a") || part(bytes, 4, 4) == "JXL ") return FileKind::jpegXl;
  if (starts("8BPS")) return FileKind::psd;
  if (starts("%PDF")) return FileKind::pdf;
  if (starts("PK\x03\x04")) return FileKind::zip;
  if (starts("\x1a\x45\xdf\xa3") || starts("RIFF")) return FileKind::video;
  if (starts("BM") && !looksLikeText(bytes)) return FileKind::bmp;
  if (!looksLikeText(bytes)) return FileKind::unknown;
  const size_t first = head.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  return first != std::string_view::npos && head[first] == '<' ? FileKind::markup : FileKind::text;
}

Error notAPhoto(FileKind kind) {
  constexpr const char* kExport = "; save or export it as JPEG or PNG and try again";
  const auto other = [&](const char* what) {
    return Error{"photo.unknown", std::string("this file is ") + what + kExport};
  };
  switch (kind) {
    case FileKind::empty: return {"photo.empty", "the photo file is empty; copy or download it again"};
    case FileKind::heic: return other("a HEIC photo, as phones save them, which is not read here");
    case FileKind::avif: return other("an AVIF picture, which is not read here");
    case FileKind::webp: return other("a WebP picture, which is not read here");
    case FileKind::gif: return other("a GIF picture, which has too few colours for skin");
    case FileKind::tiff: return other("a TIFF or camera raw picture, which is not read here");
    case FileKind::bmp: return other("a BMP picture, which is not read here");
    case FileKind::jpegXl: return other("a JPEG XL picture, which is not read here");
    case FileKind::psd: return other("a Photoshop document, which is not read here");
    case FileKind::pdf: return other("a PDF document, not a photo");
    case FileKind::video: return other("a film or sound file, not a photo");
    case FileKind::zip: return {"photo.unknown", "this file is a ZIP archive, not a photo; unpack it and choose a JPEG or PNG inside"};
    case FileKind::markup: return {"photo.unknown", "this file is a web page or a drawing (HTML, SVG), not a photo; choose a JPEG or PNG"};
    case FileKind::text: return {"photo.unknown", "this file is text, not a photo; choose a JPEG or PNG"};
    default: return {"photo.unknown", "this file is not a photo in a known format; choose a JPEG or PNG"};
  }
}

}  // namespace hd
