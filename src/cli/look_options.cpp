#include "cli/look_options.h"

#include <string>

namespace hd::cli {
namespace {

/// The value of an option's word among `words`; none when it is not given or wrong (which is reported).
template <class Enum>
std::optional<Enum> choice(Args& args, std::string_view option, std::span<const std::string_view> words) {
  const std::optional<std::string> given = args.text(option);
  if (!given) return std::nullopt;
  for (size_t i = 0; i < words.size(); ++i)
    if (*given == words[i]) return static_cast<Enum>(i);
  args.fail(Message{"usage/one_of", {{"option", option}, {"given", *given}, {"known", words}}});
  return std::nullopt;
}

}  // namespace

std::vector<OptionSpec> withAgeing(std::vector<OptionSpec> specs) {
  specs.insert(specs.end(), {{"--sun"}, {"--skin-type"}, {"--pigment"}});
  return specs;
}

std::vector<OptionSpec> withLook(std::vector<OptionSpec> specs) {
  specs = withAgeing(std::move(specs));
  specs.insert(specs.end(), {{"--session"}, {"--day"}, {"--touch-ups"}, {"--mistake", true, true}, {"--distance"}});
  return specs;
}

LookWishes readLook(Args& args) {
  constexpr double kLeastMetres = 0.1, kMostMetres = 100.0;
  LookWishes wishes;
  wishes.sun = choice<SunExposure>(args, "--sun", kSunNames);
  wishes.skin = choice<SkinType>(args, "--skin-type", kSkinTypeNames);
  wishes.pigment = choice<PigmentType>(args, "--pigment", kPigmentNames);
  if (const auto session = args.integer("--session", 1, 4)) wishes.session = static_cast<int>(*session);
  wishes.day = args.number("--day", 0, kMostDaysShown);
  if (const auto times = args.integer("--touch-ups", 0, 20)) wishes.touchUps = static_cast<int>(*times);
  if (const auto metres = args.number("--distance", kLeastMetres, kMostMetres)) wishes.distanceMm = 1000.0 * *metres;
  for (const Option& option : args.options()) {
    if (option.name != "--mistake" || setMistake(wishes.mistakes, option.value)) continue;
    args.fail(Message{"usage/one_of", {{"option", option.name}, {"given", option.value}, {"known", mistakeNames()}}});
  }
  return wishes;
}

Look LookWishes::over(Look look) const {
  look.ageing = {sun.value_or(look.ageing.sun), skin.value_or(look.ageing.skin), pigment.value_or(look.ageing.pigment)};
  look.touchUps = touchUps.value_or(look.touchUps);
  look.session = session.value_or(look.session);
  look.day = day.value_or(look.day);
  look.distanceMm = distanceMm.value_or(look.distanceMm);
  return look;
}

}  // namespace hd::cli
