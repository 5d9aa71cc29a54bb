#include "image/internal/sniff.h"

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
  const auto other = [](Message what) { return Error{"photo.unknown/export", {{"what", what}}}; };
  switch (kind) {
    case FileKind::empty:
      return Error{"photo.empty"};
    case FileKind::heic:
      return other(Message{"noun.file_heic"});
    case FileKind::avif:
      return other(Message{"noun.file_avif"});
    case FileKind::webp:
      return other(Message{"noun.file_webp"});
    case FileKind::gif:
      return other(Message{"noun.file_gif"});
    case FileKind::tiff:
      return other(Message{"noun.file_tiff"});
    case FileKind::bmp:
      return other(Message{"noun.file_bmp"});
    case FileKind::jpegXl:
      return other(Message{"noun.file_jpeg_xl"});
    case FileKind::psd:
      return other(Message{"noun.file_psd"});
    case FileKind::pdf:
      return other(Message{"noun.file_pdf"});
    case FileKind::video:
      return other(Message{"noun.file_film"});
    case FileKind::zip:
      return Error{"photo.unknown/zip"};
    case FileKind::markup:
      return Error{"photo.unknown/markup"};
    case FileKind::text:
      return Error{"photo.unknown/text"};
    default:
      return Error{"photo.unknown"};
  }
}

}  // namespace hd
