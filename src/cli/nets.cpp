#include "cli/nets.h"

#include <filesystem>

#include "cli/files.h"
#include "cli/tell.h"
#include "vision/found_json.h"

namespace hd::cli {
namespace {

namespace fs = std::filesystem;

std::string& programPath() {
  static std::string path;
  return path;
}

/// nets.bin beside the program: by how it was called, or where the system says that it lies.
std::string besideProgram() {
  std::error_code none;
  const fs::path named = fs::path(programPath()).parent_path() / "nets.bin";
  if (!named.parent_path().empty() && fs::exists(named, none)) return named.string();
  const fs::path self = fs::read_symlink("/proc/self/exe", none);
  return ((none ? fs::path(programPath()) : self).parent_path() / "nets.bin").string();
}

constexpr uint64_t kMaxNetsBytes = 16u << 20;

}  // namespace

void setProgramPath(const char* argv0) { programPath() = argv0 ? argv0 : ""; }

Result<HeadFinder> loadHeadFinder(const std::optional<std::string>& path) {
  const std::string file = path.value_or(besideProgram());
  std::error_code none;
  if (!fs::exists(file, none)) return Error{"nets.missing", {{"file", file}}};
  const Result<std::string> bytes = readFile(file, Message{"noun.nets"}, kMaxNetsBytes);
  if (!bytes) return bytes.error();
  Result<HeadFinder> finder = HeadFinder::fromBytes({reinterpret_cast<const uint8_t*>(bytes->data()), bytes->size()});
  if (!finder) return inFile(Message{"noun.nets"}, file, finder.error());
  return finder;
}

void printFindWarnings(const FoundHead& found) {
  for (FindWarning w : found.warnings) warn(findWarningMessage(w));
}

}  // namespace hd::cli
