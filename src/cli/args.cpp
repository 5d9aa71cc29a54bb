#include "cli/args.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/text.h"

namespace hd::cli {
namespace {

Error usage(std::string message) { return {"usage", std::move(message)}; }

std::string shortNumber(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.15g", value);
  return text;
}

}  // namespace

Result<double> numberOf(std::string_view option, std::string_view text, double low, double high) {
  const std::optional<double> value = parseNumber(text);
  if (!value) return usage(std::string(option) + " takes a number, not \"" + std::string(text) + "\"");
  if (*value < low || *value > high)
    return usage(std::string(option) + " is " + std::string(text) + "; it must be between " + shortNumber(low) + " and " + shortNumber(high));
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
    if (spec == specs.end()) return usage("unknown option " + name);
    if (!spec->repeatable && args.has(name)) return usage(name + " is given twice");
    Option option{spec->name, {}};
    if (!spec->takesValue) {
      if (equals != std::string::npos) return usage(name + " takes no value");
    } else if (equals != std::string::npos) {
      option.value = word.substr(equals + 1);
    } else if (++i < words.size()) {
      option.value = words[i];
    } else {
      return usage(name + " needs a value");
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
  fail(value.error().message);
  return {};
}

std::optional<int64_t> Args::integer(std::string_view name, int64_t low, int64_t high) {
  const std::optional<double> value = number(name, static_cast<double>(low), static_cast<double>(high));
  if (!value) return {};
  if (*value == std::floor(*value)) return static_cast<int64_t>(*value);
  fail(std::string(name) + " takes a whole number, not \"" + *text(name) + "\"");
  return {};
}

std::string Args::onlyFile(std::string_view what) {
  if (positionals_.empty()) return fail("no " + std::string(what) + " given"), std::string();
  if (positionals_.size() > 1) return fail("unexpected argument \"" + positionals_[1] + "\""), std::string();
  return positionals_[0];
}

std::string Args::required(std::string_view name) {
  const Option* option = find(name);
  if (!option) return fail(std::string(name) + " is missing"), std::string();
  if (option->value.empty()) return fail(std::string(name) + " is empty"), std::string();
  return option->value;
}

void Args::fail(std::string message) {
  if (!error_) error_ = usage(std::move(message));
}

}  // namespace hd::cli
