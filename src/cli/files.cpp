#include "cli/files.h"

#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "design/design_io.h"
#include "design/limits.h"
#include "image/strip.h"
#include "pack/pack.h"

namespace hd::cli {
namespace {

namespace fs = std::filesystem;

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

std::string reason() { return std::strerror(errno); }

Error unwritten(const std::string& path, const std::string& why) { return Error{"file/unwritten", {{"file", path}, {"problem", why}}}; }

// Writes and closes; a full disk may show only on closing.
bool writeAndClose(const std::string& path, const std::string& bytes) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (!file) return false;
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size() && std::fflush(file) == 0;
  const int error = errno;
  const bool closed = std::fclose(file) == 0;
  if (!written) errno = error;
  return written && closed;
}

// The bytes of a photo as a design file names it. What a packed design names is looked for inside of it alone.
Result<std::string> photoBytes(const std::string& name, const std::string& designPath) {
  const Result<std::string> design = readFile(designPath, Message{"noun.design"}, kMaxPackBytes);
  if (design && looksPacked(*design)) {
    const Result<Pack> pack = unpackDesign(*design);
    if (!pack) return inFile(Message{"noun.pack"}, designPath, pack.error());
    if (const PackedPhoto* photo = pack->find(name)) return photo->bytes;
    return Error{"pack.photo", {{"pack", designPath}, {"photo", name}}};
  }
  const fs::path named(name);
  std::error_code none;
  fs::path path = named.is_absolute() ? named : fs::path(designPath).parent_path() / named;
  if (!fs::exists(path, none) && fs::exists(named, none)) path = named;
  return readFile(path.string(), Message{"noun.photo"});
}

struct Pending {
  const Output* output;
  std::string target, temporary;
};

}  // namespace

Result<std::string> readFile(const std::string& path, const Message& what, uint64_t maxBytes) {
  std::error_code none;
  if (fs::is_directory(path, none)) return Error{"file/folder", {{"what", what}, {"file", path}}};
  const File file(std::fopen(path.c_str(), "rb"));
  if (!file) return Error{"file/unopened", {{"what", what}, {"file", path}, {"problem", reason()}}};
  std::string bytes;
  std::vector<char> buffer(1 << 16);
  while (const size_t count = std::fread(buffer.data(), 1, buffer.size(), file.get())) {
    if (bytes.size() + count > maxBytes)
      return Error{"file/large",
                   {{"what", what}, {"file", path}, {"most", quantity(static_cast<double>(maxBytes >> 20), Unit::megabytes)}}};
    bytes.append(buffer.data(), count);
  }
  if (std::ferror(file.get())) return Error{"file/unread", {{"what", what}, {"file", path}, {"problem", reason()}}};
  return bytes;
}

Status writeFiles(const std::vector<Output>& outputs) {
  std::vector<Pending> pending;
  const auto discard = [&] {
    for (const Pending& p : pending) std::remove(p.temporary.c_str());
  };
  for (const Output& output : outputs) {
    std::error_code error;
    const fs::file_status status = fs::status(output.path, error);
    if (fs::exists(status) && !fs::is_regular_file(status)) {
      if (writeAndClose(output.path, output.bytes)) continue;
      discard();
      return unwritten(output.path, reason());
    }
    // A link keeps pointing to its file, which is the one to be replaced.
    const fs::path real = fs::exists(status) ? fs::canonical(output.path, error) : fs::path(output.path);
    Pending p{&output, real.string(), real.string() + ".part" + std::to_string(getpid())};
    if (!writeAndClose(p.temporary, output.bytes)) {
      const std::string why = reason();
      std::remove(p.temporary.c_str());
      discard();
      return unwritten(output.path, why);
    }
    pending.push_back(std::move(p));
  }
  for (const Pending& p : pending) {
    if (std::rename(p.temporary.c_str(), p.target.c_str()) == 0) continue;
    const std::string why = reason();
    discard();
    return unwritten(p.output->path, why);
  }
  return Done{};
}

Error inFile(const Message& what, const std::string& path, const Error& problem) {
  Error out = Error{"file.problem", {{"what", what}, {"file", path}, {"problem", problem}}};
  out.id = problem.id;
  return out;
}

Status writeOut(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) return Done{};
  return Error{"file/standard_output", {{"problem", reason()}}};
}

Result<std::string> pathFromDesign(const std::string& file, const std::string& designPath) {
  std::error_code error;
  const fs::path photo = fs::canonical(file, error);
  if (error) return Error{"file.problem", {{"what", Message{"noun.photo"}}, {"file", file}, {"problem", error.message()}}};
  const fs::path folder = fs::weakly_canonical(fs::absolute(designPath, error).parent_path(), error);
  if (error) return photo.generic_string();
  const fs::path relative = photo.lexically_relative(folder);
  return (relative.empty() ? photo : relative).generic_string();
}

Result<DesignFile> loadDesign(const std::string& path) {
  const Result<std::string> text = readFile(path, Message{"noun.design"}, kMaxPackBytes);
  if (!text) return text.error();
  if (looksPacked(*text)) {
    Result<Pack> pack = unpackDesign(*text);
    if (!pack) return inFile(Message{"noun.pack"}, path, pack.error());
    return std::move(pack->file);
  }
  Result<DesignFile> found = designFromJson(*text);
  if (!found) return inFile(Message{"noun.design"}, path, found.error());
  return found;
}

Result<Photo> loadPhoto(const std::string& path) {
  const Result<std::string> bytes = readFile(path, Message{"noun.photo"});
  if (!bytes) return bytes.error();
  Result<Photo> photo = decodePhoto({reinterpret_cast<const uint8_t*>(bytes->data()), bytes->size()});
  if (!photo) return inFile(Message{"noun.photo"}, path, photo.error());
  return photo;
}

Result<Photo> loadDesignPhoto(const Design& design, const std::string& designPath) {
  if (design.photo().file.empty()) return Error{"photo.none", {{"design", designPath}}};
  const Result<std::string> bytes = photoBytes(design.photo().file, designPath);
  if (!bytes) return bytes.error();
  const std::string& path = design.photo().file;
  Result<Photo> photo = decodePhoto({reinterpret_cast<const uint8_t*>(bytes->data()), bytes->size()});
  if (!photo) return inFile(Message{"noun.photo"}, path, photo.error());
  const ImageRgb8& image = photo->image;
  if (image.width != design.photo().widthPx || image.height != design.photo().heightPx)
    return Error{"photo.size",
                 {{"photo", path},
                  {"width", image.width},
                  {"height", image.height},
                  {"made_width", design.photo().widthPx},
                  {"made_height", design.photo().heightPx}}};
  return photo;
}

bool isPackName(const std::string& path) {
  constexpr std::string_view kEnd = ".hairline";
  return path.size() > kEnd.size() && std::string_view(path).substr(path.size() - kEnd.size()) == kEnd;
}

Result<Output> designOutput(const std::string& path, const DesignFile& file, const std::string& from) {
  const Result<std::string> source = readFile(from, Message{"noun.design"}, kMaxPackBytes);
  const bool packed = source && looksPacked(*source);
  if (!isPackName(path)) {
    if (packed) return Error{"pack.output", {{"pack", from}, {"output", path}}};
    return Output{path, designToJson(file)};
  }
  Result<std::string> bytes = packWithPhotos(file, [&](const std::string& name) -> Result<std::optional<std::string>> {
    const Result<std::string> photo = photoBytes(name, from);
    if (!photo) return photo.error();
    const std::vector<uint8_t> bare = withoutMetadata({reinterpret_cast<const uint8_t*>(photo->data()), photo->size()});
    if (bare.empty()) return Error{"pack.unreadable", {{"photo", name}}};
    return std::optional<std::string>(std::in_place, bare.begin(), bare.end());
  });
  if (!bytes) return bytes.error();
  return Output{path, std::move(*bytes)};
}

}  // namespace hd::cli
