// The option --paper.
#pragma once

#include "cli/args.h"
#include "report/sheet.h"

namespace hd::cli {

/// a4 unless it says letter; anything else is reported.
Paper paperOf(Args& args);

}  // namespace hd::cli
