// What a good practitioner would say about a design before the first dot is set.
//
// The rules are the field's (where a hairline may lie, how soft its edge is, how dense is too
// dense); the limits come from the facts file. Each finding says what was measured and why it matters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/message.h"
#include "design/design.h"
#include "scalp/scalp_map.h"

namespace hd {

enum class Severity { good, note, warning, error };
std::string_view severityName(Severity severity);  ///< "good", "note", "warning", "error"

/// The outcome of one rule. `value` in `unit` is what was measured.
struct Finding {
  Severity severity = Severity::good;
  Message message;  ///< with its reason; its arguments are numbers and ranges of numbers
  double value = 0.0;
  std::string unit;  ///< "mm", "1/cm2", "1"; empty when the value is a count

  /// Of the rule, stable: "hairline.height", "density.helmet", …
  const std::string& id() const { return message.id; }
};

/// Findings of all rules that apply, in a fixed order. Flat views get no rules about the head.
std::vector<Finding> checkDesign(const Design& design, const ScalpMap& map);

/// {"ok":bool,"findings":[{"id","severity","message","key","args":{…},"value","unit"}]}; ok when nothing is a warning or
/// an error. `sentence` gives "message" its words (text/sentence.h); "args" holds numbers and [low, high].
std::string findingsToJson(const std::vector<Finding>& findings, Speak sentence);
bool allFine(const std::vector<Finding>& findings);

}  // namespace hd
