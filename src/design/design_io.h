// The design document as JSON, and back. docs of the fields: src/design/README.md.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "design/design.h"

namespace hd {

/// JSON with "format":"hairline-design", "version" and units; equal designs give equal bytes, and
/// parsing gives back the same bits.
std::string designToJson(const Design& design);

/// Parses and validates everything before returning anything. Errors name the field:
/// "design.version" (unknown version), "json.syntax", "json.field".
Result<Design> designFromJson(std::string_view json);

/// Every rule a design must obey (ranges, counts, finite numbers); used by the loader and after
/// programmatic edits. The message names the field.
Status validateDesign(const Design& design);

}  // namespace hd
