#include "cli/files.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <unistd.h>

#include "design/design_io.h"
#include "design/limits.h"

namespace hd::cli {
namespace {

namespace fs = std::filesystem;

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

Error fileError(std::string_view what, const std::string& path, const std::string& problem) {
  return {"file", std::string(what) + " " + path + ": " + problem};
}

std::string reason() { return std::strerror(errno); }

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

struct Pending {
  const Output* output;
  std::string target, temporary;
};

}  // namespace

Result<std::string> readFile(const std::string& path, std::string_view what, uint64_t maxBytes) {
  std::error_code none;
  if (fs::is_directory(path, none)) return fileError(what, path, "is a folder");
  const File file(std::fopen(path.c_str(), "rb"));
  if (!file) return fileError(what, path, "cannot be opened (" + reason() + ")");
  std::string bytes;
  std::vector<char> buffer(1 << 16);
  while (const size_t count = std::fread(buffer.data(), 1, buffer.size(), file.get())) {
    if (bytes.size() + count > maxBytes) return fileError(what, path, "is larger than " + std::to_string(maxBytes >> 20) + " MB");
    bytes.append(buffer.data(), count);
  }
  if (std::ferror(file.get())) return fileError(what, path, "cannot be read (" + reason() + ")");
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
      return fileError("output", output.path, "cannot be written (" + reason() + ")");
    }
    // A link keeps pointing to its file, which is the one to be replaced.
    const fs::path real = fs::exists(status) ? fs::canonical(output.path, error) : fs::path(output.path);
    Pending p{&output, real.string(), real.string() + ".part" + std::to_string(getpid())};
    if (!writeAndClose(p.temporary, output.bytes)) {
      const std::string why = reason();
      std::remove(p.temporary.c_str());
      discard();
      return fileError("output", output.path, "cannot be written (" + why + ")");
    }
    pending.push_back(std::move(p));
  }
  for (const Pending& p : pending) {
    if (std::rename(p.temporary.c_str(), p.target.c_str()) == 0) continue;
    const std::string why = reason();
    discard();
    return fileError("output", p.output->path, "cannot be written (" + why + ")");
  }
  return Done{};
}

Status writeOut(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) return Done{};
  return Error{"file", "cannot write to standard output (" + reason() + ")"};
}

Result<std::string> pathFromDesign(const std::string& file, const std::string& designPath) {
  std::error_code error;
  const fs::path photo = fs::canonical(file, error);
  if (error) return fileError("photo", file, error.message());
  const fs::path folder = fs::weakly_canonical(fs::absolute(designPath, error).parent_path(), error);
  if (error) return photo.generic_string();
  const fs::path relative = photo.lexically_relative(folder);
  return (relative.empty() ? photo : relative).generic_string();
}

namespace {

template <class T>
Result<T> loadFromDesign(const std::string& path, Result<T> (*read)(std::string_view)) {
  const Result<std::string> text = readFile(path, "design", kMaxDesignBytes);
  if (!text) return text.error();
  Result<T> found = read(*text);
  if (!found) return Error{found.error().id, "design " + path + ": " + found.error().message};
  return found;
}

}  // namespace

Result<Design> loadDesign(const std::string& path) { return loadFromDesign(path, designFromJson); }
Result<Proposals> loadProposals(const std::string& path) { return loadFromDesign(path, proposalsFromJson); }

Result<Photo> loadPhoto(const std::string& path) {
  const Result<std::string> bytes = readFile(path, "photo");
  if (!bytes) return bytes.error();
  Result<Photo> photo = decodePhoto({reinterpret_cast<const uint8_t*>(bytes->data()), bytes->size()});
  if (!photo) return Error{photo.error().id, "photo " + path + ": " + photo.error().message};
  return photo;
}

Result<Photo> loadDesignPhoto(const Design& design, const std::string& designPath) {
  if (design.photo.file.empty()) return Error{"photo.none", "the design " + designPath + " names no photo"};
  const fs::path named(design.photo.file);
  std::error_code none;
  fs::path path = named.is_absolute() ? named : fs::path(designPath).parent_path() / named;
  if (!fs::exists(path, none) && fs::exists(named, none)) path = named;
  Result<Photo> photo = loadPhoto(path.string());
  if (!photo) return photo;
  const ImageRgb8& image = photo->image;
  if (image.width != design.photo.widthPx || image.height != design.photo.heightPx)
    return Error{"photo.size", "photo " + path.string() + " has " + std::to_string(image.width) + " x " + std::to_string(image.height) +
                                   " px, but the design was made on one of " + std::to_string(design.photo.widthPx) + " x " +
                                   std::to_string(design.photo.heightPx)};
  return photo;
}

}  // namespace hd::cli
