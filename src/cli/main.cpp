// `hairline`: everything that the designer computes, without a screen.
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"
#include "cli/files.h"
#include "design/design.h"

namespace hd::cli {
namespace {

struct Command {
  std::string_view name;
  Status (*run)(const std::vector<std::string>&);
};

Status runVersion(const std::vector<std::string>& words) {
  if (!words.empty()) return Error{"usage", "unexpected argument \"" + words[0] + "\""};
  return writeOut("hairline " HD_VERSION " (design format " + std::to_string(kDesignVersion) + ")\n");
}

constexpr Command kCommands[] = {{"sample", runSample}, {"new", runNew},       {"estimate", runEstimate}, {"dots", runDots},
                                 {"render", runRender}, {"check", runCheck},   {"colour", runColour}, {"mask", runMask},     {"gallery", runGallery},
                                 {"version", runVersion}};

const Command* findCommand(std::string_view name) {
  for (const Command& command : kCommands)
    if (command.name == name) return &command;
  return nullptr;
}

bool isHelp(std::string_view word) { return word == "--help" || word == "-h"; }

int report(const Status& status, std::string_view command) {
  if (status) return 0;
  std::fprintf(stderr, "error: %s\n", status.error().message.c_str());
  if (status.error().id != "usage") return 1;
  std::fprintf(stderr, "see: hairline %.*s--help\n", static_cast<int>(command.size()), command.data());
  return 2;
}

int run(const std::vector<std::string>& words) {
  if (words.empty()) return report(Error{"usage", "no command given"}, "");
  std::string name = words[0];
  std::vector<std::string> rest(words.begin() + 1, words.end());
  if (name == "--version") name = "version";
  if (isHelp(name) || name == "help") {
    if (rest.empty()) return report(writeOut(helpText("")), "");
    name = rest[0];
    rest = {"--help"};
  }
  const Command* command = findCommand(name);
  if (!command) return report(Error{"usage", "unknown command \"" + name + "\""}, "");
  for (const std::string& word : rest) {
    if (word == "--") break;
    if (isHelp(word)) return report(writeOut(helpText(command->name)), "");
  }
  return report(command->run(rest), std::string(command->name) + " ");
}

}  // namespace
}  // namespace hd::cli

int main(int count, char** values) { return hd::cli::run({values + (count > 0 ? 1 : 0), values + count}); }
