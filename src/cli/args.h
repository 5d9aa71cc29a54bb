// The command line, taken apart strictly: what a command does not know is an error, not a guess.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace hd::cli {

/// An option a command understands.
struct OptionSpec {
  std::string_view name;  ///< "--norwood" or "-o"
  bool takesValue = true;
  bool repeatable = false;
};

/// One option as given, in order.
struct Option {
  std::string_view name;
  std::string value;
};

/// A command's arguments. Reads with a wrong value report to `error()`; the first one counts.
class Args {
 public:
  /// Takes `words` apart. "--name=value" and "--name value" are the same; "--" ends the options.
  /// Error "usage" for unknown, repeated or incomplete options.
  static Result<Args> parse(const std::vector<std::string>& words, const std::vector<OptionSpec>& specs);

  bool has(std::string_view name) const { return find(name) != nullptr; }
  std::optional<std::string> text(std::string_view name) const;
  /// Number within [low, high], absent when not given.
  std::optional<double> number(std::string_view name, double low, double high);
  std::optional<int64_t> integer(std::string_view name, int64_t low, int64_t high);
  const std::vector<Option>& options() const { return options_; }
  const std::vector<std::string>& positionals() const { return positionals_; }

  /// The only positional argument, `what` it is in words; reports when there is none or more than one.
  std::string onlyFile(const Message& what);
  /// The value of an option that must be given and not be empty.
  std::string required(std::string_view name);

  void fail(Message problem);
  bool failed() const { return !error_.empty(); }
  const Error& error() const { return error_; }

 private:
  const Option* find(std::string_view name) const;
  std::vector<Option> options_;
  std::vector<std::string> positionals_;
  Error error_;
};

/// Whole text as a number within [low, high]; the error says which option it was for.
Result<double> numberOf(std::string_view option, std::string_view text, double low, double high);

}  // namespace hd::cli
