// All tools there are, in the order of the rail.
#pragma once

#include "editor/session/tool.h"

namespace hd {

ToolTable allTools();

}  // namespace hd
