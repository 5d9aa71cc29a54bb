#include "pack/pack.h"

#include <algorithm>
#include <utility>

#include "core/json.h"
#include "design/design_io.h"
#include "design/limits.h"
#include "pack/internal/zip.h"

namespace hd {
namespace {

constexpr std::string_view kPhotos = "photos/";
constexpr size_t kMostEntries = 3 + 3 * kMaxShots;  // three proposals may each have shots of their own
constexpr uint64_t kMostSmallBytes = 4096;
constexpr int kPackVersion = 1;

// Below photos/ and nowhere else: letters, digits, '.', '-', '_', no dot in front.
bool isPhotoName(std::string_view name) {
  if (name.substr(0, kPhotos.size()) != kPhotos) return false;
  name.remove_prefix(kPhotos.size());
  if (name.empty() || name.size() > 64 || name[0] == '.') return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
  });
}

Error tooLarge() { return Error{"pack.large", {{"most", quantity(static_cast<double>(kMaxPackBytes >> 20), Unit::megabytes)}}}; }

// The most that an entry may hold; 0 for names that do not belong here.
uint64_t limitOf(std::string_view name) {
  if (name == "mimetype" || name == "pack.json") return kMostSmallBytes;
  if (name == "design.json") return kMaxDesignBytes;
  return isPhotoName(name) ? kMaxPackedPhotoBytes : 0;
}

// Names, sizes and number of what an archive claims to hold.
Status checkEntries(const std::vector<ZipEntry>& entries) {
  if (entries.empty() || entries[0].name != "mimetype") return Error{"pack.foreign"};
  uint64_t sum = 0;
  for (size_t i = 0; i < entries.size(); ++i) {
    const ZipEntry& entry = entries[i];
    const uint64_t limit = limitOf(entry.name);
    const bool twice = std::any_of(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(i),
                                   [&](const ZipEntry& other) { return other.name == entry.name; });
    if (limit == 0 || twice) return Error{"pack.names", {{"name", entry.name}}};
    if (!entry.readable) return Error{"pack.damaged"};
    sum += std::min<uint64_t>(entry.size, kMaxPackBytes + 1);
    if (entry.size > limit || sum > kMaxPackBytes) return tooLarge();
  }
  return Done{};
}

Status checkVersion(const std::string& text) {
  const Result<JsonDocument> json = JsonDocument::parse(text, Message{"noun.pack"});
  if (!json) return json.error();
  JsonErrors errors;
  if (json->root()["format"].text(errors, 64) != "hairline-pack") return Error{"pack.foreign"};
  const int64_t version = json->root()["version"].integer(errors, 1, 1'000'000);
  if (errors.any()) return errors.first();
  if (version != kPackVersion) return Error{"pack.version", {{"version", version}, {"known", kPackVersion}}};
  return Done{};
}

}  // namespace

const PackedPhoto* Pack::find(std::string_view name) const {
  const auto at = std::find_if(photos.begin(), photos.end(), [&](const PackedPhoto& p) { return p.name == name; });
  return at == photos.end() ? nullptr : &*at;
}

bool looksPacked(std::string_view bytes) { return bytes.substr(0, 4) == std::string_view("PK\3\4", 4); }

Result<std::string> packDesign(const Pack& pack) {
  size_t sum = 0;
  for (const PackedPhoto& photo : pack.photos) {
    if (!isPhotoName(photo.name)) return Error{"pack.names", {{"name", photo.name}}};
    sum += photo.bytes.size();
    if (photo.bytes.size() > kMaxPackedPhotoBytes || sum > kMaxPackBytes) return tooLarge();
  }
  ZipWriter zip;
  zip.add("mimetype", kPackMimeType, false);
  JsonWriter about;
  about.beginObject().text("format", "hairline-pack").integer("version", kPackVersion).endObject();
  zip.add("pack.json", about.finish(), false);
  zip.add("design.json", designToJson(pack.file), true);
  // Photos are compressed already.
  for (const PackedPhoto& photo : pack.photos) zip.add(photo.name, photo.bytes, false);
  std::optional<std::string> bytes = zip.finish();
  if (!bytes) return Error{"pack.memory"};
  return std::move(*bytes);
}

Result<std::string> packWithPhotos(DesignFile file, const PhotoSource& photo) {
  Pack pack{std::move(file), {}};
  std::vector<std::pair<std::string, std::string>> names;  // as the design knows them, and in the file ("": left out)
  const auto put = [&](Design& design) -> Status {
    for (Shot& shot : design.shots) {
      std::string& name = shot.photo.file;
      if (name.empty()) continue;
      auto at = std::find_if(names.begin(), names.end(), [&](const auto& pair) { return pair.first == name; });
      if (at == names.end()) {
        Result<std::optional<std::string>> bytes = photo(name);
        if (!bytes) return bytes.error();
        std::string packed;
        if (*bytes && !(*bytes)->empty()) {
          packed = "photos/" + std::to_string(pack.photos.size() + 1) + ((**bytes)[0] == '\x89' ? ".png" : ".jpg");
          pack.photos.push_back({packed, std::move(**bytes)});
        }
        at = names.insert(names.end(), {name, std::move(packed)});
      }
      name = at->second;
    }
    return Done{};
  };
  Status done = put(pack.file.design);
  for (std::optional<Design>& other : pack.file.proposals.others)
    if (done && other) done = put(*other);
  if (!done) return done.error();
  return packDesign(pack);
}

Result<Pack> unpackDesign(std::string_view bytes) {
  if (bytes.size() > kMaxPackBytes) return tooLarge();
  ZipReader zip(bytes);
  if (!zip.ok()) return Error{"pack.damaged"};
  const std::optional<std::vector<ZipEntry>> entries = zip.entries(kMostEntries);
  if (!entries) return Error{"pack.damaged"};
  if (const Status fine = checkEntries(*entries); !fine) return fine.error();
  Pack pack;
  std::optional<std::string> design;
  bool versionKnown = false;
  for (size_t i = 0; i < entries->size(); ++i) {
    const std::string& name = (*entries)[i].name;
    std::optional<std::string> content = zip.read(i, limitOf(name));
    if (!content) return Error{"pack.damaged"};
    if (name == "mimetype") {
      if (*content != kPackMimeType) return Error{"pack.foreign"};
    } else if (name == "pack.json") {
      if (const Status known = checkVersion(*content); !known) return known.error();
      versionKnown = true;
    } else if (name == "design.json") {
      design = std::move(content);
    } else {
      pack.photos.push_back({name, std::move(*content)});
    }
  }
  if (!versionKnown || !design) return Error{"pack.foreign"};
  Result<DesignFile> file = designFromJson(*design);
  if (!file) return file.error();
  pack.file = std::move(*file);
  return pack;
}

}  // namespace hd
