#include <cstring>

#include "image/decode.h"
#include "image/internal/jpeg_walk.h"

namespace hd {
namespace {

// A TIFF block with every access checked; a read past the end gives 0 and marks the block broken.
class Tiff {
 public:
  explicit Tiff(std::span<const uint8_t> bytes) : bytes_(bytes) {
    if (bytes.size() < 8) return;
    if (bytes[0] == 'I' && bytes[1] == 'I') ok_ = true;
    if (bytes[0] == 'M' && bytes[1] == 'M') ok_ = big_ = true;
    ok_ = ok_ && u16(2) == 42;
  }
  bool ok() const { return ok_; }
  uint32_t u16(size_t at) const {
    if (at + 2 > bytes_.size()) return 0;
    return big_ ? bytes_[at] << 8 | bytes_[at + 1] : bytes_[at + 1] << 8 | bytes_[at];
  }
  uint32_t u32(size_t at) const {
    if (at + 4 > bytes_.size()) return 0;
    return big_ ? u16(at) << 16 | u16(at + 2) : u16(at + 2) << 16 | u16(at);
  }
  /// Offset of the 12-byte entry with this tag in the directory at `ifd`, 0 if there is none.
  size_t find(size_t ifd, uint32_t tag) const {
    if (ifd < 8 || ifd + 2 > bytes_.size()) return 0;
    const uint32_t count = u16(ifd);
    for (uint32_t i = 0; i < count; ++i) {
      const size_t entry = ifd + 2 + 12 * static_cast<size_t>(i);
      if (entry + 12 > bytes_.size()) return 0;
      if (u16(entry) == tag) return entry;
    }
    return 0;
  }
  /// The value of an entry that holds one SHORT or LONG; 0 for anything else.
  uint32_t integer(size_t entry) const {
    constexpr uint32_t kShort = 3, kLong = 4;
    if (entry == 0 || u32(entry + 4) != 1) return 0;
    if (u16(entry + 2) == kShort) return u16(entry + 8);
    return u16(entry + 2) == kLong ? u32(entry + 8) : 0;
  }

 private:
  std::span<const uint8_t> bytes_;
  bool ok_ = false;
  bool big_ = false;
};

constexpr uint32_t kTagOrientation = 0x0112;
constexpr uint32_t kTagExifDirectory = 0x8769;
constexpr uint32_t kTagPixelWidth = 0xa002, kTagPixelHeight = 0xa003;
constexpr uint32_t kTagFocalLength35Mm = 0xa405;

}  // namespace

ExifInfo readExif(std::span<const uint8_t> bytes) {
  ExifInfo info;
  const JpegWalk walk = walkJpeg(bytes);
  const Tiff tiff(walk.exif);
  if (!tiff.ok()) return info;
  const size_t first = tiff.u32(4);
  const uint32_t orientation = tiff.integer(tiff.find(first, kTagOrientation));
  if (orientation >= 1 && orientation <= 8) info.orientation = static_cast<int>(orientation);
  const size_t details = tiff.integer(tiff.find(first, kTagExifDirectory));
  const uint32_t focal = tiff.integer(tiff.find(details, kTagFocalLength35Mm));
  // 0 means unknown; lenses beyond 2,000 mm do not photograph heads.
  if (focal >= 4 && focal <= 2000) info.focalLength35Mm = static_cast<double>(focal);
  const uint32_t width = tiff.integer(tiff.find(details, kTagPixelWidth));
  const uint32_t height = tiff.integer(tiff.find(details, kTagPixelHeight));
  constexpr uint32_t kMostPx = 65535;
  if (width <= kMostPx && height <= kMostPx) info.takenWidthPx = static_cast<int>(width), info.takenHeightPx = static_cast<int>(height);
  return info;
}

}  // namespace hd
