#include "cli/args.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/text.h"

namespace hd::cli {
Result<double> numberOf(std::string_view option, std::string_view text, double low, double high) {
  const std::optional<double> value = parseNumber(text);
  if (!value) return Error{"usage/number", {{"option", option}, {"given", text}}};
  if (*value < low || *value > high) return Error{"usage/between", {{"option", option}, {"given", text}, {"low", low}, {"high", high}}};
  return *value;
}

Result<Args> Args::parse(const std::vector<std::string>& words, const std::vector<OptionSpec>& specs) {
  Args args;
  bool optionsEnded = false;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (optionsEnded || word.size() < 2 || word[0] != '-') {
      args.positionals_.push_back(word);
      continue;
    }
    if (word == "--") {
      optionsEnded = true;
      continue;
    }
    const size_t equals = word.rfind("--", 0) == 0 ? word.find('=') : std::string::npos;
    const std::string name = word.substr(0, equals);
    const auto spec = std::find_if(specs.begin(), specs.end(), [&](const OptionSpec& s) { return s.name == name; });
    if (spec == specs.end()) return Error{"usage/unknown_option", {{"option", name}}};
    if (!spec->repeatable && args.has(name)) return Error{"usage/twice", {{"option", name}}};
    Option option{spec->name, {}};
    if (!spec->takesValue) {
      if (equals != std::string::npos) return Error{"usage/no_value", {{"option", name}}};
    } else if (equals != std::string::npos) {
      option.value = word.substr(equals + 1);
    } else if (++i < words.size()) {
      option.value = words[i];
    } else {
      return Error{"usage/needs_value", {{"option", name}}};
    }
    args.options_.push_back(std::move(option));
  }
  return args;
}

const Option* Args::find(std::string_view name) const {
  const auto found = std::find_if(options_.begin(), options_.end(), [&](const Option& o) { return o.name == name; });
  return found == options_.end() ? nullptr : &*found;
}

std::optional<std::string> Args::text(std::string_view name) const {
  const Option* option = find(name);
  if (!option) return {};
  return option->value;
}

std::optional<double> Args::number(std::string_view name, double low, double high) {
  const Option* option = find(name);
  if (!option) return {};
  const Result<double> value = numberOf(name, option->value, low, high);
  if (value) return *value;
  fail(value.error());
  return {};
}

std::optional<int64_t> Args::integer(std::string_view name, int64_t low, int64_t high) {
  const std::optional<double> value = number(name, static_cast<double>(low), static_cast<double>(high));
  if (!value) return {};
  if (*value == std::floor(*value)) return static_cast<int64_t>(*value);
  fail(Message{"usage/whole", {{"option", name}, {"given", *text(name)}}});
  return {};
}

std::string Args::onlyFile(const Message& what) {
  if (positionals_.empty()) return fail(Message{"usage/no_file", {{"what", what}}}), std::string();
  if (positionals_.size() > 1) return fail(Message{"usage/unexpected", {{"argument", positionals_[1]}}}), std::string();
  return positionals_[0];
}

std::string Args::required(std::string_view name) {
  const Option* option = find(name);
  if (!option) return fail(Message{"usage/missing", {{"option", name}}}), std::string();
  if (option->value.empty()) return fail(Message{"usage/empty", {{"option", name}}}), std::string();
  return option->value;
}

void Args::fail(Message problem) {
  if (!failed()) error_ = std::move(problem);
}

}  // namespace hd::cli
