// The design document as JSON, and back. docs of the fields: src/design/README.md.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "design/design.h"

namespace hd {

/// The "format" of a design file.
inline constexpr std::string_view kDesignFormat = "hairline-design";

/// JSON with "format":"hairline-design", "version" and units; equal files give equal bytes, and
/// parsing gives back the same bits. Files of version 2 are written, whatever was read.
std::string designToJson(const DesignFile& file);

/// Parses and validates everything before returning anything. Errors name the field:
/// "design.version" (unknown version), "design.format", "design.size", "json.syntax", "json.field"; those of a
/// proposal beside begin with its slot ("proposals.B: ..."). Versions 1 and 2 are read.
/// Fields that may be left out and what then holds: src/design/README.md. Unknown keys are ignored.
Result<DesignFile> designFromJson(std::string_view json);

/// Every rule a design must obey (ranges, counts, finite numbers); used by the loader and after
/// programmatic edits. The message names the field as a file of this version does.
Status validateDesign(const Design& design, int version = kDesignVersion);
/// The same for how it is looked at.
Status validateLook(const Look& look);

/// Memory a design takes, roughly, in bytes; bounds the undo history.
size_t approximateBytes(const Design& design);

}  // namespace hd
