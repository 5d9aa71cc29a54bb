#include "app/kept_work_native.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "app/disk.h"

namespace hd {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMark = "hairline-kept 1 ";
constexpr const char* kLock = "lock";

std::string slotPath(const std::string& session, int slot) { return session + "/slot" + std::to_string(slot); }

uint64_t sumOf(std::string_view text) {
  uint64_t sum = 0xcbf29ce484222325u;
  for (const char c : text) sum = (sum ^ static_cast<uint8_t>(c)) * 0x100000001b3u;
  return sum;
}

// "hairline-kept 1 <sum>\n" and what the sum is of: "<turn>\n<pack>\n<design>".
std::string slotText(uint64_t turn, const KeptWork& work) {
  const std::string body = std::to_string(turn) + "\n" + work.pack + "\n" + work.design;
  return std::string(kMark) + std::to_string(sumOf(body)) + "\n" + body;
}

struct Slot {
  uint64_t turn = 0;
  KeptWork work;
};

std::optional<Slot> readSlot(const std::string& path) {
  const Result<std::string> read = readFile(path);
  if (!read || read->rfind(kMark, 0) != 0) return {};
  const std::string_view text = *read;
  const size_t head = text.find('\n');
  if (head == std::string_view::npos) return {};
  const std::string_view body = text.substr(head + 1);
  if (text.substr(kMark.size(), head - kMark.size()) != std::to_string(sumOf(body))) return {};
  const size_t turnEnd = body.find('\n'), packEnd = turnEnd == std::string_view::npos ? turnEnd : body.find('\n', turnEnd + 1);
  if (packEnd == std::string_view::npos) return {};
  Slot slot;
  std::from_chars(body.data(), body.data() + turnEnd, slot.turn);
  slot.work = {std::string(body.substr(packEnd + 1)), std::string(body.substr(turnEnd + 1, packEnd - turnEnd - 1))};
  return slot;
}

// The lock of a session, or -1 when a running program holds it.
int lockOf(const std::string& session) {
  const int file = open((session + "/" + kLock).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0) return file;
  if (file >= 0) close(file);
  return -1;
}

std::vector<std::string> sessionsIn(const std::string& folder) {
  std::vector<std::string> out;
  std::error_code failed;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    std::error_code none;
    if (at->is_directory(none)) out.push_back(at->path().string());
  }
  return out;
}

void removeSession(const std::string& session) {
  std::error_code none;
  for (const int slot : {0, 1}) {
    fs::remove(slotPath(session, slot), none);
    fs::remove(slotPath(session, slot) + ".part", none);
  }
  fs::remove(session + "/" + kLock, none);
  fs::remove(session, none);
}

// On the disk before it gets its name, so that a power cut leaves one of the slots whole.
bool writeDurably(const std::string& path, const std::string& text) {
  const std::string part = path + ".part";
  const int file = open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return false;
  size_t done = 0;
  while (done < text.size()) {
    const ssize_t count = write(file, text.data() + done, text.size() - done);
    if (count <= 0) break;
    done += static_cast<size_t>(count);
  }
  const bool whole = done == text.size() && fdatasync(file) == 0;
  close(file);
  return whole && std::rename(part.c_str(), path.c_str()) == 0;
}

}  // namespace

WorkKeeper::WorkKeeper(std::string folder) : folder_(std::move(folder)) {}

WorkKeeper::~WorkKeeper() {
  if (lock_ >= 0) close(lock_);
}

std::string WorkKeeper::usualFolder() {
  const char* state = std::getenv("XDG_STATE_HOME");
  if (state && *state == '/') return std::string(state) + "/hairline-designer";
  const char* home = std::getenv("HOME");
  return home && *home ? std::string(home) + "/.local/state/hairline-designer" : std::string();
}

std::optional<KeptWork> WorkKeeper::takeLatest() {
  std::optional<KeptWork> latest;
  fs::file_time_type when = fs::file_time_type::min();
  for (const std::string& session : sessionsIn(folder_)) {
    const int lock = lockOf(session);
    if (lock < 0) continue;
    std::optional<Slot> newest;
    fs::file_time_type time = fs::file_time_type::min();
    for (const int slot : {0, 1}) {
      std::optional<Slot> found = readSlot(slotPath(session, slot));
      std::error_code none;
      if (!found || (newest && found->turn < newest->turn)) continue;
      newest = std::move(found);
      time = fs::last_write_time(slotPath(session, slot), none);
    }
    if (newest && (!latest || time > when)) {
      latest = std::move(newest->work);
      when = time;
      taken_ = session;
    }
    close(lock);
  }
  return latest;
}

bool WorkKeeper::begin() {
  if (folder_.empty()) return false;
  std::error_code failed;
  fs::create_directories(folder_, failed);
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  session_ =
      folder_ + "/" + std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(now).count()) + "-" + std::to_string(getpid());
  fs::create_directory(session_, failed);
  fs::permissions(session_, fs::perms::owner_all, failed);  // of nobody else's business
  lock_ = lockOf(session_);
  return lock_ >= 0;
}

bool WorkKeeper::keep(const KeptWork& work) {
  std::string now = work.pack + "\n" + work.design;
  if (now == last_) return true;
  if (lock_ < 0 && !begin()) return false;
  if (!writeDurably(slotPath(session_, slot_), slotText(++turn_, work))) return false;
  slot_ = 1 - slot_;
  last_ = std::move(now);
  // What was gone on with lies here now.
  if (!taken_.empty()) removeSession(std::exchange(taken_, {}));
  return true;
}

void WorkKeeper::forgetAll(const std::string& folder) {
  for (const std::string& session : sessionsIn(folder)) {
    const int lock = lockOf(session);
    if (lock < 0) continue;
    removeSession(session);
    close(lock);
  }
}

}  // namespace hd
