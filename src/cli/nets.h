// Where the command finds the nets that look for heads.
#pragma once

#include <optional>
#include <string>

#include "core/result.h"
#include "vision/find_head.h"

namespace hd::cli {

/// Remembers how the program was started, for who looks for files beside it.
void setProgramPath(const char* argv0);

/// Reads the nets: from `path`, or else nets.bin beside the program. Errors "nets.missing", "nets.damaged".
Result<HeadFinder> loadHeadFinder(const std::optional<std::string>& path);

/// Prints each warning to standard error.
void printFindWarnings(const FoundHead& found);

}  // namespace hd::cli
