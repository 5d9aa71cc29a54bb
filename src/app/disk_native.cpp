#include "app/disk.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

namespace hd {
namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

constexpr uint64_t kMaxBytes = uint64_t{1} << 30;

Error unread(const std::string& path) { return Error{"file.read", {{"file", path}, {"problem", std::strerror(errno)}}}; }
Error unwritten(const std::string& path) { return Error{"file.write", {{"file", path}, {"problem", std::strerror(errno)}}}; }
Error tooLarge(const std::string& path) { return Error{"file.read/large", {{"file", path}}}; }

}  // namespace

std::string besideProgram(std::string_view name) {
  std::error_code none;
  return (std::filesystem::read_symlink("/proc/self/exe", none).parent_path() / name).string();
}

Result<std::string> readFile(const std::string& path) {
  std::error_code failed;
  if (std::filesystem::is_directory(path, failed)) return Error{"file.read/folder", {{"file", path}}};
  File file(std::fopen(path.c_str(), "rb"));
  if (!file) return unread(path);
  const uint64_t size = std::filesystem::file_size(path, failed);
  if (!failed && size > kMaxBytes) return tooLarge(path);
  std::string out;
  char buffer[65536];
  size_t got = 0;
  while ((got = std::fread(buffer, 1, sizeof buffer, file.get())) > 0) {
    out.append(buffer, got);
    if (out.size() > kMaxBytes) return tooLarge(path);
  }
  if (std::ferror(file.get())) return unread(path);
  return out;
}

Status writeFile(const std::string& path, std::string_view bytes) {
  const std::string temporary = path + ".part";
  {
    File file(std::fopen(temporary.c_str(), "wb"));
    if (!file) return unwritten(path);
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size() && std::fflush(file.get()) == 0;
    if (!written) {
      Error error = unwritten(path);
      std::remove(temporary.c_str());
      return error;
    }
  }
  if (std::rename(temporary.c_str(), path.c_str()) != 0) {
    Error error = unwritten(path);
    std::remove(temporary.c_str());
    return error;
  }
  return Done{};
}

}  // namespace hd
