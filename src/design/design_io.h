// The design document as JSON, and back. docs of the fields: src/design/README.md.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "design/design.h"

namespace hd {

/// The "format" of a design file.
inline constexpr std::string_view kDesignFormat = "hairline-design";

/// JSON with "format":"hairline-design", "version" and units; equal designs give equal bytes, and
/// parsing gives back the same bits.
std::string designToJson(const Design& design);
/// The same with the designs that wait beside it, which readers of the one design do not see.
std::string designToJson(const Design& design, const Proposals& proposals);

/// Parses and validates everything before returning anything. Errors name the field:
/// "design.version" (unknown version), "design.format", "design.size", "json.syntax", "json.field".
/// Fields that may be left out and what then holds: src/design/README.md. Unknown keys are ignored.
Result<Design> designFromJson(std::string_view json);

/// The designs beside the one that designFromJson() reads from the same text; none where the file has none. The same
/// errors; those of a design beside begin with its slot ("proposals.B: ...").
Result<Proposals> proposalsFromJson(std::string_view json);

/// Every rule a design must obey (ranges, counts, finite numbers); used by the loader and after
/// programmatic edits. The message names the field.
Status validateDesign(const Design& design);

/// Memory a design takes, roughly, in bytes; bounds the undo history.
size_t approximateBytes(const Design& design);

}  // namespace hd
