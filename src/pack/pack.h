// A design with its photos in one file, *.hairline: a zip that reopens in every build.
//
//   mimetype      "application/vnd.hairline-design", stored, the first entry
//   pack.json     {"format":"hairline-pack","version":1}
//   design.json   the design file; its photos are named as below
//   photos/1.jpg  one for each photo, stored
//
// Such a file may come from anywhere. Names are held against this list, sizes against limits before and while anything is
// unpacked, check sums against the bytes; nothing is ever written to a path that a file names.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "design/design.h"

namespace hd {

inline constexpr std::string_view kPackMimeType = "application/vnd.hairline-design";
inline constexpr size_t kMaxPackedPhotoBytes = 96u << 20;
inline constexpr size_t kMaxPackBytes = 512u << 20;

struct PackedPhoto {
  std::string name;   ///< "photos/1.jpg": what PhotoInfo::file says
  std::string bytes;  ///< JPEG or PNG
};

struct Pack {
  DesignFile file;
  std::vector<PackedPhoto> photos;

  /// The photo of that name; nullptr when it is not there.
  const PackedPhoto* find(std::string_view name) const;
};

/// True when the bytes begin as a zip does: then they are read by unpackDesign, else as JSON.
bool looksPacked(std::string_view bytes);

/// The file's bytes; equal packs give equal bytes. Errors: "pack.large" (a photo over its limit, or all of it), "pack.names"
/// (photos that are not named photos/NAME).
Result<std::string> packDesign(const Pack& pack);

/// The bytes of a photo by the name that a design knows it by, without metadata (image/strip.h); absent when it is to be left
/// out: the design then names none.
using PhotoSource = std::function<Result<std::optional<std::string>>(const std::string& name)>;
/// A design, the proposals beside it and the photos of all of them, renamed to photos/1.jpg and so on. Errors: the source's,
/// and those of packDesign.
Result<std::string> packWithPhotos(DesignFile file, const PhotoSource& photo);

/// Reads and checks everything. Errors: "pack.damaged", "pack.foreign" (a zip that is no design), "pack.names", "pack.large",
/// "pack.version", and those of designFromJson.
Result<Pack> unpackDesign(std::string_view bytes);

}  // namespace hd
