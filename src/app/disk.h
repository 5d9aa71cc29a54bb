// Whole files in and out, with errors that name the file and the reason.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace hd {

/// Path of a file that lies beside the running program.
std::string besideProgram(std::string_view name);

/// All bytes of a file; at most 1 GiB. Error "file.read".
Result<std::string> readFile(const std::string& path);

/// Writes beside the target and renames, so that a failure never leaves half a file. Error "file.write".
Status writeFile(const std::string& path, std::string_view bytes);

}  // namespace hd
