// The numbers of the trade, from assets/facts.json (embedded at build time).
//
// Every figure has a value, usually a range, a unit, a source and how far it can be trusted; code
// asks for it by key and never repeats the number. A key that does not exist is a programming
// error and stops the program with its name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/interval.h"

namespace hd {

/// One figure. `low`/`high` equal `value` when the file states no range.
struct Fact {
  std::string key;
  double value = 0.0;
  double low = 0.0;
  double high = 0.0;
  std::string unit;
  std::string source;
  /// "high", "medium", "low" or "choice" (ours, nothing published).
  std::string confidence;

  Interval interval() const { return {value, low, high}; }
};

/// The fact with this key ("dots.rate_per_hour").
const Fact& fact(std::string_view key);
/// Its value.
double factValue(std::string_view key);
/// The list stored under a key (a JSON array of numbers in "values").
const std::vector<double>& factList(std::string_view key);
/// All single facts in file order, for the "why" page and for tests.
const std::vector<Fact>& allFacts();

}  // namespace hd
