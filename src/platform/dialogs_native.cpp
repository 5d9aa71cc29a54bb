#include "platform/dialogs.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

extern char** environ;

namespace hd {
namespace {

bool onPath(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::string rest = path ? path : "";
  while (!rest.empty()) {
    const size_t colon = rest.find(':');
    const std::string folder = rest.substr(0, colon);
    rest = colon == std::string::npos ? "" : rest.substr(colon + 1);
    if (!folder.empty() && access((folder + "/" + program).c_str(), X_OK) == 0) return true;
  }
  return false;
}

/// The first dialog program found, or an empty name.
std::string dialogProgram() {
  if (!std::getenv("DISPLAY") && !std::getenv("WAYLAND_DISPLAY")) return "";
  for (const char* program : {"zenity", "kdialog"}) {
    if (onPath(program)) return program;
  }
  return "";
}

}  // namespace

FileDialog::~FileDialog() {
  if (pipe_ >= 0) close(pipe_);
}

bool FileDialog::available() { return !dialogProgram().empty(); }

bool FileDialog::askOpen(PickKind kind, const Words& words) {
  const bool photo = kind == PickKind::photo;
  if (dialogProgram() == "zenity") {
    return start({"zenity", "--file-selection", "--title=" + words.title,
                  "--file-filter=" + words.files + (photo ? " | *.jpg *.jpeg *.png *.JPG *.JPEG *.PNG" : " | *.json"),
                  "--file-filter=" + words.allFiles + " | *"});
  }
  return start(
      {"kdialog", "--title", words.title, "--getopenfilename", ".", words.files + (photo ? " (*.jpg *.jpeg *.png)" : " (*.json)")});
}

bool FileDialog::askSave(const std::string& suggestedName, const std::string& title) {
  if (dialogProgram() == "zenity") {
    return start({"zenity", "--file-selection", "--save", "--confirm-overwrite", "--title=" + title, "--filename=" + suggestedName});
  }
  return start({"kdialog", "--title", title, "--getsavefilename", suggestedName});
}

bool FileDialog::start(const std::vector<std::string>& arguments) {
  if (open() || dialogProgram().empty()) return false;
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return false;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  pid_t pid = 0;
  const int failed = posix_spawnp(&pid, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (failed != 0) {
    close(ends[0]);
    return false;
  }
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  pid_ = pid;
  pipe_ = ends[0];
  output_.clear();
  return true;
}

std::optional<std::string> FileDialog::poll() {
  if (!open()) return std::nullopt;
  char buffer[512];
  for (;;) {
    const ssize_t got = read(pipe_, buffer, sizeof buffer);
    if (got > 0) {
      output_.append(buffer, static_cast<size_t>(got));
      continue;
    }
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return std::nullopt;
    break;  // closed: the dialog has ended
  }
  int status = 0;
  waitpid(pid_, &status, 0);
  close(pipe_);
  pipe_ = -1;
  pid_ = 0;
  while (!output_.empty() && (output_.back() == '\n' || output_.back() == '\r')) output_.pop_back();
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? output_ : std::string();
}

}  // namespace hd
