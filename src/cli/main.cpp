// `hairline`: everything that the designer computes, without a screen.
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "assets/noticesText.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/nets.h"
#include "design/design.h"
#include "text/sentence.h"

namespace hd::cli {
namespace {

struct Command {
  std::string_view name;
  Status (*run)(const std::vector<std::string>&);
};

Status runVersion(const std::vector<std::string>& words) {
  if (!words.empty()) return Error{"usage/unexpected", {{"argument", words[0]}}};
  return writeOut("hairline " HD_VERSION " (design format " + std::to_string(kDesignVersion) + ")\n");
}

Status runNotices(const std::vector<std::string>& words) {
  if (!words.empty()) return Error{"usage/unexpected", {{"argument", words[0]}}};
  return writeOut({reinterpret_cast<const char*>(assets::noticesText), assets::noticesTextSize});
}

constexpr Command kCommands[] = {{"sample", runSample},     {"find", runFind},      {"new", runNew},           {"head", runHead},
                                 {"estimate", runEstimate}, {"dots", runDots},      {"render", runRender},     {"turn", runTurn},
                                 {"check", runCheck},       {"plan", runPlan},      {"template", runTemplate}, {"svg", runSvg},
                                 {"pack", runPack},         {"colour", runColour},  {"mask", runMask},         {"gallery", runGallery},
                                 {"version", runVersion},   {"notices", runNotices}};

const Command* findCommand(std::string_view name) {
  for (const Command& command : kCommands)
    if (command.name == name) return &command;
  return nullptr;
}

bool isHelp(std::string_view word) { return word == "--help" || word == "-h"; }

int report(const Status& status, std::string_view command) {
  if (status) return 0;
  std::fprintf(stderr, "error: %s\n", sentence(status.error()).c_str());
  if (status.error().id != "usage") return 1;
  std::fprintf(stderr, "see: hairline %.*s--help\n", static_cast<int>(command.size()), command.data());
  return 2;
}

int run(const std::vector<std::string>& words) {
  if (words.empty()) return report(Error{"usage/no_command"}, "");
  std::string name = words[0];
  std::vector<std::string> rest(words.begin() + 1, words.end());
  if (name == "--version" || name == "--notices") name.erase(0, 2);
  if (isHelp(name) || name == "help") {
    if (rest.empty()) return report(writeOut(helpText("")), "");
    name = rest[0];
    rest = {"--help"};
  }
  const Command* command = findCommand(name);
  if (!command) return report(Error{"usage/unknown_command", {{"command", name}}}, "");
  for (const std::string& word : rest) {
    if (word == "--") break;
    if (isHelp(word)) return report(writeOut(helpText(command->name)), "");
  }
  return report(command->run(rest), std::string(command->name) + " ");
}

}  // namespace
}  // namespace hd::cli

int main(int count, char** values) {
  hd::cli::setProgramPath(count > 0 ? values[0] : nullptr);
  return hd::cli::run({values + (count > 0 ? 1 : 0), values + count});
}
