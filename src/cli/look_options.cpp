#include "cli/look_options.h"

#include <string>

namespace hd::cli {
namespace {

/// Index of an option's word among `words`; 0 when it is not given or wrong (which is reported).
int choice(Args& args, std::string_view option, std::span<const std::string_view> words) {
  const std::optional<std::string> given = args.text(option);
  if (!given) return 0;
  std::string known;
  for (size_t i = 0; i < words.size(); ++i) {
    if (*given == words[i]) return static_cast<int>(i);
    known += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + std::string(words[i]);
  }
  args.fail(std::string(option) + " is \"" + *given + "\"; it must be " + known);
  return 0;
}

}  // namespace

std::vector<OptionSpec> withAgeing(std::vector<OptionSpec> specs) {
  specs.insert(specs.end(), {{"--sun"}, {"--skin-type"}, {"--pigment"}});
  return specs;
}

std::vector<OptionSpec> withLook(std::vector<OptionSpec> specs) {
  specs = withAgeing(std::move(specs));
  specs.insert(specs.end(), {{"--touch-ups"}, {"--mistake", true, true}, {"--distance"}});
  return specs;
}

LookWishes readLook(Args& args) {
  constexpr double kLeastMetres = 0.1, kMostMetres = 100.0;
  LookWishes wishes;
  wishes.ageing.sun = static_cast<SunExposure>(choice(args, "--sun", kSunNames));
  wishes.ageing.skin = static_cast<SkinType>(choice(args, "--skin-type", kSkinTypeNames));
  wishes.ageing.pigment = static_cast<PigmentType>(choice(args, "--pigment", kPigmentNames));
  wishes.touchUps = static_cast<int>(args.integer("--touch-ups", 0, 20).value_or(0));
  wishes.distanceMm = 1000.0 * args.number("--distance", kLeastMetres, kMostMetres).value_or(0.0);
  for (const Option& option : args.options()) {
    if (option.name != "--mistake" || setMistake(wishes.mistakes, option.value)) continue;
    std::string known;
    for (const std::string_view name : mistakeNames()) known += (known.empty() ? "" : ", ") + std::string(name);
    args.fail("--mistake is \"" + option.value + "\"; it must be one of " + known);
  }
  return wishes;
}

}  // namespace hd::cli
